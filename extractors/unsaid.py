"""Numbers that a sentence holds and does not state: they are asked for, or denied."""

from __future__ import annotations

from extractors.candidates import Candidate
from extractors.records import Lost, Quantity
from extractors.wording import wording

ASKED = (
    r"\b(?:is|was|are|were|will|would|does|do you mean) (?:it|that|this|they|there)(?: be)?"
    r"(?: (?:about|around|more than|over|roughly|still|only|now|or))*[ ]$"
)
EITHER = r" or "
EITHER_AFTER = r"(?: [\w-]+){0,3} or (?:about |around |more like )?[\d$]"
EITHER_BEFORE = r"\d[\d,.]{0,40}(?: [\w-]+){0,3} or (?:about |around |more like )?$"
OR_AFTER = r",? or (?:more|less|even )?[^?.]{0,25}\?"
OR_BEFORE = r"(?:^|[ ,]|\d|percent|yuan|dollars)\bor (?:about |around |even |more like )?$"
# "Was a cut of 50 basis points discussed?", "will exports reach 5 percent growth?": yes or no, and nothing is stated.
YES_OR_NO = (
    r"(?:^|[,;:\u2014-] (?:and |but |or |so )?)(?:(?:and|but|so|now|then|also|or|first|second|secondly) )?"
    r"(?:is|are|was|were|will|would|could|can|should|do|does|did|has|have|had|may|might) (?!(?:not|been|be)\b)[^,;:]*$"
)
# What a question takes for granted: "its growth target of 5 percent", "given that prices rose 3 percent".
GRANTED = (
    r"\b(?:the|its|their|your|this|that|our|his|her|these|those|current|previous|last|expected|planned|promised)"
    r" (?:[\w'-]+ )?(?:(?:[\w'-]+ ){0,3}?(?:of|at|to) )?(?:$loose |up to )?$"
    r"|\bat (?:$loose )?$"
    r"|\b(?:because|since|after|given|with|when|that|which|who|as|although|though|despite|following|if|while|whether|how"
    r"|why|what|where)\b[^,;:]*$"
)
DENIED = r"\b(?:is|are|was|were|isn't|aren't|wasn't|weren't)(?: not)?(?: at| about| as| around)?[ ]$"
NOT = r"\bnot\b|n't\b"
CONTRAST = r"\bnot (?:at |by |in |to |as )?$"  # "3 million tonnes, not 3 billion"
LARGE = 1000
DENIED_ONLY = "what is denied is no statement"
ASKED_ONLY = "a question asks for it and states nothing"


def unsaid(candidate: Candidate, quantity: Quantity) -> Lost | None:
    """A number that a sentence holds and does not state: it is asked for, or denied ("inflation was not 7 percent")."""
    if _only_asked(candidate, quantity):
        return Lost(quantity.start, quantity.end, ASKED_ONLY, quantity.rule)
    start = max(candidate.sentence.start, quantity.start - 30)
    match = wording(DENIED).search(candidate.normal, start, quantity.start)
    denied = match is not None and wording(NOT).search(match[0]) is not None
    amount = quantity.kind != "count" or (quantity.value or 0) >= LARGE  # "eight days, not 30" may be a duration
    denied = denied or (amount and wording(CONTRAST).search(candidate.normal, start, quantity.start) is not None)
    if not denied or quantity.qualifier != "exact":
        return None
    return Lost(quantity.start, quantity.end, DENIED_ONLY, quantity.rule)


def _yes_or_no(left: str) -> bool:
    """Whether the clause that leads to a number asks whether something is so, and takes no number for granted."""
    asked = wording(YES_OR_NO).search(left)
    return asked is not None and wording(GRANTED).search(asked[0]) is None


def _only_asked(candidate: Candidate, quantity: Quantity) -> bool:
    """A number that a question asks for is no statement: "Is it 2 or 3 million?"; one that it takes for granted is."""
    normal, sentence = candidate.normal, candidate.sentence
    if normal[sentence.end - 1] != "?":
        return False
    left = normal[max(sentence.start, quantity.start - 60) : quantity.start]
    if wording(ASKED).search(left) or wording(EITHER_BEFORE).search(left):
        return True
    if quantity.low is not None and wording(EITHER).search(normal, quantity.start, quantity.end):
        return True
    if any(wording(after).match(normal, quantity.end, sentence.end) for after in (EITHER_AFTER, OR_AFTER)):
        return True
    if _yes_or_no(normal[sentence.start : quantity.start]):
        return True
    ends = normal[quantity.end : sentence.end].strip(" .?") == ""
    return ends and wording(OR_BEFORE).search(left) is not None
