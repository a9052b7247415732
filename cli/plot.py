"""Series as pictures: SVG, PNG, or a page of HTML that needs no network. Needs the extra `report`.

A result is a dot, a forecast a ring, a goal a diamond apart from them. A range is a bar, "more than" has an arrow up and
"nearly" one down; a line joins results of periods of one length. A period lies as a thin line along the axis of time.
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
SHAPES = {"result": "circle", "forecast": "circle", "target": "diamond"}
DISPUTED = "#c62828"

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
<script>drawSeries("#chart", %s);</script>
</body>
</html>
"""
SNIPPET = """
import vegaEmbed from "vega-embed";
window.drawSeries = (place, chart) => vegaEmbed(place, chart, {actions: false, renderer: "svg"});
"""


class MissingPlotting(OutputError):
    """The extra that draws is not installed."""


def picture(chosen: Sequence[Series], kind: str) -> bytes:
    """Series one below the other, as `.svg`, `.png` or `.html`.

    Raises:
        OutputError: altair or vl-convert is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise MissingPlotting("--plot needs altair and vl-convert; pip install 'onrecord[report]'") from error
    chart = specification(chosen)
    match kind:
        case ".svg":
            return str(vl_convert.vegalite_to_svg(chart)).encode()
        case ".png":
            return bytes(vl_convert.vegalite_to_png(chart, scale=SCALE))
    bundle = str(vl_convert.javascript_bundle(SNIPPET)).replace("</script", "<\\/script")
    return (PAGE % (bundle, _inline_json(chart))).encode()


def specification(chosen: Sequence[Series]) -> dict[str, Any]:
    """The picture as a Vega-Lite specification.

    Raises:
        OutputError: altair is not installed.
    """
    try:
        import altair
    except ImportError as error:
        raise MissingPlotting("--plot needs altair and vl-convert; pip install 'onrecord[report]'") from error
    charts = [_chart(item) for item in chosen]
    # Each series has a unit and a scale of its own.
    whole = altair.vconcat(*charts, spacing=36).resolve_scale(y="independent", x="independent")
    whole = whole.configure(font=FONTS, background="white").configure_view(stroke="#dddddd")
    whole = whole.configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#eeeeee")
    whole = whole.configure_title(fontSize=14, anchor="start", subtitleFontSize=12, subtitleColor="#555555")
    return dict(whole.to_dict())


def _chart(item: Series) -> altair.LayerChart:
    import altair

    disputed = {id(point) for case in item.disagreements for point in case.observations}
    placed = [point for point in item.observations if point.place.last is not None]
    rows = [_row(point, id(point) in disputed) for point in placed]
    data = altair.Data(values=rows)
    x = altair.X("last:T", title=None, axis=altair.Axis(labelAngle=0, tickCount=6))
    y = altair.Y("value:Q", title=_unit(item), scale=altair.Scale(zero=False, nice=True, padding=18))
    colour = altair.Color(
        "status:N",
        title=None,
        scale=altair.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
        legend=altair.Legend(orient="bottom", direction="horizontal"),
    )
    shape = altair.Shape("status:N", title=None, scale=altair.Scale(domain=list(SHAPES), range=list(SHAPES.values())))
    tooltip = [f"{name}:N" for name in ("when", "number", "status", "speaker", "document", "words")]
    base = altair.Chart(data).encode(x=x, y=y)
    result = "datum.status == 'result' && isValid(datum.value)"
    layers = [
        base.transform_filter(result + " && isValid(datum.months)")
        .mark_line(color=COLOURS["result"], opacity=0.35)
        .encode(detail="months:N"),
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
        base.mark_text(dx=10, align="left", fontSize=11, fontWeight="bold")
        .encode(y=altair.Y("label:Q"), text="number:N", color=colour),
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
        "months": place.months,
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


def _day(day: date | None) -> str | None:
    # Noon: a day alone is midnight in Greenwich, which is the day before in half of the world.
    return None if day is None else f"{day.isoformat()}T12:00:00"


def _unit(item: Series) -> str:
    return {"%": "percent", "pp": "percentage points", "x": "times"}.get(item.unit, item.unit)


def _subtitle(item: Series, placed: int, disputed: bool) -> list[str]:
    """What the reader of a picture must know."""
    documents = "1 document" if item.documents == 1 else f"{item.documents} documents"
    said = sum(point.place.by in ("document's date", "publication") for point in item.observations)
    parts = [f"{len(item.observations)} numbers from {documents}"]
    parts += [f"{said} placed by the document's date: no period told"] if said else []
    missing = len(item.observations) - placed
    parts += [f"{missing} of an unknown time left out"] if missing else []
    parts += ["red: numbers for one period that disagree"] if disputed else []
    return ["; ".join(parts)]


def _inline_json(chart: Mapping[str, Any]) -> str:
    """JSON that may stand in a script of a page, whatever the documents say."""
    text = json.dumps(chart, ensure_ascii=False)
    return text.translate({ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
