"""Direction and basis of each number of a sentence: its own words first, then those of the numbers it is linked to."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.bases import Based, based, read_basis
from extractors.changes import Turned, named_direction, read_direction
from extractors.counting import counted_noun
from extractors.links import SAID_AGAIN, base_of, list_of
from extractors.phrases import place_of
from extractors.quantities import BARE
from extractors.records import Ground, Quantity
from extractors.scene import Draft, Scene
from extractors.wording import wording

# "grew 1.7 percent, after 3.2 percent in the third quarter": two changes; "slowed to 3.5 from 5.6": two levels.
SAME_KIND = r"\b(?:after|following|vs\.?|versus|against|compared (?:with|to))\b"
GAP_AFTER = r"[ ](?:above|below|over|under|higher than|lower than|short of)\b"
TO_GAP = r", to (?:$loose )?[$€£]?"
# From one number to another whose verb is left out: " jobs, construction ", " jobs and the arts ".
GAPPED = (
    r"(?: (?!of\b)[a-z]+){0,3}(?:,|;|,? and|,? while) (?:and |while )?(?:the |in |in the )?"
    r"(?:(?!(?:of|but|from|than|against|compared|after|to)\b)[\w&'-]+,? ){1,6}"
    r"(?:by |about |around |some |nearly |another )?"
)
IN_OTHER_UNITS = r" \((?:or )?(?:about |around |some |roughly |nearly |approximately |over |more than )?"
OR_AGAIN = r"(?: [a-z-]+){0,3},? or (?:by )?(?:$loose )?"
OF_A_WHOLE = r" of\b"
AND_AGAIN = r"[a-z],? and (?:by )?(?:about |around |nearly |some )?$"
# A change over twelve months is one from the same month of the year before; what is averaged over them is none.
TWELVE = r"\b(?:12|twelve) months\b|^(?:the )?year (?:to|through|ending|ended)\b"
AVERAGED = r"\b(?:averag\w+|monthly|per month|a month|each month)\b"
NO_CHANGE = Ground("no word of change goes with the number")
A_SHARE = Ground("a share is a level and no change")
NO_BASIS = Ground("no words say what a change is compared with")
GAP = r" (?:above|below|short of|ahead of) "
AND_BY = r"(?: (?!(?:and|but)\b)[\w'-]+){0,8},? and by (?:$loose )?"
# "contributed 31.6% to growth": a share of a change.
CONTRIBUTED = r"\bcontribut(?:e|es|ed|ing) (?:$loose )?$"
CONTRIBUTION_REACH = 30  # code points before a number that hold the verb and a qualifier
OPENING = 40  # code points from the start of a sentence within which a basis opens it


def direction_of(scene: Scene, index: int, before: Sequence[Draft | None]) -> Turned | Ground:
    """Which way a number moved something, or why none; `before` are the drafts of the numbers before it."""
    quantity, link = scene.quantity(index), scene.link(index)
    own = read_direction(scene.normal, scene.candidate.sentence, quantity, scene.candidate.times)
    if own is not None:
        return own
    if index and _is_said_again(scene, index):
        return _as_before(before[index - 1], "the direction of the number before it, told in another way")
    if index and (_is_conversion(scene, index) or (link is None and _has_other_base(scene, index))):
        return _as_before(before[index - 1], "the direction of the number before it, told in another way")
    if link is None and _is_gapped(scene, index):
        return _as_before(before[index - 1], "the direction of the number before it, whose verb it shares")
    if link is None or link.kind == "change":
        return _named(scene, index, quantity)
    base = before[link.base]
    if link.kind == "list" and wording(TO_GAP).fullmatch(scene.normal, scene.quantity(link.base).end, quantity.start):
        return NO_CHANGE  # "cut by 100 billion, to 558 billion"
    if link.kind == "list" and wording(GAP_AFTER).match(scene.normal, quantity.end):
        return NO_CHANGE  # "up 3.1 points, and 11.4 points above the target"
    if link.kind == "list":
        return _as_before(base, "the direction of the number before it in the list")
    if link.kind == "share":
        return A_SHARE
    alike = base is not None and base.quantity.unit == quantity.unit == "%"
    if alike and base is not None and wording(SAME_KIND).search(scene.normal, link.lead, quantity.start):
        return _as_before(base, "the direction of the number that it follows")
    return _named(scene, base_of(scene.candidate.links, index), quantity)


def _is_conversion(scene: Scene, index: int) -> bool:
    """Whether a number in brackets says the one before in another unit: "30 million mu (2 million hectares)"."""
    quantity, before = scene.quantity(index), scene.quantity(index - 1)
    if quantity.kind != before.kind or quantity.kind not in ("money", "quantity") or quantity.unit == before.unit:
        return False
    return wording(IN_OTHER_UNITS).fullmatch(scene.normal, before.end, quantity.start) is not None


def _is_said_again(scene: Scene, index: int) -> bool:
    """Whether a percentage says the change before it again, "rose by 9 cents, or 0.2 percent", and is no share."""
    quantity, before = scene.quantity(index), scene.quantity(index - 1)
    if quantity.unit != "%" or before.unit == "%":
        return False
    if wording(OR_AGAIN).fullmatch(scene.normal, before.end, quantity.start) is None:
        return False
    return wording(OF_A_WHOLE).match(scene.normal, quantity.end) is None


def _has_other_base(scene: Scene, index: int) -> bool:
    """Whether a change is told against another time: "down 17 percent from a year earlier and 4 percent from May"."""
    quantity, before = scene.quantity(index), scene.quantity(index - 1)
    if quantity.unit != before.unit or quantity.kind != "percentage":
        return False
    if wording(AND_AGAIN).search(scene.normal, before.end, quantity.start) is None:
        return False
    bases = [time for time in scene.candidate.times if time.role in ("basis", "base")]
    own = any(quantity.end <= time.start <= quantity.end + 12 for time in bases)
    return own and any(before.end <= time.start <= before.end + 12 for time in bases)


def _is_gapped(scene: Scene, index: int) -> bool:
    """Whether a number leaves out the verb and the thing counted: "retail lost 12,000 jobs, and culture [29,000]"."""
    quantity = scene.quantity(index)
    if index == 0 or quantity.rule != BARE or counted_noun(scene.parsed, index) is not None:
        return False
    end = scene.quantity(index - 1).end
    if wording(GAPPED).fullmatch(scene.normal, end, quantity.start) is None:
        return False
    tokens = scene.parsed.words
    heads = scene.parsed.head_of(index - 1), scene.parsed.head_of(index)
    if heads[0] is None or heads[1] is None:
        return False
    between = tokens[heads[0].i + 1 : heads[1].i]
    return not any(token.tag_.startswith("VB") or token.tag_ == "MD" for token in between)


def _as_before(base: Draft | None, why: str) -> Turned | Ground:
    """The direction of an earlier number, with its words."""
    if base is None or base.direction is None:
        return Ground(f"{why}, which has none")
    ground = base.grounds["direction"]
    return Turned(base.direction, Ground(why, ground.start, ground.end, ground.rule))


def _named(scene: Scene, index: int, quantity: Quantity) -> Turned | Ground:
    phrase, begin = scene.phrases[index], max(scene.candidate.sentence.start, quantity.start - CONTRIBUTION_REACH)
    if phrase is None or phrase.whole or wording(CONTRIBUTED).search(scene.normal, begin, quantity.start):
        return NO_CHANGE
    direction = named_direction(phrase.text, quantity)
    if direction is None:
        return NO_CHANGE
    why = "the number is that of these words, which are a change themselves"
    return Turned(direction, Ground.at(why, place_of(scene.parsed, phrase)))


def basis_of(scene: Scene, index: int, before: Sequence[Draft | None]) -> Based | None:
    """The basis of a change: its own words, those of its list, those that open the sentence."""
    candidate = scene.candidate
    found = _own_basis(scene, index) or _basis_of_list(scene, index, before)
    found = found or _basis_beside(scene, index, before)
    if found is not None or candidate.links[index] is not None:
        return found
    for time in candidate.times:
        ahead = time.end <= candidate.quantities[0].start and time.start - candidate.sentence.start < OPENING
        if time.role in ("basis", "base") and time.basis is not None and ahead:
            return based(time.basis, time, "the words that open the sentence")
        if ahead and time.role == "period" and wording(TWELVE).search(scene.normal[time.start : time.end]):
            return None if _is_averaged(scene, index, time.end) else based("year-on-year", time, "twelve months ahead")
    return None


def _basis_beside(scene: Scene, index: int, before: Sequence[Draft | None]) -> Based | None:
    """The basis of the number that this one says again in brackets, or of a change that the same verb tells behind it.

    "Fell by 1.3% in the euro area and by 1.0% in the EU, compared with May".
    """
    normal, quantities = scene.normal, scene.candidate.quantities
    again = index > 0 and SAID_AGAIN.fullmatch(normal, quantities[index - 1].end, quantities[index].start) is not None
    near = before[index - 1] if again else None
    if near is not None and near.basis is not None:
        ground = near.grounds["basis"]
        return Based(near.basis, Ground("the basis of the number before the bracket", ground.start, ground.end))
    if index + 1 == len(quantities):
        return None
    end, following = quantities[index].end, quantities[index + 1].start
    if wording(AND_BY).fullmatch(normal, end, following) is None and normal[end:following] != ", or ":
        return None
    shared = _own_basis(scene, index + 1)
    return shared if shared is not None and (shared.ground.start or 0) > following else None


def _basis_of_list(scene: Scene, index: int, before: Sequence[Draft | None]) -> Based | None:
    """The basis that an earlier member of the list has, or that the words behind its last member give."""
    if wording(GAP).match(scene.normal, scene.quantity(index).end):
        return None  # "up 3 points year on year and 11 points above the target"
    members = list_of(scene.candidate.links, index)
    for member in (*members[: members.index(index)], members[-1]):
        shared = before[member] if member < len(before) else None
        if shared is not None and shared.basis is not None:
            ground = shared.grounds["basis"]
            return Based(shared.basis, Ground("the basis of its list", ground.start, ground.end, ground.rule))
        own = _own_basis(scene, member) if shared is None and member != index else None
        if own is not None:
            return own
    return None


def _own_basis(scene: Scene, index: int) -> Based | None:
    candidate = scene.candidate
    start, following = candidate.quantities[index].end, candidate.following(index)
    for time in candidate.times:
        if not start <= time.start < following or not wording(TWELVE).search(scene.normal[time.start : time.end]):
            continue
        if not _is_averaged(scene, index, time.start):
            return based("year-on-year", time, "twelve months behind the number")
    return read_basis(candidate, index)


def _is_averaged(scene: Scene, index: int, end: int) -> bool:
    """Whether a number is the mean of its months: "an average monthly gain of 71,000 over the prior 12 months"."""
    begin = scene.quantity(index - 1).end if index else scene.candidate.sentence.start
    return wording(AVERAGED).search(scene.normal, begin, end) is not None


def basis_touches(scene: Scene, index: int) -> bool:
    """Whether "year on year" stands right behind a number that is no change by itself: inflation of 2% year on year."""
    quantity = scene.quantity(index)
    return quantity.kind == "percentage" and any(
        time.role == "basis" and 0 <= time.start - quantity.end <= 8 for time in scene.candidate.times
    )
