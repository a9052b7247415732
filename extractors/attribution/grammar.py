"""The grammar of sources: names, names of organizations, roles before a name, and what stands behind one.

Parts of regular expressions, which extractors/attribution/phrases.py puts together; $words are lists in the pattern
file.
"""

from __future__ import annotations

from patterns import load

PATTERNS = load("attribution")
APPOSITION = 220

# "U.S.", "Lin", "Toure-Bell", "AT&T"; not the first word of a sentence that is no name, except the surname He
CAPITALISED = r"[A-Z0-9]?[A-Z][\w&/-]{0,60}+"  # a longer one is no name, and takes too long where all are capitals
ADVERB = r"[A-Z][a-z]+(?:[a-z]al|ed|ent|ant|iv|ive|ari|ous|ate|ough|[ai]b|ful)ly\b"  # "Provisionally", "Reportedly"
CAP = (
    rf"(?-i:(?:He(?= [A-Z][a-z])|(?!$opening\b(?![&/-])|{ADVERB})"
    rf"(?:(?:[A-Z]\.){{2,4}}|$apostrophe(?!\w)|{CAPITALISED})))"
)
# a further word of a name; only weekdays, as in "the State Council Tuesday said", are none
MORE = r"(?-i:(?!$weekday\b)(?:(?:[A-Z]\.){2,4}|" rf"{CAPITALISED}))"
HYPHENED = r"(?-i:[A-Z][a-z]+-[a-z]+)"  # "Chris Sun Yuk-han"
SHORT = r"(?: \((?-i:[A-Z]{2,9})\))?"  # "High Commissioner for Refugees (UNHCR) Finn Grander"
KIND_OF_FIRM = r",? (?-i:(?:Inc|Co|Corp|Ltd)\.)(?=[ ,])| (?-i:plc)\b"
PARTICLE = r"(?-i:de|del|di|da|dos|du|van|von|der|bin|ibn|al|el|ng)"
NAME = rf"{CAP}(?:{KIND_OF_FIRM}| (?:& |{PARTICLE} )?{MORE}| (?-i:[A-Z]\.)){{0,6}}"
# "the UN Mission in South Sudan", "the Chamber of Commerce in China": without its place such a house is another
SEATED = r"(?-i:(?<= Mission)|(?<= Office)|(?<= Commerce)|(?<= Delegation)|(?<= Embassy)|(?<= Operation)) in"
# "the Ministry of Health, Labour and Welfare"
FIELDS = rf"(?:, $field\b(?: {MORE}){{0,2}}){{1,3}},? and $field\b(?: {MORE}){{0,2}}"
OF_NAME = rf"(?:(?: (?:of|for|on|at)|{SEATED})(?: the)? {NAME}(?:{FIELDS}|(?: and(?: the)? {NAME}){{0,2}})){{0,3}}"
OWNER = rf"(?:(?:{NAME}(?: of(?: the)? {NAME})?(?: government)?|(?:the|its) (?-i:[a-z-]+))'s? )"
SMALL = r"(?:(?!$stop\b)(?-i:[a-z])[\w'-]* )"  # a small-letter word inside a noun phrase
# "the Census and Statistics Department": the words joined are one name, as its head shows.
JOINED_NAME = (
    rf"(?:{CAP}(?: {MORE}){{0,2}} and (?-i:[A-Z][\w-]+)(?: {MORE}){{0,2}} "
    r"(?-i:Department|Organi[sz]ation|Bureau|Office|Commission|Administration|Authority|Agency|Committee|Council|Board|Ministry|Institute"
    r"|Cent(?:er|re)|Association|Academy|Foundation|Union|Society|Federation|Corporation|Fund|Service|Programme|Group)\b"
    rf"|{CAP} and (?-i:Partners|Sons|Company|Associates|Brothers)\b)"
)
ORGANIZATION = (
    rf"(?:(?:the )?{JOINED_NAME}(?: of (?:the )?{NAME})?|(?:the )?{CAP}(?: {MORE}){{0,2}} $keeper_head\b(?!'s)"
    rf"|(?:the )?(?:{OWNER})?(?:$organization )?{NAME}{OF_NAME}"
    rf"|(?:the |its |their |{OWNER}){SMALL}{{0,3}}$organization\b)"
)
TAIL = (
    r"(?: (?:of|among) (?:more than |some |about |around |over |nearly )?\d[\d,]*(?: (?-i:[a-z])[\w-]*){1,5}?"
    r"(?= (?:\w+ )?by ))?"
    r" (?:in (?:an?|the|its) (?=[^,;.]{2,60} (?:poll|survey)\b)|of |at |for |from |by |with |in "
    rf"|(?:\([^()]{{1,80}}\) )?(?:that )?(?:{SMALL})?$issued"
    r" (?:(?:on |last |this |earlier )?\w+ (?:\([^()]{1,30}\) )?)?by )"
    r"(?:(?:the |an? )?(?:daily|weekly|newspaper|tabloid|magazine|broadcaster|pollster|news agency|news outlet) |an? )?"
    rf"(?P<owner>{ORGANIZATION})(?: (?:poll|survey)\b)?"
)
TAIL_CLAUSE = rf" (?:that|which) (?P<owner>{ORGANIZATION}) $issued"
# without this there is no tail
TAIL_OPENS = r" (?:(?:of|at|for|from|by|with|in|that|which) |(?:\([^()]{1,80}\) )?(?:[\w'-]+ ){0,2}$issued )"
PRONOUN = (
    r"(?P<pronoun>(?:he|she|they|it|we|I|you)\b(?! (?-i:[A-Z]))"
    r"|the \d\d-year-old(?= (?:$say|$told|$expect|$adverb|$inverted)\b|[,.]|$))"
)
# a role before the name: "Transport Minister Bai Zhiyuan", "its manager Wu Shan"
LED = (
    rf"(?P<lead>(?:$determiner |{OWNER})?(?:(?:(?!$stop\b)[\w'-]+|(?-i:WHO)) ){{0,5}}$role"
    rf"(?: (?:of|for) (?:the )?(?:(?:{MORE}|and|&),? ){{0,6}}?{MORE}"
    rf"(?={SHORT} (?:$honorific )?{CAP} {MORE}(?: {HYPHENED})?(?! {MORE})))?)"
    rf"{SHORT} (?P<led>(?:$honorific )?{NAME})"
    rf"(?P<led_of> (?:of|at|with|from) (?:the )?{NAME}{OF_NAME}|"
    rf" (?:of|at|with|from) the {SMALL}{{0,2}}(?!$stop\b)(?-i:[a-z])[\w'-]*)?"
)
PROPER = rf"(?:the |our |your )?(?P<name>(?:{OWNER})?(?:$honorific )?{NAME}{OF_NAME})"
JOINED = rf"the (?P<joined>{NAME}{OF_NAME}(?: \([A-Z&]{{2,9}}\))? and the {NAME}{OF_NAME})"
SEAT = r"(?:(?-i:[A-Z])[\w'.-]+ ){0,2}(?-i:[A-Z])[\w'.-]+-(?:based|listed|headquartered)"
HEADED = (
    rf"(?:(?P<whose>(?:the )?{OWNER})|(?:$determiner )?\d[\d,]* (?!(?:million|billion|trillion|percent|per)\b)"
    r"(?=(?:[a-z]+ ){0,2}$people\b)|$determiner )?(?:own )?"
    r"(?P<modifiers>(?:\d{1,3}-(?:year-old|year|month|day|point|page|nation|country|member) )?"
    rf"(?:(?:{SMALL}{{0,2}}(?-i:[A-Z]{{2,9}})|{SEAT}|(?-i:(?!$clause_opening\b)[A-Z])[\w'.-]+) (?=(?-i:[a-z])))?"
    rf"{SMALL}{{0,4}})"
    r"(?=(?-i:[a-z]|[A-Z]{3}))(?P<head>$role|$people|$organization|$data|$paper|staff)"
)
# "Analysts at", "Data from"; in "Statistics Canada" it is part of a name
OPENED = r"(?P<opened>(?-i:(?=[A-Z][a-z]))(?:$people|$data)(?! (?-i:[A-Z])))"
HOUSE = rf"(?:the )?(?P<house>{JOINED_NAME}(?: of (?:the )?{NAME})?)"
OWNED = (
    rf"(?:an? )?(?P<data_owner>(?:the )?(?:{OWNER})?{NAME}{OF_NAME}){SHORT} (?:own )?"
    rf"(?P<read>(?:\d{{1,3}}-(?:year|month|day|point|page) )?{SMALL}?(?=(?-i:[a-z]))(?:$data|$paper|$house))\b"
    # whom it covers: "survey of more than 500 firms"
    r"(?:(?:(?<=survey)|(?<=study)|(?<=poll))(?: of| among| covering)(?: (?-i:[a-z]+)){0,3}"
    r" \d[\d,]*(?: (?-i:[a-z-]+)){1,2})?"
)
# The forms of a source, in the order in which they are tried. They are compiled one by one, as a text needs them:
# together they would take longer than all else that is read of a short text.
FORMS = {
    "pronoun": rf"(?<![\w'-]){PRONOUN}",
    "owned": rf"(?<![\w'-]){OWNED}",
    "led": rf"(?<![\w'-]){LED}",
    "joined": rf"(?<![\w'-]){JOINED}",
    "house": rf"(?<![\w'-]){HOUSE}\b",
    "called": (
        rf"(?<![\w'-])(?:(?:the )?(?:(?-i:[A-Z][a-z]+) )?{SMALL}{{0,2}}(?=(?-i:[a-z]))$organization|$trade_house)"
        rf" (?P<called>{NAME})"
    ),
    "common": rf"(?<![\w'-])(?:{HEADED}|{OPENED})\b",
    "proper": rf"(?<![\w'-]){PROPER}",
}
# between a source and its verb: "on Tuesday", "last week", "also", "in a statement"
SKIP = (
    r"(?:,? (?:$adverb|$auxiliary|(?:out )?(?:on |late |early |earlier |last )?(?-i:$weekday)"
    r"|(?:out |from )?(?:last|this|earlier this) (?:week|month|year|morning)|in (?-i:$month)|on (?-i:$month) \d{1,2}"
    r"|on the \d{1,2}(?:st|nd|rd|th)|in (?:an?|its) (?:[\w-]+ ){0,3}$paper"
    r"|at (?:an?|the) (?:[\w-]+ ){0,3}(?:conference|briefing|meeting)"
    r"|$issued (?:(?:on|in|last|this|earlier this|late last) )?(?-i:[A-Z]?[a-z]+)\.?(?: \d{1,2})?(?:,? \d{4})?"
    rf"|in (?:the )?{NAME}|\((?:[^()]{{1,40}})\))){{0,3}}"
)
# what stands in commas behind a name and says who it is; a finite verb would make it another clause
ROLE_TEXT = r"(?:(?!\b$finite\b)[^;:\"]){0,200}?"
APPOSED = (
    rf"(?: \([^)]{{1,40}}\))?(?:, \d\d(?=,))?, "
    rf"(?P<role>(?:also\b|(?-i:[a-z])|$role\b|(?:[A-Z][\w'-]+ ){{1,3}}$role\b){ROLE_TEXT}"
    r"|(?:who|which|whose|with|from|of|for|representing)\b[^;:\"]{2,200}?)"
)
