"""Links between the numbers of one sentence: what only adds to the number before it, and what is a list.

"exports reached 5 billion yuan, up 3 percent": the 3 percent is attached to the 5 billion and shares its period.
"rose by 3.5 percent, 5.8 percent and 4.6 percent" is a list: its members share direction, basis and source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.quantities import BARE
from extractors.records import Quantity, Sentence, TimeMention
from extractors.wording import wording
from patterns import Rule, load

Kind = Literal["change", "share", "level", "list"]

REACH = 160  # code points that may stand between a number and one that is attached to it
LARGE = 1000  # from here on a number without a noun is an amount whose unit is left out
KINDS: dict[str, Kind] = {"attached": "change", "attached-share": "share", "attached-level": "level"}
AMOUNTS = ("money", "quantity", "count")

PLURAL = (
    r"(?-i:[ ](?:other [a-z-]+ |[a-z-]+[ ])?"
    r"(?:[A-Z]?[a-z]{3,}s|people|children|men|women|staff|personnel|police|troops)\b)"
)
# "403 million tonnes of coal were produced, up 4.6 percent": a passive goes on with its own number.
PASSIVE = (
    r"(?-i: (?:was|were|is|are|has been|have been|had been|(?:will|would|is to|are to) be)"
    r" (?:\w+ly )?\w+(?:ed|en|lt|ld|wn|ht|de|ut|et|ad|ne|rn)\b)"
)
COMPARING = r", (?:up|down|compared|rising|falling) "
JOINED = r"(?-i:,? and |;)"
# "built 300 km of lines, bringing the mileage to 160,000 km": a result of its own with its own noun.
RESULTING = (
    r", (?:bringing|taking|pushing|lifting|raising|sending|cutting|lowering|driving|reducing|swelling|boosting) "
    r"(?!it\b|them\b|that\b|this\b)"
)
# "..., and [5G users] accounted for 64 percent": the verb has a subject of its own.
OWN_SUBJECT = r"(?:,|;|\b(?:and|while|but|with)) (?:[\w'&-]+ ){1,8}$"
FINITE_SHARE = r"(?:account(?:s|ed) for|represent(?:s|ed)|made up|makes up|constituted)"
HALT = r"[;:.!?]"
CLAUSE = r"\b$clause_word\b"
LIST_GAP = r"[ ]?(?:,|;|,? and|,? or|/|,? as well as|,? and (?:by|for|at|to|of)|, (?:by|to|of))[ ]?(?:$loose )?[$€£]?"
COUNTS_GAP = r"(?-i: and |, and |, )(?:$loose )?"
CHANGE_NOUN_GAP = r"(?:,| and|, and) an? (?:[\w-]+ )?$change_noun of (?:$loose )?"
COMMA_OR_AND = r"(?-i:,|\band\b)"
COMPARISON_AFTER = r"[ ](?:percent |percentage points? )?$comparison\b"
MULTIPLE_AFTER = (
    r"[ ](?:(?:higher|lower|more|less|larger|smaller|faster|greater|over|above)\b"
    r"|the |that |those |its |their |what |last |as (?:many|much)\b|of )"
)
PER_AFTER = r"[ ](?:for (?:every|each)|per|a head|apiece|each)\b"
CHANGE_NOUN_AFTER = r"[ -](?:[a-z-]+ ){0,3}?(?:$change_noun|share|contribution)\b"
# Between two numbers with one verb:
# "mining rose by 3.2 percent, [manufacturing by] 6.5 percent and [utilities by] 2.4 percent".
GAPPED = (
    r"(?: (?:year on year|year-on-year|respectively|of (?:the |its |their |all )?[\w-]+(?: [\w-]+){0,2}))?"
    r"(?:,|;| and|, and|, while|,? but)(?: and| while)?"
    r" (?:th(?:at|ose) (?=(?:of|to|from|in|for|with|on|by) )|(?:the|its|their) )?(?P<name>[\w&'-]+(?: [\w&'-]+){0,6}?)"
    r"(?:,? (?:by|at|to|of))?(?: $loose)? $"
)
# ", and those to the rest of Asia, 21.4 percent": behind "that" and "those" a comma may stand for the verb.
GAPPED_THAT = (
    r"(?:,|;| and|, and|, while|,? but)(?: and| while)? th(?:at|ose) (?P<name>(?:of|to|from|in|for|with|on|by)"
    r"(?: [\w&'-]+){1,7}),(?: $loose)? $"
)
AGAIN_OF = r"^ (?:by |in )?, and th(?:at|ose) of\b"  # what a time leaves behind: "98 percent by 2027, and that of"
UNIT_LEFT = r"^ [a-z]+(?=, (?:and|while|but) (?:that|those) of )"  # "1.8 million units, and those of"
NEW_BRACKET = r"\)[^()]*[a-z][^()]*\([^()]*$"  # "eggs (up 12 percent), milk (down"
LED = r"^(?:from|on|by) "  # "and those [from] Asia"
STANDS_FOR = r"\b(?:that|those) (?:of|to|from|in|for|with|on|by)\b"
# The last member of such a list may hold commas: ", and the supply of heat, gas and water by 5.4 percent".
GAPPED_LAST = r", and (?:the |that of )?(?P<name>[\w'&-]+(?:,? [\w'&-]+){2,14}?) by(?: $loose)? $"
NOT_GAPPED = r"\b(?:$no_name|\w+ed(?! (?:[\w-]+ )?(?:rates?|ratio|share)$))\b|\b(?:the|its|their)$|^(?:and|but|or)$"
TIMES_ONLY = (
    r"[ ,]*(?:(?:and|or|in|for|by|at|to|of|on|the|but|then|respectively|during|over|a|an|about|around|nearly|another)"
    r"[ ,]*){0,6}"
)
SAID_AGAIN = re.compile(r" ?[(（][^()（）:\d]{0,40}")
QUALIFIER_BEFORE = r"(?<=[ (])(?:$qualifier|under|above|below)[ ]$"


@dataclass(frozen=True)
class Link:
    """How a quantity joins an earlier one of its sentence. `lead`: where the words that join it begin."""

    base: int
    kind: Kind
    lead: int
    label: str | None = None  # the words of a gapped member: "exports rose 5 percent, [imports] 3 percent"
    pair: int | None = None  # in a list attached to a list: the member of the first that it goes with


@dataclass(frozen=True)
class Linked:
    """A sentence with its mentions, and for each quantity the link to an earlier one or None."""

    normal: str
    sentence: Sentence
    quantities: tuple[Quantity, ...]
    times: tuple[TimeMention, ...]
    links: tuple[Link | None, ...]

    def following(self, index: int) -> int:
        """Where the words behind a quantity end that may be its own: at the next quantity or with the sentence.

        What stands in brackets behind it says it again: "rose 3.3% (+$1.18 to $36.16) in July".
        """
        end = self.quantities[index].end
        for other in self.quantities[index + 1 :]:
            if SAID_AGAIN.fullmatch(self.normal, end, other.start) is None:
                return other.start
        return self.sentence.end

    def in_bracket(self, index: int, place: int) -> bool:
        """Whether a place behind a quantity is inside a bracket that opens between the two: "5 (from 3 [in May])"."""
        end = self.quantities[index].end
        return self.normal.count("(", end, place) > self.normal.count(")", end, place)


def link_quantities(
    normal: str, sentence: Sentence, quantities: Sequence[Quantity], times: Sequence[TimeMention]
) -> list[Link | None]:
    """For each quantity of a sentence the earlier one it belongs to, or None where it stands on its own."""
    links: list[Link | None] = []
    for index, quantity in enumerate(quantities):
        if index == 0:
            links.append(None)
            continue
        before = quantities[index - 1]
        links.append(
            _list(normal, before, quantity, index, times)
            or _attached(normal, quantities, links, index)
            or _gapped_amount(normal, quantities, links, index)
        )
    return _paired(normal, quantities, links)


def _paired(normal: str, quantities: Sequence[Quantity], links: list[Link | None]) -> list[Link | None]:
    """ "A and B reached 5 and 6 billion, up 3 and 4 percent": the second list goes with the first, member by member."""
    paired = list(links)
    for index, link in enumerate(links):
        if link is None or link.kind not in ("change", "share"):
            continue
        first: Sequence[int] = list_of(links, link.base)
        second = list_of(links, index)
        if len(first) == 1 < len(second) and _is_respective(normal, quantities, second[-1]):
            first = _clauses_before(quantities, links, index, len(second))
        if len(first) == len(second) > 1 and first[-1] == link.base and second[0] == index:
            for member, other in zip(second, first, strict=True):
                own = links[member]
                if own is not None:
                    paired[member] = replace(own, pair=other)
    return paired


def _is_respective(normal: str, quantities: Sequence[Quantity], index: int) -> bool:
    return wording(r",? respectively\b").match(normal, quantities[index].end) is not None


def _clauses_before(
    quantities: Sequence[Quantity], links: Sequence[Link | None], index: int, count: int
) -> Sequence[int]:
    """So many numbers of one unit, each of a clause of its own: "sales were 5 billion and costs were 3 billion, with
    rises of 4% and 2% respectively"; as few as the last one where there are none.
    """
    own = [at for at in range(index) if links[at] is None][-count:]
    alike = len({(quantities[at].kind, quantities[at].unit) for at in own}) == 1
    return own if len(own) == count and alike and own[-1] == index - 1 else own[-1:]


def base_of(links: Sequence[Link | None], index: int) -> int:
    """The quantity at the end of the chain of links."""
    link = links[index]
    while link is not None:
        index = link.base
        link = links[index]
    return index


def list_of(links: Sequence[Link | None], index: int) -> list[int]:
    """The indexes of the list that a quantity is a member of, itself included."""
    members = [index]
    while (link := links[members[0]]) is not None and link.kind == "list":
        members.insert(0, link.base)
    for at in range(index + 1, len(links)):
        item = links[at]
        if item is not None and item.kind == "list" and item.base == members[-1]:
            members.append(at)
    return members


def _list(normal: str, before: Quantity, quantity: Quantity, index: int, times: Sequence[TimeMention]) -> Link | None:
    """A list of like quantities, perhaps with a time after each: "2.3 percent in 2026 and 1.6 percent in 2027"."""
    if (before.kind, before.unit) != (quantity.kind, quantity.unit):
        return None
    if before.kind == "count":
        return _list_of_counts(normal, before, quantity, index)
    gap = _without(normal, before.end, quantity.start, times)
    if wording(LIST_GAP).fullmatch(gap) or (wording(TIMES_ONLY).fullmatch(gap) and wording(COMMA_OR_AND).search(gap)):
        return Link(index - 1, "list", before.end)
    if before.kind == "percentage" and wording(CHANGE_NOUN_GAP).fullmatch(gap):
        return Link(index - 1, "list", before.end)
    gap = wording(AGAIN_OF).sub(r", and that of", gap)
    name = _gapped_name(gap) if before.kind == "percentage" else None
    return Link(index - 1, "list", before.end, label=name) if name is not None else None


def _list_of_counts(normal: str, before: Quantity, quantity: Quantity, index: int) -> Link | None:
    """Two numbers without nouns of their own: "declines of 17,000 and 16,000"."""
    bare = quantity.rule == before.rule == BARE and min(quantity.value or 0, before.value or 0) >= LARGE
    joined = wording(COUNTS_GAP).fullmatch(normal, before.end, quantity.start)
    return Link(index - 1, "list", before.end) if bare and joined and not _counted(normal, quantity) else None


def _counted(normal: str, quantity: Quantity) -> bool:
    """Whether a plural noun stands behind a number."""
    return wording(PLURAL).match(normal, quantity.end) is not None


def _without(normal: str, start: int, end: int, times: Sequence[TimeMention]) -> str:
    """normal[start:end] with the words for time left out."""
    text, at = [], start
    for time in times:
        if start <= time.start and time.end <= end:
            text.append(normal[at : time.start])
            at = time.end
    text.append(normal[at:end])
    return "".join(text)


def _gapped_name(gap: str) -> str | None:
    """The name in the words between two numbers that share one verb; None where they say something else."""
    if wording(CLAUSE).search(wording(STANDS_FOR).sub("", gap)):
        return None
    gapped = next(
        (found for form in (GAPPED, GAPPED_THAT, GAPPED_LAST) if (found := wording(form).fullmatch(gap))), None
    )
    if gapped is None:
        return None
    own = wording(LED).sub("", gapped["name"])
    return None if wording(NOT_GAPPED).search(own) else gapped["name"].strip()


def _gapped_amount(
    normal: str, quantities: Sequence[Quantity], links: Sequence[Link | None], index: int
) -> Link | None:
    """ "revenue was 830 billion yuan, up 3 percent; [spending] 910 billion": an amount with a noun and no verb."""
    base = base_of(links, index - 1)
    quantity, first, end = quantities[index], quantities[base], quantities[index - 1].end
    bare = quantity.rule == BARE and (quantity.value or 0) >= LARGE
    if first.kind not in AMOUNTS or quantity.kind not in AMOUNTS or not (bare or quantity.unit == first.unit):
        return None
    name = _gapped_name(wording(UNIT_LEFT).sub("", normal[end : quantity.start]))
    if name is None or wording(PLURAL).match(normal, quantity.end):
        return None
    return Link(base, "list", end, label=name)


def _attached(normal: str, quantities: Sequence[Quantity], links: Sequence[Link | None], index: int) -> Link | None:
    """The link of the first rule whose words end the gap before a number, with no new statement ahead of them."""
    quantity, before = quantities[index], quantities[index - 1]
    gap = normal[before.end : quantity.start]
    if len(gap) > REACH or wording(HALT).search(gap) or wording(NEW_BRACKET).search(gap):
        return None
    plain = wording(QUALIFIER_BEFORE).sub("", gap)
    for rule in load("links").labelled(*KINDS):
        base = base_of(links, index - 1) if rule.values.get("money") and before.kind != quantity.kind else index - 1
        if rule.regex is None or not _applies(rule, normal, quantities[base], quantity):
            continue
        match = rule.regex.search(plain)
        if match is not None and not _starts_anew(rule, gap[: match.start()], match[0]):
            return Link(base, KINDS[rule.label], before.end + match.start())
    return None


def _starts_anew(rule: Rule, words: str, lead: str) -> bool:
    """Whether the words between a number and those that join the next one begin a statement of their own."""
    if rule.label == "attached-level" and (wording(JOINED).search(words) or wording(RESULTING).search(words)):
        return True
    if rule.label == "attached-share" and wording(FINITE_SHARE).match(lead.lstrip()):
        return wording(OWN_SUBJECT).search(f"{words.rstrip()} ") is not None or _holds_verb(words)
    if rule.label == "attached-level" and wording(COMPARING).match(lead):
        return False  # "1,900 firms are active, up from 640" speaks of the number before, whatever its verb
    return _holds_verb(words)


def _holds_verb(words: str) -> bool:
    return wording(CLAUSE).search(wording(PASSIVE).sub("", words)) is not None


def _applies(rule: Rule, normal: str, before: Quantity, quantity: Quantity) -> bool:
    """The conditions of a link rule that are about the quantities."""
    values = rule.values
    if values.get("signed") and not _signed_change(normal, before, quantity):
        return False
    if values.get("money") and not _converted(normal, before, quantity):
        return False
    if values.get("wants") == "comparison_after":
        return _compared(normal, before, quantity)
    if values.get("wants") == "per_after":
        return quantity.rule == BARE and wording(PER_AFTER).match(normal, quantity.end) is not None
    if values.get("wants") == "change_noun_after":
        return wording(CHANGE_NOUN_AFTER).match(normal, quantity.end) is not None
    if rule.label == "attached-share":
        other = quantity.kind == "percentage" or before.kind != quantity.kind
        return other and normal.startswith(" of", quantity.end)
    if rule.label == "attached-level" and not values.get("money"):
        return _same_scale(normal, before, quantity)
    return True


def _signed_change(normal: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a number has a sign and is no item of its own: "Ireland (+4.1 pp), Denmark (+3.3 pp)"."""
    return normal[quantity.number_start] in "+-" and ")" not in normal[before.end : quantity.start]


def _converted(normal: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether an amount may be another put differently: in another currency, or of the same kind and in brackets."""
    if before.kind != quantity.kind:
        return False
    if before.kind == "money" and before.unit != quantity.unit:
        return True
    closed = normal.find(")", quantity.end, quantity.end + 3) >= 0
    return closed and normal[quantity.start - 1] in "(（ " and before.kind != "percentage"


def _compared(normal: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether words of comparison stand behind: "14.6% more", "three times the average"."""
    if quantity.rule == "multiple.verb" and normal[quantity.end - 2 : quantity.end] == "ed":
        return False  # "and doubled the limit"
    words = MULTIPLE_AFTER if quantity.kind == "multiple" else COMPARISON_AFTER
    like = quantity.kind in ("percentage", "multiple") or before.unit == quantity.unit
    return like and wording(words).match(normal, quantity.end) is not None


def _same_scale(normal: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a number may be the level that another came from: both of a kind, or one without a unit."""
    if quantity.rule == BARE and not wording(PLURAL).match(normal, quantity.end):
        return True
    if (before.kind, before.unit) == (quantity.kind, quantity.unit):
        return quantity.kind != "count"
    return before.unit in ("pp", "bp", "%") and quantity.unit == "%"
