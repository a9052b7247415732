"""The spaCy pipeline: the one that ships in this folder, or any installed one with a tagger and a UD parser."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import PipelineError

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = Path(__file__).parent / "en"
# Relations that every Universal Dependencies parser has and spaCy's own English ones lack.
UD_LABELS = frozenset({"nsubj", "obj", "obl", "nmod", "case"})


@functools.lru_cache(maxsize=4)
def load_pipeline(name: str | None = None) -> Language:
    """The spaCy pipeline with this name or path; the shipped one where no name is given. Loaded once.

    Raises:
        PipelineError: it is not installed, or has no tagger or no parser with Universal Dependencies labels.
    """
    import spacy

    from extractors.language import tokenizer  # noqa: F401  registers what our config and copies of it name

    if name is None:
        return spacy.load(SHIPPED)
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        reason = str(error).split("\n")[0][:200]
        raise PipelineError(f"pipeline {name!r} cannot be loaded ({reason}); install it or give its folder") from error
    if "parser" not in nlp.pipe_names or not {"tagger", "morphologizer"} & set(nlp.pipe_names):
        raise PipelineError(
            f"pipeline {name!r} needs a tagger and a parser; it has {', '.join(nlp.pipe_names) or 'nothing'}"
        )
    labels = set(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    if not labels >= UD_LABELS:
        missing = ", ".join(sorted(UD_LABELS - labels))
        raise PipelineError(
            f"pipeline {name!r} has a parser without Universal Dependencies labels (no {missing});"
            " use one that has them"
        )
    return nlp
