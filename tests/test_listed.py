"""Labels that only say where or when, and words that lead in: a row is a text and what each of its numbers measures."""

import pytest

from tests.test_indicators import alike

TODAY = "2026-08-07"
TEXTS = [
    # headings over lists of places and years
    ("Core CPI:\n- 2027: 2.4%\n- 2028: 2.1%", ["core CPI", "core CPI"]),
    (
        "Renewable share of power generation:\n- Ruritania 41% (38%)\n- Freedonia 22% (20%)",
        ["Ruritania renewable share of power generation"] * 2 + ["Freedonia renewable share of power generation"] * 2,
    ),
    (
        "Unemployment rates in the states were as follows (previous month in brackets):\nSaxony 6.3% (6.4%)\n"
        "Hesse 5.4% (5.3%)",
        ["Saxony unemployment rates"] * 2 + ["Hesse unemployment rates"] * 2,
    ),
    (
        "Main targets for 2027\n- GDP growth of around 5%\n- CPI increase of 2%\n- Deficit ratio 4%",
        ["GDP growth", "CPI", "deficit ratio"],
    ),
    ("Highlights\n- Revenue $31 million, up 4%\n- Margin 12.1%", ["revenue", "revenue", "margin"]),
    # whose it is, between a noun and its amount
    ("Trade left a surplus for Norland of 3 billion euros.", ["surplus for Norland"]),
    ("The survey gave a jobless rate for the young of 9 percent.", ["jobless rate for the young"]),
    ("There was an increase in exports of 5 percent.", ["exports"]),
    # what is only compared
    ("French consumer prices rise 0.3% in July\nPrior 0.4%", ["French consumer prices"] * 2),
    # brackets behind places
    ("Rents climbed in Lisbon (up 6%) and Porto (up 5%).", ["rents in Lisbon", "rents in Porto"]),
    (
        "Industrial output increased in Hungary (up 3.5%), Malta (up 2.2%) and Latvia (up 1.9%).",
        ["industrial output in Hungary", "industrial output in Malta", "industrial output in Latvia"],
    ),
    (
        "There were falls in retail turnover in Victoria (0.4%) and Tasmania (0.1%).",
        ["retail turnover in Victoria", "retail turnover in Tasmania"],
    ),
    (
        "Milk output rose in Ireland (2.1%), with drops in Denmark (1.1%).",
        ["milk output in Ireland", "milk output in Denmark"],
    ),
    ("The largest producers are Ruritania (31%) and Freedonia (22%).", ["Ruritania", "Freedonia"]),
    ("House prices grew by 2.3% in the euro area and by 2.9% in the EU.", ["house prices", "house prices in the EU"]),
    # how far a subject reaches
    ("The wages of 3,000 dock workers rose 4 percent.", ["dock workers", "wages of dock workers"]),
    (
        "The output of the 12 largest dairies fell by 3 percent, and sales dropped 2 percent.",
        ["largest dairies", "output of the largest dairies", "sales"],
    ),
    ("A group of 14 nations grew by 3 percent.", ["nations", "nations"]),
    ("In 14 provinces rents rose by 3 percent.", ["provinces", "rents"]),
    ("The bank opened branches in 12 cities, and deposits grew 5 percent.", ["cities", "deposits"]),
    ("Imports of fruits such as grapes, pears and plums dropped 5 percent.", ["imports of fruits"]),
    ("Prices of staples, such as rice and oil, climbed 3.1 percent.", ["prices of staples"]),
    (
        "The total imports of tea in Fuding city, east China's Fujian Province surged 22.1 percent.",
        ["total imports of tea in Fuding city"],
    ),
    ("He runs a shop in Split, Dalmatia, and sales rose 5 percent.", ["sales"]),
    # what leads in
    ("Accounting for 31.2% of the total, private firms exported 2.1 trillion yuan.", ["private firms"] * 2),
    (
        "Tea exports rose to 370,000 tonnes. This notable increase of 9.7 percent underscores efforts to open markets.",
        ["tea exports", "tea exports"],
    ),
    ("Road deaths fell to 310. That drop of 12 percent is the largest in a decade.", ["road deaths", "road deaths"]),
    ("This increase of 3 percent in fares angered riders.", ["fares"]),
    ("Inspections rose 12 percent in June, and the growth rate reached 8.7% in July.", ["inspections", "inspections"]),
    ("The annual growth rate of loans was 8 percent.", ["annual growth rate of loans"]),
    (
        "Tax cuts came to 1.2 trillion yuan. Among them: 800 billion yuan in rebates went to small firms.",
        ["tax cuts", "rebates"],
    ),
    ("Consumer confidence edged down, a third straight monthly decline, to 94.5 percent.", ["consumer confidence"]),
    # gapped members with "that" and "those"
    (
        "Loans to farmers rose 5.1 percent, and those to start-ups, 12.3 percent.",
        ["loans to farmers", "loans to start-ups"],
    ),
    (
        "Rail investment rose 8.5 percent, and that in waterways 12 percent.",
        ["rail investment", "investment in waterways"],
    ),
    ("FDI from Chile grew 11.5%, and that from Kenya, 20.3%.", ["FDI from Chile", "FDI from Kenya"]),
    (
        "The stock of cattle rose to 98 million, while that of sheep surpassed 310 million.",
        ["stock of cattle", "stock of sheep"],
    ),
    # lists
    (
        "Sales of furniture, clothing and footwear, and home appliances rose by 5.1%, 3.2% and 7.7%, respectively.",
        ["sales of furniture", "sales of clothing and footwear", "sales of home appliances"],
    ),
    (
        "Aid rose to $4.1 billion, including $1.2 billion for schools and $300 million for clinics.",
        ["aid", "aid for schools", "aid for clinics"],
    ),
    ("Trade reached 40 billion euros, including 25 billion euros in exports.", ["trade", "exports"]),
    ("The agency spent 90 million pounds, including 20 million pounds in fines.", ["agency spent", "fines"]),
    (
        "The contract value was 120 billion yuan, and the executed amount was 80 billion yuan, with an increase of "
        "16.2% and 10.8% respectively.",
        ["contract value", "executed amount", "contract value", "executed amount"],
    ),
    (
        "Mining, farming, and fishing reported growths of 3.1 percent, 2.4 percent and 1.2 percent.",
        ["mining", "farming", "fishing"],
    ),
    # whose it is
    ("Tourism contributed 1.2 percentage points to economic growth.", ["contribution of tourism to economic growth"]),
    ("Farms contributed 12 percent of the region's methane.", ["farms share of region's methane"]),
    ("The airline earned 12 million dollars in the quarter.", ["airline earnings"]),
    ("Ferry traffic reached 3.1 million passengers, up 5 percent.", ["ferry traffic", "ferry traffic"]),
    ("The festival drew 31,000 visitors.", ["visitors"]),
    ("The bank raised the quotas for relending to support small firms by 200 billion yuan.", ["quotas for relending"]),
    ("With inflation expected next year unchanged at 2.5 percent, the bank held rates.", ["inflation"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_what_stands_elsewhere(text, expected, claims_of):
    found = [claim.indicator for claim in claims_of(text, TODAY) if claim.kind != "target_year"]
    assert len(found) == len(expected), found
    for indicator, wanted in zip(found, expected, strict=True):
        assert alike(indicator, wanted), (indicator, wanted)


def test_a_contribution_is_no_change(claims_of):
    (claim,) = claims_of("Online sales contributed 31.6% to the growth of total retail sales.", TODAY)
    assert claim.direction is None
