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
    from patterns import Rule

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
    Path | None, typer.Option("--patterns", metavar="FILE", help="The rules of this file instead of the shipped ones.")
]


@app.command("list", short_help="List the rules.", epilog=LIST_EPILOG)
def list_rules(
    file: File = None,
    format: Annotated[Format, typer.Option(help="table: to look at; json: all there is.")] = Format.TABLE,
) -> None:
    """List the rules: id, what they recognise, who decided, and an example."""
    found = rules(file)
    if format is Format.JSON:
        import orjson

        emit(orjson.dumps([as_record(rule) for rule in found], option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return
    from cli.table import table

    rows = [[rule.id, rule.label, rule.match[0], rule.source] for rule in found]
    emit(table(f"{len(rows)} rules", ("rule", "label", "example", "source"), rows, wants_colour()))


@app.command("test", short_help="Test the rules on their own examples.", epilog=TEST_EPILOG)
def test_rules(file: File = None) -> None:
    """Run every rule on its own examples: it must find each `match` and none of `skip`."""
    found = rules(file)
    problems = [problem for rule in found for problem in failures(rule)]
    for problem in problems:
        complain(problem)
    emit(f"{len(found)} rules, {len(problems)} examples fail\n".encode())
    if problems:
        raise typer.Exit(SOME_FAILED)


def rules(file: Path | None) -> list[Rule]:
    """The rules of a user's file, or all that ship; a broken file ends the program with its message."""
    from patterns import PatternError, load, subjects

    own = load_patterns(file)
    try:
        every = [own] if own else [load(subject) for subject in subjects()]
    except PatternError as error:
        fail(error)
    return [rule for patterns in every for rule in patterns.rules]


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


def failures(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule by its own examples, a sentence for each; nothing for a rule that is right."""
    from extractors.quantities import rule_matches
    from patterns import PatternError

    where = f"{rule.file}, rule {rule.id!r}"
    try:
        for example in rule.match:
            if not rule_matches(rule, example):
                yield f"{where}: does not find its match example {example!r}; mend the regex or the example"
        for example in rule.skip:
            if rule_matches(rule, example):
                yield f"{where}: finds its skip example {example!r}; narrow the regex or drop the example"
    except PatternError as error:
        yield str(error)
