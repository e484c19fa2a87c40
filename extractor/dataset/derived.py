"""What follows from one report alone and is costly to make again, kept beside the dataset.

Everything here can be deleted at any time: it is made again from the store. An entry is used only for what
it was made from, and only if it is as it was written.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from extractor.dataset.chain import canonical, digest

Entry = Mapping[str, Any]


class Derived:
    """A folder with one small file a report."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, of: str) -> Entry | None:
        """What was kept under a name, if it was made from `of` (a hash of all that it follows from)."""
        try:
            first, _, body = (self._folder / f"{name}.json").read_bytes().partition(b"\n")
            head = json.loads(first)
            if head != {"of": of, "sha256": digest(body)}:
                return None
            entry: Entry = json.loads(body)
        except (OSError, ValueError):
            return None
        return entry

    def put(self, name: str, of: str, entry: Entry) -> None:
        """Keep an entry in place of the one before. Raises OSError."""
        self._folder.mkdir(exist_ok=True)
        body = canonical(entry).encode()
        partial = self._folder / f"{name}.partial"
        partial.write_bytes(canonical({"of": of, "sha256": digest(body)}).encode() + b"\n" + body)
        partial.replace(self._folder / f"{name}.json")

    def drop_others(self, names: frozenset[str]) -> None:
        """Remove what is kept of reports that are no longer named."""
        for path in self._folder.glob("*.json"):
            if path.stem not in names:
                with suppress(OSError):
                    path.unlink()
