"""What is text and what is not: paragraphs, headings, list items, noise, hard-wrapped lines."""

from __future__ import annotations

import pytest

from extractors.structure import read_structure
from extractors.structure.front import dateline_end
from extractors.structure.zones import is_noise

STORY = "Cargo handled by the ports rose 5.9 percent in the first half, the ministry said."


@pytest.mark.parametrize(
    "line",
    [
        "<  1  2  3 … 13  >",
        "|<< Previous 1 2 3 Next >>|",
        "< 1 2 3 4 5 ... 12 >",
        "Page 7 of 26",
        "- 12 -",
        "ㄑ Press Room ㄑ Press Conference Transcripts ㄑ Harbours",
        "Home > News>Press Conference",
        "You are here: Home > News",
        "_ueditor_page_break_tag_",
        "Read in Chinese",
        "Address: No. 2, Harbour Road, Cove, 100701  Tel: 86-10-65",
        "DEPARTMENT OF HARBOURS   1200 Pier Avenue, SE   Cove, DC 20590   855-368-4200",
        "(Release ID: 2298114)   Visitor Counter : 1,306",
        "Share - WeChat",
        "Share:",
        "PDF View",
        "Print | Font: A A A",
        "Adjust font size:",
        "0 Comment(s)Print E-mail",
        "Video PlayerClose",
        "Loaded: 0% Stream Type LIVE 1x",
        "分享缩略图",
        "ALSO READ: Harbour profits up 12.2% in May",
        "READ MORE: Cranes of the future",
        "Related Stories - China's piers top 3 million",
        "Off the wire",
        "A crane is seen in Ningbo on Oct 12, 2026. (LIN BO / FOR CHINA DAILY)",
        "Cranes at work in Ningbo. [Photo/Xinhua]",
        "Cranes at work in Ningbo. (Photo/Lin Bo)",
        "Cranes at work. Photo: VCG",
        "Aerial photo taken on July 3 shows 40 cranes.",
        "By Lin Bo in Beijing",
        "By LIN BO and XU WAN",
        "(Web editor: Lin Bo, Xu Wan)",
        "Editor: huaxia",
        "(Reporting by Lin Bo; Editing by J. Hartley)",
        "Contact the writer at linbo@paper.example",
        "Copyright © 2026 Harbour Office. All rights reserved.",
        "京ICP备12345678号-1",
        "bm12345678",
        "Registration Number: 12345678",
        "1234567890123456789012345678901234567890",
        "An official website of the United States government",
        "(1 US dollar = 7.1800 Chinese yuan)",
        "($1 = 0.9229 euros)",
        "1:04 P.M. EDT",
        "00:01:12,340 --> 00:01:15,080",
        "412",
        "[Music]",
        '<tt id="x1"><pre id="x2">',
        "NNNN",
        "(End)",
        "Source: NBS    Editor: Lin    Close window",
    ],
)
def test_noise(line: str) -> None:
    assert is_noise(line)
    document = read_structure(f"Ports grow\n\n{STORY}\n\n{line}\n\n{STORY}")
    assert [paragraph.zone for paragraph in document.paragraphs] == ["title", "text", "noise", "text"]


@pytest.mark.parametrize(
    "line",
    [
        STORY,
        "By quarter, cargo rose 5.3 percent.",
        "By 2030, 64 ports will be green",
        "From January to June, 3 million people came",
        "Share of green ports: 56 percent",
        "Photo sales rose 4 percent.",
        "Growth was 5 percent (3 percent in real terms)",
        "Related industries grew by 5 percent.",
        "5.2 percent",
        "-4.6%",
        "1. Output rose",
        "Source of growth is trade, which rose 5 percent. More will come.",
    ],
)
def test_no_noise(line: str) -> None:
    assert not is_noise(line)


def zones(text: str) -> list[tuple[str, str]]:
    document = read_structure(text)
    return [(paragraph.zone, document.normal[paragraph.start : paragraph.end]) for paragraph in document.paragraphs]


def test_headings_and_items() -> None:
    text = (
        "The year in figures\n\n"
        "1. ACHIEVEMENTS OF 2024\n\n-- GDP: 134.9 trillion yuan\n-- New jobs: 12 million\n\n"
        f"{STORY}\n\nWhat delegates say\n\n{STORY}\n\n"
        "Main targets for 2026:\n• Growth of 5 percent\n➣ 3 million jobs\n* Prices up 2 "
        "percent\n— Rates stable\n(1) Grain of 700 million tons\n"
        f"\nI. About Piers\n\n{STORY}\n"
    )
    assert zones(text) == [
        ("title", "The year in figures"),
        ("heading", "ACHIEVEMENTS OF 2024"),
        ("bullet", "GDP: 134.9 trillion yuan"),
        ("bullet", "New jobs: 12 million"),
        ("text", STORY),
        ("heading", "What delegates say"),
        ("text", STORY),
        ("heading", "Main targets for 2026:"),
        ("bullet", "Growth of 5 percent"),
        ("bullet", "3 million jobs"),
        ("bullet", "Prices up 2 percent"),
        ("bullet", "Rates stable"),
        ("bullet", "Grain of 700 million tons"),
        ("heading", "About Piers"),
        ("text", STORY),
    ]


def test_table_rows_stay_lines() -> None:
    text = (
        f"Output\n\n{STORY}\n\nTable 2  Output of Selected Goods\n\n                 May        "
        "Jan.-May\nHydropower       98.6       407.3\nLiquefied gas    231        1,102\n"
    )
    assert zones(text)[2:] == [
        ("heading", "Table 2  Output of Selected Goods"),
        ("text", "May        Jan.-May"),
        ("text", "Hydropower       98.6       407.3"),
        ("text", "Liquefied gas    231        1,102"),
    ]


def test_label_and_dateline_stand_in_no_paragraph() -> None:
    text = "Ports grow\n\nBEIJING, Aug. 7 (Xinhua) -- Output rose.\n"
    assert zones(text) == [("title", "Ports grow"), ("text", "Output rose.")]
    text = "Briefing on ports\n\nLin Botao: Thank you. We built 64.\n\nLin Botao:\n\nOur plan is clear.\n"
    assert zones(text) == [
        ("title", "Briefing on ports"),
        ("text", "Thank you. We built 64."),
        ("front", "Lin Botao:"),
        ("text", "Our plan is clear."),
    ]


def test_source_of_a_pulled_quotation_is_front() -> None:
    text = (
        f"Ports grow\n\n{STORY}\n\nWe will build 64 more.\n\nMeng Yao, senior analyst at Harbour Consulting\n\n{STORY}"
    )
    assert zones(text)[3] == ("front", "Meng Yao, senior analyst at Harbour Consulting")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("BEIJING, Aug. 7 (Xinhua) -- Output", "Output"),
        ("BEIJING -- Output", "Output"),
        ("BEIJING, March 5 -- Output", "Output"),
        ("LINJIANG, Jan. 20, 2026 -- Output", "Output"),
        ("BEIJING, 9th August, 2026 (WAM) -- Output", "Output"),
        ("ISLAMABAD, Feb 09 (APP): Output", "Output"),
        ("Beijing, June 6 (Reporter Lin Bo) Output", "Output"),
        ("BEIJING (MNI) - Output", "Output"),
        ("LONDON– Output", "Output"),
        ("HONG KONG — Output", "Output"),
        ("Output rose on Aug. 7 -- by far", "Output rose on Aug. 7 -- by far"),
        ("GDP growth - of 5 percent", "GDP growth - of 5 percent"),
        ("G20 -- the group", "G20 -- the group"),
        ("In March, output rose -- by far", "In March, output rose -- by far"),
    ],
)
def test_dateline(text: str, rest: str) -> None:
    assert text[dateline_end(text) :] == rest


WRAPPED = """TRANSCRIPT OF THE PRESS BRIEFING ON THE REGIONAL OUTLOOK FOR HARBOURS
AND INLAND PORTS

SPEAKERS:
Jo Hartley, Director, Harbour Department
May Cole, Deputy Director, Harbour Department

Jo Hartley: Good morning. The value of cargo in the region's ports
reached 118.4 billion
yuan (US$16
billion) last year, and 5 percent of the nation's
goods went through them. We hope to see more of them in the coming
year, and we will do what we can to make the piers longer and the
cranes higher, so that larger ships can come.
     Second, prices. They are stable, and we expect that they will
stay so.

- Cargo rose by 5 percent, although the rivers were low for three
  months.
- Fares fell.
"""


def test_wrapped_lines_are_joined() -> None:
    document = read_structure(WRAPPED)
    assert document.title == "TRANSCRIPT OF THE PRESS BRIEFING ON THE REGIONAL OUTLOOK FOR HARBOURS AND INLAND PORTS"
    assert [person.name for person in document.speakers] == ["Jo Hartley", "May Cole"]
    assert [document.normal[paragraph.start : paragraph.end] for paragraph in document.paragraphs][4:] == [
        "Good morning. The value of cargo in the region's ports reached 118.4 billion yuan (US$16 billion) last year, "
        "and 5 percent of the nation's goods went through them. We hope to see more of them in the coming year, "
        "and we will do what we can to make the piers longer and the cranes higher, so that larger ships can come.",
        "Second, prices. They are stable, and we expect that they will stay so.",
        "Cargo rose by 5 percent, although the rivers were low for three   months.",
        "Fares fell.",
    ]


def test_short_lines_are_not_wrapped() -> None:
    text = (
        "Ports in figures\n\nCargo up 5 percent\nFares down 3 percent\ncranes up by 64\npiers up "
        "by 12\nships as many as last year\n"
    )
    assert len(read_structure(text).paragraphs) == 6
