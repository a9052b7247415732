"""The days of a page: of the briefing and of publication, by the rules of structure.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.structure.dates import (
    DateMention,
    Masked,
    find_dates,
    has_dateline,
    last_day_of_month,
    last_weekday,
    latest_before,
    mask_dates,
    month_numbers,
    weekday_numbers,
    year_by_weekday,
)
from extractors.structure.front import LONGEST_DATE_LINE, SHORT_LINE, is_date_line, names_event, stands_at
from extractors.structure.layout import Block
from extractors.structure.titles import Title
from extractors.wording import folded
from patterns import Rule, load

METADATA = "published, by the page's metadata"
HEAD_BLOCKS = 40
TAIL_BLOCKS = 8
LEAD_PARAGRAPHS = 3
LEAD_LENGTH = 2000
LATELY = 10  # days

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Found:
    """A date, what a rule says it is, the rule's place in its file and the words that gave it."""

    label: str
    order: int
    mention: DateMention
    words: str


@dataclass(frozen=True)
class Dates:
    """The dates of a document, as EDTF."""

    date: str | None = None
    date_source: str | None = None
    published: str | None = None


def read_dates(
    text: str,
    blocks: Sequence[Block],
    noise: frozenset[int],
    title: Title | None,
    first_label: int | None,
    transcript: bool,
    published: str | None = None,
) -> Dates:
    """The day of the briefing and of publication, by the rules of structure.toml.

    `published` (EDTF) is what the page's metadata say, and counts where the text gives no day of publication.

    The briefing is dated by words tied to the event, else by the weekday of the lead seen from the publication, else
    by the publication, else by an update, else by the metadata. A day without a year takes it from the publication,
    else it stays XXXX.
    """
    found = list(_collect(text, blocks, noise, title, first_label))
    found = [_settle_bare(each, found, transcript) for each in found]
    found += [Found("metadata", 0, mention, METADATA) for mention in find_dates(published or "")]
    lead = [block.text[:LEAD_LENGTH] for block in _lead(blocks, noise, title, first_label)]
    return _decide(found, lead, title.text if title else "")


def _collect(
    text: str, blocks: Sequence[Block], noise: frozenset[int], title: Title | None, first_label: int | None
) -> Iterator[Found]:
    lead = list(_lead(blocks, noise, title, first_label))
    lead_starts = {block.start for block in lead}
    last_head = min(HEAD_BLOCKS, len(blocks) if first_label is None else first_label)
    passed = False
    for number, block in enumerate(blocks[:last_head]):
        if number in noise and names_event(block.text):
            yield from _matches(text, block, "caption", LEAD_LENGTH)
        if block.start in lead_starts:
            passed = True
            for each in _matches(text, block, "lead", LEAD_LENGTH):
                if each.label != "said" or block.start == lead[0].start:
                    yield each
        elif title is not None and title.block <= number < title.below:
            yield from _matches(text, block, "title", LEAD_LENGTH)
        elif len(block.text) <= LONGEST_DATE_LINE and not (passed and len(block.text) > SHORT_LINE):
            yield from _line_matches(text, blocks, number, passed)
    if first_label is not None:
        for block in blocks[first_label : first_label + 3]:
            yield from _matches(text, block, "spoken", 1000)
    for number in range(max(last_head, len(blocks) - TAIL_BLOCKS), len(blocks)):
        if len(blocks[number].text) <= LONGEST_DATE_LINE:
            yield from _tail_matches(text, blocks[number])


def _lead(
    blocks: Sequence[Block], noise: frozenset[int], title: Title | None, first_label: int | None
) -> Iterator[Block]:
    start = title.below if title else 0
    stop = len(blocks) if first_label is None else first_label
    count = 0
    for number in range(start, min(stop, start + HEAD_BLOCKS)):
        block = blocks[number]
        spoken = len(block.text) >= SHORT_LINE or has_dateline(block.text)
        if number in noise or not spoken or not re.search(r"[.:!?。<\d][\"')\]]{0,3}$", block.text):
            continue
        if len(block.text) <= LONGEST_DATE_LINE and is_date_line(mask_dates(block.text)):
            continue
        yield block
        count += 1
        if count == LEAD_PARAGRAPHS:
            return


def _matches(text: str, block: Block, where: str, longest: int) -> Iterator[Found]:
    masked = mask_dates(block.text[:longest])
    if not masked.mentions:
        return
    for order, rule in enumerate(load("structure").rules):
        if stands_at(rule, where) and rule.label not in ("weekday", "monthday"):
            yield from _found(text, block, masked, rule, order)


def _found(text: str, block: Block, masked: Masked, rule: Rule, order: int) -> Iterator[Found]:
    match = rule.regex.search(masked.text) if rule.regex is not None else None
    if match is None:
        return
    groups = match.groupdict()
    mention = masked.at(match.start("date" if groups.get("date") else "date_2")) if "date" in groups else None
    if mention is not None:
        yield Found(rule.label, order, mention, text[block.start + mention.start : block.start + mention.end])


def _line_matches(text: str, blocks: Sequence[Block], number: int, passed: bool) -> Iterator[Found]:
    block = blocks[number]
    masked = mask_dates(block.text)
    if not masked.mentions:
        return
    before = blocks[number - 1].text.lower() if number else ""
    taken: set[int] = set()  # "Beijing | 3:30 p.m. Aug. 7, 2026" is no stamp of the page
    for order, rule in enumerate(load("structure").rules):
        if not stands_at(rule, "line", "tail"):
            continue
        for found in _found(text, block, masked, rule, order):
            label = found.label
            if found.mention.start in taken:
                continue
            if label == "briefing":
                taken.add(found.mention.start)
            if label == "bare" and before.strip(" :") == "date":
                label, order = "briefing", -1
            yield Found(label, order, found.mention, found.words)


def _tail_matches(text: str, block: Block) -> Iterator[Found]:
    masked = mask_dates(block.text)
    if not masked.mentions:
        return
    for order, rule in enumerate(load("structure").rules):
        if stands_at(rule, "tail") or (stands_at(rule, "line") and rule.label in ("published", "updated", "bare")):
            for found in _found(text, block, masked, rule, order):
                yield Found("published" if found.label == "bare" else found.label, order, found.mention, found.words)


def _settle_bare(each: Found, found: Sequence[Found], transcript: bool) -> Found:
    """A bare date line is the briefing's in a transcript, or beside a date in figures; else that of publication."""
    if each.label != "bare":
        return each
    forms = {other.mention.form for other in found if other.label == "bare"}
    both = {"date", "stamp"} <= forms
    label = "briefing" if (each.mention.form != "stamp" if both else transcript) else "published"
    return Found(label, each.order, each.mention, each.words)


def _decide(found: Sequence[Found], lead: Sequence[str], title: str) -> Dates:
    ordered = sorted(found, key=lambda each: each.order)
    briefing = _first(ordered, "briefing")
    anchor = _anchor(ordered)
    published = _published(ordered, briefing, anchor, lead, title)
    published_edtf = published.edtf if published else None
    if briefing is not None:
        return Dates(_complete(briefing.mention, anchor, lead, title), briefing.words, published_edtf)
    day = _full(published)
    if day is not None:
        relative = _weekday_before(lead, day)
        if relative is not None:
            return Dates(relative[0].isoformat(), relative[1], published_edtf)
    said = _first(ordered, "said")
    if said is not None:
        edtf = _complete(said.mention, anchor, lead, title)
        if day is None or _is_lately(edtf, day):
            return Dates(edtf, said.words, published_edtf)
    for label in ("published", "title_bar", "updated", "metadata"):
        source = _first(ordered, label)
        if source is not None:
            same = published is not None and label == "published"
            return Dates(published_edtf if same else source.mention.edtf, source.words, published_edtf)
    month = _month_of(title)
    return Dates(month[0], month[1], published_edtf) if month else Dates(published=published_edtf)


def _is_lately(edtf: str, published: date) -> bool:
    """Whether a day is one of the last before the publication: what was said earlier is background."""
    return not edtf.startswith("X") and 0 <= (published - date.fromisoformat(edtf)).days <= LATELY


def _month_of(title: str) -> tuple[str, str] | None:
    """The month that the title of a statement gives where no day is found: "Policy Summary, May 2024"."""
    for rule in load("structure").labelled("month"):
        found = rule.regex.search(title) if rule.regex is not None else None
        if found is not None:
            return f"{found['year']}-{month_numbers()[folded(found['month'])]:02}", f"{found['month']} {found['year']}"
    return None


def _first(ordered: Sequence[Found], label: str) -> Found | None:
    """The first date with this label; one with a year goes before one without, unless the rule ties it to the event."""
    found = [each for each in ordered if each.label == label]
    if label != "briefing":
        found.sort(key=lambda each: each.mention.year is None)
    return found[0] if found else None


def _anchor(ordered: Sequence[Found]) -> date | None:
    """The day from which days without a year are counted back: publication, else title, else any other full date."""
    for label in ("published", "title_bar", "updated", "metadata", "briefing", "said"):
        for each in ordered:
            if each.label == label and each.mention.year is not None:
                return _full(each.mention)
    return None


def _full(mention: DateMention | None) -> date | None:
    return mention.in_year(mention.year) if mention is not None and mention.year is not None else None


def _published(
    ordered: Sequence[Found], briefing: Found | None, anchor: date | None, lead: Sequence[str], title: str
) -> DateMention | None:
    said = _full(briefing.mention) if briefing else None
    candidates = [each for each in ordered if each.label == "published"]
    candidates.sort(key=lambda each: each.mention.year is None)
    for each in candidates:
        day = _full(each.mention)
        # The figures at the top of some pages are the day the page was made, before the speech.
        if each.mention.form == "stamp" and day is not None and said is not None and day < said:
            continue
        return _with_year(each.mention, anchor, lead, title)
    if briefing is not None:
        bar = _first(ordered, "title_bar")
        if bar is not None:
            return bar.mention
    last = _first(ordered, "updated") or _first(ordered, "metadata")
    return _with_year(last.mention, anchor, lead, title) if last else None


def _with_year(mention: DateMention, anchor: date | None, lead: Sequence[str], title: str) -> DateMention:
    if mention.year is not None:
        return mention
    full = _complete(mention, anchor, lead, title)
    year = None if full.startswith("X") else int(full[:4])
    return DateMention(mention.start, mention.end, year, mention.month, mention.day, mention.form)


def _complete(mention: DateMention, anchor: date | None, lead: Sequence[str], title: str) -> str:
    """EDTF with the year of the anchor, else of the title or lead where the lead's weekday proves it."""
    if mention.year is not None:
        return mention.edtf
    if anchor is not None:
        day = latest_before(mention, anchor)
        return day.isoformat() if day else mention.edtf
    weekday = _lead_weekday(lead)
    if weekday is not None:
        years = {int(year) for text in (title, *lead) for year in YEAR.findall(text)}
        proved = year_by_weekday(mention, weekday[0], years)
        if proved is not None:
            return proved.isoformat()
    return mention.edtf


def _weekday_before(lead: Sequence[str], published: date) -> tuple[date, str] | None:
    """The briefing's day that the lead's weekday, or "on the 19th", gives."""
    weekday = _lead_weekday(lead)
    if weekday is not None:
        day = last_weekday(weekday[0], published)
        return None if day is None else (day, weekday[1])
    for rule in load("structure").labelled("monthday"):
        for paragraph in lead[:2]:
            found = rule.regex.search(paragraph) if rule.regex is not None else None
            if found is not None:
                day = last_day_of_month(int(found["monthday"]), published)
                return (day, found[0]) if day is not None else None
    return None


def _lead_weekday(lead: Sequence[str]) -> tuple[int, str] | None:
    return _weekday_of(lead[:2], "weekday") or _weekday_of(lead[2:], "weekday-event")


def _weekday_of(paragraphs: Sequence[str], label: str) -> tuple[int, str] | None:
    for paragraph in paragraphs:
        masked = mask_dates(paragraph).text
        for rule in load("structure").labelled(label):
            found = rule.regex.search(masked) if rule.regex is not None else None
            if found is not None:
                name = found["weekday"]
                return weekday_numbers()[folded(name)], name
    return None
