"""Who speaks from where to where: every shape of label, and what only looks like one."""

from __future__ import annotations

import pytest

from extractors.records import Person
from extractors.structure import read_structure
from extractors.structure.names import distance_within, misspelt, name_key, normal_case, split_title, without_honorific

TITLE = "SCIO press conference on harbours and inland shipping\n\n"
ROSTER = (
    "SCIO press conference on harbours and inland shipping\n\n"
    "Speakers\n\nMr. Lin Botao, vice minister of harbours\n\n"
    "Ms. Xu Wanqing, director general of the Bureau of Piers of the Ministry of Harbours\n\n"
    "Chairperson\n\nMr. Tan Pei, deputy director general of the Press Bureau of the State "
    "Council Information Office (SCIO)\n\n"
)
SAID = "We have built 64 nodes, and our plan is to build 30 more."
ASKED = "How many nodes will there be in 2030? Thank you."

Turns = list[tuple[str, str | None]]


def turns(text: str) -> Turns:
    return [(turn.role, turn.speaker.name if turn.speaker else None) for turn in read_structure(text).turns]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A label on a line of its own.
        (TITLE + f"Lin Botao:\n\n{SAID}", [("answer", "Lin Botao")]),
        (
            ROSTER + f"Lin Botao:\n\n{SAID}\n\nHarbour Daily:\n\n{ASKED}\n\nXu Wanqing:\n\n{SAID}",
            [("answer", "Lin Botao"), ("question", "Harbour Daily"), ("answer", "Xu Wanqing")],
        ),
        # One label is enough where the roster or the head of the page proves it, however short the speech.
        (ROSTER + "Lin Botao:\n\nCargo rose by 5 percent.", [("answer", "Lin Botao")]),
        (ROSTER + "Ms. Xu Wanqing: Cargo rose by 5 percent.", [("answer", "Xu Wanqing")]),
        (ROSTER + "He Wenda:\n\nCargo rose by 5 percent.", [("answer", "He Wenda")]),
        (TITLE + "He Wenda:\n\nCargo rose by 5 percent.", [("answer", "He Wenda")]),
        ("Press Briefing by Press Secretary Jo Cole\n\nJo Cole: Cargo rose.", [("answer", "Jo Cole")]),
        ("PRESS BRIEFING\n\nMay 7, 2026\n\nMS. FIELD:  Prices fell 2 percent.[14] Bye.", [("answer", "Field")]),
        (
            "HARBOUR AGENCY\n\nVirtual press conference, 12 May 2026\n\nSpeaker key: KB Karin Bell TRM Dr Tom Marsh\n\n"
            "00:00:31\n\nKB   Dr Marsh, please.\n\nTRM  00:03:41 Cargo fell.",
            [("answer", "Karin Bell"), ("answer", "Tom Marsh")],
        ),
        # Names alone on their lines, without a colon: of the roster, or those that come back.
        (
            f"Media Conference\n\nAna Soto\nGovernor\n\nTranscript\n\nAna Soto\n\n{SAID}\n\nModerator\n\nThank you.\n\n"
            f"Jon Field (RNZ)\n\n{ASKED}\n\nAna Soto\n\n{SAID}\n\nMei Lau (Harbour Business Daily)\n\n{ASKED}",
            [
                ("answer", "Ana Soto"),
                ("chair", None),
                ("question", "Jon Field"),
                ("answer", "Ana Soto"),
                ("question", "Mei Lau"),
            ],
        ),
        (
            f"Press conference on tariffs\n\nAna Soto\n\n{SAID}\n\nBen Ode, Financial Mail\n\n{ASKED}"
            f"\n\nAna Soto\n\n{SAID}",
            [("answer", "Ana Soto"), ("question", "Ben Ode"), ("answer", "Ana Soto")],
        ),
        (
            f"Press conference on tariffs\n\nAna Soto\n\n{SAID}\n\nJournalist\n\n{ASKED}\n\nAna Soto\n\n{SAID}",
            [("answer", "Ana Soto"), ("question", None), ("answer", "Ana Soto")],
        ),
        (
            TITLE + f"ANA SOTO: {SAID}\n\nTOM RIDLEY (ABC): {ASKED}\n\nANA SOTO: {SAID}",
            [("answer", "Ana Soto"), ("question", "Tom Ridley"), ("answer", "Ana Soto")],
        ),
        (
            "Two museums open\n\nBlue Harbour Museum\n\nIt drew 2.1 million visitors.\n\nBlue Harbour Museum\n\n"
            "Its wing costs more.\n\nLi Ming (Xinhua)\n\nPhoto of the day.",
            [],
        ),
        # On the line of the text, with and without a space.
        (
            TITLE + f"Lin Botao: {SAID}\n\nReuters: {ASKED}\n\nLin Botao : {SAID}",
            [("answer", "Lin Botao"), ("question", "Reuters"), ("answer", "Lin Botao")],
        ),
        (
            TITLE + f"[Lin Botao]: {SAID}\n\n[CNR]: {ASKED}\n\n[Lin Botao]:I. About piers\n\n{SAID}",
            [("answer", "Lin Botao"), ("question", "CNR"), ("answer", "Lin Botao")],
        ),
        # Capitals.
        (
            TITLE + f"MS. HARTLEY:  {SAID}\n\nQ    {ASKED}\n\nMR COLE:  {SAID}",
            [("answer", "Hartley"), ("question", None), ("answer", "Cole")],
        ),
        (
            TITLE + f"MR HARTLEY: {SAID}\n\nQUESTION: {ASKED}\n\nMR HARTLEY: {SAID}",
            [("answer", "Hartley"), ("question", None), ("answer", "Hartley")],
        ),
        (
            TITLE + f"BRIGADIER GENERAL JO HARTLEY: {SAID}\n\nQ: {ASKED}\n\nDASD (ABC) MAY B. COLE: {SAID}",
            [("answer", "Jo Hartley"), ("question", None), ("answer", "May B. Cole")],
        ),
        (
            "Press Briefing by Press Secretary Jo Hartley and OMB Director May Cole\n\n"
            f"THE PRESS SECRETARY:  {SAID}\n\nQ    {ASKED}\n\nACTING OMB DIRECTOR COLE:  {SAID}",
            [("answer", "Jo Hartley"), ("question", None), ("answer", "May Cole")],
        ),
        (
            TITLE
            + f"SENIOR ADMINISTRATION OFFICIAL: {SAID}\n\nQ (Mary): {ASKED}\n\nSENIOR ADMINISTRATION OFFICIAL: {SAID}",
            [
                ("answer", "Senior Administration Official"),
                ("question", "Mary"),
                ("answer", "Senior Administration Official"),
            ],
        ),
        # A full stop for a colon.
        (
            "Transcript of Chair Hartley's Press Conference\n\n"
            f"CHAIR HARTLEY. {SAID}\n\nJO COLE. Jo Cole, Harbour News. {ASKED}\n\nCHAIR "
            f"HARTLEY. {SAID}\n\nQ. {ASKED}\n\nCHAIR HARTLEY. {SAID}",
            [
                ("answer", "Hartley"),
                ("question", "Jo Cole"),
                ("answer", "Hartley"),
                ("question", None),
                ("answer", "Hartley"),
            ],
        ),
        (
            f"The President's News Conference\n\nThe President. {SAID}\n\nQ. {ASKED}\n\nThe "
            f"President. {SAID}\n\nQ. {ASKED}\n\nThe President. {SAID}",
            [
                ("answer", "The President"),
                ("question", None),
                ("answer", "The President"),
                ("question", None),
                ("answer", "The President"),
            ],
        ),
        # A dash, an honorific, a surname.
        (
            TITLE
            + (
                f"Speakers:\nJo Hartley, Director, Harbour Department\n\nMr. Hartley - {SAID}\n\n"
                f"Questioner: {ASKED}\n\nMr. Hartley: {SAID}"
            ),
            [("answer", "Jo Hartley"), ("question", None), ("answer", "Jo Hartley")],
        ),
        # An office, its holder in the lead.
        (
            "Remarks at media session\n\nFollowing is the transcript of remarks by the "
            "Financial Secretary, Mr Lin Botao, at the Offices today:\n\n"
            f"Reporter: {ASKED}\n\nFinancial Secretary: {SAID}\n\nReporter: {ASKED}\n\nFinancial Secretary: {SAID}",
            [("question", None), ("answer", "Lin Botao"), ("question", None), ("answer", "Lin Botao")],
        ),
        # Initials and a key; timecodes.
        (
            "Virtual press conference\n\nSpeaker key: FAC Fadela Chaib ABC Dr Anna B Cole MS Mike Stone\n\n"
            f"00:00:26\n\nFAC   Hello. {SAID}\n\nABC   00:02:19 {SAID}\n\nMS   Thank you. {SAID}",
            [("answer", "Fadela Chaib"), ("answer", "Anna B Cole"), ("answer", "Mike Stone")],
        ),
        # Timestamps behind labels.
        (
            TITLE + f"Jo Hartley: (04:25)\n{SAID}\n\nMay Cole: (05:10)\n{ASKED}\n\nJo Hartley: (05:59)\n{SAID}",
            [("answer", "Jo Hartley"), ("question", "May Cole"), ("answer", "Jo Hartley")],
        ),
        # Speech recognition knows nobody.
        (
            TITLE + f"[00:01:20] Speaker 1: {SAID}\n\n[00:02:20] Speaker 2: {ASKED}",
            [("answer", None), ("answer", None)],
        ),
        # A name with its title, without a colon.
        (
            "Harbour Inc. Q2 Earnings Call\n\nJo Hartley - Co-Founder, Chairman & CEO\n"
            f"{SAID}\n\nMay Cole - CFO\n{SAID}",
            [("answer", "Jo Hartley"), ("answer", "May Cole")],
        ),
        # Names on lines of their own, as the list of participants gives them.
        (
            "Harbour Inc. Q2 Earnings Call\n\nCompany Participants\nJo Hartley - Co-Founder, Chairman & CEO\n\n"
            "Conference Call Participants\nTim Reed - Harbour Bank\n\nOperator\nGood day. Please go ahead.\n\n"
            f"Tim Reed\n{ASKED}\n\nJo Hartley\n{SAID}",
            [("chair", None), ("question", "Tim Reed"), ("answer", "Jo Hartley")],
        ),
        # Four forms, one person.
        (
            "Premier meets the press\n\n"
            f"Premier Lin Botao's opening remarks:\n\n{SAID}\n\nHarbour Daily: {ASKED}\n\n"
            f"Premier Lin: {SAID}\n\nCNN: {ASKED}\n\nPremier: {SAID}\n\nCCTV: {ASKED}\n\nLin: "
            f"{SAID}",
            [
                ("answer", "Lin Botao"),
                ("question", "Harbour Daily"),
                ("answer", "Lin Botao"),
                ("question", "CNN"),
                ("answer", "Lin Botao"),
                ("question", "CCTV"),
                ("answer", "Lin Botao"),
            ],
        ),
        # Name and role on the first turn only.
        (
            TITLE
            + (
                "Lin Botao, PBC spokesperson and Director-General of the General Office:\n\n"
                f"{SAID}\n\nHarbour Daily:\n\n{ASKED}\n\nLin Botao:\n\n{SAID}"
            ),
            [("answer", "Lin Botao"), ("question", "Harbour Daily"), ("answer", "Lin Botao")],
        ),
        # What the page builder left, glued to a label.
        (
            ROSTER + f"Tan Pei:\n\nGood morning. {SAID}\n\n_ueditor_page_break_tag_Lin Botao:\n\n{SAID}",
            [("chair", "Tan Pei"), ("answer", "Lin Botao")],
        ),
        # Labels that differ from the roster.
        (
            ROSTER + f"Lin Taobo:\n\n{SAID}\n\nHarbour Daily:\n\n{ASKED}\n\nXu Wangqing:\n\n{SAID}",
            [("answer", "Lin Botao"), ("question", "Harbour Daily"), ("answer", "Xu Wanqing")],
        ),
        (ROSTER + f"Botao Lin: {SAID}\n\nMinister Lin: {SAID}", [("answer", "Lin Botao"), ("answer", "Lin Botao")]),
        # Questioners by their outlets.
        (
            ROSTER
            + (
                f"A journalist from Harbour Weekly:\n\n{ASKED}\n\nLin Botao:\n\n{SAID}\n\n21st "
                f"Century Business Herald:\n\n{ASKED}\n\nLin Botao:\n\n{SAID}\n\nThecover.cn:\n\n"
                f"{ASKED}\n\nLin Botao:\n\n{SAID}"
            ),
            [
                ("question", "Harbour Weekly"),
                ("answer", "Lin Botao"),
                ("question", "21st Century Business Herald"),
                ("answer", "Lin Botao"),
                ("question", "Thecover.cn"),
                ("answer", "Lin Botao"),
            ],
        ),
        # Answers without a name: the one briefer's.
        (
            "Briefing by Director Lin Botao\n\nQ: " + ASKED + "\n\nA: " + SAID + "\n\nQ: " + ASKED + "\n\nA: " + SAID,
            [("question", None), ("answer", "Lin Botao"), ("question", None), ("answer", "Lin Botao")],
        ),
        (TITLE + f"Question: {ASKED}\n\nAnswer: {SAID}", [("question", None), ("answer", None)]),
        # The ECB: a statement, then questions; surnames as labels.
        (
            "PRESS CONFERENCE\n\nJo Hartley, President of the Bank,\nMay Cole, "
            "Vice-President of the Bank\n\nFrankfurt am Main, 11 June 2026\n\n"
            "Good afternoon, the Vice-President and I welcome you to our press conference on "
            "this fine day in June. We decided to keep the rates as they are. "
            "Inflation stood at 2.1 per cent in May, and we expect it to fall.\n\nQuestion: "
            f"{ASKED}\n\nHartley: {SAID}\n\nCole: {SAID}",
            [("statement", "Jo Hartley"), ("question", None), ("answer", "Jo Hartley"), ("answer", "May Cole")],
        ),
        # The UN: everything before the first label is the spokesman's.
        (
            "Daily Press Briefing\n\nThe following is a near-verbatim transcript of today's "
            "noon briefing by Jo Hartley, Spokesman for the Secretary-General.\n\n"
            "Good afternoon.\n\n**Harbours\n\nOur colleagues tell us that 3 million people "
            "need help, and that we have reached a third of them so far this year.\n\n"
            f"Question: {ASKED}\n\nSpokesman: {SAID}",
            [("statement", "Jo Hartley"), ("question", None), ("answer", "Jo Hartley")],
        ),
        # One voice without labels.
        (
            "Press Conference of the Ministry\n\nGood afternoon, friends from the media. I "
            "am Lin Botao, spokesperson of the Ministry of Harbours.\n\nFirst, exports rose "
            "by 5 percent.",
            [("statement", "Lin Botao")],
        ),
        (
            "Remarks by Governor Jo Hartley at the Harbour Forum\n\nI am glad to be here.\n\n"
            "We kept the rate at 5 percent.",
            [("statement", "Jo Hartley")],
        ),
        # A continuation page: the question lost its label.
        # What a page of an agency says is its speaker's, up to the questions of others.
        (
            "Briefing Notes\n\nHarbours in need\n\n"
            "This is a summary of what was said by the agency's envoy, "
            "Jo Hartley – to whom quoted text may be attributed.\n\nWe have counted 300 ships.\n\n"
            "Questions and answers\n\n"
            "Joe Lin, speaking for the union, said that 5 percent sank.",
            [("statement", "Jo Hartley")],
        ),
        # The surname in labels is that of the title; what stands over "MODERATOR:" is a release and nobody's speech.
        (
            "Harbour Spokesperson Tang Jinghe's Regular Press Conference\n\n"
            f"Tang: {SAID}\n\nCNR: {ASKED}\n\nTang: {SAID}",
            [("answer", "Tang Jinghe"), ("question", "CNR"), ("answer", "Tang Jinghe")],
        ),
        (
            "Press Briefing on Piers\n\nThe agency announced grants on the I-10 pier and will hire 1,200 inspectors. "
            "More than 42,000 piers are in poor condition, and our grants repair them in every region of the country. "
            f"Lin welcomed the plan.\n\nMODERATOR: {SAID}\n\nSENIOR OFFICIAL: {SAID}\n\n"
            f"Q    {ASKED}\n\nSENIOR OFFICIAL: {SAID}",
            [("chair", None), ("answer", "Senior Official"), ("question", None), ("answer", "Senior Official")],
        ),
        # Surnames in capitals over a roster in capitals; a title line that ends in a colon's words is no label.
        (
            "IMF\n\nTranscript of the Press Briefing on the Outlook: Harbours and Seas\n\nPARTICIPANTS:\n\n"
            f"JO HARTLEY, Director, Harbour Department, IMF\n\nMS. HARTLEY: {SAID}\n\n"
            f"QUESTION: {ASKED}\n\nMS. HARTLEY: {SAID}",
            [("answer", "Jo Hartley"), ("question", None), ("answer", "Jo Hartley")],
        ),
        # Who asks is labelled with the medium.
        (
            f"Bank of Cove\n\nPress Conference\n\nJo Hartley, Governor\n\nJo Hartley: {SAID}\n\n"
            f"Ann Bell, ITV News: {ASKED}\n\nJo Hartley: {SAID}",
            [("answer", "Jo Hartley"), ("question", "Ann Bell"), ("answer", "Jo Hartley")],
        ),
        (
            ROSTER
            + (
                "Tan Pei:\n\nTime for one last question.\n\nI am from a harbour paper. Did fires rise by 27%?"
                f"\n\nLin Botao:\n\nIt is. {SAID}"
            ),
            [("chair", "Tan Pei"), ("question", None), ("answer", "Lin Botao")],
        ),
        # A continuation page: the question lost its label.
        (
            TITLE
            + f"In recent years, 64 nodes were built. {ASKED}\n\nLin Botao:\n\nThank you for your question. {SAID}",
            [("question", None), ("answer", "Lin Botao")],
        ),
        # So did the question behind the chair's words, and that behind an answer.
        (
            ROSTER
            + (
                "Tan Pei:\n\nNow, the last question.\n\nI noticed that fires rose by 27%. What "
                f"was done?\n\nLin Botao:\n\nThank you for your question. {SAID}"
            ),
            [("chair", "Tan Pei"), ("question", None), ("answer", "Lin Botao")],
        ),
        (
            ROSTER
            + (
                f"Xu Wanqing:\n\n{SAID}\n\nMy question is about piers. {ASKED}\n\nLin Botao:\n\n"
                f"Thanks for your question. {SAID}"
            ),
            [("answer", "Xu Wanqing"), ("question", None), ("answer", "Lin Botao")],
        ),
    ],
)
def test_turns(text: str, expected: Turns) -> None:
    assert turns(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ports grow\n\nOutput rose by 5 percent, the ministry said.\n\nALSO READ: Profits up "
        "12.2% in May\n\nThe rest is quiet.",
        "At a glance: What the report says\n\nHighlights:\n- GDP: 134.9 trillion yuan\n- "
        "Jobs: 12 million\n\nTargets for 2026:\n- Growth: around 5 percent",
        "Ports grow\n\nBackground: The plan was made in 2021.\n\nNote: Figures are "
        "rounded.\n\nBy quarter: 5.3 percent and 4.7 percent.",
        'Ports grow\n\nLin Botao, vice minister, said: "We have built 64 nodes."\n\n"And our plan is clear," Lin said.',
        "Ports grow\n\nEconomic Growth:\nGDP rose by 5.2 percent.\n\nForeign Trade:\nExports rose by 3 percent.",
        TITLE + "Foreign Trade:\n\nExports rose by 3 percent, and foreign trade by 4 percent.",
        TITLE + "Lin Botao:\n\n",
        TITLE + "Green Growth:\n\nForests cover 24 percent.\n\nRural Affairs:\n\nGrain output rose 3 percent.",
        "Minutes\n\nJo Hartley, for the Office for Harbours, said that 3 million people had "
        "fled.\n\nMay Cole, for the Fund, said that a third had been reached.",
        "Domestic brands hold one third of the market.\n\nMeng Yao, senior analyst at "
        "Harbour Consulting\n\nMeng said the market will grow.",
        "",
        ":\n:\n::",
    ],
)
def test_reports_have_no_turns(text: str) -> None:
    document = read_structure(text)
    assert document.turns == ()
    assert document.speakers == ()


def test_turns_hold_the_speech() -> None:
    text = (
        ROSTER
        + f"Lin Botao:\n\n{SAID}\n\nAnd more.\n\n<  1  2  3  >\n\nReuters: {ASKED}\n\nLin Botao: No.\n\nEditor: huaxia"
    )
    document = read_structure(text)
    assert [text[turn.start : turn.end] for turn in document.turns] == [f"{SAID}\n\nAnd more.", ASKED, "No."]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "PRESS BRIEFING\n\nMay 7, 2026\n\n1:16 P.M. EDT\n\nMS. FIELD:  Prices fell.\n\n1:22 P.M. EDT",
            "PRESS BRIEFING",
        ),
        ("MS. FIELD:  Prices fell.\n\nQ    Did they?\n\nMS. FIELD:  Yes.", None),
        ("Q    Did prices fall?\n\nMS. FIELD:  Yes.", None),
        ("PRESS BRIEFING\n\nBriefing on ports\n\nMS. FIELD:  Prices fell.", "Briefing on ports"),
        ("Lin Botao: Exports will rise\n\nExports will rise, the ministry said.", "Lin Botao: Exports will rise"),
    ],
)
def test_no_turn_is_the_title(text: str, title: str | None) -> None:
    assert read_structure(text).title == title


def test_speakers() -> None:
    document = read_structure(ROSTER + f"Lin Botao:\n\n{SAID}\n\nReuters:\n\n{ASKED}\n\nHe Wenda:\n\n{SAID}")
    assert document.speakers == (
        Person("Lin Botao", "vice minister of harbours"),
        Person("Xu Wanqing", "director general", "Bureau of Piers of the Ministry of Harbours"),
        Person("Tan Pei", "deputy director general", "Press Bureau of the State Council Information Office"),
        Person("He Wenda"),
    )


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Lin Taobo", "Lin Botao", True),
        ("Botao Lin", "Lin Botao", True),
        ("Lyu Wei Hong", "Lyu Weihong", True),
        ("Xu Wangqing", "Xu Wanqing", True),
        ("Lin Botao", "Xu Wanqing", False),
        ("Lin Botao", "Lin Daming", False),
        ("He Wei", "He Xin", False),
    ],
)
def test_misspelt(one: str, two: str, same: bool) -> None:
    assert misspelt(name_key(one), name_key(two)) is same


def test_names() -> None:
    assert without_honorific("Mr. Lin Botao") == "Lin Botao"
    assert split_title("ACTING OMB DIRECTOR COLE") == ("ACTING OMB DIRECTOR", "COLE")
    assert split_title("Secretary for Harbours") == ("Secretary for Harbours", "")
    assert normal_case("JO HARTLEY-COLE") == "Jo Hartley-Cole"
    assert normal_case("McCole") == "McCole"
    assert distance_within("botao", "botoa", 1)
    assert not distance_within("a" * 100, "b" * 100, 2)


@pytest.mark.parametrize(
    "lead_in",
    [
        "Specifically, China's foreign trade in the first half of the year had the following three features:",
        "The main points are as follows:",
        "First, on prices:",
        "Three things stand out:",
        "In the second quarter:",
        "To sum up:",
        "Key figures:",
        "Looking Ahead:",
        "Domestic Demand:",
        "Yangtze River Delta:",
        "So, the Director asked, what is new:",
        "Overall, Foreign Minister Wang made three points:",
        "President Trump Has Delivered:",
        "As Chairman Powell Said:",
        "To Secretary Duffy's Point:",
        "Improving People's Livelihoods:",
        "Moving Forward:",
        "Thank You, Minister:",
        "Three Firsts:",
        "Between January and June, the General Administration recorded three firsts:",
        "Air Quality:",
        "**First, on Prices:**",
        "Second -- Central Bank Policy:",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_clause_before_a_colon_is_no_label(lead_in, gap):
    text = ROSTER + f"Lin Botao:\n\n{SAID}\n\n{lead_in}{gap}{SAID}\n\nReuters:\n\n{ASKED}\n\nXu Wanqing:\n\n{SAID}"
    assert turns(text) == [("answer", "Lin Botao"), ("question", "Reuters"), ("answer", "Xu Wanqing")]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Ye Can:", "Ye Can"),
        ("To Lam:", "To Lam"),
        ("So Hyun-woo:", "So Hyun-woo"),
        ("Will Hunt:", "Will Hunt"),
        ("May Field:", "May Field"),
        ("In Sokha, deputy governor of the bank:", "In Sokha"),
        ("UNDER SECRETARY JO HARTLEY:", "Jo Hartley"),
    ],
)
def test_name_like_a_clause_is_a_label(label, name):
    text = ROSTER + f"Lin Botao:\n\n{SAID}\n\n{label}\n\n{SAID}"
    assert turns(text) == [("answer", "Lin Botao"), ("answer", name)]
