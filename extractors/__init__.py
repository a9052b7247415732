"""Press briefings as data: `from extractors import extract`.

Everything is loaded at first use, so that importing this package costs nothing: spaCy comes with the first document.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.errors import InputError, OnRecordError, OptionError, PipelineError
    from extractors.language import load_pipeline
    from extractors.pipeline import extract
    from extractors.readers import ReadText, decode, read
    from extractors.records import Claim, DocumentRecord, DocumentSpeaker, Output, Speaker

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "DocumentRecord",
    "DocumentSpeaker",
    "InputError",
    "OnRecordError",
    "OptionError",
    "Output",
    "PipelineError",
    "ReadText",
    "Speaker",
    "decode",
    "extract",
    "load_pipeline",
    "read",
]

_HOME = {
    "extractors.errors": ("InputError", "OnRecordError", "OptionError", "PipelineError"),
    "extractors.language": ("load_pipeline",),
    "extractors.pipeline": ("extract",),
    "extractors.readers": ("ReadText", "decode", "read"),
    "extractors.records": ("Claim", "DocumentRecord", "DocumentSpeaker", "Output", "Speaker"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
