"""What can go wrong with an input, said so that its owner can put it right."""


class OnRecordError(Exception):
    """Base of every error that a user can put right; the message is complete and needs no traceback."""


class InputError(OnRecordError):
    """A document that cannot be read: missing, a folder, not text, too large.

    `source` names it as a RawDocument would, where that is known: "archive.zip!/path" for a member of an archive.
    """

    def __init__(self, message: str, source: str | None = None) -> None:
        super().__init__(message)
        self.source = source


class LimitError(InputError):
    """A document that is larger than the limits of this run allow; with others it may be read."""


class OptionError(OnRecordError):
    """An option whose value makes no sense, such as --date 2024-13-01."""


class PipelineError(OnRecordError):
    """A spaCy pipeline that is not installed, or has no tagger or parser with Universal Dependencies labels."""


class ArchiveError(OnRecordError):
    """An archive of claims that cannot be opened, read or written: no archive, damaged, locked, the disk is full."""
