"""Sentences that may hold claims: their mentions, linked, and the reduced form that the parser reads.

The parser need not see words for time, changes that only add to a number, reporting clauses and brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.links import Linked, link_quantities
from extractors.parsing import BRACKETS, Reduced, reduce_sentence
from extractors.records import Document, Lost, Quantity, Sentence, TimeMention
from extractors.targets import Cue
from extractors.wording import wording

PREPOSITION = r"(?:(?:^|(?<=[\s(,]))$time_preposition(?: the| its| their| his| her| our)?[ ])$"
# "annual inflation" tells a basis, but its noun must stay.
CHANGE_WORD = r"\b(?:inflation|growth|rise|increase|gain|drop|decline|fall|decrease|jump|average)\b"
SAID_AFTER = (
    r",[\"']? (?:(?-i:[A-Z])[\w.'-]*|the \w+|an? \w+|he|she|it|they)(?: [\w.'&-]+){0,5}"
    r"(?:, (?:(?!\b(?:and|but|while|which)\b)[^,.;:\d]){3,100},)? $reporting_verb"
    r"(?: [^,.;\d]{0,80})?(?=[.;]|$)"
)
SAID_WITHIN = (
    r",[\"']? (?:(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*){0,3}"
    r"|(?:the|his|her|its|their|an?) [\w-]+(?: [\w-]+)?|he|she|it|they)"
    r" (?:$reporting_verb|$aside_verb)(?: (?:the|a) [\w ]{1,40}| (?-i:[A-Z])[\w ]{1,40})?"
    r"(?:,(?! (?:and|but|or|while|which|with|although|as)\b)|(?=,))"
)
SAID_BY = r",[\"']? $reporting_verb (?:the )?(?-i:[A-Z])[^.;:\d]{1,160}(?=[.;]|$)"
REPORTING = r"\b(?:$reporting_verb|$aside_verb)\b"
ACCORDING_TO = r"According to [^,;.\d]{1,120}, "
CALLED = r"(?:, (?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*){1,3}(?=[.;]|$))"  # "its chief economist, Bo Wenjie"
ACCORDING = rf", according to [^,;.\d]{{1,120}}{CALLED}?(?=[,.;]|$)"
ATTACHED_TAIL = r"[,;.:)]|$| and (?=[^,;.]{0,40}\d)"
OF_TIME = r"[ ](?:levels?|peak|figures?|baseline|base|low|high|total|average|mark)\b(?! of\b)"
NOUN_BEHIND = r"[ ](?!(?:and|or|but|from|to|as|on|in|by|compared|was|were|is|are|rose|fell)\b)[a-z]+"
PART_OF_DAY = r"[ ](?:morning|night|afternoon|evening|overnight)\b"
OPENING = 8  # code points from the start of a sentence within which a time that a comma follows opens it


@dataclass(frozen=True)
class Candidate(Linked):
    """A sentence that may hold claims, with the mentions in it, its cues of goals and its reduced form."""

    cues: tuple[Cue, ...]
    reduced: Reduced
    lost: tuple[Lost, ...] = ()  # numbers inside a time


def prepare(
    document: Document,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    times: Sequence[TimeMention],
    cues: Sequence[Cue] = (),
) -> Candidate:
    """Link the mentions of a sentence and reduce it for the parser. A quantity inside a time is none."""
    normal = document.normal
    kept = tuple(quantity for quantity in quantities if not any(_overlap(quantity, time) for time in times))
    links = tuple(link_quantities(normal, sentence, kept, times))
    linked = Linked(normal, sentence, kept, tuple(times), links)
    reduced = reduce_sentence(normal, sentence, kept, _cuts(linked))
    lost = tuple(_inside(quantities, times))
    return Candidate(normal, sentence, kept, tuple(times), links, tuple(cues), reduced, lost)


def _inside(quantities: Sequence[Quantity], times: Sequence[TimeMention]) -> Iterator[Lost]:
    """The quantities that belong to a time."""
    for quantity in quantities:
        time = next((time for time in times if _overlap(quantity, time)), None)
        if time is not None:
            yield Lost(quantity.start, quantity.end, "it belongs to words for a time", time.rule)


def _overlap(quantity: Quantity, time: TimeMention) -> bool:
    return quantity.number_start < time.end and time.start < quantity.number_end


def _cuts(linked: Linked) -> Iterator[tuple[int, int]]:
    """What the parser need not see: times (goals stay), attached changes, reporting clauses, brackets."""
    for time in linked.times:
        if time.role != "goal" and not wording(CHANGE_WORD).search(linked.normal, time.start, time.end):
            yield _time_cut(linked, time)
    for index, link in enumerate(linked.links):
        if link is not None and link.kind != "list":
            yield link.lead, _attached_end(linked, index)
    for start, end in (*_said_clauses(linked), *_brackets(linked)):
        if not any(quantity.start < end and start < quantity.end for quantity in linked.quantities):
            yield start, end


def _time_cut(linked: Linked, time: TimeMention) -> tuple[int, int]:
    """A time with its preposition, its "'s", and the comma behind one that opens the sentence."""
    normal, begin = linked.normal, linked.sentence.start
    lead = wording(PREPOSITION).search(normal, max(begin, time.start - 30), time.start)
    start = lead.start() if lead else time.start
    if normal.startswith("'s", time.end):
        return time.start, time.end + 2  # an owner: "of next year's spending" keeps its preposition
    if lead and lead[0].endswith("the "):
        level = wording(OF_TIME).match(normal, time.end, linked.sentence.end)  # "from the 2020 [level]"
        return start, level.end() if level else time.end
    within = lead is not None and lead[0].lower() in ("in ", "of ") and "-" in normal[time.start : time.end]
    if within and wording(NOUN_BEHIND).match(normal, time.end, linked.sentence.end):
        return time.start, time.end  # "a rise in [third-quarter] earnings"
    level = wording(OF_TIME).match(normal, time.end, linked.sentence.end) if lead and time.role == "base" else None
    if level is not None:
        return start, level.end()  # "compared with 1990 [levels]"
    part = wording(PART_OF_DAY).match(normal, time.end, linked.sentence.end)
    if part is not None:
        return start, part.end()  # "on Sunday [night]"
    opens = time.start - begin < OPENING and normal.startswith(",", time.end)
    return start, time.end + opens


def _said_clauses(linked: Linked) -> Iterator[tuple[int, int]]:
    """Reporting clauses at the end and "according to" phrases: they say who speaks, not what is measured."""
    normal, sentence = linked.normal, linked.sentence
    if wording(REPORTING).search(normal, sentence.start, sentence.end):
        for template in (SAID_AFTER, SAID_BY, SAID_WITHIN):
            for match in wording(template).finditer(normal, sentence.start, sentence.end):
                yield match.span()
    opening = wording(ACCORDING_TO).match(normal, sentence.start, sentence.end)
    if opening is not None:
        yield opening.span()
    for match in wording(ACCORDING).finditer(normal, sentence.start, sentence.end):
        yield match.span()


def _brackets(linked: Linked) -> Iterator[tuple[int, int]]:
    for match in BRACKETS.finditer(linked.normal, linked.sentence.start, linked.sentence.end):
        yield match.span()


def _attached_end(linked: Linked, index: int) -> int:
    """Where the words of an attached number end: at the next comma, unless another number comes before it."""
    end = linked.quantities[index].end
    match = wording(ATTACHED_TAIL).search(linked.normal, end, linked.sentence.end)
    if match is None or match.start() > linked.following(index):
        return end
    return match.end() if match[0] == ")" else match.start()
