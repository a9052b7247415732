"""Series as pictures: SVG, PNG, or a page of HTML that needs no network. Needs the extra `report`.

A result is a dot, a forecast a ring, a goal a diamond apart from them. A range is a bar, "more than" has an arrow up
and "nearly" one down; a line joins results of periods of one length. A period lies as a thin line along the axis of
time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cli.files import OutputError
from cli.series_output import open_end, shown, title_of, when
from extractors.records import plain_number

if TYPE_CHECKING:
    import altair

    from extractors.series import Observation, Series

MOST = 12  # series in one picture
WIDTH, HEIGHT = 640, 220
SCALE = 2  # of a PNG: dots on screens are small
# Fonts with Chinese characters stand behind one for Latin; a reader takes the first that is installed.
FONTS = (
    "Noto Sans, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Hiragino Sans GB, Microsoft YaHei, "
    "WenQuanYi Micro Hei, WenQuanYi Zen Hei, SimHei, Arial Unicode MS, DejaVu Sans, Arial, sans-serif"
)
STATUSES = {"reported": "result", "forecast": "forecast", "target": "target"}
COLOURS = {"result": "#1b5e8c", "forecast": "#8a5a00", "target": "#a3336b"}
# 12T, 1.5B, 71.5; what the library calls G is a billion.
SHORT_NUMBER = "abs(datum.value) < 1e4 ? datum.label : replace(format(datum.value, '~s'), 'G', 'B')"
SHAPES = {"result": "circle", "forecast": "circle", "target": "diamond"}
DISPUTED = "#c62828"

SNIPPET = "window.vegaEmbed = vegaEmbed;"  # what the bundle gives to the page
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>onrecord series</title>
</head>
<body>
<div id="chart"></div>
<script>%s</script>
<script>vegaEmbed("#chart", %s, {actions: false, renderer: "svg"});</script>
</body>
</html>
"""


def picture(chosen: Sequence[Series], kind: str) -> bytes:
    """Series one below the other, as `.svg`, `.png` or `.html`.

    Raises:
        OutputError: altair or vl-convert is not installed.
    """
    try:
        import altair
        import vl_convert
    except ImportError as error:
        raise OutputError("--plot needs altair and vl-convert; pip install 'onrecord[report]'") from error
    chart = specification(chosen)
    version = altair.SCHEMA_VERSION.rpartition(".")[0]  # v6.1 of v6.1.0: what altair writes, vl-convert must read
    match kind:
        case ".svg":
            return str(vl_convert.vegalite_to_svg(chart, vl_version=version)).encode()
        case ".png":
            return bytes(vl_convert.vegalite_to_png(chart, vl_version=version, scale=SCALE))
    # The page that vl-convert writes ends at a title with </script> in it.
    bundle = str(vl_convert.javascript_bundle(SNIPPET, version)).replace("</script", "<\\/script")
    return (PAGE % (bundle, _inline_json(chart))).encode()


def specification(chosen: Sequence[Series]) -> dict[str, Any]:
    """The picture as a Vega-Lite specification."""
    import altair

    statuses = [status for key, status in STATUSES.items() if any(_has(item, key) for item in chosen)]
    charts = [_chart(item, statuses) for item in chosen]
    # Each series has a unit and a scale of its own.
    whole = altair.vconcat(*charts, spacing=36).resolve_scale(y="independent", x="independent")
    whole = whole.configure(font=FONTS, background="white").configure_view(stroke="#dddddd")
    whole = whole.configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#eeeeee")
    whole = whole.configure_title(fontSize=14, anchor="start", subtitleFontSize=12, subtitleColor="#555555")
    return dict(whole.to_dict())


def _has(item: Series, status: str) -> bool:
    return any(point.claim.status == status for point in item.observations)


def _chart(item: Series, statuses: Sequence[str]) -> altair.LayerChart | altair.FacetChart:
    import altair

    disputed = {id(point) for case in item.disagreements for point in case.observations}
    placed = [point for point in item.observations if point.place.last is not None]
    rows = [_row(point, id(point) in disputed) for point in placed]
    data = altair.InlineData(values=rows)
    axis = altair.Axis(labelAngle=0, tickCount=6, labelOverlap=True, format=_date_format(placed))
    x = altair.X("last:T", title=None, axis=axis, scale=altair.Scale(padding=24))
    y = altair.Y("value:Q", title=_unit(item), scale=_scale(placed), axis=altair.Axis(labelExpr=SHORT_NUMBER))
    colour = altair.Color(
        "status:N",
        title=None,
        scale=altair.Scale(domain=statuses, range=[COLOURS[status] for status in statuses]),
        legend=altair.Legend(orient="bottom", direction="horizontal"),
    )
    shapes = altair.Scale(domain=statuses, range=[SHAPES[status] for status in statuses])
    shape = altair.Shape("status:N", title=None, scale=shapes)
    tooltip = [f"{name}:N" for name in ("when", "number", "status", "speaker", "document", "words")]
    base = altair.Chart(data).encode(x=x, y=y)
    layers = [
        base.transform_filter("isValid(datum.line)")
        .mark_line(color=COLOURS["result"], opacity=0.35)
        .encode(detail="line:N"),
        base.mark_rule(strokeWidth=1, opacity=0.6).encode(x=altair.X("first:T"), x2="last:T", color=colour),
        base.transform_filter("isValid(datum.low)")
        .mark_bar(width=7, opacity=0.55)
        .encode(y=altair.Y("low:Q"), y2="high:Q", color=colour, tooltip=tooltip),
        base.transform_filter("datum.disputed").mark_point(size=260, color=DISPUTED, filled=False, strokeWidth=1.5),
        base.transform_filter("isValid(datum.value)")
        .mark_point(size=80, strokeWidth=2)
        .encode(color=colour, shape=shape, fill=_fill(), tooltip=tooltip),
        base.transform_filter("datum.end == 'up'")
        .mark_point(shape="triangle-up", size=55, yOffset=-12, filled=True, strokeWidth=0)
        .encode(color=colour),
        base.transform_filter("datum.end == 'down'")
        .mark_point(shape="triangle-down", size=55, yOffset=12, filled=True, strokeWidth=0)
        .encode(color=colour),
        base.mark_text(dx=10, align="left", fontSize=11, fontWeight="bold").encode(
            y=altair.Y("label:Q"), text="number:N", color=colour
        ),
    ]
    title = altair.TitleParams(title_of(item), subtitle=_subtitle(item, len(placed), bool(disputed)))
    return altair.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=title)


def _fill() -> Any:
    """A result is filled; what has not come yet is hollow."""
    import altair

    return altair.condition("datum.status == 'result'", altair.value(COLOURS["result"]), altair.value("white"))


def _row(point: Observation, disputed: bool) -> dict[str, Any]:
    """A number as the picture needs it; days are those of the axis, the whole of the last one included."""
    claim, place = point.claim, point.place
    ends = [end for end in (point.value, point.low, point.high) if end is not None]
    return {
        "first": _day(place.first),
        "last": _day(place.last),
        "line": _line(point),
        "value": plain_number(point.value),
        "low": plain_number(point.low),
        "high": plain_number(point.high),
        "label": plain_number(max(ends)) if ends else None,
        "end": open_end(point),
        "status": STATUSES[claim.status],
        "disputed": disputed,
        "when": when(point),
        "number": shown(point),
        "speaker": claim.speaker.name if claim.speaker else "",
        "document": point.document.title or point.document.source or "",
        "words": claim.indicator or "",
    }


def _line(point: Observation) -> str | None:
    """The line that a number is on: results of periods of one length; all results of a share or of things counted."""
    claim, months = point.claim, point.place.months
    if claim.status != "reported" or point.value is None:
        return None
    if claim.direction is None and (claim.kind == "count" or claim.unit == "%"):
        return "all"
    return None if months is None else f"{months} months"


def _scale(placed: Sequence[Observation]) -> altair.Scale:
    """The axis of numbers; around a single one it is opened a little."""
    import altair

    ends = {end for point in placed for end in (point.value, point.low, point.high) if end is not None}
    if len(ends) != 1:
        return altair.Scale(zero=False, nice=True, padding=18)
    (only,) = (float(end) for end in ends)
    room = abs(only) / 10 or 1
    return altair.Scale(zero=False, domain=[only - room, only + room])


def _date_format(placed: Sequence[Observation]) -> str:
    """How days are written below the axis: as fine as its length asks for."""
    days = [day for point in placed for day in (point.place.first, point.place.last) if day is not None]
    length = max(days) - min(days) if days else timedelta(0)
    if length > timedelta(days=365 * 6):
        return "%Y"
    return "%b %Y" if length > timedelta(days=150) else "%d %b %Y"


def _day(day: date | None) -> str | None:
    # Noon: a day alone is midnight in Greenwich, which is the day before in half of the world.
    return None if day is None else f"{day.isoformat()}T12:00:00"


def _unit(item: Series) -> str:
    if any(point.claim.kind == "count" for point in item.observations):
        return "number"
    return {"%": "percent", "pp": "percentage points", "x": "times"}.get(item.unit, item.unit)


def _subtitle(item: Series, placed: int, disputed: bool) -> list[str]:
    """What the reader of a picture must know."""
    documents = "1 document" if item.documents == 1 else f"{item.documents} documents"
    said = sum(point.place.by in ("document's date", "publication") for point in item.observations)
    numbers = "1 number" if len(item.observations) == 1 else f"{len(item.observations)} numbers"
    parts = [f"{numbers} from {documents}"]
    parts += [f"{said} placed by the document's date: no period told"] if said else []
    missing = len(item.observations) - placed
    parts += [f"{missing} of an unknown time left out"] if missing else []
    parts += ["red: numbers for one period that disagree"] if disputed else []
    return ["; ".join(parts)]


def _inline_json(chart: Mapping[str, Any]) -> str:
    """JSON that may stand in a script of a page, whatever the documents say."""
    text = json.dumps(chart, ensure_ascii=False)
    return text.translate({ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
