"""Puts the files of a dataset in place: all of them, or the old state."""

import re
import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

_RECORD_NAME = re.compile(r".+-[0-9a-f]{8}\.json")
"""Names that this program gives to records; a file of any other name in records/ is left alone."""


def publish(files: Mapping[str, bytes], out: Path, *, kept: Collection[str] = ()) -> None:
    """Write `files` (path inside `out` → bytes) so that a failure at any step leaves the old state.

    Everything is first written and flushed beside its place; then each old file is moved aside and
    the new one renamed in. Records of reports that are no longer given are removed;
    those named in `kept` are given and stay as they are.

    Raises:
        OSError: the folder cannot be written; the old files are as they were.
    """
    out.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".tonghop-", dir=out))
    done: list[tuple[Path, Path | None]] = []
    try:
        for name, body in files.items():
            staged = stage / "new" / name
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(body)
        for name in files:
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            done.append((target, _aside(target, out, stage)))
            (stage / "new" / name).replace(target)
        for stale in _stale_records({*files, *kept}, out):
            done.append((stale, _aside(stale, out, stage)))
    except BaseException as error:
        _restore(done)
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            error.filename = str(out)  # a write to an open file that fails does not say which
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _aside(target: Path, out: Path, stage: Path) -> Path | None:
    """Move an existing file into the stage and say where; null if there was none."""
    if not target.exists():
        return None
    kept = stage / "old" / target.relative_to(out)
    kept.parent.mkdir(parents=True, exist_ok=True)
    target.replace(kept)
    return kept


def _stale_records(files: Collection[str], out: Path) -> list[Path]:
    folder = out / "records"
    if not folder.is_dir():
        return []
    return sorted(
        path for path in folder.iterdir() if _RECORD_NAME.fullmatch(path.name) and f"records/{path.name}" not in files
    )


def _restore(done: list[tuple[Path, Path | None]]) -> None:
    for target, kept in reversed(done):
        if kept is not None:
            kept.replace(target)
        else:
            target.unlink(missing_ok=True)
