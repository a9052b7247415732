"""Sixty hard phenomena of briefing text, three wordings each. A row is a text and the claims we owe it.

A row lists all the claims of its text: what else the program finds is an error. Of a claim it names only the fields
that the phenomenon is about; a list of values means that any of them is right. A text that begins with a sentence is
read under a title, as the body of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from extractors import extract
from extractors.records import Claim, Output, plain_number

Expected = dict[str, Any]

NO_CLAIM: list[Expected] = []
UP, DOWN = "increase", "decrease"
YEARLY, MONTHLY, QUARTERLY = "year-on-year", "month-on-month", "quarter-on-quarter"


# What a row expects.


def claim(kind: str | None, value: float | tuple[float, float], unit: str | None, fields: Expected) -> Expected:
    """A claim owed; a pair of values is a range."""
    number = {"low": value[0], "high": value[1]} if isinstance(value, tuple) else {"value": value}
    return {"kind": kind, **number, **({"unit": unit} if unit else {}), **fields}


def percent(value: float | tuple[float, float], **fields: Any) -> Expected:
    return claim("percentage", value, "%", fields)


def points(value: float, **fields: Any) -> Expected:
    return claim("percentage", value, "pp", fields)


def basis_points(value: float, **fields: Any) -> Expected:
    return claim("percentage", value, "bp", fields)


def money(value: float | tuple[float, float], unit: str = "CNY", **fields: Any) -> Expected:
    return claim("money", value, unit, fields)


def count(value: float | tuple[float, float], **fields: Any) -> Expected:
    return claim("count", value, None, fields)


def quantity(value: float | tuple[float, float], unit: str, **fields: Any) -> Expected:
    return claim("quantity", value, unit, fields)


def times(value: float, **fields: Any) -> Expected:
    return claim("multiple", value, "x", fields)


def goal_year(value: int, **fields: Any) -> Expected:
    return claim("target_year", value, None, fields)


def maybe(owed: Expected) -> Expected:
    """Finding it is no gain, missing it no loss; found, it must be right."""
    return {**owed, "optional": True}


def maybe_number(value: float) -> Expected:
    """A number that may be read or left, as whatever kind."""
    return maybe(claim(None, value, None, {}))


def row(
    case: str, text: str, expected: list[Expected], *, date: str | None = None, head: Expected | None = None
) -> Any:
    """`case`: number of the phenomenon and letter of the wording; `head`: what the document's own record says."""
    return pytest.param(text, expected, date, head or {}, id=case)


def failing(reason: str, case: str, text: str, expected: list[Expected], **options: Any) -> Any:
    """A row that the program does not yet give what it owes."""
    values = row(case, text, expected, **options).values
    return pytest.param(*values, id=case, marks=pytest.mark.xfail(strict=True, reason=reason))


# How a row is compared; the rules are those by which gold documents are scored.

STOP_WORDS = (
    "a an the of in on at for to by with and or as its their his her our this that these those has have had is are was "
    "were be been from"
)
STOP = frozenset(STOP_WORDS.split())
HONORIFIC = re.compile(
    r"^((mr|ms|mrs|dr|prof|the|secretary|governor|minister|director|chair|chairman|president|spokesperson)\.?\s+)+(?=\S)",
    re.I,
)


def content_words(text: str | None) -> set[str]:
    words = re.findall(r"[\w&+%$-]+", re.sub(r"'s\b", "", (text or "").lower().replace("’", "'")))
    return {w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words if w not in STOP}


def token_f1(left: str | None, right: str | None) -> float:
    a, b = content_words(left), content_words(right)
    common = len(a & b)
    return 2 * common / (len(a) + len(b)) if common else 0.0


def same_name(left: str | None, right: str | None) -> bool:
    names = [HONORIFIC.sub("", name.strip()).casefold() if name else None for name in (left, right)]
    return names[0] == names[1]


def close(want: float | None, got: float | None) -> bool:
    if want is None or got is None:
        return want is got
    return abs(want - got) <= (2e-4 if abs(want) < 1000 and want != int(want) else 1e-6) * max(1.0, abs(want))


def same_number(owed: Expected, found: Claim) -> bool:
    kinds = (found.kind, None)
    return owed["kind"] in kinds and all(
        close(owed.get(name), plain_number(getattr(found, name))) for name in ("value", "low", "high")
    )


def field_right(name: str, want: Any, found: Claim) -> bool:
    options = want if isinstance(want, list) else [want]
    if name == "without":  # a word of the list's other items
        return want not in content_words(found.indicator)
    if name == "indicator":
        return any(token_f1(option, found.indicator) >= 0.5 for option in options)
    if name == "unit" and found.kind == "count":  # the thing counted, in words; a denominator may be named or not
        return any(content_words(option) == content_words(found.unit) for option in options)
    if name == "speaker":
        return any(same_name(option, found.speaker.name if found.speaker else None) for option in options)
    if name == "cites":
        return any(same_name(option, found.cites) for option in options)
    return getattr(found, name) in options


def shown(found: Claim) -> str:
    return f"{found.kind} {found.text!r}"


def complaints(expected: Iterable[Expected], output: Output) -> list[str]:
    """What is missed, wrong or too much, in words."""
    said: list[str] = []
    left = list(output.claims)
    for owed in expected:
        found = next((one for one in left if same_number(owed, one)), None)
        if found is None:
            said += [] if owed.get("optional") else [f"missed: {owed}"]
            continue
        left.remove(found)
        fields = {name: want for name, want in owed.items() if name not in ("kind", "value", "low", "high", "optional")}
        for name, want in fields.items():
            if not field_right(name, want, found):
                got = getattr(found, "indicator" if name == "without" else name)
                said.append(f"{shown(found)}: {name} should be {want!r}, is {got!r}")
    return said + [f"too much: {shown(found)}" for found in left]


# Documents that several rows stand in.

TITLE = "News from the harbour\n\n"

TALK = """SCIO press conference on inland waterways

Beijing | 10 a.m. April 9, 2026

Speakers

Ms. Wu Lan, vice minister of waterways

Mr. Song Bo, director general of the Bureau of Locks of the Ministry of Waterways

Chairperson

Ms. Liu Fang, deputy director general of the Press Bureau of the State Council Information Office (SCIO)

"""

PHONE = """WORLD FISHERIES AGENCY

Virtual press conference, 12 May 2026

Speaker key: KB Karin Bell TRM Dr Tomas R Marsh

"""


OFTEN = [
    # 1. A level, its change, the change of the change; the time compared with is no period.
    row(
        "1a",
        "Turnover of the ferry trade came to 2.9 trillion yuan, up 6.3% year on year, 0.8 percentage points faster "
        "than "
        "in the first quarter.",
        [
            money(2.9e12, indicator="turnover of the ferry trade", direction=None, period=None),
            percent(6.3, indicator="turnover of the ferry trade", direction=UP, basis=YEARLY, period=None),
            points(
                0.8,
                indicator=[
                    "growth of turnover",
                    "turnover of the ferry trade",
                    "growth of turnover of the ferry trade",
                ],
                direction=UP,
                period=None,
            ),
        ],
        date="2026-07-20",
    ),
    row(
        "1b",
        "River freight in June was 48.2 million tonnes, a year-on-year rise of 3.4 percent, 1.6 percentage points "
        "slower "
        "than in May.",
        [
            quantity(48.2e6, "t", indicator="river freight", period="2026-06"),
            percent(3.4, indicator="river freight", direction=UP, basis=YEARLY, period="2026-06"),
            points(1.6, indicator=["growth of river freight", "river freight"], direction=DOWN, period="2026-06"),
        ],
        date="2026-07-20",
    ),
    row(
        "1c",
        "Exports of machine tools reached $915 million, growing by 11.5 percent from a year earlier, 2.2 percentage "
        "points "
        "higher than the pace in the first half.",
        [
            money(915e6, "USD", indicator="exports of machine tools", period=None),
            percent(11.5, indicator="exports of machine tools", direction=UP, basis=YEARLY, period=None),
            points(
                2.2,
                indicator=["growth of exports of machine tools", "exports of machine tools", "pace of exports"],
                direction=UP,
                period=None,
            ),
        ],
        date="2026-10-20",
    ),
    # 2. Numbers and nouns in step, with "respectively" or without.
    row(
        "2a",
        "Shipments of pumps and valves grew by 18.3 percent and 7.9 percent, respectively.",
        [
            percent(18.3, indicator="shipments of pumps", without="valve", direction=UP),
            percent(7.9, indicator="shipments of valves", without="pump", direction=UP),
        ],
    ),
    row(
        "2b",
        "Output of tea and silk fell by 4.1 percent and 2.6 percent.",
        [
            percent(4.1, indicator="output of tea", without="silk", direction=DOWN),
            percent(2.6, indicator="output of silk", without="tea", direction=DOWN),
        ],
    ),
    row(
        "2c",
        "Sales of buses, trams and trucks were respectively up 12%, 9% and 3%.",
        [
            percent(12, indicator="sales of buses", without="tram", direction=UP),
            percent(9, indicator="sales of trams", without="truck", direction=UP),
            percent(3, indicator="sales of trucks", without="tram", direction=UP),
        ],
    ),
    # 3. An official of the lead who is named in the next paragraph.
    row(
        "3a",
        "BEIJING, July 16 (Xinhua) -- China had 412 inland ports at the end of June, an official said Thursday.\n\n"
        "The ports handled 1.7 billion tonnes of cargo in the first half, said Gao Wenli, vice minister of "
        "waterways, at "
        "a press conference.",
        [
            count(412, indicator="inland ports", speaker="Gao Wenli", period="2026-06"),
            quantity(1.7e9, "t", indicator=["cargo", "cargo handled by the ports"], speaker="Gao Wenli"),
        ],
        date="2026-07-16",
    ),
    row(
        "3b",
        "Forest parks drew 86 million visitors last year, a senior official said on Monday.\n\n"
        '"The number of rangers rose by 12 percent," Tang Meihua, deputy head of the National Parks Office, told '
        "reporters.",
        [
            count(86e6, indicator=["visitors", "visitors to forest parks"], speaker="Tang Meihua"),
            percent(12, indicator="number of rangers", direction=UP, speaker="Tang Meihua"),
        ],
    ),
    row(
        "3c",
        "More than 3,700 villages have been given a clinic, according to an official on Friday.\n\n"
        "The clinics employ 15,200 doctors, Pei Guodong, an official with the Rural Health Commission, told a press "
        "conference in Beijing.",
        [
            count(3700, qualifier="more_than", indicator="villages", speaker="Pei Guodong"),
            count(15200, indicator="doctors", speaker="Pei Guodong"),
        ],
    ),
    # 4. "The figure" is that of the sentence before; a gap is no change.
    row(
        "4a",
        "The vacancy rate of office towers was 14.2 percent. The figure was 3.1 percentage points higher than that of "
        "shopping streets overall.",
        [
            percent(14.2, indicator="vacancy rate of office towers", direction=None),
            points(3.1, indicator="vacancy rate of office towers", direction=None),
        ],
    ),
    row(
        "4b",
        "The survival rate of new farms reached 81 percent in May. That was 5.5 percentage points above the national "
        "average.",
        [
            percent(81, indicator="survival rate of new farms", direction=None),
            points(5.5, indicator="survival rate of new farms", direction=None),
        ],
    ),
    row(
        "4c",
        "Investment in railways grew by 8.4 percent. The figure was 2.3 percentage points higher than that of roads.",
        [
            percent(8.4, indicator="investment in railways", direction=UP),
            points(2.3, indicator=["investment in railways", "growth of investment in railways"], direction=[None, UP]),
        ],
    ),
    # 5. "By the end of" after a past tense is a point in time and no goal.
    row(
        "5a",
        "By the end of May, the number of charging piles had reached 4.06 million.",
        [
            count(
                4.06e6,
                indicator=["charging piles", "number of charging piles"],
                period="2026-05",
                status="reported",
                target_year=None,
            )
        ],
        date="2026-06-11",
    ),
    row(
        "5b",
        "By the end of last year, the country had built 1,940 reservoirs.",
        [
            count(
                1940,
                indicator="reservoirs",
                period=["2025-12", "2025-12-31", "2025"],
                status="reported",
                target_year=None,
            )
        ],
        date="2026-06-11",
    ),
    row(
        "5c",
        "A total of 73 cities had opened night markets by the end of March.",
        [count(73, indicator=["cities", "cities with night markets"], period="2026-03", status="reported")],
        date="2026-06-11",
    ),
    # 6. Two goals with a year each; the digit of the thing's name is none.
    row(
        "6a",
        "More than 62,000 4G beacons will be installed this year, bringing the total to 1.1 million by the end of "
        "2026.",
        [
            count(62000, qualifier="more_than", indicator="4G beacons", status="target", target_year=2026),
            goal_year(2026),
            count(1.1e6, indicator=["4G beacons", "total", "total 4G beacons"], status="target", target_year=2026),
            goal_year(2026),
        ],
        date="2026-01-21",
    ),
    row(
        "6b",
        "Another 380,000 5G routers will be added in 2026, lifting the number to 2.7 million by the end of the year.",
        [
            count(380000, indicator="5G routers", status="target", target_year=2026),
            goal_year(2026),
            count(2.7e6, indicator=["5G routers", "number of 5G routers", "number"], status="target", target_year=2026),
            goal_year(2026),
        ],
        date="2026-01-21",
    ),
    row(
        "6c",
        "About 9,500 6G test masts will be built next year, taking the total to over 40,000 by the end of 2027.",
        [
            count(9500, qualifier="about", indicator="6G test masts", status="target", target_year=2027),
            goal_year(2027),
            count(40000, qualifier="more_than", status="target", target_year=2027),
            goal_year(2027),
        ],
        date="2026-01-21",
    ),
    # 7. The currency that the second amount leaves out.
    row(
        "7a",
        "Imports were 9.6 trillion yuan, down 1.3%; exports 12.4 trillion, down 0.8%.",
        [
            money(9.6e12, indicator="imports"),
            percent(1.3, indicator="imports", direction=DOWN),
            money(12.4e12, indicator="exports"),
            percent(0.8, indicator="exports", direction=DOWN),
        ],
    ),
    row(
        "7b",
        "Revenue was 830 billion yuan, up 3.2 percent; spending 910 billion, down 0.4 percent.",
        [
            money(830e9, indicator="revenue"),
            percent(3.2, indicator="revenue", direction=UP),
            money(910e9, indicator="spending"),
            percent(0.4, indicator="spending", direction=DOWN),
        ],
    ),
    row(
        "7c",
        "Sales abroad came to $64 billion, a drop of 5 percent, and sales at home to 21 billion, a drop of 2.5 "
        "percent.",
        [
            money(64e9, "USD", indicator="sales abroad"),
            percent(5, indicator="sales abroad", direction=DOWN),
            money(21e9, "USD", indicator="sales at home"),
            percent(2.5, indicator="sales at home", direction=DOWN),
        ],
    ),
    # 8. The threshold of a definition is the writer's.
    row(
        "8a",
        "Profits of large workshops rose 7 percent in May, the National Statistics Office said on Monday.\n\n"
        "Large workshops are those with an annual main business turnover of at least 5 million yuan (about 0.69 "
        "million "
        "U.S. dollars).",
        [
            percent(7, direction=UP, speaker="National Statistics Office"),
            maybe(money(5e6, qualifier="at_least", speaker=None)),
            maybe(money(0.69e6, "USD", speaker=None)),
        ],
    ),
    row(
        "8b",
        "Output of the surveyed firms, each with annual revenue of no less than 30 million yuan (4.2 million U.S. "
        "dollars), "
        "dropped 1.5 percent.",
        [
            maybe(money(30e6, qualifier="at_least", speaker=None)),
            maybe(money(4.2e6, "USD", speaker=None)),
            percent(1.5, direction=DOWN, indicator=["output of the surveyed firms", "output of firms"]),
        ],
    ),
    row(
        "8c",
        "Industrial profits grew 2.8 percent, Lu Ying, a statistician with the Data Bureau, said.\n\n"
        "The survey covers companies with a yearly turnover of at least 8 million yuan (about 1.1 million U.S. "
        "dollars) "
        "each.",
        [
            percent(2.8, indicator="industrial profits", speaker="Lu Ying"),
            maybe(money(8e6, qualifier="at_least", speaker=None)),
            maybe(money(1.1e6, "USD", speaker=None)),
        ],
    ),
    # 9. A conversion says the same amount again, of the same thing.
    row(
        "9a",
        "The port fund spent 3 trillion yuan (about 0.42 trillion U.S. dollars).",
        [
            money(3e12, qualifier="exact", indicator=["port fund", "port fund spending", "spending of port fund"]),
            money(
                0.42e12,
                "USD",
                qualifier="about",
                indicator=["port fund", "port fund spending", "spending of port fund"],
            ),
        ],
    ),
    row(
        "9b",
        "Bonds worth 48 billion yuan ($6.7 billion) were sold in May.",
        [
            money(48e9, indicator=["bonds", "bonds sold"], period="2026-05"),
            money(6.7e9, "USD", indicator=["bonds", "bonds sold"], period="2026-05"),
        ],
        date="2026-06-11",
    ),
    row(
        "9c",
        "Toll income totaled 912 million yuan (128 million US dollars), up 4 percent.",
        [
            money(912e6, indicator="toll income", direction=None),
            money(128e6, "USD", indicator="toll income", direction=None),
            percent(4, indicator="toll income", direction=UP),
        ],
    ),
    # 10. A turn that credits a source.
    row(
        "10a",
        TALK + "Wu Lan:\n\nAccording to the Statistics Office, catering revenue grew 9.4%.",
        [percent(9.4, direction=UP, speaker="Wu Lan", cites="Statistics Office", attribution="turn")],
    ),
    row(
        "10b",
        TALK + "Song Bo:\n\nData from the National Grain Centre show that rice stocks fell 3.3% in February.",
        [percent(3.3, direction=DOWN, speaker="Song Bo", cites="National Grain Centre", attribution="turn")],
    ),
    row(
        "10c",
        TALK + "Wu Lan:\n\nIn March, according to statistics of the Customs House, timber imports came to 1.8 billion "
        "dollars.",
        [money(1.8e9, "USD", indicator="timber imports", speaker="Wu Lan", cites="Customs House", attribution="turn")],
    ),
    # 11. One growth, three spellings.
    row("11a", "Urban wages saw growth of 6.1 percent.", [percent(6.1, indicator="urban wages", direction=UP)]),
    row("11b", "Urban wages posted a 6.1-percent growth.", [percent(6.1, indicator="urban wages", direction=UP)]),
    row("11c", "Urban wages recorded 6.1% growth.", [percent(6.1, indicator="urban wages", direction=UP)]),
    # 12. A share stands still; the points after it are its change.
    row(
        "12a",
        "Flour from private mills came to 61 million tonnes, accounting for 38.4 percent of the total, up 2.1 "
        "percentage "
        "points.",
        [
            quantity(61e6, "t", indicator="flour from private mills"),
            percent(38.4, direction=None, indicator=["flour from private mills", "share of flour from private mills"]),
            points(2.1, direction=UP, indicator=["flour from private mills", "share of flour from private mills"]),
        ],
    ),
    row(
        "12b",
        "Green loans made up 17.5 percent of all lending, 0.9 percentage points more than a year earlier.",
        [
            percent(17.5, direction=None, indicator=["green loans", "green loans share of all lending"]),
            points(0.9, direction=UP, basis=YEARLY, indicator=["green loans", "green loans share of all lending"]),
        ],
    ),
    row(
        "12c",
        "Sales of hybrid cars represented 22.8 percent of the market, down 1.4 percentage points year on year.",
        [
            percent(22.8, direction=None, indicator=["sales of hybrid cars", "sales of hybrid cars share of market"]),
            points(
                1.4,
                direction=DOWN,
                basis=YEARLY,
                indicator=["sales of hybrid cars", "sales of hybrid cars share of market"],
            ),
        ],
    ),
    # 13. From one level to another, each with its time.
    row(
        "13a",
        "The saving rate of farmers went up from 1.4% in 2012 to 2.1% last year.",
        [
            percent(1.4, indicator="saving rate of farmers", direction=None, period="2012"),
            percent(2.1, indicator="saving rate of farmers", direction=None, period="2025"),
        ],
        date="2026-03-10",
    ),
    row(
        "13b",
        "The literacy rate climbed from 71 percent in 1995 to 96 percent in 2024.",
        [
            percent(71, indicator="literacy rate", direction=None, period="1995"),
            percent(96, indicator="literacy rate", direction=None, period="2024"),
        ],
        date="2026-03-10",
    ),
    row(
        "13c",
        "The poverty rate dropped to 3.3 percent in 2025 from 10.8 percent in 2016.",
        [
            percent(3.3, indicator="poverty rate", direction=None, period="2025"),
            percent(10.8, indicator="poverty rate", direction=None, period="2016"),
        ],
        date="2026-03-10",
    ),
    # 14. A break-down shares one unit and keeps the source of the sentence before.
    row(
        "14a",
        "Power output rose 5 percent in May, said Zheng Hao, an official with the Energy Board.\n\n"
        "In a breakdown, coal, gas and nuclear output came to 410 billion, 35 billion and 38 billion kilowatt-hours.",
        [
            percent(5, speaker="Zheng Hao"),
            quantity(410e9, "kWh", indicator="coal output", without="gas", speaker="Zheng Hao"),
            quantity(35e9, "kWh", indicator="gas output", without="coal", speaker="Zheng Hao"),
            quantity(38e9, "kWh", indicator="nuclear output", without="coal", speaker="Zheng Hao"),
        ],
    ),
    row(
        "14b",
        "Installed capacity reached 2.4 billion kilowatts, the Energy Board said on Friday.\n\n"
        "In breakdown, hydropower, solar and biomass stood at 390 million, 720 million and 44 million kilowatts.",
        [
            quantity(2.4e9, "kW", indicator="installed capacity", speaker="Energy Board"),
            quantity(
                390e6,
                "kW",
                indicator=["hydropower", "hydropower installed capacity"],
                without="solar",
                speaker="Energy Board",
            ),
            quantity(
                720e6, "kW", indicator=["solar", "solar installed capacity"], without="biomass", speaker="Energy Board"
            ),
            quantity(
                44e6, "kW", indicator=["biomass", "biomass installed capacity"], without="solar", speaker="Energy Board"
            ),
        ],
    ),
    row(
        "14c",
        "Grain stocks are ample, according to Ma Chun, head of the Grain Office.\n\n"
        "Specifically, stocks of rice, wheat and maize were 82 million, 61 million and 74 million tonnes.",
        [
            quantity(82e6, "t", indicator="stocks of rice", without="wheat", speaker="Ma Chun"),
            quantity(61e6, "t", indicator="stocks of wheat", without="maize", speaker="Ma Chun"),
            quantity(74e6, "t", indicator="stocks of maize", without="wheat", speaker="Ma Chun"),
        ],
    ),
    # 15. A turn needs no verb of saying.
    row(
        "15a",
        TALK + "Wu Lan:\n\nWe have opened 83 depots.",
        [count(83, indicator="depots", speaker="Wu Lan", attribution="turn")],
    ),
    row(
        "15b",
        "Regular press conference of the Ministry of Salt (May 7, 2026)\n\n"
        "[Chen Rui]: Good afternoon. Salt mines now employ 29,000 people.\n\n"
        "[Harbour News]: Thank you. Will prices go up?\n\n[Chen Rui]: Output has risen by 2.2%, so no.",
        [
            count(29000, indicator="people", speaker="Chen Rui", attribution="turn"),
            percent(2.2, indicator="output", speaker="Chen Rui", attribution="turn"),
        ],
    ),
    row(
        "15c",
        "Press Briefing by Press Secretary Nora Field\n\nMay 7, 2026\n\n1:04 P.M. EDT\n\n"
        "MS. FIELD:  Hello, all.  The lake is open.\n\nQ    How is business?\n\n"
        "MS. FIELD:  The harbor has 340 boats for rent.",
        [count(340, indicator=["boats", "boats for rent"], speaker="Nora Field", attribution="turn")],
    ),
    # 16. The day of the briefing stands in the lead, the year in the date of publication.
    row(
        "16a",
        "SCIO press conference on dredging\n\n"
        "The State Council Information Office held a press conference in Beijing on May 12 to brief the media on "
        "dredging.  May 20, 2026\n\nHarbour News:\n\nWhat has been done?\n\nWu Lan:\n\nWe have dredged 640 "
        "kilometers of "
        "channels.",
        [quantity(640, "km", date="2026-05-12", speaker="Wu Lan")],
        head={"date": "2026-05-12", "published": "2026-05-20"},
    ),
    row(
        "16b",
        "Press Room\n\nSCIO press conference on orchards | September 30, 2026\n\n"
        "The State Council Information Office (SCIO) held a press conference on Sept. 8 in Beijing to brief the "
        "media on "
        "the development of orchards.  September 30, 2026\n\nFarm Weekly:\n\nHow many growers have joined?\n\n"
        "Meng Tao:\n\nSo far, 51,000 growers have joined.",
        [count(51000, date="2026-09-08", speaker="Meng Tao")],
        head={"date": "2026-09-08", "published": "2026-09-30"},
    ),
    row(
        "16c",  # across New Year
        "SCIO press conference on snow sports\n\n"
        "The State Council Information Office held a press conference in Beijing on Dec. 22 to brief the media on snow "
        "sports.  January 6, 2026\n\nPeak Radio:\n\nIs there enough snow?\n\nFu Qing:\n\nYes. There are 730 ski "
        "slopes.",
        [count(730, date="2025-12-22", speaker="Fu Qing")],
        head={"date": "2025-12-22", "published": "2026-01-06"},
    ),
    # 17. "Last year" counts from the briefing.
    row(
        "17a",
        "SCIO press conference on lighthouses\n\nDate: Dec. 17, 2025\n\nChina.org.cn | January 8, 2026\n\n"
        "Speakers\n\nMr. Du Heng, head of the Lighthouse Office\n\nDu Heng:\n\nLast year, we repaired 215 lighthouses.",
        [count(215, period="2024", date="2025-12-17", speaker="Du Heng")],
        head={"date": "2025-12-17", "published": "2026-01-08"},
    ),
    row(
        "17b",
        "SCIO press conference on snow sports\n\n"
        "The State Council Information Office held a press conference in Beijing on Dec. 22 to brief the media on snow "
        "sports.  January 6, 2026\n\nPeak Radio:\n\nHow was business?\n\nFu Qing:\n\nLast year, ski passes worth 4.6 "
        "billion "
        "yuan were sold.",
        [money(4.6e9, period="2024", speaker="Fu Qing")],
    ),
    row(
        "17c",  # eight months later
        "SCIO press conference on nurseries\n\nBeijing | 10 a.m. Nov. 20, 2025\n\n"
        "China SCIOUpdated:  July 6, 2026\n\nSpeakers\n\nMs. Qin Yue, deputy head of the Family Office\n\nQin Yue:\n\n"
        "Last year, 3,200 nurseries opened. This year, we have closed 85 of the older ones.",
        [count(3200, period="2024", speaker="Qin Yue"), count(85, period="2025", speaker="Qin Yue")],
        head={"date": "2025-11-20"},
    ),
]


REGULAR = [
    # 18. A question whose label is lost is not the chair's.
    row(
        "18a",
        TALK + "Wu Lan:\n\nWe have opened 83 depots.\n\nLiu Fang:\n\nThe last question, please.\n\n"
        "We have seen that rents of warehouses rose by 14 percent in February. What will the ministry do? Thank "
        "you.\n\n"
        "Song Bo:\n\nThank you for your question. We have opened 26 public warehouses.",
        [
            count(83, speaker="Wu Lan"),
            percent(14, indicator="rents of warehouses", direction=UP, speaker=None),
            count(26, speaker="Song Bo"),
        ],
    ),
    row(
        "18b",
        TALK + "Liu Fang:\n\nNow, one final question.\n\n"
        "I have a question about pilots. According to reports, some 1,300 pilots retired last year. Who will replace "
        "them?"
        "\n\nWu Lan:\n\nThank you for the question. The schools train 1,750 pilots a year.",
        [count(1300, indicator="pilots", speaker=None), count(1750, indicator="pilots", speaker="Wu Lan")],
    ),
    row(
        "18c",  # the page begins with the question
        "Press Room\n\nSCIO Briefing on Inland Waterways | May 21, 2026\n\n\n"
        "We noticed that ferry fares went up by 11% in the first quarter. Could you tell us why? Thank you.\n\n"
        "Wu Lan:\n\nThank you for your question. Fuel became dearer by 23% in that time.",
        [percent(11, direction=UP, speaker=None), percent(23, direction=UP, speaker="Wu Lan")],
    ),
    # 19. The question's number is the outlet's, the answer's the speaker's.
    row(
        "19a",
        TALK + "River Times:\n\nWe noticed that ship loans grew by 5.35 billion yuan. Is that too much?\n\n"
        "Song Bo:\n\nIt is true that ship loans grew by 5.35 billion yuan. They were needed.",
        [money(5.35e9, speaker="River Times"), money(5.35e9, speaker="Song Bo")],
    ),
    row(
        "19b",
        "Regular press conference of the Ministry of Salt (May 7, 2026)\n\n"
        "Chen Rui: Good afternoon. The floor is open.\n\nIsland TV: Salt prices have gone up by 9 percent since March. "
        "Any comment?\n\nChen Rui: The 9 percent rise since March has to do with the rain.",
        [percent(9, direction=UP, speaker="Island TV"), percent(9, direction=UP, speaker="Chen Rui")],
    ),
    row(
        "19c",
        TALK + "A journalist from Coast Radio:\n\nThe ministry says 410 locks need repair. When will it begin?\n\n"
        "Wu Lan:\n\nThose 410 locks are on our list.",
        [count(410, speaker="Coast Radio", indicator="locks"), count(410, speaker="Wu Lan", indicator="locks")],
    ),
    # 20. A colleague who is credited.
    row(
        "20a",
        TALK + "Song Bo:\n\nAs Ms. Wu mentioned just now, the opening rate of locks reached 72.3%.",
        [percent(72.3, indicator="opening rate of locks", speaker="Song Bo", cites=["Wu", "Wu Lan"])],
    ),
    row(
        "20b",
        TALK + "Song Bo:\n\nJust as Minister Deng said, the canal has created 19,000 jobs.",
        [count(19000, indicator=["jobs", "jobs created by canal"], speaker="Song Bo", cites="Deng")],
    ),
    row(
        "20c",
        TALK + "Wu Lan:\n\nThe share of electric barges has risen to 31 percent, as Mr. Song pointed out.",
        [percent(31, indicator="share of electric barges", speaker="Wu Lan", cites=["Song", "Song Bo"])],
    ),
    # 21. A surname that is a pronoun.
    row(
        "21a",
        "He Ruoyun, head of the Sports Office, briefed reporters on Friday.\n\n"
        "Attendance at public pools, He said, rose by 46 percent.",
        [percent(46, direction=UP, speaker="He Ruoyun")],
    ),
    row(
        "21b",
        "The courses are free of charge, said He Ruoyun, head of the Sports Office.\n\n"
        "Zhou Min, a swimming coach in Wuhan, welcomed the news. According to He, 58,000 children have signed up.",
        [count(58000, indicator="children", speaker="He Ruoyun")],
    ),
    row(
        "21c",
        "He Ruoyun, head of the Sports Office, and Luo Bing, a professor, presented the study on Friday.\n\n"
        '"In the end, 370 schools took part," said He.',
        [count(370, indicator="schools", speaker="He Ruoyun")],
    ),
    # 22. "The ministry": the only one, or the nearest before.
    row(
        "22a",
        "The Ministry of Forestry published its yearly survey on Tuesday.\n\n"
        "Planted forests cover 91 million hectares, the ministry said.",
        [quantity(91e6, "ha", indicator="planted forests", speaker="Ministry of Forestry")],
    ),
    row(
        "22b",
        "The Ministry of Forestry opened the meeting on Tuesday. The Ministry of Tourism then took the floor.\n\n"
        "Hotels received 38 million guests in May, the ministry said.",
        [count(38e6, indicator=["guests", "hotel guests"], speaker="Ministry of Tourism")],
    ),
    row(
        "22c",
        "The National Bureau of Fisheries released new data on Monday.\n\nThe bureau said the catch fell by 6 percent.",
        [percent(6, indicator="catch", direction=DOWN, speaker="National Bureau of Fisheries")],
    ),
    # 23. Bullets under a heading with the year of the goals.
    row(
        "23a",
        "Report on the work of the government\n\nMain targets for 2026\n\n- Wage growth of around 4.5 percent\n\n- "
        "Over 11 million new hospital beds",
        [
            goal_year(2026),
            percent(4.5, qualifier="about", direction=UP, indicator="wage", status="target", target_year=2026),
            count(11e6, qualifier="more_than", indicator="new hospital beds", status="target", target_year=2026),
        ],
        date="2026-03-05",
    ),
    row(
        "23b",
        "Report on the work of the government\n\nMAJOR GOALS FOR 2027:\n\n• Grain output of about 690 million "
        "tonnes\n\n• Surveyed jobless rate of around 5 percent",
        [
            goal_year(2027),
            quantity(690e6, "t", qualifier="about", indicator="grain output", status="target", target_year=2027),
            percent(
                5,
                qualifier="about",
                direction=None,
                indicator="surveyed jobless rate",
                status="target",
                target_year=2027,
            ),
        ],
        date="2027-03-05",
    ),
    row(
        "23c",
        "Report on the work of the government\n\nKey targets for 2028\n\n* Budget deficit of 3 percent of GDP\n\n* "
        "Export growth of around 6 percent",
        [
            goal_year(2028),
            percent(3, indicator=["budget deficit", "budget deficit share of GDP"], status="target", target_year=2028),
            percent(6, qualifier="about", direction=UP, indicator="export", status="target", target_year=2028),
        ],
        date="2028-03-05",
    ),
    # 24. A yearly goal and the year through which it holds.
    row(
        "24a",
        "The province aims to raise its tea exports by more than 15 percent annually through 2029.",
        [
            percent(
                15,
                qualifier="more_than",
                direction=UP,
                basis="annual",
                status="target",
                target_year=2029,
                indicator="tea exports",
            ),
            goal_year(2029, indicator=["tea exports", "raise its tea exports by more than 15 percent annually"]),
        ],
        date="2026-03-05",
    ),
    row(
        "24b",
        "China plans to expand its fleet of icebreakers by at least 8 percent a year until 2032.",
        [
            percent(
                8,
                qualifier="at_least",
                direction=UP,
                basis="annual",
                status="target",
                target_year=2032,
                indicator="fleet of icebreakers",
            ),
            goal_year(2032),
        ],
        date="2026-03-05",
    ),
    row(
        "24c",
        "The goal is to reduce paper use by about 6 percent every year through 2028.",
        [
            percent(
                6,
                qualifier="about",
                direction=DOWN,
                basis="annual",
                status="target",
                target_year=2028,
                indicator="paper use",
            ),
            goal_year(2028),
        ],
        date="2026-03-05",
    ),
    # 25. A plan's number and brackets are no claims; they give the period.
    row(
        "25a",
        "During the 14th Five-Year Plan period (2021-2025), 7.2 trillion yuan was invested in dams.",
        [money(7.2e12, period="2021/2025", status="reported", target_year=None)],
        date="2026-03-05",
    ),
    row(
        "25b",
        "In the 13th Five-Year Plan period (2016-2020), the company laid 18,000 kilometers of pipes.",
        [quantity(18000, "km", period="2016/2020", status="reported", target_year=None)],
        date="2021-03-05",
    ),
    row(
        "25c",
        "Rural clinics saw 940 million patients over the 12th Five-Year Plan period (2011-15).",
        [count(940e6, indicator="patients", period="2011/2015", status="reported", target_year=None)],
        date="2016-03-05",
    ),
    # 26. Fractions are shares.
    row(
        "26a",
        "The yards received nearly two fifths of the world's orders for ferries.",
        [
            percent(
                40, qualifier="nearly", direction=None, indicator=["orders for ferries", "world's orders for ferries"]
            )
        ],
    ),
    row(
        "26b",
        "More than three quarters of counties have a library.",
        [percent(75, qualifier="more_than", indicator=["counties", "counties that have a library"])],
    ),
    row(
        "26c",
        "About one sixth of the budget goes to schools.",
        [percent(16.6667, qualifier="about", indicator=["budget", "budget that goes to schools"])],
    ),
    # 27. So many times a base; the base's year is not the period.
    row(
        "27a",
        "In 2024, spending on libraries was 1.7 times its 2012 level.",
        [times(1.7, indicator="spending on libraries", period="2024")],
        date="2025-03-05",
    ),
    row(
        "27b",
        "Output of the plants last year was 3.4 times that of 2015.",
        [times(3.4, indicator="output of the plants", period="2025")],
        date="2026-03-05",
    ),
    row(
        "27c",
        "In the first half, orders for cranes were 2.6 times the 2019 figure.",
        [times(2.6, indicator="orders for cranes", period="2026-01/2026-06")],
        date="2026-07-20",
    ),
    # 28. An increase of so many times, as written.
    row(
        "28a",
        "Visits by foreigners showed an increase of nearly five times.",
        [times(5, qualifier="nearly", direction=UP, indicator="visits by foreigners")],
    ),
    row(
        "28b",
        "The number of drones has seen a rise of almost four times.",
        [times(4, qualifier="nearly", direction=UP, indicator="number of drones")],
    ),
    row(
        "28c",
        "Sales of heat pumps increased by over eight times.",
        [times(8, qualifier="more_than", direction=UP, indicator="sales of heat pumps")],
    ),
    # 29. Two times, two directions.
    row(
        "29a",
        "Steel output fell by 3.1% in the first quarter and rose 1.2% in the first half.",
        [
            percent(3.1, indicator="steel output", direction=DOWN, period="2026-01/2026-03"),
            percent(1.2, indicator="steel output", direction=UP, period="2026-01/2026-06"),
        ],
        date="2026-07-20",
    ),
    row(
        "29b",
        "Rents increased by 0.8 percent in May and dropped 0.3 percent in June.",
        [
            percent(0.8, indicator="rents", direction=UP, period="2026-05"),
            percent(0.3, indicator="rents", direction=DOWN, period="2026-06"),
        ],
        date="2026-07-20",
    ),
    row(
        "29c",
        "Exports of porcelain shrank by 5 percent last year and grew 7.5 percent in the first two months of this year.",
        [
            percent(5, indicator="exports of porcelain", direction=DOWN, period="2025"),
            percent(7.5, indicator="exports of porcelain", direction=UP, period="2026-01/2026-02"),
        ],
        date="2026-03-20",
    ),
    # 30. "Of that number" points back.
    row(
        "30a",
        "Some 890 million people have registered for the card. Of that number, 415 million have used it abroad.",
        [
            count(890e6, qualifier="about", indicator=["people", "people registered for the card"]),
            count(415e6, indicator=["people", "people who used it abroad", "people who have used card abroad"]),
        ],
    ),
    row(
        "30b",
        "The survey covered 64,000 bakeries. Of them, 9,300 sell online.",
        [count(64000, indicator="bakeries"), count(9300, indicator=["bakeries", "bakeries that sell online"])],
    ),
    row(
        "30c",
        "The city inspected 2,150 bridges last year. Of these, 318 were closed to lorries.",
        [count(2150, indicator="bridges"), count(318, indicator=["bridges", "bridges closed to lorries"])],
    ),
    # 31. So many for every so many: one count.
    row(
        "31a",
        "There are now 19 4G masts for every 10,000 people.",
        [
            count(
                19,
                unit=["4G masts per 10,000 people", "4G masts"],
                indicator=["4G masts", "4G masts for every 10,000 people"],
            )
        ],
    ),
    row(
        "31b",
        "By the end of May, the country had 28 clinics per 10,000 inhabitants.",
        [count(28, unit=["clinics per 10,000 inhabitants", "clinics"], period="2026-05")],
        date="2026-06-11",
    ),
    failing(
        "a small bare number behind 'reached' is not read as a count",
        "31c",
        "The number of 5G cells per 10,000 people reached 24.5.",
        [
            count(
                24.5, unit=["5G cells per 10,000 people", "5G cells"], indicator="number of 5G cells per 10,000 people"
            )
        ],
    ),
    # 32. A size that is part of the name.
    row(
        "32a",
        "The number of berths of 20,000 tons or more reached 1,284, up 57.",
        [
            count(1284, direction=None, indicator=["berths", "number of berths of 20,000 tons or more"]),
            count(57, direction=UP),
        ],
    ),
    row(
        "32b",
        "Berths for 50,000-ton vessels totaled 468, 31 more than a year earlier.",
        [count(468, direction=None), count(31, direction=UP, basis=YEARLY)],
    ),
    row(
        "32c",
        "Warehouses of 10,000 square meters or above numbered 7,930, an increase of 415.",
        [
            count(7930, direction=None, indicator=["warehouses", "warehouses of 10,000 square meters or above"]),
            count(415, direction=UP),
        ],
    ),
    # 33. Nought is a value.
    row(
        "33a",
        "The central bank cut the deposit ratio by 0.75 percentage points, bringing it to 0 percent.",
        [
            points(0.75, direction=DOWN, indicator="deposit ratio"),
            percent(0, direction=None, indicator="deposit ratio"),
        ],
    ),
    row(
        "33b",
        "The council lowered the import duty by 2.5 percentage points, taking it down to zero percent.",
        [points(2.5, direction=DOWN, indicator="import duty"), percent(0, direction=None, indicator="import duty")],
    ),
    row(
        "33c",
        "The levy was reduced by 0.3 percentage points and now stands at 0%.",
        [points(0.3, direction=DOWN, indicator="levy"), percent(0, direction=None, indicator="levy")],
    ),
    # 34. A rate's step, its new level and its old one.
    row(
        "34a",
        "The 14-day repo rate will fall 10 bp to 1.65 percent from 1.75 percent.",
        [
            basis_points(10, direction=DOWN, indicator="14-day repo rate"),
            percent(1.65, indicator="14-day repo rate", direction=None, status=["target", "forecast"]),
            percent(1.75, indicator="14-day repo rate", direction=None, status="reported"),
        ],
    ),
    row(
        "34b",
        "The overnight lending rate will drop by 20 basis points to 3.1% from 3.3%.",
        [
            basis_points(20, direction=DOWN, indicator="overnight lending rate"),
            percent(3.1, indicator="overnight lending rate", direction=None, status=["target", "forecast"]),
            percent(3.3, indicator="overnight lending rate", direction=None, status="reported"),
        ],
    ),
    row(
        "34c",
        "The five-year prime rate will be lowered by 15 basis points, from 3.95 percent to 3.8 percent.",
        [
            basis_points(15, direction=DOWN, indicator="five-year prime rate"),
            percent(3.95, indicator="five-year prime rate", direction=None, status="reported"),
            percent(3.8, indicator="five-year prime rate", direction=None, status=["target", "forecast"]),
        ],
    ),
    # 35. "Will" about a year that is over.
    row(
        "35a",
        "In 2025, the output value of the sector will reach 9.4 trillion yuan.",
        [money(9.4e12, indicator="output value of the sector", status="reported", period="2025", target_year=None)],
        date="2026-02-26",
    ),
    row(
        "35b",
        "The number of overseas visitors will exceed 71 million in 2024.",
        [count(71e6, qualifier="more_than", status="reported", period="2024", target_year=None)],
        date="2025-03-18",
    ),
    row(
        "35c",
        "Last year, the income of the platforms will increase by 12.6%.",
        [percent(12.6, indicator="income of the platforms", direction=UP, status="reported", period="2025")],
        date="2026-02-26",
    ),
    # 36. How much of a goal is met.
    row(
        "36a",
        "About 63 percent of the goal for the year has been met.",
        [
            percent(
                63, qualifier="about", status="reported", direction=None, indicator=["goal for the year", "annual goal"]
            )
        ],
        date="2026-07-20",
    ),
    row(
        "36b",
        "The province has completed 78.5 percent of its annual target for tree planting.",
        [
            percent(
                78.5,
                status="reported",
                direction=None,
                indicator=["annual target for tree planting", "annual target", "target for tree planting"],
            )
        ],
        date="2026-07-20",
    ),
    row(
        "36c",
        "By the end of April, more than half of the annual plan had been fulfilled.",
        [
            percent(
                50,
                qualifier="more_than",
                status="reported",
                period="2026-04",
                target_year=None,
                indicator="annual plan",
            )
        ],
        date="2026-05-20",
    ),
    # 37. A forecast that the speaker takes from another.
    row(
        "37a",
        "Wei Qun, vice minister of energy, said the World Heat Council forecasts sales of 52 million heat pumps by "
        "2033, "
        "three times last year's.",
        [
            count(52e6, status="forecast", speaker="Wei Qun", cites="World Heat Council", target_year=None),
            times(3, speaker="Wei Qun", cites="World Heat Council"),
        ],
        date="2026-05-20",
    ),
    row(
        "37b",
        "Gao Ping, an official with the Grain Office, told reporters that the World Grain League expects demand to "
        "reach "
        "640 million tonnes in 2031.",
        [
            quantity(
                640e6,
                "t",
                status="forecast",
                speaker="Gao Ping",
                cites="World Grain League",
                period="2031",
                target_year=None,
                indicator="demand",
            )
        ],
        date="2026-05-20",
    ),
    row(
        "37c",
        TALK + "Wu Lan:\n\nThe Global Transport Forum estimates that river freight will grow by 45 percent by 2035.",
        [
            percent(
                45,
                direction=UP,
                status="forecast",
                speaker="Wu Lan",
                cites="Global Transport Forum",
                target_year=None,
                indicator="river freight",
            )
        ],
    ),
    # 38. Captions claim nothing.
    row(
        "38a",
        "Drones over rice\n\nA 4G-equipped drone is seen over a rice field in Hunan on Sept 3, 2026. (Photo/Xinhua)",
        NO_CLAIM,
    ),
    row(
        "38b",
        "Ferries get greener\n\nBy Lu Kai\n\nA 5G-guided ferry is seen on the Yangtze on Oct 21, 2026. "
        "[Photo/Xinhua]\n\n"
        "The number of electric ferries rose by 26 percent, the Ministry of Waterways said on Friday.",
        [percent(26, indicator="number of electric ferries", direction=UP, speaker="Ministry of Waterways")],
    ),
    row(
        "38c",
        "Air show opens\n\nVisitors look at a model of the C929 jet in Zhuhai on Nov 9, 2026. Photo: VCG",
        NO_CLAIM,
    ),
    # 39. A link to another story is not the article's.
    row(
        "39a",
        "Steel demand to pick up\n\nOrders rose by 4 percent in June, said Bai Lu, head of the Metals Office.\n\n"
        "ALSO READ: Steel profits up 9.6% in May\n\nThe office expects a better autumn, Bai said.",
        [percent(4, speaker="Bai Lu"), maybe(percent(9.6, speaker=None))],
        date="2026-07-20",
    ),
    row(
        "39b",
        "Tea exports hit a record, Ning Hao, head of the Tea Office, told reporters.\n\n"
        "READ MORE: 3,800 tea shops open in first quarter\n\nExports amounted to 88,000 tonnes, Ning said.",
        [maybe(count(3800, speaker=None)), quantity(88000, "t", speaker="Ning Hao")],
    ),
    row(
        "39c",
        "The harvest is under way, according to Ning Hao, head of the Tea Office.\n\n"
        "Related Stories\n- China's tea stocks top 1.2 million tonnes",
        [maybe(quantity(1.2e6, "t", speaker=None))],
    ),
    # 40. Currency codes without a space, scales in letters.
    row("40a", "Revenue totaled RMB18.62 trillion.", [money(18.62e12, "CNY", indicator="revenue")]),
    row(
        "40b",
        "Lending to shipyards came to USD14.83 billion.",
        [money(14.83e9, "USD", indicator="lending to shipyards")],
    ),
    row(
        "40c",
        "Net profit was CNY274.9bn and dividends were CNY61m, while debt stood at $1.4tn.",
        [
            money(274.9e9, "CNY", indicator="net profit"),
            money(61e6, "CNY", indicator="dividends"),
            money(1.4e12, "USD", indicator="debt"),
        ],
    ),
    # 41. A range with a conversion in its middle.
    row(
        "41a",
        "Maize was sold at between 2,310 yuan (323 U.S. dollars) and 2,390 yuan per tonne.",
        [money((2310, 2390), "CNY", indicator="maize"), maybe(money(323, "USD"))],
    ),
    row(
        "41b",
        "Freight rates ranged from 88 yuan ($12.3) to 96 yuan per tonne.",
        [money((88, 96), "CNY", indicator="freight rates"), maybe(money(12.3, "USD"))],
    ),
    row(
        "41c",
        "The subsidy is between 410 yuan (57 U.S. dollars) and 450 yuan per mu.",
        [money((410, 450), "CNY", indicator="subsidy"), maybe(money(57, "USD"))],
    ),
]


RARE = [
    # 42. Parts of a percentage point.
    row(
        "42a",
        "The bank raised its key rate by three quarters of a percentage point.",
        [points(0.75, direction=UP, indicator="key rate", period=None)],
        date="2026-06-11",
    ),
    row(
        "42b",
        "The mortgage rate came down by a quarter of a percentage point.",
        [points(0.25, direction=DOWN, indicator="mortgage rate", period=None)],
        date="2026-06-11",
    ),
    row(
        "42c",
        "The jobless rate edged up half a percentage point in May.",
        [points(0.5, direction=UP, indicator="jobless rate", period="2026-05")],
        date="2026-06-11",
    ),
    # 43. The unit stands at the last number only, the space is lost.
    row(
        "43a",
        "Growth of rail freight was 0.4and 0.7 percentage points higher than that of road and river freight.",
        [
            points(0.4, indicator=["growth of rail freight", "rail freight"]),
            points(0.7, indicator=["growth of rail freight", "rail freight"]),
        ],
    ),
    row(
        "43b",
        "The drop-out rate of girls was 1.1 and 1.9 percentage points lower than that of boys and the average.",
        [
            points(1.1, indicator="drop-out rate of girls", direction=None),
            points(1.9, indicator="drop-out rate of girls", direction=None),
        ],
    ),
    row(
        "43c",
        "The loss rate of glass was 0.2and 1.3percentage points above those of steel and paper respectively.",
        [
            points(0.2, indicator="loss rate of glass", direction=None),
            points(1.3, indicator="loss rate of glass", direction=None),
        ],
    ),
    # 44. Fractions glued to a number.
    row("44a", "The prime rate stood at 5½ percent.", [percent(5.5, indicator="prime rate")]),
    row("44b", "The bond yield was 3.½ percent.", [percent(3.5, indicator="bond yield")]),
    row("44c", "Growth came to 2¾ per cent.", [percent(2.75, indicator="growth", direction=UP)]),
    # 45. So many in so many is a share.
    row(
        "45a",
        "One in every 25 residents owns a canoe.",
        [percent(4, indicator=["residents", "residents that own a canoe"])],
    ),
    row("45b", "8 out of 25 towns have a cinema.", [percent(32, indicator=["towns", "towns that have a cinema"])]),
    row(
        "45c",
        "Three in every eight drivers are over 50.",
        [percent(37.5, indicator=["drivers", "drivers over 50"]), maybe_number(50)],
    ),
    # 46. The currency of the first amount goes on.
    row(
        "46a",
        "Norway gave $45 million for shelters, 12 million for wells and 90 million for schools.",
        [money(45e6, "USD"), money(12e6, "USD"), money(90e6, "USD")],
    ),
    failing(
        "a currency that only the next sentence names is not seen",
        "46b",
        "The agency needs an additional 85 million in assistance. So far, donors have given $210 million.",
        [money(85e6, "USD", indicator=["assistance", "additional assistance"]), money(210e6, "USD")],
    ),
    row(
        "46c",
        "The union spent €30 million on roads, 8 million on bridges and 2.5 million on signs.",
        [money(30e6, "EUR"), money(8e6, "EUR"), money(2.5e6, "EUR")],
    ),
    # 47. Initials, a key and timecodes.
    row(
        "47a",
        PHONE + "00:00:31\n\nKB   Hello, everybody. Dr Marsh, please.\n\nTRM  00:03:41 Cases of fish fever fell to 2.6 "
        "million.",
        [count(2.6e6, indicator="cases of fish fever", speaker="Tomas R Marsh", attribution="turn")],
    ),
    row(
        "47b",
        PHONE + "00:00:31\n\nKB   Hello. Let us begin.\n\n00:05:12\n\nTRM   We have vaccinated 14,000 ponds.\n\n"
        "KB   Thank you. Next question.",
        [count(14000, indicator="ponds", speaker="Tomas R Marsh")],
    ),
    row(
        "47c",
        PHONE + "KB   00:00:12 Good day. There are 86 journalists on the line.\n\nTRM   00:01:07 The catch rose by 3%.",
        [count(86, indicator="journalists", speaker="Karin Bell"), percent(3, speaker="Tomas R Marsh", direction=UP)],
    ),
    # 48. A question asks and states nothing.
    row(
        "48a",
        "PRESS BRIEFING\n\nMay 7, 2026\n\nMS. FIELD:  Any questions?\n\nQ    Is it 4 or 5 million barrels?\n\n"
        "MS. FIELD:  No.",
        NO_CLAIM,
    ),
    row(
        "48b",
        "PRESS BRIEFING\n\nMay 7, 2026\n\nMR. DUNN: Go ahead.\n\nQUESTION: Was it 30 percent?\n\n"
        "MR. DUNN: I cannot say.",
        NO_CLAIM,
    ),
    row(
        "48c",
        TALK + "River Times:\n\nWill you build 12 locks or 20 locks? Thank you.\n\nWu Lan:\n\nWe will see.",
        NO_CLAIM,
    ),
    # 49. A decline by a negative number is a decline.
    row(
        "49a",
        "Output of the mills showed a decline of minus 2.7 percent.",
        [percent(2.7, direction=DOWN, indicator="output of the mills")],
    ),
    row("49b", "Ticket sales fell by -4.4%.", [percent(4.4, direction=DOWN, indicator="ticket sales")]),
    row(
        "49c",
        "The economy will contract by minus 1.9 per cent in 2027.",
        [percent(1.9, direction=DOWN, indicator="economy", status="forecast", period="2027")],
        date="2026-06-11",
    ),
    # 50. Forecasts have periods and no target years.
    row(
        "50a",
        "Inflation is projected at 2.6 per cent in 2026, 2.1 per cent in 2027 and 1.9 per cent in 2028.",
        [
            percent(2.6, indicator="inflation", status="forecast", period="2026", target_year=None),
            percent(2.1, indicator="inflation", status="forecast", period="2027", target_year=None),
            percent(1.9, indicator="inflation", status="forecast", period="2028", target_year=None),
        ],
        date="2026-06-11",
    ),
    row(
        "50b",
        "The fund forecasts world trade to grow 3.1 percent this year and 3.4 percent next year.",
        [
            percent(3.1, indicator="world trade", direction=UP, status="forecast", period="2026", target_year=None),
            percent(3.4, indicator="world trade", direction=UP, status="forecast", period="2027", target_year=None),
        ],
        date="2026-06-11",
    ),
    row(
        "50c",
        "Staff expect demand for gas to fall by 0.8% in 2027 and by 1.2% in 2028.",
        [
            percent(
                0.8, indicator="demand for gas", direction=DOWN, status="forecast", period="2027", target_year=None
            ),
            percent(
                1.2, indicator="demand for gas", direction=DOWN, status="forecast", period="2028", target_year=None
            ),
        ],
        date="2026-06-11",
    ),
    # 51. Explanations may be read or left.
    row(
        "51a",
        "The province runs 17 computing centers. A 1 EFLOPS system does 1 quintillion operations per second.",
        [count(17, indicator="computing centers"), maybe_number(1), maybe_number(1e18)],
    ),
    row(
        "51b",
        "An exabyte, which is 1 billion gigabytes, fits into one hall. The hall has 640 racks.",
        [maybe_number(1e9), maybe_number(1), count(640, indicator="racks")],
    ),
    row(
        "51c",
        "Grain output was 26 million tonnes (1 tonne equals 2,000 jin).",
        [quantity(26e6, "t", indicator="grain output"), maybe_number(1), maybe_number(2000), maybe_number(1000000)],
    ),
    # 52. Numbers in names.
    row("52a", "The ministers signed the China-Laos 10-Year Plan at the Forum of 300.", NO_CLAIM),
    row(
        "52b",
        "Executives from Fortune Global 500 companies attended the G20 meeting and praised Industry 4.0.",
        NO_CLAIM,
    ),
    row(
        "52c",
        'More than 3,600 "5G+" pilot lines are running under the 512 Project.',
        [count(3600, qualifier="more_than", indicator=["5G+ pilot lines", "pilot lines"])],
    ),
    # 53. Durations.
    row("53a", "The dike was finished two years ahead of schedule.", NO_CLAIM),
    row("53b", "Trade in tea has expanded for 11 straight years.", NO_CLAIM),
    row("53c", "The work was done 18 months early, for the eighth consecutive year.", NO_CLAIM),
    # 54. A range, or a change from one level to another.
    row(
        "54a",
        "The occupancy rate lies between 55% and 58%.",
        [percent((55, 58), indicator="occupancy rate", direction=None)],
    ),
    row(
        "54b",
        "The occupancy rate rose from 55% to 58%.",
        [
            percent(55, indicator="occupancy rate", direction=None),
            percent(58, indicator="occupancy rate", direction=None),
        ],
    ),
    row(
        "54c",
        "Between 41 and 44 percent of farms are irrigated. In the south, the share increased from 37 percent to 42 "
        "percent.",
        [
            percent((41, 44), indicator=["farms", "farms irrigated"]),
            percent(37, direction=None),
            percent(42, direction=None),
        ],
    ),
    # 55. Clocks, pages, notes and cues.
    row(
        "55a",
        "Joan Field: (04:25)\nGood morning. The harbor has 340 boats.\n\nTim Reed: (05:10)\nThank you.\n\nPage 1 of 26",
        [count(340, indicator="boats", speaker="Joan Field")],
    ),
    row(
        "55b",
        "PRESS BRIEFING\n\nMay 7, 2026\n\n1:16 P.M. EDT\n\nMS. FIELD:  Prices fell 2 percent.[14] That is "
        "all.\n\n1:22 P.M. EDT",
        [percent(2, direction=DOWN, indicator="prices")],
    ),
    row(
        "55c",
        "1\n00:01:12,340 --> 00:01:15,080\nwe planted 900,000 trees\n\n2\n00:01:15,080 --> 00:01:18,900\nand we are "
        "proud of it",
        [count(900000, indicator="trees")],
    ),
    # 56. Classes named by an amount.
    row(
        "56a",
        "The 50 million-ton class coalfield employs 6,200 miners.",
        [maybe_number(50e6), count(6200, indicator="miners")],
    ),
    row("56b", "The era of trillion-dollar deficits is over.", [maybe_number(1e12)]),
    row(
        "56c",
        "The county has 34 billion-yuan villages and 12,000 guest rooms.",
        [maybe(count(34)), maybe_number(1e9), maybe(money(34e9)), count(12000, indicator="guest rooms")],
    ),
    # 57. From below nought to above it.
    row(
        "57a",
        "Profit growth turned from -3.4% in May to 0.9% in June.",
        [
            percent(3.4, direction=DOWN, indicator=["profit", "profit growth"], period="2026-05"),
            percent(0.9, direction=[UP, None], indicator=["profit", "profit growth"], period="2026-06"),
        ],
        date="2026-07-20",
    ),
    row(
        "57b",
        "Growth in retail sales swung from minus 1.6 percent to 2.2 percent.",
        [
            percent(1.6, direction=DOWN, indicator=["retail sales", "growth in retail sales"]),
            percent(2.2, direction=[UP, None], indicator=["retail sales", "growth in retail sales"]),
        ],
    ),
    row(
        "57c",
        "The growth rate of orders turned from -5.1 percent to 3.7 percent.",
        [
            percent(5.1, direction=DOWN, indicator=["orders", "growth rate of orders"]),
            percent(3.7, direction=[UP, None], indicator=["orders", "growth rate of orders"]),
        ],
    ),
    # 58. Ranks.
    row("58a", "The port rose to 17th place from 24th.", NO_CLAIM),
    row("58b", "The country now ranks third in patents, up from 9th in 2015.", NO_CLAIM),
    row("58c", "The university climbed to No. 8 from No. 21 and is among the top 10.", NO_CLAIM),
    # 59. Lines broken in the middle of a claim.
    row(
        "59a",
        "The committee said on Monday that the reserves of the western\nprovinces had reached 212.6 billion\nyuan "
        "(US$30\nbillion), and that most of the money was kept in\nlocal banks.",
        [
            money(212.6e9, "CNY", text="212.6 billion\nyuan", indicator="reserves of the western provinces"),
            money(30e9, "USD", text="US$30\nbillion"),
        ],
    ),
    row(
        "59b",
        "In the first half, the number of passengers carried by the ferry\ncompanies of the delta rose by 7.5\npercent "
        "to 41.2\nmillion, the company told reporters at the\nmain pier.",
        [
            percent(7.5, text="7.5\npercent", direction=UP),
            count(41.2e6, indicator=["passengers", "number of passengers carried by ferry companies"], direction=None),
        ],
    ),
    row(
        "59c",
        "The new line, which will be opened next spring by the minister, is\nsome 1,350\nkilometers long and has been "
        "built with the help of 26,000\nworkers from six counties.",
        [
            quantity(1350, "km", qualifier="about", text="1,350\nkilometers"),
            count(26000, indicator="workers"),
            maybe(count(6, indicator="counties")),
        ],
    ),
    # 60. A label misspelt: the roster is right.
    row(
        "60a",
        "SCIO press conference on parks\n\nBeijing | 10 a.m. April 9, 2026\n\nSpeakers\n\n"
        "Mr. Wang Haishan, head of the Parks Office\n\nWang Shanhai:\n\nWe have opened 95 parks.",
        [count(95, indicator="parks", speaker="Wang Haishan")],
    ),
    row(
        "60b",
        "SCIO press conference on parks\n\nBeijing | 10 a.m. April 9, 2026\n\nSpeakers\n\n"
        "Ms. Lü Mingyue, head of the Parks Office\n\nLyu Mingyue:\n\nWe have opened 95 parks.",
        [count(95, indicator="parks", speaker="Lü Mingyue")],
    ),
    row(
        "60c",
        "SCIO press conference on parks\n\nBeijing | 10 a.m. April 9, 2026\n\nSpeakers\n\n"
        "Ms. Ouyang Meiqing, head of the Parks Office\n\nOuyang Meiqin:\n\nWe have opened 95 parks.",
        [count(95, indicator="parks", speaker="Ouyang Meiqing")],
    ),
]


@pytest.mark.parametrize(("text", "expected", "date", "head"), [*OFTEN, *REGULAR, *RARE])
def test_hard_case(nlp, text, expected, date, head):
    text = TITLE + text if text.split("\n\n")[0].endswith(".") else text
    output = extract(text, nlp=nlp, date=date)
    assert complaints(expected, output) == []
    assert {name: getattr(output.document, name) for name in head} == head
    assert [text[one.start : one.end] for one in output.claims] == [one.text for one in output.claims]


def test_every_case_has_three_wordings():
    cases = [row.id for row in [*OFTEN, *REGULAR, *RARE]]
    assert cases == [f"{number}{letter}" for number in range(1, 61) for letter in "abc"]
