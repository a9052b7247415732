"""Which day a briefing is of: every shape in which pages write it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.structure import read_structure
from extractors.structure.dates import find_dates, last_day_of_month, last_weekday, latest_before, mask_dates

TITLE = "SCIO press conference on harbours and inland shipping\n\n"
BODY = "\n\nLin Botao:\n\nThank you. We have built 64 nodes.\n"
STORY = "Cargo handled by the ports rose 5.9 percent in the first half, the ministry said.\n"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Aug. 7, 2026", "2026-08-07"),
        ("August 7, 2026", "2026-08-07"),
        ("AUGUST 7, 2026", "2026-08-07"),
        ("January 9,2026", "2026-01-09"),
        ("Aug 7 2026", "2026-08-07"),
        ("May 07, 2004", "2004-05-07"),
        ("October 2nd", "XXXX-10-02"),
        ("Sept. 26", "XXXX-09-26"),
        ("11 June 2026", "2026-06-11"),
        ("9th August, 2026", "2026-08-09"),
        ("14-Mar-2020", "2020-03-14"),
        ("1st of March 2026", "2026-03-01"),
        ("1 March", "XXXX-03-01"),
        ("2026-08-07", "2026-08-07"),
        ("2025/04/08", "2025-04-08"),
        ("2026.8.7", "2026-08-07"),
        ("05/12/2003", "2003-05-12"),
        ("25/12/2003", "2003-12-25"),
        ("2026年8月7日", "2026-08-07"),
        ("二月二十五日", "XXXX-02-25"),
        ("十二月十日", "XXXX-12-10"),
        ("二〇二六年八月三十一日", "2026-08-31"),
        ("Feb. 29", "XXXX-02-29"),
    ],
)
def test_find_dates(text: str, edtf: str) -> None:
    assert [mention.edtf for mention in find_dates(f"on {text} it")] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "Feb. 30, 2026",
        "May 2.5 percent",
        "in May 2026",
        "15 may be enough",
        "1.2 March",
        "2026-13-01",
        "version 3.2.2026.1",
        "Mayor 5",
        "24/7",
    ],
)
def test_no_date(text: str) -> None:
    assert list(find_dates(text)) == []


def test_masked_text_keeps_places() -> None:
    masked = mask_dates("Published: 09:25, January 6, 2021 | Updated: 2023-06-05, then May 4.")
    assert masked.text == "Published: 09:25, <date> | Updated: <stamp>, then <day>."
    assert [masked.at(masked.text.index(mark)) for mark in ("<date>", "<stamp>", "<day>")] == list(masked.mentions)
    assert masked.at(3) is None
    assert masked.original(len(masked.text)) == len(
        "Published: 09:25, January 6, 2021 | Updated: 2023-06-05, then May 4."
    )


def test_calendar_helpers() -> None:
    anchor = date(2026, 3, 4)  # a Wednesday
    assert last_weekday(2, anchor) == anchor
    assert last_weekday(3, anchor) == date(2026, 2, 26)
    assert last_day_of_month(28, anchor) == date(2026, 2, 28)
    assert last_day_of_month(31, anchor) == date(2026, 1, 31)
    (day,) = find_dates("Dec. 30")
    assert latest_before(day, anchor) == date(2025, 12, 30)
    (leap,) = find_dates("Feb. 29")
    assert latest_before(leap, anchor) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "said", "words", "published"),
    [
        # The briefing's own date line.
        (TITLE + "Beijing | 10 a.m. Aug. 7, 2026" + BODY, "2026-08-07", "Aug. 7, 2026", None),
        (TITLE + "Beijing| 3:30 p.m. Aug. 7, 2026" + BODY, "2026-08-07", "Aug. 7, 2026", None),
        (TITLE + "Date:\n\nAug. 7, 2026" + BODY, "2026-08-07", "Aug. 7, 2026", None),
        (TITLE + "Date: Aug. 7, 2026" + BODY, "2026-08-07", "Aug. 7, 2026", None),
        (
            TITLE + "Speakers\n\nLin Botao, vice minister of harbours\n\nAug. 7, 2026" + BODY,
            "2026-08-07",
            "Aug. 7, 2026",
            None,
        ),
        (TITLE + "Tuesday, March 14, 2023" + BODY, "2023-03-14", "March 14, 2023", None),
        (TITLE + "34/2025 - 19 March 2025" + BODY, "2025-03-19", "19 March 2025", None),
        (
            TITLE
            + (
                "Bureau of Harbours     2025-11-17 16:20     Print\n\nOn November 14, the bureau released the monthly "
                "data for October. Lin Botao, its spokesperson, read out the results.\n\nExports rose by 5 percent."
            ),
            "2025-11-14",
            "November 14",
            "2025-11-17",
        ),
        (TITLE + "Tuesday, March 14, 2023" + BODY, "2023-03-14", "March 14, 2023", None),
        (TITLE + "Frankfurt am Main, 11 June 2026" + BODY, "2026-06-11", "11 June 2026", None),
        # The lead's day without a year, and the date of publication behind it.
        (
            TITLE
            + (
                "The Office held a press conference in Beijing on Dec. 30 to brief the media on "
                "ports and harbours.  August 21, 2026"
            )
            + BODY,
            "2025-12-30",
            "Dec. 30",
            "2026-08-21",
        ),
        # The bar: publication, and the only date of the page.
        ("SCIO briefing on harbours and ports | September 22, 2026" + BODY, "2026-09-22", "September 22, 2026", None),
        (TITLE + "China.org.cn | September 2, 2026" + BODY, "2026-09-02", "September 2, 2026", "2026-09-02"),
        (TITLE + "China SCIOUpdated:  July 6, 2026" + BODY, "2026-07-06", "July 6, 2026", "2026-07-06"),
        (
            TITLE + "0 Comment(s)Print E-mail China.org.cn, November 2, 2026" + BODY,
            "2026-11-02",
            "November 2, 2026",
            "2026-11-02",
        ),
        # The title's.
        ("Ministry's Regular Press Conference (July 9, 2026)" + BODY, "2026-07-09", "July 9, 2026", None),
        (
            "Spokesperson Lin's Regular Press Conference on December 8, 2012" + BODY,
            "2012-12-08",
            "December 8, 2012",
            None,
        ),
        # Figures at the top are the day the page was made.
        ("2025/04/08\n\nSpeech on Customs Clearance\n\nJanuary 9,2026" + BODY, "2026-01-09", "January 9,2026", None),
        # Agencies.
        (
            "Ports grow\nXinhua) 17:09, August 07, 2026\n\nBEIJING, Aug. 7 (Xinhua) -- " + STORY,
            "2026-08-07",
            "August 07, 2026",
            "2026-08-07",
        ),
        (
            "Ports grow\nUpdated: August 7, 2026 15:22 Xinhua\n\nBEIJING -- " + STORY,
            "2026-08-07",
            "August 7, 2026",
            "2026-08-07",
        ),
        (
            "Ports grow\nSource: Xinhua| 2026-08-07 16:38:30|Editor: X\n\n" + STORY,
            "2026-08-07",
            "2026-08-07",
            "2026-08-07",
        ),
        (
            "Ports grow\nBy LIN BO | China Daily | Updated: 2026-08-07 07:22\n\n" + STORY,
            "2026-08-07",
            "2026-08-07",
            "2026-08-07",
        ),
        (
            "Published: 08:40, August 7, 2026 | Updated: 05:15, May 3, 2028\nPorts grow\n\n" + STORY,
            "2026-08-07",
            "August 7, 2026",
            "2026-08-07",
        ),
        (
            "Wednesday, August 5, 2026, 11:59\nPorts grow\nWednesday, August 5, 2026, 11:59\n\n"
            + STORY.replace("said.", "said on Tuesday."),
            "2026-08-04",
            "Tuesday",
            "2026-08-05",
        ),
        ("Ports grow\nUpdated 09:12, 14-Mar-2020\n\n" + STORY, "2020-03-14", "14-Mar-2020", "2020-03-14"),
        ("Ports grow\n\nBEIJING, 9th August, 2026 (WAM) -- " + STORY, "2026-08-09", "9th August, 2026", "2026-08-09"),
        ("Ports grow\n\nISLAMABAD, Feb 09 (APP): " + STORY, "XXXX-02-09", "Feb 09", "XXXX-02-09"),
        ("Ports grow\n\nBeijing, June 6 (Reporter Lin Bo) " + STORY, "XXXX-06-06", "June 6", "XXXX-06-06"),
        ("Ports grow\n\nBEIJING (MNI) - " + STORY, None, None, None),
        ("Ports grow\nAug 7, 2026 / 3:20 AM / in 2 hours\n\n" + STORY, "2026-08-07", "Aug 7, 2026", "2026-08-07"),
        ("Ports grow\n14 July 2026\n\n" + STORY, "2026-07-14", "14 July 2026", "2026-07-14"),
        (
            "Ports grow\nFriday, May 07, 2004, updated at 09:12(GMT+8)\n\n" + STORY,
            "2004-05-07",
            "May 07, 2004",
            "2004-05-07",
        ),
        ("Ports grow\n\n" + STORY + "\n(Xinhua 05/12/2003)", "2003-05-12", "05/12/2003", "2003-05-12"),
        (
            "Ports grow\n\n" + STORY + "\n(Xinhua News Agency March 9, 2011)",
            "2011-03-09",
            "March 9, 2011",
            "2011-03-09",
        ),
        # Hong Kong: the day in the lead, the year at the end.
        (
            "Transcript of remarks at media session\n\n     Following is the transcript of "
            "remarks by the Financial Secretary, Mr Lin Botao, "
            "at the Central Government Offices today (August 7):\n\nFinancial Secretary: "
            "Good morning. I have two points.\n\n"
            "Ends/Saturday, August 8, 2026\nIssued at HKT 15:22\nNNNN",
            "2026-08-07",
            "August 7",
            "2026-08-08",
        ),
        # Spoken by the moderator.
        (
            "Press conference on measles\n\nModerator: Hello all. Welcome to this press "
            "briefing today, Friday, October 2nd. I hand over.\n\n"
            "Dr Ann Bell: Thank you. We have 3 cases.",
            "XXXX-10-02",
            "October 2nd",
            None,
        ),
        # A day without a year stays so; a weekday alone dates nothing.
        (
            "Ports grow\n\nGrowth will last, Lin Botao told reporters at a press conference "
            "held on 1 March in the capital city.",
            "XXXX-03-01",
            "1 March",
            None,
        ),
        (
            "Ports grow\n\nThe work conference was held by the Ministry of Harbours in "
            "Beijing on Thursday, with two hundred guests.",
            None,
            None,
            None,
        ),
        # The lead's meeting is not the briefing.
        (
            "Ports grow\n\n" + STORY + "\nThe efforts echoed a meeting held on July 12 by the State Council.",
            None,
            None,
            None,
        ),
        # Machine translation: the day of the month.
        (
            "Ports grow\n2026-03-20 09:12 Source: Ocean Herald\n\nThe Ministry of Harbours "
            "held a press conference on the 19th to introduce last year.",
            "2026-03-19",
            "on the 19th",
            "2026-03-20",
        ),
        # A stamp of the page, and the lead's own hour and day.
        (
            "Briefing on a port zone\n2026-08-08 14:25\n\nAt 15:00 on August 7, 2026 "
            "(Friday), the city held a press conference on its new port zone.\n\n"
            "Lin Botao: Thank you. We have 64 piers.",
            "2026-08-07",
            "August 7, 2026",
            "2026-08-08",
        ),
        # Chinese pages.
        ("港口新聞發布會\n發布時間：2026-08-07 10:20:31\n\n" + STORY, "2026-08-07", "2026-08-07", "2026-08-07"),
        # A text archive's own first words.
        (" date 2026-08-07\nPorts grow\n\n" + STORY, "2026-08-07", "2026-08-07", "2026-08-07"),
        # The year of the title, proved by the weekday.
        (
            "What the 2025 work report says\n\nBEIJING, March 5 -- Premier Lin Botao "
            "delivered the report on Wednesday at the opening of the session.",
            "2025-03-05",
            "Wednesday",
            "2025-03-05",
        ),
        ("Ports grow\n\n" + STORY, None, None, None),
        ("", None, None, None),
    ],
)
def test_document_dates(text: str, said: str | None, words: str | None, published: str | None) -> None:
    document = read_structure(text)
    assert (document.date, document.date_source, document.published) == (said, words, published)


def test_users_date_goes_first() -> None:
    document = read_structure(TITLE + "Date: Aug. 7, 2026" + BODY, date="2020-01-02")
    assert (document.date, document.date_source) == ("2020-01-02", "--date")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ports grow\n\n" + STORY, "Ports grow"),
        (
            "Press Room\n\nSCIO briefing on harbours and ports | September 22, 2026\n\n" + STORY,
            "SCIO briefing on harbours and ports",
        ),
        (
            "Home > News > Ports\nRegular Press Conference (July 9, 2026)\n\n" + STORY,
            "Regular Press Conference (July 9, 2026)",
        ),
        ("PDF View\nBy Lin Bo\nPorts\xa0grow in China\u2019s north\n" + STORY, "Ports grow in China\u2019s north"),
        (
            "THE WHITE HOUSE\nOffice of the Press Secretary\n\nPress Briefing by Jo Hartley\n" + STORY,
            "Press Briefing by Jo Hartley",
        ),
        (
            "Remarks at media session (with photos/video)\n*****\n\n" + STORY,
            "Remarks at media session (with photos/video)",
        ),
        ("Ports to grow fast: minister\n\n" + STORY, "Ports to grow fast: minister"),
        # A page that starts with its text has no title.
        (
            "China will build more than 40 ports along its southern coast this year to lift "
            "trade, the ministry said on Thursday.\nThe rest follows.",
            None,
        ),
        ("BEIJING, Aug. 7 (Xinhua) -- Ports grow\n\n" + STORY, None),
        ("Lin Botao:\n\nThank you. We have built 64 nodes.", None),
        (
            "1\n00:00:01,000 --> 00:00:04,000\nthe inflation rate\n\n2\n00:00:04,000 --> 00:00:08,000\nwas 3.1 percent",
            None,
        ),
        ("   \n\n", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert read_structure(text).title == title
