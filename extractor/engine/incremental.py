"""Reading only what has not been read: files are known by their content and the version that read them."""

import hashlib
import json
from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from extractor.engine.inputs import RECORD_SUFFIXES
from extractor.engine.outcome import Outcome
from schemas.report import Report

READ_WITH_TEXT = "extractor.engine.reading:record_and_text"


def report_and_text(outcome: Outcome) -> tuple[Report, str | None]:
    """What an outcome of `READ_WITH_TEXT` holds; a record that was taken in as such has no text."""
    payload = outcome.payload or ""
    if outcome.path.suffix.lower() in RECORD_SUFFIXES:
        return Report.model_validate_json(payload), None
    answer = json.loads(payload)
    return Report.model_validate_json(answer["record"]), answer["text"]


@dataclass(frozen=True, slots=True)
class Known:
    """An input that need not be read: its bytes are known."""

    path: Path
    sha256: str


def split_known(paths: Iterable[Path], known: Set[str]) -> tuple[tuple[Path, ...], tuple[Known, ...]]:
    """The inputs to read, and those whose bytes are `known`. What cannot be opened is left to the reader."""
    unread: list[Path] = []
    passed: list[Known] = []
    for path in paths:
        sha256 = None if path.suffix.lower() in RECORD_SUFFIXES else _content_hash(path)
        if sha256 is not None and sha256 in known:
            passed.append(Known(path, sha256))
        else:
            unread.append(path)
    return tuple(unread), tuple(passed)


def _content_hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
