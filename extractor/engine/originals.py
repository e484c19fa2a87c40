"""Originals of a dataset under names that the readers know: kinds are told by a file's suffix."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Kept(Protocol):
    """Whatever knows where the bytes of a hash stand."""

    def path(self, sha256: str) -> Path:
        """The file with those bytes."""


def lay_out(originals: Kept, files: Sequence[tuple[str, str]], place: Path) -> list[Path]:
    """Links in `place` to originals, given as (sha256, file name), in the same order. Nothing is copied."""
    paths = []
    for sha256, name in files:
        link = place / f"{sha256}{Path(name).suffix.lower()}"
        link.symlink_to(originals.path(sha256).resolve())
        paths.append(link)
    return paths
