# ruff: noqa: E501  a row of a table is one small document
"""Who put a number on record: a row is a small report or answer with the number in double brackets, and whose it is."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.attribution import Attributor, Source
from extractors.records import Document, Paragraph, Person, Sentence, Turn

BREAK = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!U\.S\.)(?<=[.?!])[\"”]?\s+(?=[A-Z\"“])")
PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'"})


def document(text: str, **known: object) -> Document:
    """One paragraph a line; "- " opens a bullet, a short line without a full stop is a heading."""
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        zone = "text"
        if line[0].startswith("- "):
            zone = "bullet"
        elif len(line[0]) < 70 and not re.search(r"[.,?!\"”]$", line[0]) and ", " not in line[0]:
            zone = "heading"
        position = line.start()
        for stop in [found.start() + len(found[0].rstrip()) for found in BREAK.finditer(line[0])] + [len(line[0])]:
            sentences.append(Sentence(position, line.start() + stop, len(paragraphs)))
            position = line.start() + stop + 1
        paragraphs.append(Paragraph(line.start(), line.end(), zone))
    return Document(
        text=text,
        normal=text.translate(PLAIN),
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        **known,  # type: ignore[arg-type]
    )


def source(marked: str, **known: object) -> Source:
    """The source of the number in double brackets."""
    start = marked.index("[[")
    text = marked.replace("[[", "").replace("]]", "")
    end = marked.index("]]") - 2
    made = document(text, **known)
    sentence = next(one for one in made.sentences if one.start <= start < one.end)
    return Attributor(made).source(sentence, start, end)


def spoken(marked: str, **known: object) -> Source:
    """The same inside the turn of one Lin Botao."""
    length = len(marked) - 4
    return source(marked, turns=(Turn(0, length, Person("Lin Botao")),), **known)


REPORTED: list[tuple[str, str | None]] = [
    (
        "It sold 300 cranes, according to its chief officer, Bo Wenjie.\nRevenue rose [[5 percent]], Bo said.",
        "Bo Wenjie",
    ),
    ("It sold [[300]] cranes, said its founder, Kuang Ting.", "Kuang Ting"),
    ("Kuang Ting, 38, a graduate of Cove University, expects to sell [[300]] cranes.", "Kuang Ting"),
    ("Harbour Minister Raghav Lin spoke.\nThe Minister said that trade rose [[5 percent]].", "Raghav Lin"),
    ("Trade rose [[5 percent]], the Tides and Statistics Department said.", "Tides and Statistics Department"),
    ("Trade rose [[5 percent]], half a point more than the bank had expected.", None),
    ("The port had 300 cranes, said Qiu Lin, its head. It moved [[5 million]] boxes.", "Qiu Lin"),
    # described in words that are no listed role, then by surname
    (
        "Seeds matter, said Liang Muyun, a reed breeder at the Tide Institute.\nLiang hopes to see it on [[3 million]] mu.",
        "Liang Muyun",
    ),
    ("Trade rose [[5 percent]], Statistics Tideland said on Friday, while prices fell.", "Statistics Tideland"),
    ("Joseph Lin, speaking for the Harbour Union, said rations fell [[5 percent]].", "Joseph Lin"),
    ("Harbour Minister Luc Tan, speaking to reporters in Cove, noted that trade rose [[5 percent]].", "Luc Tan"),
    ("Vice Minister of Civil Affairs Ouyang Jing said that trade rose [[5 percent]].", "Ouyang Jing"),
    ("The Tide Bureau counts ships.\nTrade rose [[5 percent]], the bureau's monthly survey showed.", "Tide Bureau"),
    # the source in front
    ("Lin Botao, vice minister of harbours, said that throughput rose [[5.9 percent]].", "Lin Botao"),
    ("The National Bureau of Tides said exports rose by [[5 percent]] in May.", "National Bureau of Tides"),
    ("According to the Ministry of Harbours, [[1,900]] firms are active in the field.", "Ministry of Harbours"),
    ("Harbour Minister Lin Botao told reporters that [[30 ports]] would be dredged.", "Lin Botao"),
    ("In a statement, the State Council pledged to cut fees by [[20 percent]].", "State Council"),
    ("Speaking of the next step, Lin Botao pointed out that [[120]] piers are planned.", "Lin Botao"),
    # at the end
    ("Throughput rose [[5.9 percent]] in May, said Lin Botao, vice minister of harbours.", "Lin Botao"),
    ("Throughput rose [[5.9 percent]], the National Bureau of Tides said on Thursday.", "National Bureau of Tides"),
    ("China had [[443,000]] cranes in 2022, according to the Ministry of Harbours.", "Ministry of Harbours"),
    ("Two berths in [[five]] stood empty, Lin Botao told a news conference in Dalian.", "Lin Botao"),
    ("Throughput rose [[5.9 percent]], the Ministry of Harbours announced in a statement.", "Ministry of Harbours"),
    (
        "Some [[61 ships]] wait off the coast, said Ruan Haitao, an official with the provincial transport department.",
        "Ruan Haitao",
    ),
    # in the middle, and what follows it
    ("Throughput, Lin Botao said, rose by [[5.9 percent]] in May.", "Lin Botao"),
    ("Sales will reach [[900 million yuan]], Lin Botao said, though he conceded that margins are thin.", "Lin Botao"),
    ("Sales were good, Lin Botao said, adding that [[14 firms]] entered the market.", "Lin Botao"),
    ("Sales rose, Lin Botao said, after a gain of [[14 percent]] in May.", "Lin Botao"),
    ("By [[2030]], Lin Botao said, every pier will have shore power.", "Lin Botao"),
    # two sources in one sentence
    ("Lin Botao said exports rose 5 percent, while Wei Tao said imports fell [[3 percent]].", "Wei Tao"),
    ("Lin Botao said exports rose [[5 percent]], while Wei Tao said imports fell 3 percent.", "Lin Botao"),
    # analysts
    ("Chen Yi, an economist at Hengtai Securities in Dalian, now sees the economy growing [[6.5 percent]].", "Chen Yi"),
    (
        "Sabine Keller, an analyst at Nordlicht Research, forecasts that sales will reach [[$95 billion]].",
        "Sabine Keller",
    ),
    ("Analysts at Pacific Union Bank wrote in a note that they expected [[0.1 points]] at most.", "Pacific Union Bank"),
    (
        "Growth slowed to 3.5 percent, below the [[3.8 percent]] that economists polled by Wire had expected, the bureau said.",
        "economists polled by Wire",
    ),
    (
        "Growth slowed to [[3.5 percent]], below the 3.8 percent that economists polled by Wire had expected, the Tide Bureau said.",
        "Tide Bureau",
    ),
    # data and papers
    (
        "Data from the General Administration of Tides showed that trade rose [[4 percent]].",
        "General Administration of Tides",
    ),
    ("The river carried [[3 billion tonnes]], data from the Ministry of Harbours showed.", "Ministry of Harbours"),
    ("Investors sold [[$1.2 bln]] of shares, stock exchange data showed.", "stock exchange"),
    ("Sales rose [[5 percent]], official data showed.", None),
    ("Data released by the Federation of Cranes on Friday showed sales of [[3 million]].", "Federation of Cranes"),
    ("Berths will number [[300]] by then, the plan says.", "plan"),
    ("The plan also requires firms to cut emissions by [[3.5 percent]].", "plan"),
    (
        "Cargo is to grow by [[4 percent]], according to a plan that the Ministry of Harbours released on Wednesday.",
        "Ministry of Harbours",
    ),
    ("Ships cause [[11 percent]] of it, according to a survey by the Clear River Institute.", "Clear River Institute"),
    ("Official figures put the total at [[5 million]].", None),
    ("Growth is projected by the International Tide Fund to slow to [[3 percent]].", "International Tide Fund"),
    ("The reporter learned from the Ministry of Tides that [[30 piers]] were built.", "Ministry of Tides"),
    ("The guideline calls for [[30 piers]] by 2030.", "guideline"),
    # other ways to name a source
    ("The company's founder, Lin Botao, said sales rose [[5 percent]].", "Lin Botao"),
    ("Li Wen, China's premier, said [[30 piers]] will be built.", "Li Wen"),
    ("Lin Botao, who is also a professor at the Tide University, said sales rose [[5 percent]].", "Lin Botao"),
    ("A spokesman for the Ministry of Tides said [[30 piers]] were built.", "Ministry of Tides"),
    ("Vice-minister Zhao Lin of the Ministry of Tides said [[30 piers]] were built.", "Zhao Lin"),
    ("Moody's forecasts growth of [[5 percent]] this year.", "Moody's"),
    ("Sales rose [[5 percent]], Bank of Tides economists wrote.", "Bank of Tides"),
    ("Noting that exports rose [[5 percent]], Lin Botao said trade was resilient.", "Lin Botao"),
    ("Lin Botao was quoted as saying that [[30 piers]] were built.", "Lin Botao"),
    ("The Bureau of Tides (BT) met. A senior BT official said that [[30 piers]] were built.", "Bureau of Tides"),
    ("The National Tide Bureau met. Trade rose [[5 percent]], an NTB official said.", "National Tide Bureau"),
    ("A senior NTB official said [[30 piers]] were built.", None),
    # chains
    ("The Daily reported, citing Lin Botao as saying, that exports rose [[5 percent]].", "Lin Botao"),
    ("State media quoted Lin Botao as saying exports rose [[5 percent]].", "Lin Botao"),
]

SECOND_MENTIONS: list[tuple[str, str | None]] = [
    (
        "Piers are full, Lin Botao, head of the Tide Office, told reporters.\nTrade rose [[5 percent]], Lin said.",
        "Lin Botao",
    ),
    (
        "He Botao, head of the Tide Office, and Wei Tao, a professor, met reporters.\nTrade rose [[5 percent]], said He.",
        "He Botao",
    ),
    ("Lin Botao, vice minister of harbours, spoke.\nTrade rose [[5 percent]], Lin said.", "Lin Botao"),
    ("Exports fell, said Lin Botao, vice minister of harbours.\nTrade rose [[5 percent]], he added.", "Lin Botao"),
    (
        "Exports fell, Wei Shaohua, chief engineer at the Ministry of Tides, said.\nThe ministry lent [[240 bln yuan]], she said.",
        "Wei Shaohua",
    ),
    (
        "Exports fell, said Lin Botao, vice minister of harbours.\nBy July, [[62 million]] had applied, the vice minister added.",
        "Lin Botao",
    ),
    (
        "Exports fell, said Lin Botao, vice minister of harbours.\nYet the official acknowledged that [[three]] piers stand empty.",
        "Lin Botao",
    ),
    (
        "Exports fell, said Chen Yi, an economist at Hengtai Securities.\nGrowth will be [[5 percent]], the economist said.",
        "Chen Yi",
    ),
    (
        "Exports fell, the Ministry of Harbours said.\nThe ministry said [[600 piers]] will be built.",
        "Ministry of Harbours",
    ),
    (
        "Exports fell, the National Bureau of Tides said.\nPrices were down [[4.6 percent]], the bureau said.",
        "National Bureau of Tides",
    ),
    (
        "The Ministry of Tides spoke.\nThe Ministry of Harbours spoke.\nPiers number [[30]], according to the ministry.",
        "Ministry of Harbours",
    ),
    (
        "The Ministry of Industry and Harbours (MIH) met.\nThe MIH said [[30 piers]] were built.",
        "Ministry of Industry and Harbours",
    ),
    (
        "Gu Wei, vice minister of industry and harbours, spoke.\nJobs number [[35 million]], according to the ministry.",
        "Ministry of Industry and Harbours",
    ),
    ("The People's Bank of China met.\nThe central bank said loans grew [[8 percent]].", "People's Bank of China"),
    ("Piers number [[30]], the central bank said.", "central bank"),
    # the surname He
    ("Exports fell, said He Wenda, vice minister of harbours.\nIn May, He said, trade rose [[5 percent]].", "He Wenda"),
    ("Exports fell, said He Wenda, vice minister of harbours.\nHe said trade rose [[5 percent]].", "He Wenda"),
    (
        "He Wenda, vice minister of harbours, spoke.\nWei Tao, an analyst, said it rained.\nIn May, He said, trade rose [[5 percent]].",
        "He Wenda",
    ),
    # an unnamed official is the person named next
    (
        "Trade rose [[5.9 percent]], an official said on Friday.\nThe growth was strong, said Lin Botao, vice minister of harbours.",
        "Lin Botao",
    ),
    (
        "A senior official said on Friday that trade rose [[5.9 percent]].\nFees fell, Lin Botao, vice minister of harbours, told reporters.",
        "Lin Botao",
    ),
    ("Trade rose [[5.9 percent]], an official said on Friday.", None),
]

QUOTES = [
    ('"Fees came down by [[40 percent]]," said Lin Botao, founder of Pier Robotics.', "Lin Botao"),
    ('"It took long," said Lin Botao, founder of Pier Robotics. "Now fees are down by [[40 percent]]."', "Lin Botao"),
    ('Lin Botao said: "Fees came down by [[40 percent]]."', "Lin Botao"),
    (
        '"Profits fell by [[a fifth]] this year. One in eight plants runs at half its capacity," Wei Tao said. "We cannot wait."',
        "Wei Tao",
    ),
    ("“We have [[260]] of them,” said Lin Botao, head of Pier Robotics.", "Lin Botao"),
    (
        '"In 2019, I had 11," said Qin Lei, head of Pier Robotics.\n"Today we have [[260]] of them, and we like it."',
        "Qin Lei",
    ),
    (
        '"In 2019, I had 11," said Qin Lei, head of Pier Robotics.\n"Today we have 260 of them.\n"By 2026, I want at least [[50]]. It is a stretch."',
        "Qin Lei",
    ),
    (
        "“We count people,” said Tang Jing, deputy director of the Health Board.\n“In 2019, we had [[97 million]].\n“Now we have more.”",
        "Tang Jing",
    ),
    (
        "Tang Jing, minister of health, highlighted two tasks:\n- First. “In 2022, we made [[15 trillion yuan]] and will go on.",
        "Tang Jing",
    ),
    (
        "Brands now hold [[one third]] of the market, and it will stay so.\nMeng Yao, senior analyst at Huace Consulting",
        "Meng Yao",
    ),
    ("“Containers grew by [[a fifth]], and will grow.” -- Harbour Minister Bai Zhiyuan", "Bai Zhiyuan"),
    ('Lin Botao said the goal of [[50 tons]] "can be met ahead of time".', "Lin Botao"),
]

NARRATED = [
    "Three years ago the company bought [[nine]] of these gears overseas.",
    "China on Monday approved another [[103]] pilot cities as “smart cities”.",
    "Lin Botao told more than [[100]] officials in Dalian that trade grew.",
    "Hao Qiming, a baker with [[60]] employees, said that loans were cheap.",
    "The company raised [[1.3 billion yuan]] in its listing.",
    "Exports fell 3 percent, Lin Botao said.\nThe country has [[2,121]] green factories.",
    "Lin Botao said exports fell.\nBut in Dalian, one in [[four]] residents is old.",
    "Earlier in the day, the central bank cut the rate by [[10 basis points]].",
    "The country added [[12 million]] jobs last year.",
    "Value added of industry rose [[5 percent]] in May.",
    "- Industrial output [[+3.5%]] y/y in May\nExports fell, the Tide Bureau said.",
    "At Pier Robotics, an arm makes [[120]] dishes an hour, and managers tell a similar story.",
]

CARRIED: list[tuple[str, str | None]] = [
    ("Profits fell, Lin Botao said.\nIn a breakdown, profits of food makers fell by [[2.8 percent]].", "Lin Botao"),
    ("Profits fell, Lin Botao said. Specifically, profits of food makers fell by [[2.8 percent]].", "Lin Botao"),
    ("The Tide Bureau said output rose. Among them, steel rose [[3 percent]].", "Tide Bureau"),
    ("Wen Haoran pointed out that work goes on. By 2030, output will [[double]].", "Wen Haoran"),
    ("By 2025, the net will grow, the plan says. Cargo is to rise by [[4 percent]].", "plan"),
    # a digest
    (
        "Premier Li Wen delivered the Report on the Work of the Government on Wednesday.\nACHIEVEMENTS\n- GDP: [[134 trillion yuan]]",
        "Li Wen",
    ),
    (
        "What the Ministry of Harbours says was done in 2025\n- Investment: [[3.6 trillion yuan]]",
        "Ministry of Harbours",
    ),
    (
        "What the Ministry of Harbours says was done in 2025\n- Piers: 30\nIts targets for 2026\n- [[40]] piers",
        "Ministry of Harbours",
    ),
    ("Deputy governor Lei Haoyu, speaking at a briefing on Thursday:\n- Rate lowered by [[20 bps]]", "Lei Haoyu"),
    # a release in which nobody speaks
    (
        "Energy in May\nNational Bureau of Tides  2025-06-16 10:00\nCoal output was [[403 tonnes]] in May.",
        "National Bureau of Tides",
    ),
]

CITED = [
    ("According to the Bureau of Tides, sales rose [[3 percent]].", "Bureau of Tides"),
    ("According to the statistics of the Bureau of Tides, sales rose [[3 percent]].", "Bureau of Tides"),
    ("According to preliminary estimates, sales rose [[3 percent]].", None),
    ("According to customs statistics, sales rose [[3 percent]].", "customs"),
    ("Data from the U.S. Census Bureau show that its share slid to [[13 percent]].", "U.S. Census Bureau"),
    ("As Mr. Xiao mentioned just now, the rate reached [[55 percent]].", "Xiao"),
    ("Just now, Mr. Xiao mentioned that the rate reached [[55 percent]].", "Xiao"),
    ("But as Ms. Qiu said, only [[86 percent]] make it.", "Qiu"),
    ("As Secretary Blake announced in Ankara, we provide another [[$100 million]].", "Blake"),
    (
        "Director, Republicans say this plan raises taxes by [[$4.7 trillion]], and the CBO projects worse.",
        "Republicans",
    ),
    ("Republicans say it costs a lot, and the CBO projects that the debt will top [[$50 trillion]].", "CBO"),
    ("The rate is [[62 percent]], and the CBO says that growth will slow.", None),
    ("The UN estimates that some [[1.5 million]] people lost their homes.", "UN"),
    ("Last Friday's report showed that we added [[300,000]] jobs.", "report"),
    ("A bulletin issued by the Tide Bureau last week put the stock at [[20 billion]] tons.", "Tide Bureau"),
    ("Villagers told me that only [[58 percent]] are alive.", "Villagers"),
    ("The Carver Institute in Washington estimates that tariffs stand at [[57 percent]].", "Carver Institute"),
    ("According to Japan's agriculture ministry, shipments plunged [[75 percent]].", "Japan's agriculture ministry"),
    ("Under the 14th Five-Year Plan, we will build [[30]] piers.", None),
    ("We expect the load to reach [[1.5 billion]] kilowatts.", None),
    ("The Bureau of Tides (BOT) met. According to the BOT, sales rose [[3 percent]].", "Bureau of Tides"),
]

DATES = [
    ("Analysts at Union Bank wrote in a note on Wednesday that sales fell [[3 percent]].", "2023-06-14"),
    ("Sales fell [[3 percent]], the Tide Bureau said on Monday.", "2023-06-12"),
    ("Sales fell [[3 percent]], the Tide Bureau said on Thursday.", None),
    ("The Tide Bureau said on June 2 that sales fell [[3 percent]].", "2023-06-02"),
    ("The Tide Bureau said earlier that sales fell [[3 percent]].", None),
    ("Data released by the Tide Bureau on Tuesday showed sales of [[3 million]].", "2023-06-13"),
]


@pytest.mark.parametrize(("marked", "name"), REPORTED + SECOND_MENTIONS + CARRIED)
def test_reported(marked: str, name: str | None) -> None:
    found = source(marked)
    assert (found.speaker.name if found.speaker else None) == name
    assert found.cites is None
    assert found.attribution == "reported" or name is None


@pytest.mark.parametrize(("marked", "name"), QUOTES)
def test_quoted(marked: str, name: str) -> None:
    found = source(marked)
    assert found.speaker is not None
    assert found.speaker.name == name
    assert found.attribution == ("quote" if "goal of" not in marked else "reported")


@pytest.mark.parametrize("marked", NARRATED)
def test_narrated(marked: str) -> None:
    assert source(marked) == Source(None, None, "narration")


@pytest.mark.parametrize(("marked", "cites"), CITED)
def test_cited_in_a_turn(marked: str, cites: str | None) -> None:
    found = spoken(marked)
    assert found.speaker == Person("Lin Botao")
    assert found.attribution == "turn"
    assert found.cites == cites


@pytest.mark.parametrize(
    ("marked", "name", "cites"),
    [
        ("Lin Botao said that according to the IFR report, sales rose [[3 percent]].", "Lin Botao", "IFR"),
        ("Lin Botao said the IEA forecasts sales of [[38 million]] by 2032.", "Lin Botao", "IEA"),
        ("According to the Tide Bureau, sales rose [[3 percent]], Lin Botao said.", "Lin Botao", "Tide Bureau"),
        ("Sales rose [[3 percent]], Lin Botao said, citing data from the Tide Bureau.", "Lin Botao", "Tide Bureau"),
    ],
)
def test_cited_in_a_report(marked: str, name: str, cites: str) -> None:
    found = source(marked)
    assert found.speaker is not None
    assert (found.speaker.name, found.cites) == (name, cites)


@pytest.mark.parametrize(("marked", "day"), DATES)
def test_day_of_a_source(marked: str, day: str | None) -> None:
    assert source(marked, date="2023-06-15").date == day  # a Thursday
    assert source(marked, date="XXXX-06-15").date is None
    assert source(marked).date is None


@pytest.mark.parametrize(
    ("marked", "person"),
    [
        (
            "Trade rose [[5 percent]], said Lin Botao, vice minister of harbours and tides.",
            Person("Lin Botao", "vice minister", "Ministry of Harbours and Tides"),
        ),
        (
            "Trade rose [[5 percent]], said Chen Yi, an economist at Hengtai Securities.",
            Person("Chen Yi", "economist", "Hengtai Securities"),
        ),
        (
            "Wei Tao, chief engineer at the Ministry of Tides, spoke.\nTrade rose [[5 percent]], Wei said.",
            Person("Wei Tao", "chief engineer", "Ministry of Tides"),
        ),
        (
            "Trade rose [[5 percent]], said He Wenda, vice-minister of tides.",
            Person("He Wenda", "vice-minister", "Ministry of Tides"),
        ),
        (
            "Trade rose [[5 percent]], said Wang Xiulan, a deputy from Henan Province who runs a seed company.",
            Person("Wang Xiulan", "deputy", "Henan Province"),
        ),
        (
            "Zhao Lin, with the Tide Institute, said trade rose [[5 percent]].",
            Person("Zhao Lin", None, "Tide Institute"),
        ),
        (
            "Trade rose [[5 percent]], and fell.\nMeng Yao, analyst at Huace Consulting\nMeng said it rained.",
            Person("Meng Yao", "analyst", "Huace Consulting"),
        ),
        (
            "Harbour Minister Bai Zhiyuan said trade rose [[5 percent]].",
            Person("Bai Zhiyuan", "Harbour Minister", None),
        ),
    ],
)
def test_role_and_organization(marked: str, person: Person) -> None:
    assert source(marked).speaker == person


def test_roster_knows_better() -> None:
    lin = Person("Lin Botao", "deputy head", "Harbour Office", "林伯涛")
    found = source("Trade rose [[5 percent]], Lin said.", speakers=(lin,))
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.organization) == ("Lin Botao", "Harbour Office")


def test_words_point_to_the_source() -> None:
    marked = "Trade rose [[5 percent]], said Lin Botao, vice minister of harbours."
    words = source(marked).words
    assert words is not None
    assert marked.replace("[[", "").replace("]]", "")[slice(*words)].startswith("said Lin Botao")


def test_a_turn_without_a_name() -> None:
    marked = "The Pentagon said on Monday that it has committed [[$32 billion]]."
    found = source(marked, turns=(Turn(0, len(marked), None, "question"),), date="2023-03-14")
    assert (found.speaker, found.cites, found.attribution, found.date) == (None, "Pentagon", "turn", None)


@settings(max_examples=60)
@given(st.text(alphabet=" \n\"“”'.,;:()-Lin said He the ministry of 5%", max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    made = document(text)
    attributor = Attributor(made)
    for sentence in made.sentences:
        found = attributor.source(sentence, sentence.start, sentence.start + 1)
        assert found.words is None or 0 <= found.words[0] <= found.words[1] <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "(",
        '"',
        "“",
        " ",
        "Lin ",
        "said ",
        "the ",
        "Lin Botao, ",
        "of the Ministry ",
        ", said ",
        "a-",
        "minister of ",
        "according to ",
        "and X ",
    ],
)
def test_hostile_text_does_not_hang(piece: str) -> None:
    text = "Lin said " + piece * (60_000 // len(piece))
    made = Document(
        text=text,
        normal=text.translate(PLAIN),
        paragraphs=(Paragraph(0, len(text)),),
        sentences=(Sentence(0, len(text), 0),),
    )
    begun = time.process_time()
    Attributor(made).source(made.sentences[0], len(text) - 1, len(text))
    assert time.process_time() - begun < 4
