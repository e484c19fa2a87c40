"""The folder that `extract --out` writes: what is in it already is not read again."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from extractor.engine.files import replace_file
from extractor.engine.outcome import shown

INDEX = ".readings"
"""Which version wrote which record, and the hash of each: a record that was changed is read again."""


@dataclass
class RecordFolder:
    """Records by the bytes and the name of their report, as one version of the program read them."""

    folder: Path
    version: str
    _index: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            found = json.loads((self.folder / INDEX).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        if isinstance(found, dict):
            self._index = {name: entry for name, entry in found.items() if isinstance(entry, dict)}

    def held(self, path: Path) -> str | None:
        """The record of a report file, or null if this version has not read these bytes under this name."""
        try:
            with path.open("rb") as file:
                name = record_name(shown(path.name), hashlib.file_digest(file, "sha256").hexdigest())
            entry = self._index.get(name, {})
            if entry.get("version") != self.version:
                return None
            body = (self.folder / name).read_bytes()
        except OSError:
            return None
        return body.decode("utf-8").removesuffix("\n") if _digest(body) == entry.get("sha256") else None

    def keep(self, name: str, sha256: str, record: str) -> None:
        """Write one record. Raises OSError."""
        file, body = record_name(name, sha256), (record + "\n").encode("utf-8")
        replace_file(self.folder / file, body)
        self._index[file] = {"version": self.version, "sha256": _digest(body)}

    def close(self) -> None:
        """Note what is in the folder. Raises OSError."""
        replace_file(self.folder / INDEX, json.dumps(self._index, ensure_ascii=False, sort_keys=True).encode("utf-8"))


def record_name(name: str, sha256: str) -> str:
    """The bytes name the record: two files called report.pdf do not overwrite each other."""
    return f"{name}.{sha256[:12]}.json"


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
