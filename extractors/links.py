"""Links between the numbers of one sentence: what only adds to the number before it, and what is a list.

"exports reached 5 billion yuan, up 3 percent": the 3 percent is attached to the 5 billion: it shares indicator and period.
"rose by 3.5 percent, 5.8 percent and 4.6 percent" is a list: its members share direction, basis and source.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractors.records import Quantity, Sentence, TimeMention
from patterns import Rule, load

PLURAL = regex.compile(r"[ ](?:[a-z-]+[ ])?[a-z]{3,}s\b")
# "403 million tonnes of coal were produced, up 4.6 percent": a passive goes on with its own number.
PASSIVE = regex.compile(r" (?:was|were|is|are|has been|have been|had been) \w+(?:ed|en|lt|ld|wn|ht|de|ut|et|ad|ne|rn)\b")
JOINED = regex.compile(r",? and |;")
HALT = regex.compile(r"[;:.!?]")
CLAUSE = regex.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|rose|fell|grew|reached|stood|hit|said|totaled|made|accounted|exceeded|dropped|declined|increased|climbed|saw|built|which|that|while|but)\b",
    regex.IGNORECASE,
)
LIST_GAP = regex.compile(
    r"[ ]?(?:,|;|,? and|,? or|/|,? as well as|,? and (?:by|for|at|to|of)|, (?:by|to|of))[ ]?(?:about |around |nearly |over |more than |some |almost |roughly )?[$€£]?",
    regex.IGNORECASE,
)
COMPARISON_AFTER = regex.compile(
    r"[ ](?:percent |percentage points? )?(?:higher|lower|more|less|fewer|larger|smaller|faster|slower|greater|shorter|longer"
    r"|cheaper|dearer|above|below|over|better|stronger|weaker|narrower|wider|quicker|year on year|year-on-year)\b",
    regex.IGNORECASE,
)
MULTIPLE_AFTER = regex.compile(
    r"[ ](?:(?:higher|lower|more|less|larger|smaller|faster|greater|over|above)\b|the |that |those |its |their |what |last |as (?:many|much)\b|of )",
    regex.IGNORECASE,
)
CHANGE_NOUN_AFTER = regex.compile(
    r"[ -](?:[a-z-]+ ){0,3}?(?:increase|rise|growth|gain|jump|surge|expansion|decrease|decline|drop|fall|reduction|cut|contraction|improvement|hike|rebound|dip|slump|plunge|share|contribution)\b",
    regex.IGNORECASE,
)
# Between two numbers with one verb: "mining rose by 3.2 percent, [manufacturing by] 6.5 percent and [utilities by] 2.4 percent".
GAPPED = regex.compile(
    r"(?: (?:year on year|year-on-year|respectively))?(?:,|;| and|, and|, while|,? but)(?: and| while)? (?:that of |those of |the )?(?P<name>[\w&'-]+(?: [\w&'-]+){0,6}?)"
    r"(?:,? (?:by|at|to|of))?(?: (?:about|around|nearly|over|more than|some|almost|roughly))? $",
    regex.IGNORECASE,
)
NOT_GAPPED = regex.compile(
    r"\b(?:above|below|beyond|versus|under|near|up|down|an?|increase|decrease|growth|decline|rise|drop|fell|fall|by|at|than|higher|lower|more|less|accounting|representing|making|up|compared|with|or|only|then|still|also|which|its|it|they|he|she|we|about|reaching|hitting|rising|falling|growing|from|total|another|added|accounts|percent|reaching|hitting|rising|falling|growing|including|according|dropping|increasing|declining|expanding|narrowing|widening|exceeding|being|\w+ed)\b",
    regex.IGNORECASE,
)
TIMES_ONLY = regex.compile(
    r"[ ,]*(?:(?:and|or|in|for|by|at|to|of|on|the|but|then|respectively|during|over|a|an|about|around|nearly|another)[ ,]*){0,6}",
    regex.IGNORECASE,
)


@dataclass(frozen=True)
class Link:
    """How a quantity joins an earlier one of its sentence. `lead`: where the words that join it begin."""

    base: int
    kind: Literal["change", "share", "level", "list"]
    lead: int
    label: str | None = None  # the words of a gapped member: "exports rose 5 percent, [imports] 3 percent"
    pair: int | None = None  # in a list attached to a list: the member of the first that it goes with


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
    return _paired(links)


def _paired(links: list[Link | None]) -> list[Link | None]:
    """ "A and B reached 5 and 6 billion, up 3 and 4 percent": the second list goes with the first, member by member."""
    paired = list(links)
    for index, link in enumerate(links):
        if link is None or link.kind not in ("change", "share"):
            continue
        first, second = list_of(links, link.base), list_of(links, index)
        if len(first) == len(second) > 1 and first[-1] == link.base and second[0] == index:
            for member, other in zip(second, first, strict=True):
                own = links[member]
                if own is not None:
                    paired[member] = replace(own, pair=other)
    return paired


def base_of(links: Sequence[Link | None], index: int) -> int:
    """The quantity at the end of the chain of links."""
    link = links[index]
    while link is not None:
        index = link.base
        link = links[index]
    return index


def list_of(links: Sequence[Link | None], index: int) -> list[int]:
    """The indexes of the list that a quantity is a member of, itself included."""
    first = index
    link = links[first]
    while link is not None and link.kind == "list":
        first = link.base
        link = links[first]
    members = [first]
    for at in range(first + 1, len(links)):
        item = links[at]
        if item is not None and item.kind == "list" and item.base == members[-1]:
            members.append(at)
    return members


def _list(normal: str, before: Quantity, quantity: Quantity, index: int, times: Sequence[TimeMention]) -> Link | None:
    """A list of like quantities, perhaps with a time after each: "2.3 percent in 2026 and 1.6 percent in 2027"."""
    if (before.kind, before.unit) != (quantity.kind, quantity.unit) or before.kind == "count":
        return None
    gap = _without(normal, before.end, quantity.start, times)
    if LIST_GAP.fullmatch(gap) or (TIMES_ONLY.fullmatch(gap) and regex.search(r",|\band\b", gap)):
        return Link(index - 1, "list", before.end)
    gapped = GAPPED.fullmatch(gap) if before.kind == "percentage" and not CLAUSE.search(gap) else None
    if gapped is not None and not NOT_GAPPED.search(gapped["name"]):
        return Link(index - 1, "list", before.end, label=gapped["name"].strip())
    return None


def _gapped_amount(normal: str, quantities: Sequence[Quantity], links: Sequence[Link | None], index: int) -> Link | None:
    """ "revenue was 830 billion yuan, up 3 percent; [spending] 910 billion": an amount with its own noun and no verb."""
    quantity, base = quantities[index], base_of(links, index - 1)
    alike = quantity.rule == "count.number" and (quantity.value or 0) >= 1000 or quantity.unit == quantities[base].unit
    if quantities[base].kind not in ("money", "quantity", "count") or quantity.kind not in ("money", "quantity", "count") or not alike:
        return None
    gap = normal[quantities[index - 1].end : quantity.start]
    gapped = GAPPED.fullmatch(gap)
    if gapped is None or CLAUSE.search(gap) or NOT_GAPPED.search(gapped["name"]) or PLURAL.match(normal, quantity.end):
        return None
    return Link(base, "list", quantities[index - 1].end, label=gapped["name"].strip())


def _without(normal: str, start: int, end: int, times: Sequence[TimeMention]) -> str:
    """normal[start:end] with the words for time left out."""
    text, at = [], start
    for time in times:
        if start <= time.start and time.end <= end:
            text.append(normal[at : time.start])
            at = time.end
    text.append(normal[at:end])
    return "".join(text)


def _attached(normal: str, quantities: Sequence[Quantity], links: Sequence[Link | None], index: int) -> Link | None:
    quantity, before = quantities[index], quantities[index - 1]
    gap = normal[before.end : quantity.start]
    if len(gap) > 160 or HALT.search(gap):
        return None
    for rule in load("links").labelled("attached", "attached-share", "attached-level"):
        base = base_of(links, index - 1) if rule.values.get("money") and before.kind != quantity.kind else index - 1
        if not _applies(rule, normal, quantities[base], quantity):
            continue
        pattern = rule.regex
        match = pattern.search(_plain(gap, quantity, normal)) if pattern else None
        if match is not None and rule.label == "attached-level" and JOINED.search(gap[: match.start()]):
            continue
        if match is None or CLAUSE.search(PASSIVE.sub("", gap[: match.start()])):
            continue
        kind: Literal["change", "share", "level"] = (
            "change" if rule.label == "attached" else "share" if rule.label == "attached-share" else "level"
        )
        return Link(base, kind, before.end + match.start())
    return None


def _plain(gap: str, quantity: Quantity, normal: str) -> str:
    """The gap without the qualifier at its end."""
    return _qualifier_tail().sub("", gap)


@functools.cache
def _qualifier_tail() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<=[ (])(?:more than|over|nearly|almost|about|around|roughly|approximately|some|at least|less than|fewer than|close to|up to|as much as|as many as|no less than|well over|just over|just under|at most|no more than|under|above|below|an estimated|a net|a combined|a record)[ ]$",
        regex.IGNORECASE,
    )


def _applies(rule: Rule, normal: str, before: Quantity, quantity: Quantity) -> bool:
    """The conditions of a link rule that are about the quantities."""
    values = rule.values
    if values.get("signed") and normal[quantity.number_start] not in "+-":
        return False
    if (
        values.get("money")
        and not (before.kind == quantity.kind == "money" and before.unit != quantity.unit)
        and not (
            before.kind == quantity.kind
            and normal[quantity.start - 1] in "(（ "
            and normal.find(")", quantity.end, quantity.end + 3) >= 0
            and before.kind != "percentage"
        )
    ):
        return False
    wants = values.get("wants")
    if wants == "comparison_after":
        compares = COMPARISON_AFTER if quantity.kind != "multiple" else MULTIPLE_AFTER
        return compares.match(normal, quantity.end) is not None and (
            quantity.kind in ("percentage", "multiple") or before.unit == quantity.unit
        )
    if wants == "change_noun_after":
        return CHANGE_NOUN_AFTER.match(normal, quantity.end) is not None
    if rule.label == "attached-share":
        return (quantity.kind == "percentage" and normal.startswith(" of", quantity.end)) or (
            before.kind != quantity.kind and normal.startswith(" of", quantity.end)
        )
    if rule.label == "attached-level" and not values.get("money"):
        bare = quantity.rule == "count.number" and not PLURAL.match(normal, quantity.end)
        return (
            ((before.kind, before.unit) == (quantity.kind, quantity.unit) and (bare or quantity.kind != "count"))
            or bare
            or (before.unit in ("pp", "bp", "%") and quantity.unit == "%")
        )
    return True
