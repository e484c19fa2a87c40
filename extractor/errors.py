"""Errors that a user can act on: each has an exit code and says, in two languages, what to do next."""

from typing import ClassVar


class TonghopError(Exception):
    """A failure with a message for the user. `vi` and `en` say what happened and what to do next."""

    exit_code: ClassVar[int] = 3
    code: ClassVar[str] = "error"

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en

    def message(self, lang: str = "vi") -> str:
        """The sentence for the user in `vi` or `en`."""
        return self.en if lang == "en" else self.vi


class UnreadableFile(TonghopError):
    """The file could not be read: damaged, encrypted, empty, of another kind than its name says."""

    code = "unreadable"


class UsageError(TonghopError):
    """The command line asks for something that does not exist."""

    exit_code = 2
    code = "usage"


class NothingRead(TonghopError):
    """No report could be read at all."""

    exit_code = 4
    code = "nothing_read"


class MissingProgram(TonghopError):
    """An outside program is needed and not installed."""

    exit_code = 5
    code = "missing_program"


class CatalogueError(TonghopError):
    """A data file of the catalogue or the lexicon is wrong: file, record and reason are named."""

    exit_code = 6
    code = "catalogue"
