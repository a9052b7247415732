"""Series as tables with a chart, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from cli.figures import SCALES
from cli.shell import printable
from cli.table import COLUMNS, WIDE, WIDTH, claim_cells, table
from extractors.output import json_bytes, safe_cell
from extractors.records import plain_number
from extractors.series import Disagreement, Match, Observation, Series
from extractors.series.agreement import outward

SCHEMA = "onrecord-series/1"
CHART = 28  # columns of the chart in a table
DOCUMENT = 4  # the column that a narrow terminal has no room for
MARKS = {"reported": "●", "forecast": "○", "target": "◇"}  # in this order: results first, then what has not come yet

Cell = str | int | float | None


def to_json(chosen: Sequence[Series]) -> bytes:
    """All series as one JSON object, indented."""
    return json_bytes({"schema": SCHEMA, "series": [series_record(item) for item in chosen]}, indent=True)


def to_csv(chosen: Sequence[Series]) -> bytes:
    """A header and a row per number, the series in the first columns."""
    rows = [row for number, item in enumerate(chosen, 1) for row in series_rows(number, item)]
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(CSV_COLUMNS)
    writer.writerows([safe_cell(row[column]) for column in CSV_COLUMNS] for row in rows)
    return page.getvalue().encode()


CSV_COLUMNS = (
    "series", "series_indicator", "series_unit", "change", "basis", "region",
    "first_day", "last_day", "placed_by", "period", "status", "target_year", "qualifier", "value", "low", "high",
    "disagrees", "speaker", "document", "source", "date", "indicator", "score", "why", "text", "claim",
)  # fmt: skip


def series_rows(number: int, item: Series) -> Iterator[dict[str, Cell]]:
    """The numbers of a series as flat rows, keys in the order of CSV_COLUMNS."""
    disputed = {id(point) for case in item.disagreements for point in case.observations}
    for point in item.observations:
        record = observation_record(point)
        yield {
            "series": number,
            "series_indicator": item.indicator,
            "series_unit": item.unit,
            "change": str(item.change).lower(),
            "basis": item.basis,
            "region": item.region,
            **{key: record[key] for key in CSV_COLUMNS if key in record},
            "disagrees": str(id(point) in disputed).lower(),
            "score": record["match"]["score"],
            "why": reason(point.match),
        }


def series_record(item: Series) -> dict[str, Any]:
    """A series as JSON holds it."""
    return {
        "indicator": item.indicator,
        "unit": item.unit,
        "change": item.change,
        "basis": item.basis,
        "region": item.region,
        "documents": item.documents,
        "observations": [observation_record(point) for point in item.observations],
        "disagreements": [disagreement_record(case) for case in item.disagreements],
        "notes": list(item.notes),
    }


def observation_record(point: Observation) -> dict[str, Any]:
    """A number of a series as JSON holds it: in the unit of the series, a fall below zero."""
    claim, place = point.claim, point.place
    return {
        "value": plain_number(point.value),
        "low": plain_number(point.low),
        "high": plain_number(point.high),
        "qualifier": claim.qualifier,
        "status": claim.status,
        "period": claim.period,
        "target_year": claim.target_year,
        "first_day": place.first.isoformat() if place.first else None,
        "last_day": place.last.isoformat() if place.last else None,
        "placed_by": place.by,
        "speaker": claim.speaker.name if claim.speaker else None,
        "document": point.document.id,
        "source": point.document.source,
        "date": claim.date,
        "claim": claim.id,
        "text": claim.text,
        "indicator": claim.indicator,
        "sentence": claim.sentence,
        "match": match_record(point.match),
    }


def match_record(match: Match) -> dict[str, Any]:
    """Why a number was joined, as JSON holds it."""
    return {
        "score": float(match.score),
        "same": list(match.same),
        "by_rule": [{"words": words, "series": other, "rule": rule} for words, other, rule in match.ruled],
        "left_aside": list(match.aside),
        "notes": list(match.notes),
    }


def disagreement_record(case: Disagreement) -> dict[str, Any]:
    """Numbers that cannot all be right, with who said them and where."""
    return {
        "period": case.period,
        "claims": [
            {
                "claim": point.claim.id,
                "value": plain_number(point.value),
                "low": plain_number(point.low),
                "high": plain_number(point.high),
                "speaker": point.claim.speaker.name if point.claim.speaker else None,
                "source": point.document.source,
            }
            for point in case.observations
        ],
    }


def reason(match: Match) -> str:
    """Why a number was joined, in words: the same words, words that a rule takes for the same, words left aside."""
    parts = [f"{words} = {other}" for words, other, _ in match.ruled]
    parts += [f"aside: {', '.join(match.aside)}"] if match.aside else []
    return "; ".join((*parts, *match.notes)) or "the same words"


def list_table(chosen: Sequence[Series], colour: bool = False) -> bytes:
    """The series one a row: what, how often, from when to when, the first result and the latest."""
    columns = ("indicator", "documents", "numbers", "from", "to", "first", "latest", "")
    return table("", columns, [_list_row(item) for item in chosen] or [["no indicator occurs in so many"]], colour)


def _list_row(item: Series) -> list[str]:
    results = [point for point in item.observations if point.claim.status == "reported"] or list(item.observations)
    days = [point.place.last.isoformat()[:7] for point in item.observations if point.place.last]
    return [
        title_of(item),
        str(item.documents),
        str(len(item.observations)),
        days[0] if days else "",
        days[-1] if days else "",
        shown(results[0]),
        shown(results[-1]),
        "disagree" if item.disagreements else "",
    ]


def title_of(item: Series) -> str:
    """The series in words: "GDP, change year-on-year, China"."""
    kind = " ".join(("change", item.basis or "")).strip() if item.change else None
    place = item.region if item.region and item.region.lower() not in item.indicator.lower() else None
    return ", ".join(part for part in (item.indicator, kind, place) if part)


def series_table(item: Series, colour: bool = False) -> bytes:
    """One series: a row per number with its mark in the chart and why it is there; then what disagrees, and the key.

    Results come first, forecasts and goals below them.
    """
    scale = Scale.of(item.observations)
    columns = ["when", scale.title, "value", "who", "document", "joined because"]
    results_first = sorted(item.observations, key=lambda point: tuple(MARKS).index(point.claim.status))
    rows = [_row(point, scale) for point in results_first]
    if shutil.get_terminal_size((WIDTH, 24)).columns < WIDE:
        del columns[DOCUMENT]
        for row in rows:
            del row[DOCUMENT]
    documents = "1 document" if item.documents == 1 else f"{item.documents} documents"
    lines = [*_remarks(item), legend(item.observations)]
    return (
        table(f"{title_of(item)}: {documents}", columns, rows, colour) + "".join(f"{line}\n" for line in lines).encode()
    )


def _row(point: Observation, scale: Scale) -> list[str]:
    speaker = point.claim.speaker
    return [
        when(point),
        scale.line(point),
        shown(point),
        speaker.name if speaker else "",
        PurePath(point.document.source or "-").name,
        f"{point.match.score} {reason(point.match)}",
    ]


def _remarks(item: Series) -> Iterator[str]:
    """What a reader must know of a series: numbers that disagree, with who said them and where."""
    for case in item.disagreements:
        claims = (
            f"{shown(point)} ({', '.join(part for part in (_speaker(point), _file(point)) if part)})"
            for point in case.observations
        )
        yield printable(f"disagree on {case.period}: {'; '.join(claims)}")
    for remark in item.notes:
        yield f"note: {remark}"


def _speaker(point: Observation) -> str:
    return point.claim.speaker.name if point.claim.speaker else ""


def _file(point: Observation) -> str:
    return PurePath(point.document.source or "-").name


def when(point: Observation) -> str:
    """The time of a number; what took its place where it is not known, and what has not come yet, says so."""
    status = "" if point.claim.status == "reported" else f" {point.claim.status}"
    if point.place.by is None:
        return f"unknown{status}"
    told = "" if point.place.by in ("period", "target year") else f" ({point.place.by})"
    return f"{point.place.edtf}{status}{told}"


def shown(point: Observation) -> str:
    """The number as people write it, with its unit, but for things counted; a change has a sign."""
    claim = point.claim.model_copy(update={"unit": None}) if point.claim.kind == "count" else point.claim
    words = claim_cells(claim)[COLUMNS.index("value")]
    sign = {"increase": "+", "decrease": "-"}.get(point.claim.direction or "", "")
    return f"{sign}{words}"


def legend(observations: Sequence[Observation]) -> str:
    """What the marks of the chart mean, those that occur."""
    statuses = dict.fromkeys(point.claim.status for point in observations)
    names = {"reported": "result"}
    marks = [f"{MARKS[status]} {names.get(status, status)}" for status in statuses]
    ends = {end for point in observations if (end := open_end(point))}
    marks += ["> or more"] if "up" in ends else []
    marks += ["< or less"] if "down" in ends else []
    return "   ".join(marks)


def open_end(point: Observation) -> str | None:
    """Where the number leaves off: "up" for more than 70, "down" for nearly 70; None for one that says how much."""
    if point.value is None:
        return None
    match outward(point):
        case "more_than" | "at_least":
            return "up"
        case "less_than" | "at_most" | "nearly":
            return "down"
    return None


def _short(number: Decimal) -> str:
    """A number in few characters: 3.92T."""
    for name, factor in SCALES:
        if abs(number) >= factor:
            return f"{float(number / factor):.4g}{name[0].upper()}"
    return f"{number:,f}"


@dataclass(frozen=True)
class Scale:
    """The axis of a chart of characters, from the smallest number of a series to the largest."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, observations: Sequence[Observation]) -> Scale:
        ends = [end for point in observations for end in (point.value, point.low, point.high) if end is not None]
        return cls(min(ends, default=Decimal(0)), max(ends, default=Decimal(0)))

    @property
    def title(self) -> str:
        """The head of the chart's column: its two ends."""
        low, high = _short(self.low), _short(self.high)
        return f"{low}{' ' * max(CHART - len(low) - len(high), 1)}{high}"

    def line(self, point: Observation) -> str:
        """A line with the mark of a number at its place, a bar for a range."""
        cells = ["·"] * CHART
        ends = [end for end in (point.low, point.high) if end is not None]
        if point.value is None and len(ends) == 2:
            first, last = (self._column(end) for end in sorted(ends))
            cells[first : last + 1] = ["━"] * (last + 1 - first)
        else:
            cells[self._column(point.value if point.value is not None else ends[0])] = MARKS[point.claim.status]
        return self._with_open_end("".join(cells), point)

    def _with_open_end(self, line: str, point: Observation) -> str:
        mark = MARKS[point.claim.status]
        match open_end(point):
            case "up":
                return line.replace(f"{mark}·", f"{mark}>") if f"{mark}·" in line else line[1:] + ">"
            case "down":
                return line.replace(f"·{mark}", f"<{mark}") if f"·{mark}" in line else f"<{line[:-1]}"
        return line

    def _column(self, number: Decimal) -> int:
        if self.high == self.low:
            return CHART // 2
        return 1 + int((number - self.low) / (self.high - self.low) * (CHART - 3))
