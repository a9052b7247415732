"""How a talk goes on from one paragraph to the next: its points have the time of the line over them."""

import pytest

TALKS = [
    (
        "Mr. Lin: Good morning. In the first seven months, foreign trade held up, which shows in three ways.\n\n"
        "First, trade with Africa expanded. Exports reached 870 billion yuan, up 12 percent.\n\n"
        "Second, private firms did well. Their trade amounted to 14 trillion yuan.\n\n"
        "Third, we opened wider. The number of pilot zones now stands at 22.",
        ["2026-01/2026-07", "2026-01/2026-07", "2026-01/2026-07", None],
    ),
    (
        "Mr. Lin: Good morning. Last year we made good progress on health.\n\n"
        "First, more clinics. We opened 1,200 clinics.\n\n"
        "Second, lower prices. The price of insulin was cut by 48 percent.",
        ["2025", "2025"],
    ),
    # a point with a time of its own ends the time over all of them
    (
        "Mr. Lin: Good morning. Last year we made good progress on health.\n\n"
        "First, in May we opened 1,200 clinics.\n\n"
        "Second, the price of insulin was cut by 48 percent.",
        ["2026-05", None],
    ),
    # so does another speaker
    (
        "Mr. Lin: Last year we opened 1,200 clinics.\n\nCCTV: Why did costs rise?\n\n"
        "Ms. Wu: First, costs rose by 4 percent. Thank you.",
        ["2025", None],
    ),
    # a sentence with a change from a year before goes on with the time of the lead, and so do its other numbers
    (
        "The rail network carried 2.2 billion passengers in the first half of 2026, the operator said.\n\n"
        "Freight rose 3 percent year on year to 2 billion tonnes, while coal fell 1 percent to 1 billion tonnes.\n\n"
        "It has 31,000 trains in 14 depots.",
        [*["2026-01/2026-06"] * 5, None, None],
    ),
    # but not where the change is from another time
    (
        "Rates stood at 15 percent at the height of the crisis in 2022.\n\n"
        "Prices shot up by 32 percent in comparison with the second half of 2024, to 40 euros.",
        ["2022", None, None],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TALKS)
def test_periods_between_paragraphs(claims_of, text, expected):
    assert [claim.period for claim in claims_of(text, "2026-08-20")] == expected
