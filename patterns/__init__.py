"""Rules and vocabularies as data: one TOML file a subject and language, read by load() and by nothing else.

A file holds a `[vocabulary]` of word lists and any number of `[[rule]]` tables. A rule has an `id`, a `label` (what it
recognises; each subject says which labels it knows), a `source` (who decided), `match` and `skip` examples, and either

- `regex`, searched for anywhere, or
- `before` and/or `after`, regexes that must touch a number on its left and right side.

`$name` in a regex stands for any word of the vocabulary list `name`, or any key of the table `[name]`. Further keys are
the rule's `values`; `needs` among them is a list of lower-case letters of which a sentence holds some wherever the rule
matches, so that other sentences are spared it.
Regexes ignore case unless they say `(?-i:...)`. Matching runs on normalised text: straight quotes, plain spaces,
no line breaks inside a paragraph.

Regexes are read by the `regex` package. `engine = "re"` at the top of a file, or in a rule, hands them to the standard
library, which compiles in a third of the time: half of a short run is the compiling of regexes. It knows no `\\p{L}`
(write `[^\\W\\d_]`), no look-behind of varying length and no group name twice (write `date` and `date_2`).
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

import regex

KEYS = frozenset({"id", "label", "source", "match", "skip", "regex", "before", "after", "engine"})
# What a user's rule may say: these labels, and besides KEYS these keys, each with the check of its value.
LABELS = ("percentage", "money", "count", "quantity", "multiple", "none")
FORMS = frozenset({"digits", "words", "fraction"})
CODE_IDS = frozenset({"count.number", "percentage.fraction"})  # rules that stand in code
SHIPPED_GROUPS = frozenset({"currency", "currency_name"})  # their words must stand in tables of the program's own
Engine = Literal["regex", "re"]
Compiled: TypeAlias = "regex.Pattern[str]"


class PatternError(ValueError):
    """A pattern file that cannot be used; the message names the file, the rule and what is wrong."""


@dataclass(frozen=True)
class Rule:
    """One rule as it stands in its file; its regexes compile at first use."""

    id: str
    label: str
    source: str
    file: str
    match: tuple[str, ...]
    skip: tuple[str, ...]
    patterns: Mapping[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)
    engine: Engine = "regex"

    def compiled(self, part: str) -> Compiled | None:
        """The compiled `regex`, `before` or `after` of this rule; None where it has none."""
        source = self.patterns.get(part)
        if source is None:
            return None
        where = f"{self.file}, rule {self.id!r}: {part}"
        if part == "before":  # ends where the number starts: a look-behind, of varying length
            return _compile(f"(?<={source})", regex.IGNORECASE, "regex", where)
        return _compile(source, regex.IGNORECASE, self.engine, where)

    @functools.cached_property
    def regex(self) -> Compiled | None:
        return self.compiled("regex")

    @functools.cached_property
    def before(self) -> Compiled | None:
        return self.compiled("before")

    @functools.cached_property
    def after(self) -> Compiled | None:
        return self.compiled("after")


@dataclass(frozen=True)
class Patterns:
    """The rules of one subject in file order, and its vocabulary."""

    subject: str
    rules: tuple[Rule, ...]
    vocabulary: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Any] = field(default_factory=dict)
    engine: Engine = "regex"

    @functools.cache  # noqa: B019  frozen, and lives as long as the process
    def labelled(self, *labels: str) -> tuple[Rule, ...]:
        """The rules with one of these labels."""
        return tuple(rule for rule in self.rules if rule.label in labels)

    @functools.cache  # noqa: B019
    def words(self, name: str) -> frozenset[str]:
        """A vocabulary list as a set of lower-case words."""
        return frozenset(word.lower() for word in self.vocabulary[name])

    @functools.cache  # noqa: B019
    def expression(self, template: str, flags: int = regex.IGNORECASE, engine: Engine | None = None) -> Compiled:
        """A regex of code's own that uses this vocabulary through `$name`."""
        return _compile(_expand(template, self.vocabulary, self.subject), flags, engine or self.engine, self.subject)

    def __hash__(self) -> int:
        return id(self)


class Sieve:
    """Rules by the letters that they need: a sentence is worth the regexes of only a few of them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._always: list[int] = []
        self._by_letters: dict[str, list[int]] = {}
        for number, rule in enumerate(self._rules):
            for need in rule.values.get("needs", ()):
                self._by_letters.setdefault(need, []).append(number)
            if "needs" not in rule.values:
                self._always.append(number)

    def passing(self, letters: str) -> list[Rule]:
        """The rules, in their order, that a text may hold; `letters` is the text in lower case."""
        found = [rules for need, rules in self._by_letters.items() if need in letters]
        return [self._rules[number] for number in sorted({*self._always, *chain.from_iterable(found)})]


def subjects(language: str = "en") -> list[str]:
    """The subjects that have a pattern file, sorted."""
    folder = resources.files("patterns") / language
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


@functools.cache
def load(subject: str, language: str = "en") -> Patterns:
    """The patterns of a subject that ship with the program, such as load("quantities").

    Raises:
        PatternError: the file is broken; the message names the file, the rule and what is wrong.
    """
    entry = resources.files("patterns") / language / f"{subject}.toml"
    return parse(entry.read_text(encoding="utf-8"), f"{language}/{subject}.toml", subject, language)


def load_file(path: Path, subject: str = "user") -> Patterns:
    """The patterns of a user's own file, checked whole: every regex is compiled here, not at first use.

    Raises:
        PatternError: the file cannot be read, holds no rules, or a rule has a label, a key, a value or an id that it
            cannot have; the message names the file, the rule and what is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PatternError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PatternError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    patterns = parse(text, str(path), subject)
    if stray := [name for name, value in patterns.tables.items() if not isinstance(value, dict)]:
        raise PatternError(f"{path}: {', '.join(stray)}: no key of a file; a rule begins with [[rule]]")
    if not patterns.rules:
        raise PatternError(f"{path}: holds no rules; a rule begins with [[rule]]")
    taken = _shipped_ids()
    for rule in patterns.rules:
        if rule.id in taken:
            raise PatternError(f"{path}, rule {rule.id!r}: a rule that ships has this id; choose another")
        _check_own(rule)
    return patterns


def _shipped_ids() -> frozenset[str]:
    return CODE_IDS | {rule.id for subject in subjects() for rule in load(subject).rules}


def _check_own(rule: Rule) -> None:
    """Refuse a user's rule that could not do what it says."""
    where = f"{rule.file}, rule {rule.id!r}"
    if rule.label not in LABELS:
        raise PatternError(f"{where}: {rule.label!r} is no label; the labels are {', '.join(LABELS)}")
    for key, value in rule.values.items():
        if key not in VALUES:
            known = ", ".join(sorted({*KEYS, *VALUES}))
            raise PatternError(f"{where}: {key!r} is no key of a rule; the keys are {known}")
        check, wanted = VALUES[key]
        if not check(value):
            raise PatternError(f"{where}: {key} must be {wanted}")
    for part in ("regex", "before", "after"):
        compiled = rule.compiled(part)
        for group in SHIPPED_GROUPS.intersection(compiled.groupindex if compiled else ()):
            raise PatternError(f"{where}: a group {group!r} is for the rules that ship; give the unit as `unit`")
    if rule.regex is not None and rule.label == "none":
        raise PatternError(f"{where}: the label none goes with before and after, not with a regex")
    if rule.regex is not None and "number" not in rule.regex.groupindex:
        raise PatternError(f"{where}: the regex needs a group (?P<number>...) around the number")


def _is_factor(value: object) -> bool:
    try:
        return isinstance(value, str | int) and not isinstance(value, bool) and Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_forms(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(form, str) and form in FORMS for form in value)


VALUES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "unit": (_is_text, "a text"),
    "forms": (_are_forms, 'a list of "digits", "words", "fraction"'),
    "small": (_is_whole, "a whole number, the largest that the rule takes"),
    "exact": (_is_text, "a text, the only number that the rule takes"),
    "scaled": (lambda value: isinstance(value, bool), "true or false"),
    "shape": (lambda value: value == "year", '"year"'),
    "factor": (_is_factor, 'a number in quotes, such as "0.01"'),
}


def parse(text: str, file: str, subject: str, language: str = "en") -> Patterns:
    """TOML text -> Patterns. `file` is the name for messages; `uses` names subjects whose vocabulary it borrows."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"{file}: is not TOML: {error}") from error
    vocabulary: dict[str, tuple[str, ...]] = {}
    for other in _texts(data.pop("uses", []), f"{file}: uses"):
        if other not in subjects(language):
            raise PatternError(
                f"{file}: uses: there is no subject {other!r}; there are {', '.join(subjects(language))}"
            )
        vocabulary |= load(other, language).vocabulary
    lists = data.pop("vocabulary", {})
    if not isinstance(lists, dict):
        raise PatternError(f"{file}: vocabulary is written as a [vocabulary] table of lists")
    vocabulary |= {name: _texts(words, f"{file}: vocabulary {name}") for name, words in lists.items()}
    tables = data.pop("rule", [])
    engine = _engine(data.pop("engine", "regex"), file)
    # The keys of a table of meanings ("million = 1000000") are a vocabulary list of that name too.
    vocabulary |= {name: tuple(table) for name, table in data.items() if isinstance(table, dict)}
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise PatternError(f"{file}: rules are written as [[rule]] tables")
    rules = tuple(_rule(table, file, vocabulary, number, engine) for number, table in enumerate(tables, 1))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise PatternError(f"{file}, rule {rule.id!r}: the id is used twice; give each rule its own")
        seen.add(rule.id)
    return Patterns(subject, rules, vocabulary, data, engine)


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PatternError(f"{where} must be a list of texts")
    return tuple(value)


def _engine(name: object, where: str) -> Engine:
    if name == "regex" or name == "re":
        return name
    raise PatternError(f'{where}: engine is "regex" or "re"')


def _rule(
    table: dict[str, Any], file: str, vocabulary: Mapping[str, Sequence[str]], number: int, engine: Engine
) -> Rule:
    name = table.get("id")
    if not isinstance(name, str) or not name:
        raise PatternError(f"{file}, rule number {number}: has no id")
    where = f"{file}, rule {name!r}"
    for key in ("label", "source"):
        if not isinstance(table.get(key), str) or not table[key]:
            raise PatternError(f"{where}: {key} is missing")
    for key in ("match", "skip"):
        examples = table.get(key, [])
        if not isinstance(examples, list) or not all(isinstance(example, str) for example in examples):
            raise PatternError(f"{where}: {key} must be a list of texts")
    if not table.get("match"):
        raise PatternError(f"{where}: match is missing; give at least one example that the rule recognises")
    patterns: dict[str, str] = {}
    for part in ("regex", "before", "after"):
        if part in table:
            if not isinstance(table[part], str):
                raise PatternError(f"{where}: {part} must be a text")
            patterns[part] = _expand(table[part], vocabulary, where)
    if not patterns:
        raise PatternError(f"{where}: needs a regex, or before and after")
    if "regex" in patterns and len(patterns) > 1:
        raise PatternError(f"{where}: has both a regex and before/after; keep one of the two forms")
    values = {key: value for key, value in table.items() if key not in KEYS}
    examples = tuple(table["match"]), tuple(table.get("skip", []))
    engine = _engine(table.get("engine", engine), where)
    return Rule(name, table["label"], table["source"], file, *examples, patterns, values, engine)


def _expand(template: str, vocabulary: Mapping[str, Sequence[str]], where: str) -> str:
    """Replace each `$name` by an alternation of that list's words, longest first."""

    def alternatives(found: re.Match[str]) -> str:
        words = vocabulary.get(found[1])
        if words is None:
            raise PatternError(f"{where}: ${found[1]} is not a list of the vocabulary")
        return _alternation(tuple(words))

    return re.sub(r"\$([a-z_]+)", alternatives, template)


@functools.lru_cache(maxsize=1024)
def _alternation(words: tuple[str, ...]) -> str:
    escaped = (re.escape(word).replace("\\ ", " ") for word in sorted(words, key=len, reverse=True))
    return f"(?:{'|'.join(escaped)})"


def _compile(source: str, flags: int, engine: Engine, where: str) -> Compiled:
    try:
        if engine == "re":
            # What is used here of patterns and matches is the same in both. Without int() the flags would be an
            # enumeration of `regex`, which `re` tests bit by bit at every node: twice the time.
            return cast(Compiled, re.compile(source, int(flags)))
        return regex.compile(source, flags)
    except (re.error, regex.error) as error:
        raise PatternError(f"{where} does not compile: {error}") from error
