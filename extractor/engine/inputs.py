"""Which files a command line names: files, folders searched through, patterns."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.engine.outcome import Outcome, failure

REPORT_SUFFIXES = frozenset({".pdf", ".docx", ".docm", ".doc", ".odt", ".rtf", ".txt", ".md"})
RECORD_SUFFIXES = frozenset({".json", ".jsonl"})
_NO_REPORTS = frozenset({"readme", "changelog", "license"})
_RECORD_BEGINS = b'"schema_version"'


def find_inputs(
    arguments: Iterable[str], *, records: bool = False, leave_out: Path | None = None
) -> tuple[tuple[Path, ...], tuple[Outcome, ...]]:
    """The files named by `arguments`, sorted and each once, and the arguments that name none.

    A folder is searched through for reports (and, with `records`, for records of `extract`); hidden
    files, lock files of a word processor (`~$…`), README, CHANGELOG and LICENSE files and `leave_out`
    (where results go) are passed over. A file named itself is taken whatever its name.
    """
    found: dict[str, Path] = {}
    failures: list[Outcome] = []
    for argument in arguments:
        taken = 0
        for path in _named(argument):
            try:
                mode = path.stat().st_mode
                if stat.S_ISDIR(mode):
                    files = _search(path, records=records, leave_out=leave_out)
                    if not files:
                        failures.append(Outcome(path, failure=failure("empty_folder", path)))
                elif stat.S_ISREG(mode):
                    files = [path]
                else:
                    files = []
                    failures.append(Outcome(path, failure=failure("not_a_file", path)))
            except FileNotFoundError:
                failures.append(Outcome(path, failure=failure("missing", path)))
                files = []
            except OSError:
                failures.append(Outcome(path, failure=failure("no_access", path)))
                files = []
            for file in files:
                # Of several spellings of one path the same is kept in whatever order they are given.
                place = os.path.realpath(file)
                found[place] = min(file, found.get(place, file), key=os.fsencode)
            taken += 1
        if not taken:
            failures.append(Outcome(Path(argument), failure=failure("no_match", argument)))
    return tuple(sorted(found.values(), key=os.fsencode)), tuple(sorted(failures, key=lambda o: os.fsencode(o.path)))


def _named(argument: str) -> Iterator[Path]:
    path = Path(argument)
    if not any(c in argument for c in "*?[") or os.path.lexists(path):
        yield path
        return
    root = Path(path.anchor) if path.anchor else Path()
    yield from sorted(root.glob(str(path.relative_to(path.anchor) if path.anchor else path)))


def _search(folder: Path, *, records: bool, leave_out: Path | None) -> list[Path]:
    out = leave_out.resolve() if leave_out else None
    files: list[Path] = []
    folders = [folder]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            name = path.name
            if name.startswith((".", "~$")):
                continue
            if path.is_dir():
                # A linked folder could lead round in a circle.
                if not path.is_symlink() and path.resolve() != out:
                    folders.append(path)
            elif path.is_file() and (_is_report(path) or (records and _is_record(path))):
                files.append(path)
    return files


def _is_report(path: Path) -> bool:
    return path.suffix.lower() in REPORT_SUFFIXES and path.stem.lower() not in _NO_REPORTS


def _is_record(path: Path) -> bool:
    if path.suffix.lower() not in RECORD_SUFFIXES or path.name == "gold.json":
        return False
    try:
        with path.open("rb") as file:
            return _RECORD_BEGINS in file.read(64)
    except OSError:
        # Named as a record and closed to us: the reading will say so.
        return True
