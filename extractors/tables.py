"""Tables in plain text: the unit in row label, head or caption, the period in the head, the label or the caption.

    Output              May     Jan.-May
    Coal (10,000 t)     231     1,102

A row gives one quantity per cell. Nothing here is parsed: the heads and the label say it all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.changes import headed_direction, names_change
from extractors.edtf import basis_between, is_day
from extractors.grids import CAPTION, LETTER, Column, Row, Title, as_row, columns_of, head_label, titles_of
from extractors.numbers import read_number
from extractors.quantities import BARE, find_quantities
from extractors.records import Basis, Direction, Document, Ground, Quantity, Sentence, Status, TimeMention
from patterns import load

if TYPE_CHECKING:
    import regex

UNIT = re.compile(r"(?<! )[ ]*[(\[](?P<unit>[^()\[\]]{1,40})[)\]][ ]*$")
UNIT_LINE = re.compile(r"\bunits?:[ ]?(?P<unit>[^()\[\];]{1,40})", re.IGNORECASE)
UNIT_TAIL = re.compile(
    r",[ ](?:in )?(?P<unit>per ?cent|%|(?:thousands|millions|billions|trillions)(?: of [a-z$ ]{3,30})?)[ ]*$",
    re.IGNORECASE,
)
# "Rand million", "Rs crore": the currency stands first.
MONEY_FIRST = re.compile(
    r"(?:in )?([^\W\d_]{1,12}\.?) (thousands?|millions?|billions?|trillions?|lakhs?|crores?|mn|bn)", re.IGNORECASE
)
FACTOR = re.compile(
    r"(?:in )?(?P<factor>\d[\d,]*)?[ ]*(?:in )?(?P<currency>US\$|[$€£¥])?[ ]?"
    r"(?:(?P<scale>thousands?|millions?|billions?|trillions?|lakhs?|crores?|mn|bn|mln|bln|tn|'?000s?)\b(?: of)?)?"
    r"[ ]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
TENS = re.compile(r"10+|1(?:,000)+|10{1,2}(?:,000)+")
COUNTED = r"(?:of )?$counted\b"
CHANGE_UNIT = re.compile(r"(?:per ?cent\b|%|percentage\b)(?: annual\b)?(?: change\b)?", re.IGNORECASE)
# "Unemployment rates by major worker group": what all cells measure.
MEASURE = (
    r"(?:$caption_name [\w.-]{1,6}(?:[.:]| ) ?)?(?P<measure>(?![ ])[^,(:\d]{4,60}?) by (?:[a-z-]{1,20}[ ,]{1,2}){0,5}"
    r"[a-z-]{1,20}"
)
GENERIC = r"$generic_label\b[^\d]{0,12}|[^a-z]*"
RATE = r"\b$rate_word\b"
TALLY = r"(?:the )?(?:number|no\.) of\b"
NO_MEASURE = r"\b$plain_head\b|[^\w ]|\d"
EXPECTED = r"\b$expected_head\b|\b20\d\d[ ]?f\b"
LEFT_OVER = re.compile(r" (?:over|from|on|in|than|against|of|since|ended)$")  # of a time that was cut out
YEAR_MARK = re.compile(r"\b((?:19|20)\d\d)[ ]?[feprEP]\b")
SPREAD = re.compile(r"(?m)^[ ]*(?P<line>[^ \n]+(?:[ ]{2,}[^ \n]+)+)[ ]*$")
PROSE = 120  # code points from which a line is running text, which ends a table
INDENT = 8  # columns from which a line with one column is a head that spans several
LINES_BETWEEN = 4  # so many lines without columns end a table too


def _words(template: str) -> regex.Pattern[str]:
    """A regex with the word lists of tables."""
    return load("tables").expression(template)


FindTimes = Callable[[str], Sequence[TimeMention]]


@dataclass(frozen=True)
class Cell:
    """One number of a table with what its row and column say about it."""

    quantity: Quantity
    sentence: Sentence
    indicator: str
    period: str | None
    direction: Direction | None
    basis: Basis | None
    grounds: Mapping[str, Ground]
    status: Status = "reported"


@dataclass(frozen=True)
class _Above:
    """What stands above a row: the lines of heads, the caption over them, and the last heading between rows."""

    heads: tuple[tuple[Column, ...], ...] = ()
    caption: str = ""
    section: str = ""
    open: bool = False  # whether the next line of columns belongs to the same heads
    gap: int = 0
    silent: tuple[int, ...] = ()  # where these lines start, which state nothing themselves


def find_cells(document: Document, find_times: FindTimes) -> dict[int, list[Cell]]:
    """The cells of each table row, by the start of its sentence. Rows without a head of as many columns give none.

    The further sentences of a row, where its dots end some, have no cells of their own.
    """
    cells: dict[int, list[Cell]] = {}
    above = _Above()
    line, in_row = (0, -1), False
    for sentence in document.sentences:
        if line[0] <= sentence.start < line[1]:
            if in_row:
                cells[sentence.start] = []
            continue
        for begin, end in _between(document.normal, line[1], sentence.start):
            above = _passed(above, columns_of(document, begin, end), document.normal[begin:end], begin)
        line, in_row = _line(document, sentence), False
        columns = columns_of(document, *line)
        row = as_row(columns)
        if row is None:
            above = _passed(above, columns, document.normal[line[0] : line[1]], sentence.start)
            continue
        titles = titles_of(above.heads, row)
        if titles is not None:
            cells |= {start: [] for start in above.silent}
            cells[sentence.start] = list(_row_cells(row, titles, sentence, above, find_times, document.date))
            in_row = True
        above = replace(above, open=False, gap=0)
    return cells


def _line(document: Document, sentence: Sentence) -> tuple[int, int]:
    """The line that a sentence begins in."""
    paragraph = document.paragraphs[sentence.paragraph]
    end = document.normal.find("\n", sentence.start, paragraph.end)
    return sentence.start, end if end >= 0 else paragraph.end


def _between(normal: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of columns that belong to no sentence: "2026        2025" over the heads of a table."""
    for match in SPREAD.finditer(normal, max(start, 0), end):
        yield match.span("line")


def _passed(above: _Above, columns: tuple[Column, ...], line: str, start: int) -> _Above:
    """What stands above the next row behind a line that is none itself."""
    if not columns:
        return above
    if (len(columns) > 1 or columns[0].left >= INDENT) and not CAPTION.match(line):
        heads, silent = ((*above.heads, columns), above.silent) if above.open else ((columns,), ())
        near = above.open or above.gap <= 2
        silent = silent or (above.silent if near else ())
        return _Above(heads, above.caption if near else "", "", open=True, silent=(*silent, start))
    if len(line) > PROSE or above.gap >= LINES_BETWEEN:
        return _Above(caption=line if len(line) <= 2 * PROSE else "")
    if above.open or above.heads:
        section = "" if above.open else line
        return replace(above, section=section, gap=above.gap + 1)
    named = CAPTION.match(line) or _unit_of(line)
    return _Above(caption=line, silent=(start,) if named else ())


def _row_cells(
    row: Row,
    titles: Sequence[Title],
    sentence: Sentence,
    above: _Above,
    find_times: FindTimes,
    today: str | None,
) -> Iterator[Cell]:
    words = f"{above.caption} {head_label(above.heads, len(row.cells))}".strip()
    name, unit = _split_unit(row.label.text)
    unit = unit or ""
    label_times = find_times(row.label.text)
    dated = next((time for time in label_times if time.edtf and _covers(time, row.label.text)), None)
    held = _held_against([_period(find_times(title.text)) for title in titles])
    for number, title in zip(row.cells, titles, strict=True):
        if number is None:
            continue
        said = (
            _unit_of(title.text) or _unit_of(above.caption) or _unit_of(head_label(above.heads, len(row.cells))) or ""
        )
        if _words(TALLY).match(name) and not unit:
            said = ""
        quantity = _quantity(number, unit, said, title.text, f"{name} {title.text} {words}")
        if quantity is None:
            continue
        times = find_times(YEAR_MARK.sub(r"\1", title.text))
        time = dated or _period(times) or _of_caption(above.caption, find_times)
        direction, basis = _change(
            quantity, number.text, f"{row.label.text} {title.text}", words, [*times, *label_times, *find_times(words)]
        )
        if direction is not None and time is None and held is not None:
            time, basis = held[0], basis or held[1]
        base = next((one.edtf for one in times if one.role == "base" and one.edtf), None)
        if direction is not None and basis is None and base is not None and time is not None:
            basis = basis_between(time.edtf, base)
        status: Status = "forecast" if _is_expected(title.text, words, time, today) else "reported"
        head = UNIT.sub("", title.text).strip()
        indicator = head if dated is not None and head else _indicator(name, title.text, times, above)
        grounds = _grounds(title, row.label, time, direction is not None)
        yield Cell(quantity, sentence, indicator, time.edtf if time else None, direction, basis, grounds, status)


def _period(times: Sequence[TimeMention]) -> TimeMention | None:
    """The time that numbers are of, and not that they are compared with."""
    return next((time for time in times if time.edtf and time.role != "base"), None)


def _of_caption(caption: str, find_times: FindTimes) -> TimeMention | None:
    """The time that a caption gives a whole table; a sentence or a day gives none."""
    time = None if caption.endswith((".", ":")) else _period(find_times(caption))
    return time if time is not None and not is_day(time.edtf) else None


def _held_against(times: Sequence[TimeMention | None]) -> tuple[TimeMention, Basis | None] | None:
    """The later one of the two times of a table, which a column of changes is about, and the basis between them."""
    dated = sorted((time for time in times if time is not None), key=lambda time: time.edtf or "")
    if len(dated) != 2 or dated[0].edtf == dated[1].edtf:
        return None
    return dated[1], basis_between(dated[1].edtf, dated[0].edtf)


def _covers(time: TimeMention, text: str) -> bool:
    """Whether a label is nothing but a time."""
    return LETTER.search(text[: time.start] + text[time.end :]) is None


def _is_expected(title: str, words: str, time: TimeMention | None, today: str | None) -> bool:
    """Whether a column holds what is foreseen: its head says so, or the caption does and its time is to come."""
    if _words(EXPECTED).search(title):
        return True
    if time is None or time.edtf is None or today is None:
        return False
    ahead = time.edtf[:4] > today[:4] or time.edtf == today[:4]
    return ahead and _words(EXPECTED).search(words) is not None


def _indicator(name: str, title: str, times: Sequence[TimeMention], above: _Above) -> str:
    """What a cell measures: the label of its row, with the measure of the column or the caption where they name one."""
    head = UNIT.sub("", title)
    for time in sorted(times, key=lambda time: -time.start):
        head = head[: time.start] + head[time.end :]
    if LETTER.search(_words(NO_MEASURE).sub("", head)):
        return f"{name} {LEFT_OVER.sub('', ' '.join(head.split()))}"
    measure = _words(MEASURE).match(above.caption)
    if measure is not None:
        return f"{measure['measure'].strip()}, {name}"
    if above.section and _words(GENERIC).fullmatch(name):
        return f"{above.section.strip(' :')}, {name}"
    return name


def _grounds(title: Title, label: Column, time: TimeMention | None, changed: bool) -> dict[str, Ground]:
    """What the fields of a cell rest on: the label of its row and the head of its column."""
    column, row = (
        Ground("the head of the column", title.start, title.end),
        Ground("the label of the row", label.start, label.end),
    )
    level = Ground("neither the row nor the column says that it is a change")
    return {
        "unit": Ground(
            "in the cell, the label of the row, the head of the column or the caption", label.start, label.end
        ),
        "indicator": row,
        "direction": Ground("the head of the column, with the sign of the number", title.start, title.end)
        if changed
        else level,
        "basis": column if changed else level,
        "period": Ground("the head of the column", title.start, title.end, time.rule)
        if time is not None
        else Ground("no time in the head of the column", title.start, title.end),
        "status": Ground("a table holds results, unless its head says that they are foreseen"),
        "target_year": Ground("only a goal has a target year"),
    }


def _change(
    quantity: Quantity, text: str, words: str, caption: str, times: Sequence[TimeMention]
) -> tuple[Direction | None, Basis | None]:
    """Direction and basis of a cell by the words of its column, row and caption, and the times in them."""
    if quantity.value is None:
        return None, None
    basis = next((time.basis for time in times if time.basis), None)
    if quantity.unit != "%":
        signed = text[:1] in "+-(" and names_change(words)
        return (headed_direction(words, quantity.value), basis) if signed else (None, None)
    if not (basis or names_change(words) or names_change(caption)):
        return None, None
    return headed_direction(words if names_change(words) else f"{caption} {words}", quantity.value), basis


def _split_unit(label: str) -> tuple[str, str | None]:
    """The label without its unit, and the unit; brackets may hold part of a name: "Adult men (20 and over)"."""
    found = UNIT.search(label)
    if found is None or not _is_unit(found["unit"]):
        return label.strip(), None
    return label[: found.start()].strip(), _in_order(found["unit"])


def _in_order(unit: str) -> str:
    """A unit with its scale first: "Rand million" -> "million Rand"."""
    return MONEY_FIRST.sub(r"\2 \1", unit) if MONEY_FIRST.fullmatch(unit) else unit


def _unit_of(words: str) -> str | None:
    """The unit that a head or a caption names: "(percent)", "Unit: billion yuan", ", in thousands"."""
    for shape in (UNIT, UNIT_LINE, UNIT_TAIL):
        found = shape.search(words)
        if found is not None and _is_unit(found["unit"]):
            return _in_order(found["unit"])
    return "%" if "%" in words else words if CHANGE_UNIT.fullmatch(words) else None


def _is_unit(text: str) -> bool:
    """Whether words in brackets are a unit and no part of a name."""
    text = _in_order(text)
    if text.startswith("%") or CHANGE_UNIT.match(text):
        return True
    split = FACTOR.fullmatch(text)
    if split is None or (split["factor"] and not TENS.fullmatch(split["factor"])):
        return False
    rest = split["rest"].strip()
    if split["scale"] or split["currency"] or _words(COUNTED).match(rest):
        return True
    return _like(rest) is not None or (split["factor"] is not None and rest.isalpha())


def _like(rest: str) -> Quantity | None:
    """The quantity that words of a unit make of a number."""
    probe = f"1 {rest}"
    found = [item for item in find_quantities(probe, 0, len(probe)) if item.rule != BARE]
    return found[0] if found else None


def _quantity(number: Column, unit: str, said: str, title: str, named: str) -> Quantity | None:
    """A cell with the unit of its row, else of its column or caption: "231" under "(10,000 tonnes)" is 2310000 t.

    Where no unit is told, a number with decimals is a percentage if what is `named` for it is a rate, else an index.
    """
    text = number.text
    ends = [_value(part) for part in _parts(text)]
    words = _unit_words(text, unit, said, title, named)
    if words is None or any(end is None for end in ends):
        return None
    split = FACTOR.fullmatch(words)
    factor = _factor(split)
    sign = re.search(r"US\$|[$€£¥]", text)
    rest = sign[0] if sign else (split["currency"] or "") + split["rest"].strip() if split else ""
    like = _like(rest) if not sign and not (split and split["currency"]) else _money(rest)
    scale = factor * ((like.value if like is not None else None) or Decimal(1))
    values = [end * scale for end in ends if end is not None]
    kind = like.kind if like is not None else "count"
    whole = Quantity(
        kind,
        number.start,
        number.end,
        values[0],
        like.unit if like is not None else _thing(rest),
        "table.cell",
        number_start=number.start,
        number_end=number.end,
    )
    return replace(whole, value=None, low=values[0], high=values[1]) if len(values) > 1 else whole


def _unit_words(text: str, unit: str, said: str, title: str, named: str) -> str | None:
    """The words for the unit of a cell; None for an index, which has none."""
    if "%" in text + title + unit or CHANGE_UNIT.match(unit) or (not unit and CHANGE_UNIT.match(said)):
        return "%"
    if unit or said or "." not in text or re.search(r"[$€£¥]", text):
        return unit or said
    return "%" if _words(RATE).search(named) else None


def _money(sign: str) -> Quantity | None:
    probe = f"{sign}1"
    return next(iter(find_quantities(probe, 0, len(probe))), None)


def _thing(rest: str) -> str | None:
    """What a count counts by its unit; "number" is no thing."""
    return None if not rest or rest.lower() == "number" else rest


def _factor(split: re.Match[str] | None) -> Decimal:
    if split is None:
        return Decimal(1)
    factor = read_number(split["factor"]) if split["factor"] else Decimal(1)
    scale = (split["scale"] or "").lower().strip("'")
    if scale.startswith("000"):
        return (factor or Decimal(1)) * 1000
    name = scale if scale in ("mn", "bn", "mln", "bln", "tn") else scale.removesuffix("s")
    return (factor or Decimal(1)) * ((read_number(f"1 {name}") if name else None) or Decimal(1))


def _parts(text: str) -> list[str]:
    """The ends of a range, or the number alone: "1.4-1.7", "-0.3"."""
    at = text.find("-", 1)
    return [text] if at < 0 or text.startswith("(") else [text[:at], text[at + 1 :]]


def _spelt(scale: re.Match[str]) -> str:
    return {"k": " thousand", "m": " million"}.get(scale[0], f" {scale[0]}")


def _value(text: str) -> Decimal | None:
    """The value of a cell; brackets are the minus sign of accounts: "(12,000)"."""
    bare = re.sub(r"US\$|[$€£¥%()]", "", text).strip()
    bare = re.sub(r"(?<=\d)(?:k|m|mn|bn|tn)$", _spelt, bare)
    value = read_number(f"0{bare}" if bare.startswith(".") else bare.replace("-.", "-0."))
    return -value if value is not None and text.startswith("(") else value
