"""Turn labels: what stands at a block's start and may say who speaks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.structure.layout import Block
from extractors.structure.lines import Lines
from extractors.structure.names import NAME, POSSESSIVE, honorific_words, split_title, title_words
from patterns import load

LONGEST = 160
NO_LINES = Lines()
MOST_WORDS = 14

GLUE = r"(?:_ueditor_page_break_tag_\s*)?(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"
AFTER = r"(?:\s*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?(?=\s|$))?\s*"
STAMP = r"(?:\s?[\[(]\d{1,2}:\d\d(?::\d\d)?[\])])?"  # "Jo Hartley (00:12):"
# "Question – Kim Yun, Kyodo:", "Question from Jo Cole (RNZ):"
NO_ASKER = (
    r"(?!(?:On|About|Regarding|Concerning|Re|In|For|To|As|And|First|Second|Third|Last|Next|Follow|What|How|The) )"
)
ASKED_BY = (
    rf"(?:\s?[-\u2013\u2014]\s?|\s(?:from|by)\s){NO_ASKER}"
    r"(?P<asker>[A-Z][\w.'-]*(?:,? (?:[A-Z(&][\w.')-]*|of|the)){0,7})(?=\s?:)"
)
QUESTION = re.compile(
    rf"{GLUE}(?P<name>Q|Q(?:uestion )?\d{{1,2}}(?=\s?[:.][^\n]{{1,600}}\?)|QUESTION|Question(?:er)?|Journalist|Reporter"
    rf"|JOURNALIST|REPORTER)(?:\s?\((?P<who>[^()]{{2,60}})\)|{ASKED_BY})?(?:\s?[:.]\s*|\s{{2,}}|\s[-\u2013\u2014]\s"
    r"|(?<=Q) (?=[A-Z]))(?=\S|$)"
)
ANSWER = re.compile(rf"{GLUE}(?P<name>A|A(?:nswer )?\d{{1,2}}(?=\s?:)|ANSWER|Answer)(?:\s?[:.](?:\s+|$)|\s{{3,}})")
QUESTION_IN_BRACKETS = re.compile(rf"{GLUE}[\[(](?P<name>Q)[\])]:?\s{{1,4}}(?=\S)")
ANSWER_IN_BRACKETS = re.compile(rf"{GLUE}[\[(](?P<name>A)[\])]:?\s{{1,4}}(?=[A-Z\"'(])")
SPEECH_RECOGNITION = re.compile(
    rf"{GLUE}(?P<name>(?:Speaker|SPEAKER|spk)[ _]?(?:\d{{1,3}}|\?|[A-H])){STAMP}(?:\s?:|$){AFTER}"
)
BRACKETED = re.compile(
    rf"{GLUE}(?:\[(?=[^\]]*\]\s?:)|\u3010)(?P<name>[^\[\]\u3010\u3011:]{{2,80}})[\]\u3011]\s?:?{AFTER}"
)
COLON = re.compile(
    rf"{GLUE}(?P<name>[^\s:\[(][^:\n]{{0,{LONGEST - 40}}}?){STAMP}\s?:(?=[\s\[(]|$|[A-Z][a-z]|I\.){AFTER}"
)
CAPITALS_STOP = re.compile(
    rf"{GLUE}(?P<name>(?:[A-Z][A-Z'.-]+ ){{1,5}}[A-Z][A-Z'-]+)\.(?:\s+(?=[A-Z\"'(\[\u2014-])|$){AFTER}"
)
OFFICE_STOP = re.compile(r"(?P<name>The [A-Z][a-z]{3,20}|(?:Mr|Ms|Mrs|Dr)\. [A-Z][\w'-]{1,20})\.\s+(?=[A-Z\"])")
HONORIFIC_DASH = re.compile(
    r"(?P<name>(?:Mr|Ms|Mrs|Dr)\.? [A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})?) [-\u2013\u2014] (?=[A-Z])"
)
NAME_AND_TITLE = re.compile(rf"(?P<name>{NAME}) (?:[-\u2013\u2014]|--) (?P<role>[A-Z][\w ,&/.'-]{{2,80}})$")
ASKER_AND_HOUSE = re.compile(r" (?:[-\u2013\u2014]|--) (?:[A-Z][\w,&/.'-]*(?: |$)|of |and |& ){1,8}$")
ROLE_IN_BRACKETS = re.compile(rf"(?P<name>{NAME}) ?\((?P<role>[^()]{{3,80}})\)")
# Scripts of videos: "[Concurrent] Lin Botao, Director of the Harbour Office" over his words, "[Explanation] ..." else.
SOUND_BITE = re.compile(
    rf"{GLUE}\[(?i:Concurrent|Same period|Simultaneous|Sound ?bite|Live sound)[^\[\]]{{0,20}}\]\s?(?P<name>{NAME})"
    r"(?:,? (?P<role>[^.!?]{2,120}))?$",
)
NARRATION = re.compile(r"\[(?P<name>(?i:Explanation|Commentary|Narration|Voice-?over|Narrator))\]\s?(?=\S)")
INITIALS = re.compile(r"(?P<name>[A-Z]{2,4})(?:\s+\d\d:\d\d:\d\d)?(?:\s{1,9}(?=[A-Z\"'(])|$)")

SMALL_WORDS = frozenset(
    ["a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with", "&"]
) | frozenset(["van", "von", "de", "der", "da", "di", "al", "bin", "la", "le", "du"])


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of block number `block`; the speech starts at `text_start` of the document.

    `shape`: "question", "answer", "anonymous" (speech recognition), "colon", "stop", "office_stop", "dash", "title",
    "initials", "script" or "narration" (both of a video); `role` and `who` (of a question) where the label says them;
    `bracketed`: "[Jo Hartley]:".
    """

    block: int
    name: str
    text_start: int
    end: int
    shape: str
    role: str | None = None
    who: str | None = None
    bracketed: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing follows on its line."""
        return self.text_start >= self.end

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a turn begins so: "MS. FIELD:", "Q.", "QUESTION:"."""
        if self.shape in ("question", "answer", "anonymous"):
            return True
        first, _, rest = self.name.partition(" ")
        if bool(rest) and first.rstrip(".").lower() in honorific_words():
            return True
        return self.name.isupper() and all(split_title(self.name)) and not self.alone

    @property
    def introduces(self) -> bool:
        """Whether a role stands behind the name: "Lin Botao, vice minister of harbours:"."""
        role = split_label(POSSESSIVE.sub("", self.name))[1] or ""
        return bool(_first_word_set(role) & load("structure").words("role_words"))


def split_label(name: str) -> tuple[str, str | None]:
    """A label's name and the role behind it: "Lin Botao, spokesperson" or "Lin Botao (spokesperson)"."""
    head, comma, role = name.partition(", ")
    if comma:
        return head, role
    found = ROLE_IN_BRACKETS.fullmatch(name)
    if found is not None and _first_word_set(found["role"]) & load("structure").words("role_words"):
        return found["name"], found["role"]
    return name, None


def find_labels(
    blocks: Sequence[Block],
    skip: frozenset[int],
    keys: frozenset[str] = frozenset(),
    names: frozenset[str] = frozenset(),
    lines: Lines = NO_LINES,
) -> tuple[Label, ...]:
    """Every block start that has a label's shape; which of them are labels the turns decide.

    `keys`: initials that are labels here; `names`: what is a label on a line of its own, without a colon; `lines`:
    the blocks that are such labels by their place.
    """
    return tuple(_labels(blocks, skip, keys, names, lines))


def _labels(
    blocks: Sequence[Block], skip: frozenset[int], keys: frozenset[str], names: frozenset[str], lines: Lines
) -> Iterator[Label]:
    for number, block in enumerate(blocks):
        if number in skip:
            continue
        name = ASKER_AND_HOUSE.sub("", block.text) if names and len(block.text) < LONGEST else block.text
        if name in names:
            yield Label(number, name, block.end, block.end, "colon")
            continue
        if number in lines.asked:
            yield Label(number, block.text, block.end, block.end, "question", who=block.text)
            continue
        if number in lines.names:
            yield Label(number, block.text, block.end, block.end, "colon")
            continue
        label = _read(number, block, keys)
        if label is not None:
            yield label


def _read(number: int, block: Block, keys: frozenset[str]) -> Label | None:
    head = block.text[: LONGEST + 40]
    for shape, expression in _shapes(head):
        found = expression.match(head)
        if found is not None and _acceptable(found, shape):
            parts = found.groupdict()
            return Label(
                number,
                _clean(found["name"]),
                block.start + found.end(),
                block.end,
                shape,
                parts.get("role"),
                parts.get("who") or parts.get("asker"),
                expression is BRACKETED,
            )
    if keys:
        found = INITIALS.match(head)
        if found is not None and found["name"] in keys:
            return Label(number, found["name"], block.start + found.end(), block.end, "initials")
    return None


def _shapes(head: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The shapes that this block could have, so that most blocks are looked at once or not at all."""
    if head[0] == "\u3010":
        yield "colon", BRACKETED
    if head[0] in "[(":
        yield "question", QUESTION_IN_BRACKETS
        yield "answer", ANSWER_IN_BRACKETS
        yield "script", SOUND_BITE
        yield "narration", NARRATION
    if head[0] in "QAJR[(_0123456789":
        yield "question", QUESTION
        yield "answer", ANSWER
    if head[0] in "Ss[0123456789(_":
        yield "anonymous", SPEECH_RECOGNITION
    if ":" in head:
        yield "colon", BRACKETED
        yield "colon", COLON
    if head[:2].isupper() or head[:1] in "[(_0123456789":
        yield "stop", CAPITALS_STOP
    if head.startswith(("The ", "Mr", "Ms", "Dr")):
        yield "office_stop", OFFICE_STOP
        yield "dash", HONORIFIC_DASH
    if " - " in head or "\u2013" in head or "\u2014" in head or " -- " in head:
        yield "title", NAME_AND_TITLE


def _clean(name: str) -> str:
    return " ".join(name.replace("_ueditor_page_break_tag_", " ").split()).strip(" [],")


def _acceptable(found: re.Match[str], shape: str) -> bool:
    name = _clean(found["name"])
    if shape == "colon":
        return label_words(name)
    if shape == "title":
        return _first_word_set(found["role"]) & load("structure").words("role_words") != set()
    return True


def _first_word_set(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[\w-]+", text)[:8]}


@functools.lru_cache(maxsize=2048)
def label_words(name: str) -> bool:
    """Whether these words can be a label: capitalised, few, no sentence, none of the words of headings and links."""
    name, _, role = POSSESSIVE.sub("", name).partition(", ")
    words = name.split()
    if load("structure").expression(r"\b$event_nouns\b").search(name):
        return False
    if not words or len(words) > MOST_WORDS or '"' in name or "?" in name or "!" in name or ";" in name:
        return False
    if role and not (_first_word_set(role) & (load("structure").words("role_words") | outlet_words())):
        return False
    if leads_in(words, role):
        return False
    if words[0].lower() in ("a", "an") and len(words) > 1:
        return words[1].lower() in ("journalist", "reporter", "correspondent", "representative")
    if all(ord(letter) > 0x2E80 for letter in name):
        return len(name) <= 12
    for word in words:
        if not (
            word[0].isupper()
            or word.lower() in SMALL_WORDS
            or re.match(r"\(|21st|\d+[a-z]{2}$|\w+\.(?:com|cn|net)$", word)
        ):
            return False
    if words[-1].lower() in SMALL_WORDS or any("." in word[:-1] and word.lower().startswith("http") for word in words):
        return False
    return not heading_words(name)


def leads_in(words: Sequence[str], role: str) -> bool:
    """Whether a clause ends in the colon: "Specifically, foreign trade had three features:", "As Chair Cole Said:"."""
    patterns = load("structure")
    verbs, first = patterns.words("clause_words"), words[0].lower()
    if len(words) + bool(role) > 1 and first in patterns.words("lead_in_words"):
        return True
    # A man can be called To, In or So, yet no title stands behind such a name.
    if first in patterns.words("lead_in_particles") and (
        (len(words) == 1 and role) or any(word.lower().strip(".,") in title_words() for word in words[1:])
    ):
        return True
    return any(word.lower() in verbs for word in words[1:-1]) or any(word.strip(",") in verbs for word in role.split())


def heading_words(name: str) -> bool:
    """Whether a word of headings, list items or link lines is among these, and none of a medium."""
    bare = {word.strip(".,'\"()").lower() for word in name.split()}
    if bare & (outlet_words() | title_words() | honorific_words()):
        return False
    topics = load("structure").words("topic_words")
    return bool((bare - SMALL_WORDS) & load("structure").words("no_label_words")) or topics.issuperset(
        bare - SMALL_WORDS
    )


@functools.cache
def outlet_words() -> frozenset[str]:
    """The single words that make a label a medium, in lower case."""
    return frozenset(word.lower() for word in load("structure").vocabulary["outlet_words"] if " " not in word)
