"""What a common noun tells of a house: "the battery maker", "the statement", "ministry statistics"."""

from __future__ import annotations

from extractors.attribution.grammar import PATTERNS
from extractors.attribution.introductions import has_head
from extractors.attribution.phrases import Phrase
from extractors.records import Person

NATIONS = PATTERNS.words("nationality")
SEATS = ("-based", "-listed", "-headquartered")


def last_house(phrase: Phrase, last: Person | None) -> Person | None:
    """For whom the last speaker spoke, where "the statement said" follows."""
    if phrase.head != "statement" or not phrase.text.lower().startswith("the ") or last is None:
        return None
    organization = last.organization or house_in_role(last.role or "")
    return Person(organization) if organization else None


def house_in_role(role: str) -> str | None:
    """ "World Trade Bank President" -> "World Trade Bank"."""
    house, _, office = role.removeprefix("the ").rpartition(" ")
    named = house[:1].isupper() and has_head(house) and office.lower() in PATTERNS.words("role")
    return house if named else None


def is_public(name: str) -> bool:
    """Whether a name is that of a public body, which "the company" never means."""
    return not PATTERNS.words("public_head").isdisjoint(name.lower().split())


def without_quantity(name: str) -> str:
    """ "Most economists polled by Newsline" are the economists polled by it."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in ("most", "some", "all") else name


def is_polled(phrase: Phrase) -> bool:
    """Whether a source is whom an agency asked, "analysts polled by Newsline": they answer for one sentence."""
    if phrase.form != "common" or phrase.head not in PATTERNS.words("people"):
        return False
    return any(f" {asked} by " in phrase.text for asked in ("polled", "surveyed", "questioned", "canvassed"))


def is_any_house(name: str) -> bool:
    """ "company", "German carmaker", "Australia's second-largest lender": a second mention of a house."""
    *before, last = name.rpartition("'s ")[2].lower().split()
    seat = next((place for place, word in enumerate(before) if word.endswith(SEATS)), -1)
    before = before[seat + 1 :]  # "Hong Kong-listed"
    return last in PATTERNS.words("any_house") and all(word in NATIONS or word.endswith("est") for word in before)


def is_of_its_trade(phrase: Phrase) -> bool:
    """ "the battery maker", "the toy retailer": a second mention of a company by what it does."""
    words = phrase.name.lower().split()
    if len(words) < 2 or phrase.owner is not None or not phrase.text.lower().startswith("the "):
        return False
    return words[-1] in PATTERNS.words("trade_head") and phrase.name.islower()


def is_own_paper(phrase: Phrase) -> bool:
    """ "a stock exchange filing", "the statement": of the house that is told of."""
    if phrase.owner is not None or phrase.head not in PATTERNS.words("own_paper"):
        return False
    return phrase.name.islower() and not phrase.name.startswith("joint ")


def keeps(words: list[str]) -> bool:
    """Do the words before "data" say who keeps them? "Customs" does, "labour force" and "Household survey" do not."""
    if not words:
        return False
    last = words[-1].lower().removesuffix("'s")
    if any(last in PATTERNS.words(name) for name in ("organization", "people", "keeper")):
        return True
    *rest, end = words
    return end[:1].isupper() and last not in PATTERNS.words("topic") and all(word[:1].isupper() for word in rest[:1])


def without_s(owner: str) -> str:
    return owner if owner in PATTERNS.vocabulary["apostrophe"] else owner.removesuffix("'s")
