"""Claims of many documents -> series of those that mean the same, each with a word on why.

Two claims are joined when all words of their indicators that say what is measured have the same meaning, and unit,
basis, kind of number (level or change) and country are the same. What is not understood keeps them apart.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extractors.records import Basis, Claim, DocumentRecord, Output
from extractors.series.agreement import disagreements_of
from extractors.series.places import home_of, place_of
from extractors.series.records import Match, Observation, Place, Series
from extractors.series.wording import Word, measure_of, normal_word, vocabulary

COUNTED = "count"
SHARES = ("%", "pp")
FAR = 25  # times between neighbouring amounts; a year is twelve times a month, and things grow
NEARBY = 300  # characters between the trade of both ways and one of them
RULED = Decimal("0.75")  # of the weight of a word, where a rule says that it means the same as another
ASIDE = Decimal("0.25")  # the weight of a word that says nothing about what is measured


@dataclass(frozen=True)
class Reading:
    """A claim as it is compared. `content` are the meanings that must be the same."""

    claim: Claim
    document: DocumentRecord
    place: Place
    words: tuple[Word, ...]
    aside: tuple[Word, ...]
    unit: str
    factor: Decimal
    change: bool
    basis: Basis | None
    region: str | None
    notes: tuple[str, ...]

    @property
    def content(self) -> frozenset[str]:
        return frozenset(word.meaning for word in self.words)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for claims that mean the same, but for the country.

        Changes in money or things that do not say against what are taken to be alike if their periods are as long.
        """
        span = self.place.months if self.change and self.basis is None else None
        return (self.unit, self.change, self.basis, self.content, span)

    @property
    def joinable(self) -> bool:
        """Whether it is said well enough what was measured to look for it in other documents."""
        if self.change and self.basis is None and (self.unit in SHARES or self.place.months is None):
            return False
        if self.unit in SHARES and not self.change and self.content <= vocabulary().words("sum"):
            return False
        return names_one_thing(self.content)

    @property
    def is_national(self) -> bool:
        """Whether every country has such a number, so that one must know whose it is."""
        words = vocabulary().words
        return bool(self.content & (words("standalone") | words("national")))


def join(outputs: Iterable[Output]) -> list[Series]:
    """The series of all claims that state a number; a claim that cannot be joined makes one with its document's own.

    A document that comes twice counts once. The longest series come first.
    """
    readings = list(_all_readings(outputs))
    countries = {reading.region for reading in readings if reading.region}
    groups: defaultdict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for reading in readings:
        unclear = reading.region is None and reading.is_national and len(countries) > 1
        own = (reading.document.id,) if unclear or not reading.joinable else ()
        groups[reading.key + own].append(reading)
    found = [series for group in groups.values() for part in _by_region(group) for series in _series_of(_by_size(part))]
    return sorted(found, key=lambda series: (-series.documents, -len(series.observations), series.indicator.lower()))


def _all_readings(outputs: Iterable[Output]) -> Iterator[Reading]:
    seen: set[tuple[str, str]] = set()
    for output in outputs:  # the rows of a document may come apart
        fresh = [claim for claim in output.claims if (output.document.id, claim.id) not in seen]
        seen.update((output.document.id, claim.id) for claim in fresh)
        if fresh:
            yield from readings_of(output.model_copy(update={"claims": fresh}))


def search(series: Iterable[Series], indicator: str) -> tuple[list[Series], list[Series]]:
    """The series that measure what `indicator` says, and those that have all of its words and more."""
    measure = measure_of(indicator)
    wanted = {word.meaning for word in measure.words if not word.aside}
    without = {meaning for meaning in wanted if not _may_be_implied(meaning)} or wanted
    exact: list[Series] = []
    wider: list[Series] = []
    for item in series:
        meanings = {word.meaning for word in measure_of(item.indicator).words if not word.aside}
        if measure.region not in (None, item.region) or not without <= meanings:
            continue
        rest = {meaning for meaning in meanings - without if not _may_be_implied(meaning)}
        (wider if rest else exact).append(item)
    return exact, wider


def names_one_thing(content: frozenset[str]) -> bool:
    """Whether words name something well enough: a well-known statistic, or two words that are not both general."""
    known = vocabulary()
    if content & known.words("standalone") or any(_is_phrase(meaning) for meaning in content):
        return True
    return len(content) > 1 and bool(content - known.words("general"))


def _is_phrase(word: str) -> bool:
    """Whether it is written in characters without spaces between words, and longer than one word."""
    return len(word) >= 4 and all(ord(character) >= 0x2E80 for character in word)


def readings_of(output: Output) -> Iterator[Reading]:
    """The claims of a document that state a number about something, as they are compared."""
    home = home_of(output)
    trade: tuple[Word, ...] = ()
    end = 0
    for claim in output.claims:
        if not claim.indicator or claim.kind == "target_year":
            continue
        reading = reading_of(claim, output, home)
        if not reading.content <= vocabulary().words("one_way"):
            trade = _partners(reading)
        elif claim.start - end <= NEARBY:
            reading = replace(reading, words=(*reading.words, *trade))
        end = claim.end
        yield reading


def _partners(reading: Reading) -> tuple[Word, ...]:
    """What exports and imports told behind a trade of both ways share with it: services, or with whom it is."""
    both = vocabulary().words("both_ways")
    if not reading.content & both:
        return ()
    services = [replace(word, meaning="service") for word in reading.words if word.meaning == "services-trade"]
    rest = [word for word in reading.words if word.meaning not in both]
    return tuple(replace(word, rule="told of the trade before") for word in (*services, *rest))


def reading_of(claim: Claim, output: Output, home: str | None = None) -> Reading:
    """A claim as it is compared; `home` is the country that its document is about."""
    measure = measure_of(claim.indicator or "")
    unit, factor = comparable_unit(claim)
    place = place_of(claim, output)
    change = claim.direction is not None or _is_named_change(claim, measure.words)
    basis, notes = _basis(claim, place, change, unit)
    words = (*measure.words, *_added(claim, change), *_sector(claim, measure.words))
    aside = {word for word in words if word.aside or _implied(word.meaning, claim, unit, change)}
    if len(aside) == len(words):  # "growth of 5 percent": nothing else is said
        aside = {word for word in words if word.aside}
    return Reading(
        claim,
        output.document,
        place,
        tuple(word for word in words if word not in aside),
        tuple(word for word in words if word in aside),
        unit,
        factor,
        change,
        basis,
        measure.region or home,
        notes,
    )


def comparable_unit(claim: Claim) -> tuple[str, Decimal]:
    """The unit that numbers are compared in, and what they are multiplied by; of all things counted it is one."""
    if claim.kind == "count":
        return COUNTED, Decimal(1)
    unit = claim.unit or ""
    larger, factor = vocabulary().tables["unit"].get(unit, (unit, "1"))
    return larger, Decimal(factor)


def _is_named_change(claim: Claim, words: Sequence[Word]) -> bool:
    """Whether the indicator of a percentage calls it growth: "GDP growth was 5 percent"."""
    return claim.unit == "%" and any(word.meaning in vocabulary().words("growth") for word in words)


def _basis(claim: Claim, place: Place, change: bool, unit: str) -> tuple[Basis | None, tuple[str, ...]]:
    """What a change is against. That of a year, or of a year up to some month, is against the year before."""
    if claim.basis is not None or not change or unit != "%" or place.first is None:
        return claim.basis, ()
    months = place.months or 0
    if months == 12 or (1 < months < 12 and months != 3 and place.first.month == 1):
        return "year-on-year", (f"year-on-year: taken from the period, {place.edtf}",)
    return None, ()


def _added(claim: Claim, change: bool) -> Iterator[Word]:
    """The word "new", if the words before a claim say that the number is only what was added."""
    if change or claim.kind not in ("count", "quantity"):
        return
    before = claim.sentence[: max(claim.start - claim.sentence_start, 0)]
    for rule in vocabulary().labelled("new"):
        found = rule.regex.search(before) if rule.regex else None
        if found is not None:
            yield Word(found[0].strip(), "new", rule.id)
            return


def _sector(claim: Claim, words: Sequence[Word]) -> Iterator[Word]:
    """The sector of the ministry that speaks, for statistics that a ministry has of its sector only."""
    if claim.speaker is None or not {word.meaning for word in words} <= vocabulary().words("sectoral"):
        return
    for rule in vocabulary().labelled("sector"):
        found = rule.regex.search(f"{claim.speaker.name}; {claim.speaker.organization or ''}") if rule.regex else None
        if found is not None:
            yield Word(found[0], normal_word(found["sector"].lower()), rule.id)


def _implied(meaning: str, claim: Claim, unit: str, change: bool) -> bool:
    """Whether the unit, the direction, the basis or the status of a claim says what this word says."""
    words = vocabulary().words
    return (
        (unit in SHARES and meaning in words("ratio"))
        or (meaning in words("amount_of_change" if change else "amount"))
        or (change and unit != "pp" and meaning in words("change"))
        or (claim.basis == "annual" and meaning in words("yearly"))
        or (claim.status != "reported" and meaning in words("goal"))
    )


def _may_be_implied(meaning: str) -> bool:
    words = vocabulary().words
    return any(meaning in words(name) for name in ("ratio", "amount", "change", "goal"))


def _by_region(group: Sequence[Reading]) -> Iterator[list[Reading]]:
    """The claims of one country each; those that name none are of the only country there is, else apart."""
    regions = {reading.region for reading in group if reading.region}
    if len(regions) < 2:
        yield list(group)
        return
    for region in (*sorted(regions), None):
        part = [reading for reading in group if reading.region == region]
        if part:
            yield part


def _by_size(group: Sequence[Reading]) -> list[list[Reading]]:
    """The claims parted where their amounts lie far apart: a city's jobs and a country's have the same words."""
    if group[0].unit in SHARES or group[0].change:
        return [list(group)]
    ranked = sorted(group, key=_amount)
    parts = [[ranked[0]]]
    for former, reading in itertools.pairwise(ranked):
        if _amount(reading) > FAR * _amount(former) > 0:
            parts.append([])
        parts[-1].append(reading)
    return parts


def _amount(reading: Reading) -> Decimal:
    claim = reading.claim
    return (
        abs(next((end for end in (claim.value, claim.high, claim.low) if end is not None), Decimal(0))) * reading.factor
    )


def _series_of(parts: Sequence[Sequence[Reading]]) -> Iterator[Series]:
    notes = (f"claims in the same words whose numbers are more than {FAR} times larger or smaller stand apart",)
    for part in parts:
        yield _series(part, notes if len(parts) > 1 else ())


def _series(group: Sequence[Reading], notes: tuple[str, ...]) -> Series:
    name = _name(group)
    observations = tuple(_observation(reading, name) for reading in sorted(group, key=_when))
    return Series(
        name.claim.indicator or "",
        name.unit if name.unit != COUNTED else name.claim.unit or COUNTED,
        name.change,
        name.basis,
        next((reading.region for reading in group if reading.region), None),
        observations,
        disagreements_of(observations),
        notes,
    )


def _when(reading: Reading) -> tuple[date, date, str, int]:
    place = reading.place
    return (place.last or date.max, place.first or date.max, reading.document.source or "", reading.claim.start)


def _name(group: Sequence[Reading]) -> Reading:
    """The reading whose wording stands for all: the commonest, with the fewest words to leave aside, the latest."""
    counts = Counter((reading.claim.indicator or "").lower() for reading in group)
    latest = sorted(group, key=_when, reverse=True)
    return max(latest, key=lambda reading: (counts[(reading.claim.indicator or "").lower()], -len(reading.aside)))


def _observation(reading: Reading, name: Reading) -> Observation:
    claim = reading.claim
    sign = -1 if claim.direction == "decrease" else 1
    value, low, high = (
        None if number is None else _plain(number * reading.factor * sign)
        for number in (claim.value, claim.low, claim.high)
    )
    if sign < 0:
        low, high = high, low
    return Observation(claim, reading.document, reading.place, value, low, high, match_of(reading, name))


def _plain(number: Decimal) -> Decimal:
    """The number without the noughts that a factor brought along."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def match_of(reading: Reading, name: Reading) -> Match:
    """Which words of a claim's indicator agree with those of the name of its series.

    The score is the weight of what agrees in the weight of all: a word of content weighs 1, of which a rule gives
    three quarters; a word that says nothing about what is measured weighs a quarter.
    """
    others = {word.meaning: word for word in name.words}
    same, ruled = [], []
    for word in reading.words:
        other = others[word.meaning]
        if _surface(word) == _surface(other):
            same.append(word.text)
        else:
            ruled.append((word.text, other.text, word.rule or other.rule or ""))
    ours, theirs = ({_surface(word): word.text for word in item.aside} for item in (reading, name))
    shared = [text for surface, text in ours.items() if surface in theirs]
    apart = [text for side, rest in ((ours, theirs), (theirs, ours)) for key, text in side.items() if key not in rest]
    agreed = len(same) + RULED * len(ruled) + ASIDE * len(shared)
    weight = len(reading.words) + ASIDE * (len(shared) + len(apart))
    score = (agreed / weight if weight else Decimal(1)).quantize(Decimal("0.01"))
    return Match(score, tuple(same + shared), tuple(ruled), tuple(apart), reading.notes)


def _surface(word: Word) -> str:
    """The words as they stand in the text, but for inflection and spelling of single words."""
    return " ".join(normal_word(part) for part in word.text.lower().replace("-", " ").split())
