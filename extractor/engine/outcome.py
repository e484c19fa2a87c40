"""What became of one input: what was read from it, or why nothing was."""

import os
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import TonghopError
from extractor.messages import say
from schemas.report import Report


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an input could not be read, in two languages; `exit_code` as in the contract."""

    code: str
    vi: str
    en: str
    exit_code: int = 3

    def message(self, lang: str) -> str:
        """The sentence for the user in `vi` or `en`."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input after reading: either `payload` (a record in JSON, or the text) or `failure` is set.

    `record` is the payload's report where this process has read it already.
    """

    path: Path
    payload: str | None = None
    failure: Failure | None = None
    record: Report | None = None


def shown(path: Path | str) -> str:
    r"""A path that is safe to print: control characters and undecodable bytes become escapes.

    >>> print(shown("a\nb.pdf"), shown(Path("báo cáo.pdf")))
    a\nb.pdf báo cáo.pdf
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def failure(key: str, path: Path | str, **values: object) -> Failure:
    """A failure from `messages.toml`: `input.<key>` about `path`."""
    vi, en = (say(f"input.{key}", lang, path=shown(path), **values) for lang in ("vi", "en"))
    return Failure(code=key, vi=vi, en=en)


def failure_of(error: TonghopError, path: Path | str) -> Failure:
    """The failure that a reader raised, with the whole path in place of the bare name it begins with."""
    name, whole = Path(path).name, shown(path)
    vi, en = (
        whole + text.removeprefix(name) if text.startswith(f"{name}:") else f"{whole}: {text}"
        for text in (error.message("vi"), error.message("en"))
    )
    return Failure(code=error.code, vi=vi, en=en, exit_code=error.exit_code)
