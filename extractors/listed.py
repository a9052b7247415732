"""Labels of lists that only say where or when, and leave what is measured to the words over them.

A heading "Jobless rate by region:" over "- Brabant 5.1%"; "output fell in Malta (down 3%)"; "Prior 0.2%" below a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.beside import subject_before
from extractors.phrases import phrase_of, words
from extractors.trees import SUBJECTS, case_of
from extractors.wording import wording

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extractors.candidates import Candidate
    from extractors.parsing import Parsed
    from extractors.phrases import Phrase
    from extractors.records import Document
    from extractors.scene import Memory, Setting

FARTHEST = 40  # items of a list above which its heading stands
LONGEST = 70  # code points of a measure in a heading
SPAN = r"(?:(?:FY|Q[1-4]|H[12]|[1-4]Q|[12]H)? ?(?:(?:19|20)\d\d(?:[-/]\d\d)?)?|Q[1-4]|H[12]|[1-4]Q|[12]H)"
NAME = r"(?-i:[A-Z][\w'&.-]*(?:,? (?:(?:and|of|the|&) )?[A-Z][\w'&.-]*){0,4})"
AFTER_LABEL = r"[ ]?(?:[:=–—-]|up|down|at|by)?[ ]?(?:$loose )?[$€£+]?"
IN_HEADING = r"[ ]*[(\[][^()\[\]]*[)\]]"
LEAD = r"^(?:(?:here (?:are|is)|these (?:are|were)|see|and|the|following|latest|key) )+"
TAIL = (
    r"(?::.*| (?:were|was|are|is|stood at|came to|as follows|follows?)\b.*| by [\w -]{1,30}|, (?:new|old|by) ?[\w ]*"
    r"| (?:in|for) (?:(?-i:[A-Z])[\w' ]*)?\d{4}.*)$"
)
OVER_ALL = r" (?:in|for|of|across|over|among) (?:the|all|each|every|our|selected|various|main|major|some)\b[\w ]*$"
ONLY_COMPARES = (
    r"(?:[•*·-]+ ?)?(?:(?:prior|previous(?:ly)?|expected|forecast|consensus|actual|vs\.?|versus|was|estimate"
    r"|prelim(?:inary)?|flash|est\.?|exp\.?|prev\.?|last|revised|unrevised|poll|median)[ :,]{0,2}){0,3}[+]?"
)
BESIDE_FIRST = (
    r"[ ]?[(,;/|]?[ ]?(?:(?:up|down|from|vs\.?|versus|compared with|or|in|previously|was|prior|previous|a|rise|fall|of"
    r"|and)[: ]{1,2}){0,4}(?:$loose )?[$€£+-]?"
)
ALONE = r"[ ]?(?:[mqy]/[mqy]|mom|yoy|qoq)\b"
PLACE_BEHIND = r" in (?:the )?(?-i:[A-Z]).*$"
CHANGE_IN = r"^(?:\w+ )?$change_noun(?:s|es)? in (?:the )?"
BEING = ("is", "are", "was", "were", "be", "been")


def line_over(document: Document, paragraph: int) -> str | None:
    """The heading, or the line that ends in a colon, right over the list that a paragraph is an item of."""
    paragraphs, at = document.paragraphs, paragraph
    while at > 0 and paragraph - at < FARTHEST and paragraphs[at].zone == "bullet":
        at -= 1
    over = paragraphs[at]
    words_over = document.normal[over.start : over.end]
    leads = over.zone == "heading" or words_over.endswith(":")
    return words_over if at < paragraph and leads else None


def listed_name(
    candidate: Candidate,
    parsed: Parsed,
    phrase: Phrase | None,
    index: int,
    found: Sequence[str | None],
    setting: Setting,
) -> str | None:
    """What a number measures whose own words are only a place, a time or a comparison; None where nothing says it."""
    if candidate.quantities[index].kind == "count":
        return None
    compares = _only_compares(candidate, index)
    label = _label(candidate) if not compares and _goes_with_first(candidate, index) else None
    if label is not None:
        measure = _measure_over(setting, label)
        if measure is None:
            return None
        plain = measure[:2].istitle() or measure[1:2].islower()
        return (
            measure
            if wording(SPAN).fullmatch(label)
            else f"{label} {measure[0].lower() if plain else measure[0]}{measure[1:]}"
        )
    if compares:
        return _told_before(found, index, setting)
    return _placed(candidate, parsed, phrase, index, found, setting.memory)


def _goes_with_first(candidate: Candidate, index: int) -> bool:
    """Whether only brackets, commas and words of comparison stand between the first number and this one."""
    pairs = zip(candidate.quantities[:index], candidate.quantities[1:], strict=False)
    return all(wording(BESIDE_FIRST).fullmatch(candidate.normal, one.end, two.start) for one, two in pairs)


def _label(candidate: Candidate) -> str | None:
    """The name or time that opens a line right before its first number."""
    normal, start = candidate.normal, candidate.sentence.start
    first = candidate.quantities[0].start
    for form in (SPAN, NAME):
        match = wording(f"(?:[•*·-]+ ?)?(?P<label>{form}){AFTER_LABEL}").fullmatch(normal, start, first)
        label = match["label"].strip() if match is not None else ""
        if label and wording(r"(?:$loose)").fullmatch(f"{label.lower()} ") is None:
            return label
    return None


def _measure_over(setting: Setting, label: str) -> str | None:
    """What the line over a list names as measured, for an item with this label."""
    if setting.over is None:
        return None
    text = " ".join(wording(IN_HEADING).sub("", setting.over).split())
    text = wording(LEAD).sub("", text).strip(" :,-")
    for form in (TAIL, TAIL, OVER_ALL):
        text = wording(form).sub("", text).strip(" :,-")
    known = any(word.lower().strip(",") in _measures() or _is_short_name(text, word) for word in text.split())
    if wording(r"\b$clause_word\b").search(text):
        return None
    if not text or len(text) > LONGEST or not known or any(word.lower() in _measures() for word in label.split()):
        return None
    noun = text.split()[0].lower()
    before = setting.memory.indicator or ""
    fuller = wording(f"(?<![\\w-])(?-i:[a-z][\\w-]* )+{noun}\\b").search(before) if text.lower() == noun else None
    return fuller[0] if fuller is not None else text  # "rates for all the provinces were:" behind "unemployment rates"


def _is_short_name(text: str, word: str) -> bool:
    """Whether a word is an abbreviation of what is measured, such as HICP, and not a heading in capitals."""
    return word.isupper() and len(word) in (3, 4, 5) and (text == word or not text.isupper())


def _measures() -> frozenset[str]:
    return words("item_noun") | words("flow_noun") | words("empty_noun") | words("plural_measure")


def _only_compares(candidate: Candidate, index: int) -> bool:
    """Whether a line says of a number only what it is beside another: "-1.8% m/m", "expected 3.5%, prior 1.1%"."""
    normal, start = candidate.normal, candidate.sentence.start
    begin = start if index == 0 else candidate.quantities[index - 1].end
    lead = normal[begin : candidate.quantities[index].start]
    if index:
        lead = lead.rpartition(",")[2].lstrip() if "," in lead else lead.lstrip(" (")
        opened = wording(ONLY_COMPARES).fullmatch(normal, start, candidate.quantities[0].start) is not None
        return opened and bool(lead.strip()) and wording(ONLY_COMPARES).fullmatch(lead) is not None
    if candidate.sentence.end - start > LONGEST or wording(ONLY_COMPARES).fullmatch(lead) is None:
        return False
    return bool(lead.strip("•*·- +")) or wording(ALONE).match(normal, candidate.quantities[0].end) is not None


def _told_before(found: Sequence[str | None], index: int, setting: Setting) -> str | None:
    if index:
        return found[index - 1]
    return setting.memory.indicator or setting.title()


def _placed(
    candidate: Candidate,
    parsed: Parsed,
    phrase: Phrase | None,
    index: int,
    found: Sequence[str | None],
    memory: Memory,
) -> str | None:
    """The measure of a sentence in the place that a bracket stands behind: "output rose in Malta (up 3%)"."""
    quantity, normal = candidate.quantities[index], candidate.normal
    bracket = normal.rfind("(", max(candidate.sentence.start, quantity.start - 12), quantity.start)
    if bracket < 0 or phrase is None:
        return None
    place = wording(CHANGE_IN).sub("", phrase.text)
    if place == phrase.text and (phrase.head is None or phrase.head.tag_ not in ("NNP", "NNPS")):
        return None
    if place not in normal[:bracket].rstrip()[-len(place) - 2 :] or not wording(NAME).fullmatch(place):
        return None
    told = zip(candidate.quantities[:index], found[:index], strict=True)
    measure = (
        _measure_before([text for other, text in told if other.kind != "count"])
        or _of_change(parsed)
        or _changing(parsed)
    )
    if measure is None and memory.fresh and any(token.dep_ == "expl" for token in parsed.words):
        measure = _measure_before((memory.indicator,))
    return f"{wording(PLACE_BEHIND).sub('', measure)} in {place}" if measure is not None else None


def _measure_before(found: Sequence[str | None]) -> str | None:
    before = next((text for text in reversed(found) if text), None)
    measure = wording(PLACE_BEHIND).sub("", before) if before is not None else ""
    named = measure and not wording(NAME).fullmatch(measure) and measure.lower() not in words("pure_change_noun")
    return measure if named else None


def _of_change(parsed: Parsed) -> str | None:
    """What a noun of change is about: "there were falls in [retail turnover] in Victoria"."""
    for noun in parsed.words:
        if noun.lower_ not in words("pure_change_noun"):
            continue
        for child in noun.children:
            if child.i > noun.i and case_of(child) in ("of", "in") and child.tag_ in ("NN", "NNS"):
                return _text(parsed, child)
            if child.i > noun.i and case_of(child) == "of" and child.text.isupper():
                return child.text
    return None


def _changing(parsed: Parsed) -> str | None:
    """The subject of a verb of change: "[industrial output] increased in Hungary"."""
    for token in parsed.words:
        verb = token.head
        if token.dep_ in SUBJECTS and token.tag_ in ("NN", "NNS") and token.lower_ not in words("pure_change_noun"):
            changes = verb.lower_ in words("subject_verb") and verb.i > token.i
            changes = changes and verb.lower_ not in BEING and verb.lower_ not in words("have_verb")
            beside = subject_before(parsed, verb.i) if changes else None
            if beside is not None and not beside.empty:
                return beside.text
    return None


def _text(parsed: Parsed, noun: Token) -> str | None:
    phrase = phrase_of(parsed, noun)
    return wording(PLACE_BEHIND).sub("", phrase.text) if phrase is not None and not phrase.empty else None
