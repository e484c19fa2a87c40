"""The original bytes, each file under its own hash: `originals/<first two digits>/<sha256>`."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractor.dataset.chain import digest

_PARTIAL = ".partial-"


class Originals:
    """The folder of originals. A file in it is whole: it is flushed beside its place and then renamed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash stand."""
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Keep the bytes, once, and give their hash. Raises OSError, and then nothing is left behind."""
        sha256 = digest(data)
        place = self.path(sha256)
        if place.is_file() and digest(place.read_bytes()) == sha256:
            return sha256
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_PARTIAL, dir=place.parent)
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.chmod(0o444)
            partial.replace(place)
        except BaseException as error:
            partial.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno is not None and error.filename is None:
                error.filename = str(place)
            raise
        for folder in (place.parent, self.folder):
            flush_folder(folder)
        return sha256

    def names(self) -> Iterator[str]:
        """The hashes of all files kept, sorted."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith(_PARTIAL):
                yield path.name

    def clean(self) -> None:
        """Remove what a killed program left half written."""
        for path in self.folder.glob(f"??/{_PARTIAL}*"):
            path.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make renames in a folder survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
