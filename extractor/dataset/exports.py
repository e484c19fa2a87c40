"""Which exports stand in the folder of a dataset, and whether they are still those of its state."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor.dataset.chain import canonical, digest
from extractor.dataset.history import History
from extractor.dataset.versions import projecting_version

MANIFEST = ".exports.json"
EXPORTS = ("national.*", "brief.*", "data/*", "records/*")
"""Where exports stand inside the folder."""


@dataclass(frozen=True)
class Superseded:
    """A report that does not count because another of the same unit and document does."""

    sha256: str
    file: str
    by_sha256: str
    by_file: str
    reason: str
    differing: int


@dataclass(frozen=True)
class Projection:
    """What the exports show; `fresh` tells that they were written by this call.

    `conflicts` counts the corrections that fit what is read no more and were not applied.
    """

    reports: int
    units: int
    superseded: tuple[Superseded, ...]
    conflicts: int = 0
    fresh: bool = True


def state_of(history: History, lang: str) -> str:
    """One hash of everything that the exports depend on; no clock is in it."""
    counted = [[one.sha256, one.name, one.holds.record_sha256] for one in history.counted()]
    said = [[one.seq, one.sha256, one.kind, one.old, one.new, one.who, one.why] for one in history.standing()]
    return digest(canonical([projecting_version(), lang, counted, said, history.campaigns]).encode())


def exported(folder: Path) -> list[Path]:
    """The files of all exports, sorted."""
    return sorted(path for pattern in EXPORTS for path in folder.glob(pattern) if path.is_file())


def check_exports(folder: Path) -> tuple[int, list[str]]:
    """How many exports were written last, and the names of those that are no longer as they were written."""
    then, now = _manifest(folder).get("files", {}), _hashes(folder)
    if not then:
        return 0, []
    return len(then), sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def held(folder: Path, state: str) -> Projection | None:
    """What the exports show, if they are byte for byte those of `state`; else null."""
    manifest = _manifest(folder)
    if manifest.get("state") != state:
        return None
    # A file that nobody has written to since it was hashed need not be hashed again.
    if manifest.get("seen") != _seen(folder) and manifest.get("files") != _hashes(folder):
        return None
    shown = manifest["shows"]
    superseded = tuple(Superseded(**entry) for entry in shown["superseded"])
    return Projection(shown["reports"], shown["units"], superseded, shown["conflicts"], fresh=False)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in exported(folder)}


def _seen(folder: Path) -> dict[str, list[int]]:
    """Size, and when contents and inode were last changed, of each export; a copy of the folder has others."""
    found = {}
    for path in exported(folder):
        about = path.stat()
        found[path.relative_to(folder).as_posix()] = [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
    return found


def write_manifest(folder: Path, state: str, projection: Projection) -> None:
    """Note what was exported, from which state."""
    shows = {
        "reports": projection.reports,
        "units": projection.units,
        "conflicts": projection.conflicts,
        "superseded": [asdict(one) for one in projection.superseded],
    }
    partial = folder / f"{MANIFEST}.partial"
    told = {"state": state, "files": _hashes(folder), "seen": _seen(folder), "shows": shows}
    partial.write_text(canonical(told), encoding="utf-8")
    partial.replace(folder / MANIFEST)
