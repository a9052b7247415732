"""Direction and basis: a row is a sentence with one number in double brackets, and which way it went against what."""

import pytest

from extractors.bases import read_basis
from extractors.changes import named_direction, read_direction
from extractors.links import Linked
from extractors.periods import find_times
from extractors.quantities import find_quantities
from extractors.records import Sentence
from tests.rows import rows

TODAY = "2026-08-07"


def marked(row):
    """The sentence without the brackets, its times, and the quantities before, in and behind the brackets."""
    before, words, after = row.replace("]]", "[[").split("[[")
    text = before + words + after
    times = find_times(text, 0, len(text), TODAY, None)
    found = find_quantities(text, 0, len(text))
    at = next(index for index, one in enumerate(found) if one.start < len(before + words) and len(before) < one.end)
    return text, times, found, at


UP, DOWN = "increase", "decrease"
DIRECTIONS = [
    ("Around [[three in 10]] firms cut jobs.", None),
    ("It was [[60.7 percentage points]] higher over the national average.", None),
    ("Farmers grew [[2.5 million tonnes]] of wheat.", None),
    ("Nearly [[60,000]] posts have been cut since March.", DOWN),
    # what became of the things counted
    ("In July, [[528,000]] jobs were added.", UP),
    ("Some [[28,000]] factory jobs were lost.", DOWN),
    ("There were [[28,000]] factory jobs lost in May.", DOWN),
    ("Last year [[12]] ferry routes were added.", UP),
    ("The mill has eliminated more than [[600]] jobs.", DOWN),
    ("The port created [[1,200]] well-paid jobs.", UP),
    ("The port created [[1,200]] brands.", None),
    ("Last year [[12]] ferries were lost at sea.", None),
    # behind the number
    ("Sales ended [[13%]] down on the year.", DOWN),
    ("Freight was [[0.4%]] up in May.", UP),
    ("The share stood at [[13%]] up from 11%.", None),
    ("Shares closed up [[2%]].", UP),
    ("The index was off [[0.5%]].", DOWN),
    # in brackets
    ("There were rises in Kent ([[0.4%]]) and Devon (0.1%).", UP),
    ("There were rises in Kent (0.4%) and Devon ([[0.1%]]).", UP),
    ("Falls were recorded in cafes ([[1.2 per cent]]).", DOWN),
    ("Cafes ([[-0.4 per cent]]) fell.", DOWN),
    ("The rate rose in two towns, Kent ([[11.4%]]) among them.", None),
    # two changes, gaps
    ("It went from a 1.1% increase in the month before to a decrease of [[1.7%]].", DOWN),
    ("The pace slowed [[0.4 per cent]] over May 2025.", DOWN),
    ("It was higher than the rate of growth of imports by [[4.5 percentage points]].", None),
    ("It was higher than in the same period last year by [[4.5 percentage points]].", UP),
    ("The number rose by a factor of [[37.5]].", UP),
    # against an earlier time, with the noun between
    ("There are [[35,000]] more people unemployed than there were in December.", UP),
    ("There are [[1,200]] fewer schools than a decade ago.", DOWN),
    ("There are [[300]] more schools than hospitals.", None),
    # taken off
    ("The tariffs would take [[0.3 percentage points]] off growth.", DOWN),
    ("The strike knocked [[0.2 percentage points]] off growth.", DOWN),
    ("It is a loaf of [[half a tonne]] off the shelf.", None),
    # words for the size of a change
    ("Output rose an annualized [[3.0%]].", UP),
    ("Output fell a seasonally adjusted [[0.4 percent]].", DOWN),
    ("Sales grew a robust [[6.1 percent]].", UP),
    ("Payroll gains averaged [[85,000]] a month.", UP),
    # levels
    ("They expect inflation of [[3.1 percent]] over the next year.", None),
    ("Households are saving [[15 per cent]] of their income.", None),
    # signs
    ("Services slipped back the furthest ([[-3.4 pp]]).", DOWN),
    ("The largest decreases were in Malta (-18.4%) and Estonia ([[-4.2%]]).", DOWN),
    ("The deposit rate was [[-0.5%]].", None),
    ("The sharpest decrease, [[18.4%]], was in Malta.", DOWN),
    ("A further [[8 percent]] are waiting.", None),
    ("Crews cleaned up [[214 kilometers]] of shoreline.", None),
    ("Couriers picked up [[701 million]] parcels.", None),
    ("Transport firms took on [[26,000]] workers.", UP),
    ("It was more than expected by [[31]] economists.", None),
    ("Buyers were [[17.3%]] more than at the 135th session.", UP),
    ("It has been waiting for [[220 yuan]] since last fall.", None),
    ("It will fall 3.5 percent by 2025, and by [[12 percent]] by 2030.", DOWN),
    # verbs
    ("Wages are growing at [[7 or 8%]] a year.", UP),
    ("Pensions have been put up [[2%]] since January.", UP),
    ("Typical owners end up paying [[107 yuan]] a month more.", UP),
    ("The share came to 13.9 percent, [[0.9 percentage points]] below that of a year earlier.", DOWN),
    ("It read 5.0%, [[0.1 percentage point]] below its level twelve months before.", DOWN),
    ("Sales were [[12 percent]] short of a year ago.", DOWN),
    ("Sales added up to [[1.35 trillion yuan]].", None),
    ("Freight costs ate up [[14.1 percent]] of sales.", None),
    ("It posted a net loss of [[210 million yuan]].", None),
    ("Sales rose [[5 percent]].", UP),
    ("Sales rose by more than [[5 percent]].", UP),
    ("Sales grew [[5 percent]] to 6 billion yuan.", UP),
    ("Sales were up [[5 percent]].", UP),
    ("Sales climbed sharply by nearly [[5 percent]].", UP),
    ("Sales fell [[5 percent]].", DOWN),
    ("Sales declined by [[3.8 percent]].", DOWN),
    ("Sales dropped about [[5 percent]].", DOWN),
    ("Sales were down [[5 percent]].", DOWN),
    ("Sales shrank [[5 percent]].", DOWN),
    ("The ministry cut the fee by [[20 yuan]].", DOWN),
    ("The bank cut the rate [[25 basis points]].", DOWN),
    ("The bank raised the rate by [[25 basis points]].", UP),
    ("The gap narrowed by [[0.4 percentage points]].", DOWN),
    ("The plan is to expand the sector by more than [[20 percent]] annually.", UP),
    # apposed
    ("Sales hit 3 billion yuan, up [[7.4%]].", UP),
    ("Sales hit 3 billion yuan, up by [[7.4%]].", UP),
    ("Sales hit 3 billion yuan, down [[2.6%]].", DOWN),
    ("Sales hit 3 billion yuan, an increase of [[7.4%]].", UP),
    ("Sales hit 3 billion yuan, a decrease of [[7.4%]].", DOWN),
    ("Sales hit 3 billion yuan, growing by [[7.4%]].", UP),
    ("The fleet reached 3,416 ships, up [[212]].", UP),
    # nouns
    ("It saw growth of [[5.7 percent]].", UP),
    ("It saw a [[5.7-percent]] growth.", UP),
    ("It saw [[5.7%]] growth.", UP),
    ("It saw a [[9 percent]] year-on-year rise.", UP),
    ("It saw a drop of [[5.7 percent]].", DOWN),
    ("It saw a [[5.7 percent]] decline.", DOWN),
    ("A [[15-basis-point]] cut is due.", DOWN),
    ("A [[7.3 percentage point]] increase came.", UP),
    ("We want a growth target of around [[5 percent]].", UP),
    # signs
    ("Ferries: [[+3.7%]]", UP),
    ("Sales declined by minus [[3.8 percent]].", DOWN),  # not twice negative
    # comparisons with another time
    ("Ports handled 424 million tonnes, [[14.6%]] more than a year earlier.", UP),
    ("Ports handled 424 million tonnes, [[14.6%]] less than in the same period of last year.", DOWN),
    ("The pace was [[1.1 percentage points]] faster than in the first quarter.", UP),
    # things that are more
    ("Another [[600,000]] stations will come.", UP),
    ("An additional [[3 billion yuan]] was lent.", UP),
    ("The yard added [[300,000]] jobs.", UP),
    # multiples
    ("Cargo [[doubled]] in ten years.", UP),
    ("There was an increase of nearly [[six times]].", UP),
    ("They saw a [[fourfold]] increase.", UP),
    ("They saw a [[3.1-fold]] rise.", UP),
    # levels, shares, gaps: no change
    ("The share reached [[36.5 percent]].", None),
    ("The share was raised to [[100 percent]].", None),
    ("The share rose to [[36.5 percent]].", None),
    ("It rose from [[1.2%]] in 2010.", None),
    ("Sales fell to [[3 billion yuan]].", None),
    ("Ships made up [[46 percent]] of the fleet.", None),
    ("They account for [[44.2 percent]] of the total.", None),
    ("The rate was 6 percent, [[4.3 points]] above the overall rate.", None),
    ("The rate was [[4.6 percentage points]] higher than that of manufacturing overall.", None),
    ("Inflation was [[2 percent]].", None),
    ("The unemployment rate was [[5.2 percent]].", None),
    ("The yard raised [[1.3 billion yuan]] in its listing.", None),
    ("The harbour has [[40]] cranes.", None),
    ("Spending was [[2.2 times]] its 2010 level.", None),
    ("More than [[5 percent]] of the ships are new.", None),
    ("They invested [[5 billion yuan]] in upgrading.", None),
]
WRONG_DIRECTIONS: dict[str, str] = {}


@pytest.mark.parametrize(("row", "expected"), rows(DIRECTIONS, WRONG_DIRECTIONS))
def test_direction(row, expected):
    text, times, found, at = marked(row)
    turned = read_direction(text, Sentence(0, len(text), 0), found[at], times)
    assert (turned.to if turned else None) == expected


YEAR, MONTH, QUARTER, ANNUAL = "year-on-year", "month-on-month", "quarter-on-quarter", "annual"
BASES = [
    ("Sales rose [[5%]] year on year.", YEAR),
    ("Sales rose [[5%]] year-on-year in May.", YEAR),
    ("Output slipped 1.2 percent on month and [[20.1 percent]] on year to 2.4 trillion yen.", YEAR),
    ("Output slipped [[1.2 percent]] on month and 20.1 percent on year to 2.4 trillion yen.", MONTH),
    ("GDP expanded [[0.6 percent]] on quarter.", QUARTER),
    ("Core orders fell [[2.2 pct]] mth/mth.", MONTH),
    ("Sales rose [[5%]] year-over-year.", YEAR),
    ("Sales rose [[5%]] from a year earlier.", YEAR),
    ("Sales rose [[5%]] from a year ago.", YEAR),
    ("Sales rose [[5%]] over the same period last year.", YEAR),
    ("Sales rose [[5%]] compared with the same period of last year.", YEAR),
    ("Sales rose [[5%]] over the previous year.", YEAR),
    ("Sales were [[5%]] more than in the same period of last year.", YEAR),
    ("There was a year-on-year rise of [[5 percent]].", YEAR),
    ("Sales rose [[5%]] month on month.", MONTH),
    ("Sales rose [[5%]] from the previous month.", MONTH),
    ("Quarterly growth slowed to [[0.1%]] in the second quarter.", QUARTER),
    ("Quarterly GDP growth of [[0.4%]] was better than feared.", QUARTER),
    ("Loans grew by [[2.8%]] in July, slightly faster than in June.", None),
    ("Credit rose [[3.1%]] in May, at a slower pace than in the previous month.", None),
    ("Loans rose [[2.8%]] in July, faster than a year earlier.", YEAR),
    ("On a monthly basis, sales rose [[5%]].", MONTH),
    ("Sales rose [[5%]] quarter on quarter.", QUARTER),
    ("Sales rose [[5%]] from the first quarter.", QUARTER),
    ("Sales rose [[5%]] annually.", ANNUAL),
    ("Sales rose [[5%]] a year on average.", ANNUAL),
    ("It had an average annual growth of [[5 percent]].", ANNUAL),
    ("It will expand by more than [[20 percent]] annually through 2030.", ANNUAL),
    # each number takes its own
    ("Sales rose [[5%]] year on year and 2% month on month.", YEAR),
    ("Sales rose 5% year on year and [[2%]] month on month.", MONTH),
    # none said
    ("Sales rose [[5%]] in May.", None),
    ("The share reached [[5%]] last year.", None),
]
WRONG_BASES = {
    "Sales rose [[5%]] from the first": "a quarter compared with gives no basis",
}


@pytest.mark.parametrize(("row", "expected"), rows(BASES, WRONG_BASES))
def test_basis(row, expected):
    text, times, found, at = marked(row)
    linked = Linked(text, Sentence(0, len(text), 0), tuple(found), tuple(times), (None,) * len(found))
    based = read_basis(linked, at)
    assert (based.on if based else None) == expected


@pytest.mark.parametrize(
    ("indicator", "text", "expected"),
    [
        ("GDP growth", "It was 5 percent.", UP),
        ("economic growth rate", "It was 5 percent.", UP),
        ("growth of exports", "It was 5 percent.", UP),
        ("decline in orders", "It was 5 percent.", DOWN),
        ("unemployment rate", "It was 5 percent.", None),
        ("inflation", "It was 5 percent.", None),
        ("share of growth stocks", "It was 5 percent.", None),
        ("growth", "It was 5 yuan.", None),  # an amount is no rate
        (None, "It was 5 percent.", None),
    ],
)
def test_direction_of_a_rate_of_change(indicator, text, expected):
    (quantity,) = find_quantities(text, 0, len(text))
    assert named_direction(indicator, quantity) == expected


@pytest.mark.parametrize(
    ("row", "direction", "basis"),
    [
        ("Sales of ferries stood at 40 billion yuan, up [[7.4%]] year on year.", UP, YEAR),
        ("Exports fell by 3.1 percent and [[4.2 percent]] year on year, respectively.", DOWN, YEAR),
        ("Growth of freight was [[5 percent]] in May.", UP, None),
        ("Output declined by minus [[3.8 percent]] from a year earlier.", DOWN, YEAR),
        ("The unemployment rate was [[5.2 percent]] in May.", None, None),
        ("Hourly pay rose by 9 cents, or [[0.2 percent]], to $37.92.", UP, None),
        ("Exports fell by 1.2 billion yuan, or [[3.4 percent]], in May.", DOWN, None),
        ("The deficit widened by 2 billion euros, or [[0.3 percent]] of GDP.", None, None),
        ("Spending reached 5 billion euros, or [[2.1 percent]] of GDP.", None, None),
    ],
)
def test_claim(claims_of, row, direction, basis):
    text, _, found, at = marked(row)
    (claim,) = [one for one in claims_of(text, TODAY) if one.start == found[at].start]
    assert (claim.direction, claim.basis) == (direction, basis)
    assert claim.value > 0
