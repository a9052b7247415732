"""Which claims are wanted: `--kind` and `--speaker`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.records import Claim, Output, Speaker


@dataclass
class Choice:
    """Which claims are wanted, and what of the wish has come true so far.

    `speakers`: parts of names of persons or organizations, in any case.
    """

    kinds: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)
    kept: bool = False

    @classmethod
    def of_options(cls, kinds: Iterable[str] | None, speakers: Iterable[str] | None) -> Choice:
        """What the options ask for; None where one was not given."""
        return cls(frozenset(kinds or ()), frozenset(speakers or ()))

    def of(self, output: Output) -> Output:
        """The output with only the claims that are wanted."""
        if not self.kinds and not self.speakers:
            return output
        claims = [claim for claim in output.claims if self._wanted(claim)]
        self.kept = self.kept or bool(claims)
        return output.model_copy(update={"claims": claims})

    def _wanted(self, claim: Claim) -> bool:
        kinds = {claim.kind} & self.kinds
        speakers = {name for name in self.speakers if _names(claim.speaker, name)}
        self.met |= kinds | speakers
        return bool((kinds or not self.kinds) and (speakers or not self.speakers))

    def unmet(self) -> Iterator[str]:
        """What was wanted and is nowhere, a sentence for each."""
        missing = False
        for option, wishes in (("--kind", self.kinds), ("--speaker", self.speakers)):
            for wish in sorted(wishes - self.met):
                missing = True
                yield f"{option} {wish}: matches no claim"
        if self.kinds and self.speakers and not self.kept and not missing:
            yield "--kind and --speaker: no claim matches both"


def _names(speaker: Speaker | None, wish: str) -> bool:
    """Whether the name or the organization of a speaker holds the wish, in any case."""
    if speaker is None:
        return False
    return any(wish.casefold() in name.casefold() for name in (speaker.name, speaker.organization or ""))
