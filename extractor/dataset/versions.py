"""Which version of the program read a report: the code that reads, the libraries it uses, the data it knows."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_EXTRACTOR = Path(__file__).parents[1]
_SCHEMAS = _EXTRACTOR.parent / "schemas"
_READING_CODE = ("pipeline.py", "facts.py", "header.py", "ledger.py", "language", "layers", "lexicon", "readers")
_LIBRARIES = ("lxml", "pdfplumber", "pypdfium2", "regex", "spacy")
LENGTH = 16


@dataclass(frozen=True, slots=True)
class ReadingVersion:
    """Two readings of the same bytes by the same version are the same."""

    extractor: str
    catalogue: str


def _content(files: Iterable[Path], root: Path, *more: str) -> str:
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file.relative_to(root).as_posix()}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    total.update("\0".join(more).encode())
    return total.hexdigest()[:LENGTH]


def _under(*places: Path, suffixes: frozenset[str]) -> list[Path]:
    files: list[Path] = []
    for place in places:
        files += [place] if place.is_file() else [path for path in place.rglob("*") if path.suffix in suffixes]
    return files


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def reading_version() -> ReadingVersion:
    """The version that would read a report now, from the content of the files that take part."""
    code = _under(*(_EXTRACTOR / name for name in _READING_CODE), *_SCHEMAS.glob("*.py"), suffixes=frozenset({".py"}))
    data = _under(_EXTRACTOR / "lexicon", _SCHEMAS / "data", suffixes=frozenset({".toml", ".csv", ".json"}))
    libraries = [f"{name} {_installed(name)}" for name in _LIBRARIES]
    extractor = f"{_installed('tonghop')}+{_content(code, _EXTRACTOR.parent, *libraries)}"
    return ReadingVersion(extractor, _content(data, _EXTRACTOR.parent))


@cache
def projecting_version() -> str:
    """The version of everything that turns readings into exports: all code and data of the project."""
    files = _under(_EXTRACTOR, _SCHEMAS, suffixes=frozenset({".py", ".toml", ".csv", ".json", ".css", ".js"}))
    libraries = [f"{name} {_installed(name)}" for name in ("pyarrow", "xlsxwriter", "python-docx", "regex")]
    return _content(files, _EXTRACTOR.parent, *libraries)
