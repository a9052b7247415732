"""Documents with claims for the page of `onrecord report`, made without reading anything."""

from decimal import Decimal

from cli.page import Content, PageDocument, render
from extractors.evidence import Evidence
from extractors.records import Claim, DocumentRecord, Output, Speaker

KINDS = {
    "percentage": ("{} percent", "%"),
    "money": ("{} million yuan", "CNY"),
    "count": ("{} harbours", "harbours"),
    "quantity": ("{} kilometers", "km"),
    "multiple": ("{} times", "x"),
    "target_year": ("2030", None),
}
STATUSES = ("reported", "reported", "target", "forecast")
TIMES = ("2024", "2024-06", "2025-01/2025-06", "2015/..", "XXXX-03", None)
INDICATORS = (
    "output of the harbours",
    "investment in the grid",
    "Share of wind power",
    "sales, exports and imports",
    None,
)


def sentence_of(number, kind, words, time):
    amount = KINDS[kind][0].format(number)
    return f"In {time or 'short'}, the {words or 'figure'} of place {number} came to {amount}, said Ann."


def document(number, claims, filler="Nothing is counted here, and the harbour is calm. " * 6):
    """One document: a claim a paragraph, with evidence for most fields."""
    text = f"Harbour news {number}\n\n"
    found, evidence = [], {}
    for place in range(claims):
        kind = list(KINDS)[(place + number) % len(KINDS)]
        words, time = INDICATORS[place % len(INDICATORS)], TIMES[(place + number) % len(TIMES)]
        sentence = sentence_of(place, kind, words, time)
        start = len(text)
        text += f"{sentence} {filler}\n\n"
        claim = claim_of(number, place, kind, sentence, start, words, time)
        found.append(claim)
        evidence[claim.id] = evidence_of(claim, text)
    return PageDocument(Output(document=record(number, text), claims=found), text, evidence)


def claim_of(number, place, kind, sentence, start, indicator, time):
    words = KINDS[kind][0].format(place)
    at = start + sentence.rindex(words)
    value = Decimal(2030) if kind == "target_year" else Decimal(place) * (10**6 if kind == "money" else 1)
    status = STATUSES[(place + number) % len(STATUSES)]
    who = (place * 7 + number) % 41
    return Claim(
        id=f"{number:08x}{place:08x}",
        kind=kind,
        text=words,
        start=at,
        end=at + len(words),
        value=value if place % 9 else None,
        low=None if place % 9 else value,
        high=None if place % 9 else value + 5,
        unit=KINDS[kind][1],
        qualifier="about" if place % 4 == 0 else "exact",
        indicator=indicator,
        direction="increase" if place % 3 == 0 else None,
        basis="year-on-year" if place % 6 == 0 else None,
        status="target" if kind == "target_year" else status,
        period=time,
        target_year=2030 if kind == "target_year" else 2020 + place % 25 if status == "target" else None,
        speaker=Speaker(name=f"Speaker {who}", role="mayor", organization=None) if who else None,
        cites=None,
        attribution="turn" if who else "narration",
        date=f"2024-{number % 12 + 1:02}-10",
        sentence=sentence,
        sentence_start=start,
        rule="count.number",
    )


def evidence_of(claim, text):
    """For every field that usually has some: words of the sentence, or a reason for none."""

    def words(field, wanted, why):
        at = text.index(wanted, claim.sentence_start)
        return Evidence(field, f"rule.{field}", at, at + len(wanted), why)

    return (
        words("speaker", "Ann", "the name in front of the verb"),
        words("period", claim.period, "the time in front of the number")
        if claim.period
        else Evidence("period", None, None, None, "no time word in the sentence"),
        words("status", "came to", "the verb of the sentence"),
        words("indicator", claim.indicator or "figure", "the subject of the verb"),
        words("value", claim.text, "the number"),
        Evidence("direction", None, None, None, "no word for a change"),
        Evidence("basis", None, None, None, "no word for what it is compared with"),
        Evidence("date", None, 0, 7, "the head of the page"),
    )


def record(number, text, **more):
    fields = {
        "id": f"{number:064x}"[::-1],
        "source": f"harbour/{number:02}.txt",
        "title": f"Harbour news {number}",
        "date": f"2024-{number % 12 + 1:02}-10",
        "date_source": "Harbour",
        "published": None,
        "language": "en",
        "speakers": [],
        "characters": len(text),
    }
    return DocumentRecord(**{**fields, **more})


def content(documents=3, claims=40, **more):
    return Content([document(number, claims, **more) for number in range(documents)])


def page_of(shown, title="Numbers on record"):
    return render(shown, title, "0.1.0", {"count.number": "numbers in front of a plural"})
