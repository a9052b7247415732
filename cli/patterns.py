"""`onrecord patterns`: the rules, listed and tested on their own examples."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import load_patterns
from cli.shell import SOME_FAILED, complain, emit, fail, wants_colour

if TYPE_CHECKING:
    from patterns import Patterns, Rule

LIST_EPILOG = """\b
Examples:
  onrecord patterns list
  onrecord patterns list --patterns my_rules.toml --format json
"""
TEST_EPILOG = """\b
Examples:
  onrecord patterns test
  onrecord patterns test --patterns my_rules.toml

\b
Exit status: 0 every rule keeps its examples, 1 some do not, 2 a pattern file is broken.
"""

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


class Format(StrEnum):
    """What the rules are listed as."""

    TABLE = "table"
    JSON = "json"


File = Annotated[
    Path | None,
    typer.Option(
        "--patterns", metavar="FILE", readable=False, help="The rules of this file instead of the shipped ones."
    ),
]


@app.command("list", short_help="List the rules.", epilog=LIST_EPILOG)
def list_rules(
    file: File = None,
    format: Annotated[Format, typer.Option(help="table: to look at; json: all there is.")] = Format.TABLE,
) -> None:
    """List the rules: id, what they recognise, who decided, and an example."""
    own = load_patterns(file)
    found = list(own.rules) if own else shipped_rules()
    if format is Format.JSON:
        import orjson

        emit(orjson.dumps([as_record(rule) for rule in found], option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return
    from cli.table import table

    rows = [[rule.id, rule.label, rule.match[0], rule.source] for rule in found]
    emit(table(counted(len(rows), "rule"), ("rule", "label", "example", "source"), rows, wants_colour()))


@app.command("test", short_help="Test the rules on their own examples.", epilog=TEST_EPILOG)
def test_rules(file: File = None) -> None:
    """Run every rule on its own examples: it must find each `match` and none of `skip`."""
    own = load_patterns(file)
    found = list(own.rules) if own else shipped_rules()
    problems = [problem for rule in found for problem in failures(rule, own)]
    for problem in problems:
        complain(problem)
    verb = "fails" if len(problems) == 1 else "fail"
    emit(f"{counted(len(found), 'rule')}, {counted(len(problems), 'example')} {verb}\n".encode())
    if problems:
        raise typer.Exit(SOME_FAILED)


def counted(number: int, noun: str) -> str:
    """1 rule, 2 rules."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shipped_rules() -> list[Rule]:
    """All rules that ship; a broken file ends the program with its message."""
    from patterns import PatternError, load, subjects

    try:
        return [rule for subject in subjects() for rule in load(subject).rules]
    except PatternError as error:
        fail(error)


def as_record(rule: Rule) -> dict[str, Any]:
    """A rule as JSON holds it: its regexes with the vocabulary filled in, and its further keys as `values`."""
    return {
        "id": rule.id,
        "label": rule.label,
        "file": rule.file,
        "source": rule.source,
        **rule.patterns,
        "values": dict(rule.values),
        "match": rule.match,
        "skip": rule.skip,
    }


def failures(rule: Rule, own: Patterns | None = None) -> Iterator[str]:
    """What is wrong with a rule by its own examples, a sentence for each; nothing for a rule that is right.

    `own`: the user's file that the rule is from; its rules are tried together, as `onrecord extract` does.
    """
    from patterns import PatternError

    where = f"{rule.file}, rule {rule.id!r}"
    try:
        for example in rule.match:
            if not finds(rule, example, own):
                yield f"{where}: does not find its match example {example!r}; mend the regex or the example"
        for example in rule.skip:
            if finds(rule, example, own):
                yield f"{where}: finds its skip example {example!r}; narrow the regex or drop the example"
    except PatternError as error:
        yield str(error)


def finds(rule: Rule, example: str, own: Patterns | None) -> bool:
    """Whether the rule recognises anything in the example: alone, or among the rules of the user's file."""
    from extractors.quantities import find_quantities, rule_matches
    from extractors.structure.normal import plain_characters

    text = plain_characters(example)
    if own is None or rule.label == "none":  # a number that is none leaves nothing to see
        return rule_matches(rule, text)
    return any(quantity.rule == rule.id for quantity in find_quantities(text, 0, len(text), extra=own))
