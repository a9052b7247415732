"""What numbers beside each other share: the unit that one of them leaves out, and the two ends of a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.numbers import ONE, read_number, scaled
from extractors.records import Number, Quantity
from extractors.wording import wording

PERCENT = "percentage.sign"
HIGHEST_SHARE = 100  # what is more is rather a count
TIME_BETWEEN = r"(?: (?:this|next|last) year| (?:in|for) (?:20)\d\d| (?:now|today))?"
NEXT_TIME_GAP = (
    TIME_BETWEEN
    + r"(?: on (?:a year earlier|the year))?(?:,|,? and|,? then| to)[ ](?:then |to |at |up |down |by )?(?:$loose )?"
)
NEXT_TIME = (
    r" (?:next|the next|the following|this|last)(?: year)?(?=[ ]?[.,;]|$| and\b)| (?:in|for) 20\d\d\b"
    r"| (?:the |a )?year (?:after|before|earlier)\b| (?:on|from|over) (?:the )?(?:month|quarter|year|week|previous)\b"
)
# "at 83%, and with the second at 74": the same preposition and another thing, without a verb.
PREPOSITION = r"\b(?:at|by) (?:$loose )?$"
SAME_PREPOSITION_GAP = (
    r"(?: (?:in|for|among) (?:the )?[a-z]+)?,? (?:and|while|but) (?:with )?(?:the |its |that of (?:the )?|those of )?"
    r"(?:(?!(?:number|total|index|count|score)\b|[a-z]+ed\b)[a-z'-]+ ){1,3}(?:at|by) (?:$loose )?"
)
# "the top rate goes to 40 percent, and the other rate goes to 28 - it's 21 today": rates go on without the percent.
RATE_GAP = (
    r"(?: [a-z]+){0,3},? (?:and|but|while) (?:the |its )?(?:[a-z-]+ ){0,3}(?:rate|share|ratio|yield)"
    r" (?:(?:goes|went|rises|rose|falls|fell|moves|moved|climbs|climbed|drops|dropped"
    r"|(?:is|was) (?:cut|raised)) (?:up |down |back )?to|is|was) (?:$loose )?"
)
TODAY_GAP = r" ?(?:--|-|\u2014|,|;|\() ?(?:it's|it is|it was|up from|down from|from|against) (?:$loose )?"
TODAY = r" (?:today|now|at present|currently|before|a year (?:ago|earlier)|last year)\b"
# "even with that we only get to 2.6": a level with decimals among percentages, where no index or price is told.
LEVEL_BEFORE = (
    r"\b(?:to|at|of|by|from|than|between|below|above|is|was|were|reach(?:es|ed|ing)?|hit|hits)"
    r" (?:(?:just|only|still) )?(?:$loose )?$"
)
LEVEL_AFTER = (
    r"(?=[ ]?[.;,?!)]|[ ]?$| ?--| - |\u2014| (?:in|by|at|for|over|next|this|last|and|but|from|or|before|after|when|as"
    r"|then|now|today|a year|the year|through|until|since|so|because|which|during|to)\b)"
)
PERCENT_NEAR = r"\d[ ]?(?:%|per ?cent\b)"
NO_PERCENT_NEAR = (
    r"\b(?:index|indices|PMIs?|gauge|readings?|scores?|scored|barometer|sentiment|magnitude|quake|dollars?|yuan|euros?|yen"
    r"|pounds?|exchange|traded|trades|trading|shares|barrel|ratio|points?|rating|grade|times|average of|tonnes?|tons"
    r"|million|billion|fertility|births|children|households?|version|ranked|degrees|metres|meters|km"
    r"|roubles?|rubles?|rupees?|rand|pesos?|lira|won|francs?|crowns?|zloty|forint|ringgit|baht|rupiah|reais|real|loonie"
    r"|greenback|sterling|currency|currencies|parity|shekels?|krona|krone|hryvnia|tenge|naira|yields? spread"
    r"|number of|per \d[\d,]*)\b|[$€£¥]"
)
PERCENT_WINDOW = 220  # code points before a number within which its percentages stand
TAKEN_BEFORE = (
    r"\b(?:add|adds|added|adding|takes?|took|taking|knock(?:s|ed|ing)?|shav(?:e|es|ed|ing)|subtract(?:s|ed)?)"
    r" (?:$loose )?$"
)
TAKEN_AFTER = r" (?:off|from|to)\b"
POINTS = "percentage.points"
ALONE = r"(?=[ ]?[.;,]|[ ]?$| ?-- | - |\u2014)"
BARE = "count.number"
FEW = 20  # up to here two numbers joined by "or" are one loose number
STEP = 4  # what leads to a level so many times as large is a step to it and no end of a range
BY_BEFORE = r"(?<=\bby (?:(?:$loose|up to|at least|as much as) )?)"
# What may stand between two members of a list or the ends of a range.
LIST_GAP = r"[ ]?(?:,|;|/|,?[ ]?and|,? or|,? to|-|,? respectively,?)[ ]?(?:by |to )?(?:$loose )?"
RANGE_GAP = r"(?:[ ]\([^()]{1,40}\))?[ ]?(?:-|to|–|~|—)[ ]?[$€£]?"
EITHER_GAP = r"[ ]or(?: (?:even|perhaps|maybe))?[ ]"
BETWEEN_GAP = r"[ ](?:\([^()]{1,40}\) )?and[ ][$€£]?"
BETWEEN = r"(?<=\bbetween (?:US)?[$€£]?)"
FROM = r"(?<=\bfrom (?:minus |negative )?(?:$loose |US)?[$€£]?)"
# A word of change directly before a number ("rose 5", "up by 212"), and one anywhere near it.
CHANGE_BEFORE = (
    r"(?<=\b(?:$rise_verb|$fall_verb|$rise_particle|$fall_particle)(?: by| about| around| nearly| more than| over)?[ ])"
)
CHANGE_NEAR = (
    r"\b(?:$rise_verb|$fall_verb|$rise_particle|$fall_particle|$rise_noun|$fall_noun"
    r"|changed|shifted|moved?|moves|go|goes|going|went|turned|revised|swung|reversed)\b"
)


# "expects sales to grow 8% to 10%", "seen rising 3% to 5%": what is still to come is told as a range.
FORETOLD = (
    r"\b(?:to|will|would|could|may|might|should|shall|can|$expecting(?: [\w'-]+){0,6}?)"
    r"(?: (?:\w+ly|be|only|also|further|still))? [a-z]+(?: (?:by|about|around|another|up|down)){0,2} $"
)
TIMES_AS_MUCH = 3  # the far end of a range of growth is hardly more than so many times the near one


@dataclass(frozen=True)
class Found:
    """A quantity while it is put together: `bare` until a unit is known; `own` if it has its own unit words."""

    quantity: Quantity
    number: Number
    own: bool


def carry_units(found: list[Found], normal: str) -> list[Found]:
    """Give a bare number the unit of the next member of its list: "0.4 and 0.6 percentage points"."""
    carried: list[Found] = []
    closed = False  # whether the list has its "and": "49.7, 0.2 points" is none
    for item in reversed(found):
        after = carried[-1] if carried else None
        beside = after is not None and joined(LIST_GAP, item.number.end, after.quantity.start, normal)
        if after is None or item.own or not after.own or not beside:
            closed = False
        else:
            closed = closed or normal[item.number.end : after.quantity.start].strip()[:1] not in (",", ";")
            unlike = after.quantity.kind in ("percentage", "multiple") and item.number.scale > ONE
            item = _like(item, after, normal) if closed and not unlike else item
        carried.append(item)
    return carried[::-1]


def carry_symbols(found: list[Found], normal: str) -> list[Found]:
    """Give the far end of a range the currency sign of the near one: "$3-5 million"."""
    carried: list[Found] = []
    for item in found:
        before = carried[-1] if carried else None
        if (
            before is not None
            and not item.own
            and before.quantity.rule == "money.symbol-before"
            and before.number.scale <= item.number.scale  # not "$3.6 billion to 27 states"
            and joined(RANGE_GAP, before.quantity.end, item.quantity.start, normal)
        ):
            near = before.quantity
            quantity = replace(item.quantity, kind="money", unit=near.unit, rule=near.rule, lender=_place(near))
            item = Found(quantity, item.number, False)
        carried.append(item)
    return carried


def carry_on(found: list[Found], normal: str, end: int) -> list[Found]:
    """Give a bare number the percent of the one before it: "4.3 percent this year and 4.5 next"."""
    carried: list[Found] = []
    for item in found:
        before = carried[-1].quantity if carried else None
        if item.own:
            pass
        elif before is not None and before.rule == PERCENT and _goes_on(before, item, normal, end):
            item = _lent(item, before.unit, PERCENT, _place(before))
        elif before is not None and before.rule == POINTS and _taken(before, item, normal, end):
            item = _lent(item, before.unit, POINTS, _place(before))
        elif before is not None and before.rule == PERCENT and before.lender and _other_end(before, item, normal):
            item = _lent(item, before.unit, PERCENT, before.lender)
        elif place := _understood(item, normal, end):
            item = _lent(item, "%", PERCENT, place)
        carried.append(item)
    return carried


def _lent(item: Found, unit: str | None, rule: str, lender: tuple[int, int]) -> Found:
    """A bare number as a percentage, by the words of another."""
    lent = replace(item.quantity, kind="percentage", unit=unit, rule=rule, lender=lender)
    return Found(lent, item.number, True)


def _taken(before: Quantity, item: Found, normal: str, end: int) -> bool:
    """ "would add 0.2 points to inflation and take 0.1 off growth"."""
    number = item.number
    left = normal[max(before.end, number.start - 40) : number.start]
    small = number.scale == ONE and number.value < FEW
    return small and bool(wording(TAKEN_BEFORE).search(left) and wording(TAKEN_AFTER).match(normal, number.end, end))


def _understood(item: Found, normal: str, end: int) -> tuple[int, int] | None:
    """Where the percent stands that a bare level with decimals leaves out, in its paragraph: "we only get to 2.6"."""
    number = item.number
    if number.scale > ONE or number.form != "digits" or number.value == number.value.to_integral_value():
        return None
    if number.value > HIGHEST_SHARE or wording(LEVEL_AFTER).match(normal, number.end, end) is None:
        return None
    line = normal.rfind("\n", 0, number.start) + 1
    parts = number.value * 4 == (number.value * 4).to_integral_value() and not number.text[-1].isdecimal()
    start = max(0, number.start - PERCENT_WINDOW, 0 if parts else line)  # "2½" is told of rates alone
    if wording(LEVEL_BEFORE).search(normal[max(line, number.start - 40) : number.start]) is None:
        return None
    near = [match.span() for match in wording(PERCENT_NEAR).finditer(normal, start, number.start)]
    sentence = max(line, *(normal.rfind(stop, start, number.start) for stop in (". ", "! ", "? ")))
    told = min(near[-1][1], sentence) if near else 0
    if not near or wording(NO_PERCENT_NEAR).search(normal, told, min(end, number.end + 40)):
        return None
    return near[-1]


def _other_end(before: Quantity, item: Found, normal: str) -> bool:
    """Whether a number is the other end of a range whose first has its percent from elsewhere: "between 2½ and 3½"."""
    number = item.number
    if number.scale > ONE or number.value > HIGHEST_SHARE or before.end != before.number_end:
        return False
    return any(joined(gap, before.end, number.start, normal) for gap in (BETWEEN_GAP, RANGE_GAP))


def _goes_on(before: Quantity, item: Found, normal: str, end: int) -> bool:
    """Whether a bare number repeats the number before it for another time or another thing."""
    number = item.number
    if number.scale > ONE or number.value > HIGHEST_SHARE:
        return False
    if joined(NEXT_TIME_GAP, before.end, number.start, normal):
        return wording(NEXT_TIME).match(normal, number.end, end) is not None
    if joined(TODAY_GAP, before.end, number.start, normal):
        return wording(TODAY).match(normal, number.end, end) is not None
    if wording(ALONE).match(normal, number.end, end) is None:
        return False
    if joined(SAME_PREPOSITION_GAP, before.end, number.start, normal):
        return wording(PREPOSITION).search(normal[max(0, before.start - 20) : before.start]) is not None
    return joined(RATE_GAP, before.end, number.start, normal)


def _like(item: Found, after: Found, normal: str) -> Found:
    number = item.number
    ranged = joined(RANGE_GAP, number.end, after.quantity.start, normal)
    if ranged and after.number.form == "fraction":
        number = _in_parts(number, after.number)
    if ranged and number.scale == ONE and after.number.scale > ONE and number.value < 1000:
        number = scaled(number, after.number.scale)
    q = after.quantity
    if q.rule == "money.symbol-before" or (
        q.kind == "multiple" and q.start == q.number_start and not q.number_end < q.end
    ):
        return item
    value = number.value * _worth(after)
    lent = replace(item.quantity, kind=q.kind, unit=q.unit, value=value, rule=q.rule, lender=_place(q))
    return Found(lent, number, True)


def _worth(lender: Found) -> Decimal:
    """What one is worth in the unit of the record: a hundredth in "84 to 86 cents", 10^9 in "5 to 6 bcm"."""
    value, number = lender.quantity.value, lender.number.value
    scaled_unit = lender.quantity.kind in ("money", "quantity") and lender.number.form != "fraction"
    return value / number if scaled_unit and value and number else ONE


def _in_parts(number: Number, fraction: Number) -> Number:
    """The three of "three to four tenths": so many of the parts that the fraction behind it names."""
    top = read_number(fraction.text.partition(" ")[0].partition("-")[0])
    return replace(number, value=number.value * fraction.value / top) if top else number


def _place(lender: Quantity) -> tuple[int, int]:
    """Where the unit stands that a quantity lends to its neighbour: in it, or where it has it from."""
    return lender.lender or (lender.start, lender.end)


def joined(gap: str, left: int, right: int, normal: str) -> bool:
    return left <= right and wording(gap).fullmatch(normal, left, right) is not None


def join_ranges(found: list[Found], normal: str) -> list[Found]:
    joined: list[Found] = []
    for item in found:
        if joined and _is_range(joined[-1], item, normal):
            joined[-1] = _range(joined[-1], item)
        elif len(joined) > 1 and _in_brackets(joined[-1], normal) and _is_range(joined[-2], item, normal):
            joined[-2:] = [_range(joined[-2], item), joined[-1]]
        else:
            joined.append(item)
    return joined


def _in_brackets(item: Found, normal: str) -> bool:
    """A conversion inside a range: "between 610 yuan (88 U.S. dollars) and 630 yuan"."""
    quantity = item.quantity
    return "(" in normal[max(0, quantity.start - 8) : quantity.start] and normal.startswith(")", quantity.end)


def _is_range(left: Found, right: Found, normal: str) -> bool:
    a, b = left.quantity, right.quantity
    if a.value is None or b.value is None:
        return False
    low = (
        a.value * right.number.scale
        if left.number.scale == ONE and right.number.scale > ONE and not left.own
        else a.value
    )
    if low >= b.value or (a.kind, a.unit) != (b.kind, b.unit):
        return False
    if joined(BETWEEN_GAP, a.end, b.start, normal):
        return wording(BETWEEN).match(normal, a.start) is not None
    if joined(EITHER_GAP, a.end, b.start, normal):
        return _is_either(left, right)
    if not joined(RANGE_GAP, a.end, b.start, normal):
        return False
    if normal[a.end : b.start].strip() in ("-", "–", "—", "~"):
        return True
    if wording(FROM).match(normal, a.start):
        return wording(CHANGE_NEAR).search(normal, max(0, a.start - 60), a.start) is None
    # "rose 5 percent to 6.2 percent" and "up 212 to 3,416" are a change and a level; "rose 5 to 6 percent" is a range.
    two = a.end != left.number.end or a.start != left.number.start or a.rule == BARE
    if wording(BY_BEFORE).match(normal, a.start) and (a.rule == BARE or (two and b.value > STEP * low)):
        return False  # "rose by around 8,300 to 3,684,200", "by 50 pesos to 695 pesos"
    return not (two and wording(CHANGE_BEFORE).match(normal, a.start)) or _is_foretold(a, b, normal)


def _is_foretold(a: Quantity, b: Quantity, normal: str) -> bool:
    """Whether two percentages behind a word of change are the ends of what is expected, not a change and a level."""
    alike = a.unit == b.unit == "%" and (b.value or 0) <= TIMES_AS_MUCH * (a.value or 0)
    return alike and wording(FORETOLD).search(normal[max(0, a.start - 80) : a.start]) is not None


def _is_either(left: Found, right: Found) -> bool:
    """ "7 or 8%", "two or three ships": one loose number whose unit is said once; "10 or 50 percent" are two."""
    a, b = left.quantity, right.quantity
    if a.value is None or b.value is None or b.value > 2 * a.value:
        return False
    return (a.lender is not None and a.rule != BARE) or (a.rule == b.rule == BARE and b.value <= FEW)


def _range(left: Found, right: Found) -> Found:
    a, b = left.quantity, right.quantity
    low = a.value
    if (
        low is not None
        and left.number.scale == ONE
        and right.number.scale > ONE
        and b.value is not None
        and low * right.number.scale < b.value
    ):
        low = low * right.number.scale
    return Found(
        replace(b, start=a.start, value=None, low=low, high=b.value, number_start=a.number_start), right.number, True
    )
