"""`onrecord report`: documents or an archive -> one page to read and check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.choice import Choice
from cli.files import destination, refuse_overwriting
from cli.options import (
    DateOption,
    Input,
    InputOption,
    KindOption,
    PatternsOption,
    PipelineOption,
    QuietOption,
    SpeakerOption,
    reading_options,
)
from cli.shell import SOME_FAILED, Progress, complain, fail, is_terminal, note

if TYPE_CHECKING:
    from cli.loading import Loaded
    from cli.page import PageDocument
    from extractors.errors import OnRecordError
    from extractors.evidence import Evidence
    from extractors.options import ReadingOptions

EPILOG = """\b
Examples:
  onrecord report briefing.txt -o report.html
  onrecord report briefings/*.txt --title "Energy briefings" -o energy.html
  onrecord report claims.db --kind money -o money.html

\b
The page is one file that needs no network. Its address holds the view: a link to it leads to the same filter,
order and claim. Exit status: 0 all inputs read, 1 some not (the rest is written), 2 wrong use.
"""


@dataclass
class Problems:
    """What could not be read: told when it is met, and kept for the page."""

    progress: Progress
    failed: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, problem: OnRecordError) -> None:
        """Complain about an input, and keep it for the page."""
        self.progress.clear()
        complain(problem)
        self.failed += 1
        source, _, reason = str(problem).partition(": ")
        self.kept.append((source, reason) if reason else ("", source))


def report(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="Documents, archives of claims (claims.db), or what extract wrote; - or nothing is standard input.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where the page goes; else standard output.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="The page's heading.")] = None,
    date: DateOption = None,
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    patterns: PatternsOption = None,
    pipeline: PipelineOption = None,
    input: InputOption = Input.AUTO,
    quiet: QuietOption = False,
) -> None:
    """Write one page to read and check: the text with its claims, the record of each, tables, counts, downloads."""
    from cli.extract import standard_input
    from extractors.errors import OnRecordError
    from extractors.reading import named_pipeline

    if find_spec("jinja2") is None:
        fail("a report needs Jinja2; install it with: pip install 'onrecord[report]'")
    paths = files or [standard_input()]
    if output is None or output == Path("-"):
        _refuse_terminal()
        output = None
    choice = Choice.of_options(kind, speaker)
    progress = Progress(len(paths), quiet)
    problems = Problems(progress)
    try:
        reading = reading_options(date, patterns, pipeline, input)
        named_pipeline(reading)  # a wrong name is told also where no document needs it
        if output is not None:
            refuse_overwriting(output, paths)
        documents = list(page_documents(paths, reading, choice, problems))
        if problems.failed and not documents:
            raise typer.Exit(SOME_FAILED)
        page = _page(documents, problems.kept, title, reading)
        with destination(output) as write:
            write(page)
    except OnRecordError as error:
        fail(error)
    if not quiet:
        for remark in choice.unmet():
            note(remark)
    if problems.failed:
        raise typer.Exit(SOME_FAILED)


def page_documents(
    paths: Sequence[Path], reading: ReadingOptions, choice: Choice, problems: Problems
) -> Iterator[PageDocument]:
    """The documents of each input in turn, with what gave the fields of their claims."""
    from cli.loading import load_outputs
    from cli.page import PageDocument

    for number, path in enumerate(paths, 1):
        problems.progress.at(number, path)
        for loaded in load_outputs(path, reading, problems.tell):
            yield PageDocument(choice.of(loaded.output), loaded.text, evidence_of(loaded, reading))
        problems.kept += archive_failures(path)
    problems.progress.clear()


def archive_failures(path: Path) -> list[tuple[str, str]]:
    """What an archive says could not be read, with the reasons; nothing for what is no archive."""
    from cli.loading import is_archive
    from cli.store import Archive

    if not is_archive(path):
        return []
    with Archive.open(path, read_only=True) as archive:
        return sorted(archive.failures().items())


def evidence_of(loaded: Loaded, reading: ReadingOptions) -> Mapping[str, Sequence[Evidence]]:
    """What gave the fields of each claim, by its id, found by reading the text again.

    Claims that come out differently now, with other rules or another version, have none; nor has a document without
    its text.
    """
    from extractors.evidence import explain
    from extractors.reading import named_pipeline

    if loaded.text is None or not loaded.output.claims:
        return {}
    document = loaded.output.document
    explained = explain(
        loaded.text,
        nlp=named_pipeline(reading),
        source=document.source,
        date=document.date if document.date_source == "--date" else reading.date,
        patterns=reading.patterns,
        title=document.title,
        published=document.published,
    )
    now = {claim.id: claim for claim in explained.output.claims}
    same = [claim.id for claim in loaded.output.claims if now.get(claim.id) == claim]
    return {name: explained.evidence[name] for name in same if name in explained.evidence}


def _page(
    documents: Sequence[PageDocument], problems: Sequence[tuple[str, str]], title: str | None, reading: ReadingOptions
) -> bytes:
    from cli.page import Content, render
    from extractors import __version__

    return render(Content(documents, problems), title or _heading(documents), __version__, _rule_sources(reading))


def _heading(documents: Sequence[PageDocument]) -> str:
    """The title of the only document; else words for what the page is."""
    if len(documents) == 1:
        document = documents[0].output.document
        return document.title or document.source or "Numbers on record"
    return "Numbers on record"


def _rule_sources(reading: ReadingOptions) -> dict[str, str]:
    """Who decided each rule that finds numbers, by its id."""
    from patterns import load

    rules = [*load("quantities").rules, *load("targets").rules, *load("periods").rules]
    return {rule.id: rule.source for rule in [*rules, *(reading.patterns.rules if reading.patterns else ())]}


def _refuse_terminal() -> None:
    import sys

    if is_terminal(sys.stdout):
        fail("a page is nothing for a terminal; name a file: onrecord report ... -o report.html")
