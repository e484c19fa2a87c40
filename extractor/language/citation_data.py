"""The knowledge behind citations: kinds of documents and issuers, read from two data files.

The files are `extractor/lexicon/document_types.toml` and `issuers.toml`; each record carries
examples, and a test proves that the record reads its examples and that each example finds its
record.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeVar

from extractor.errors import CatalogueError
from extractor.language.folding import fold, skeleton

System = Literal["union", "party", "state"]
Scope = Literal["national", "local", "body"]

_Record = TypeVar("_Record")

TYPES_FILE, ISSUERS_FILE = "document_types.toml", "issuers.toml"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: its name, its code in numbers, its words and abbreviations in running text."""

    name: str
    key: str
    codes: tuple[str, ...]
    words: tuple[str, ...]
    short: tuple[str, ...]
    bare: Literal["free", "known"]
    verb: bool = False
    with_year: bool = False
    symbol: str = ""
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer by the suffix of its numbers."""

    code: str
    suffixes: tuple[str, ...]
    system: System
    scope: Scope
    name: str
    written: tuple[str, ...]
    also: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """A law that reports cite by name; `enacted` pairs its years with its numbers."""

    name: str
    enacted: tuple[tuple[str, str], ...]
    examples: tuple[str, ...] = ()


def bare(text: str) -> str:
    """Lower case without diacritics: the key under which codes and words are looked up."""
    return skeleton(fold(text))


@cache
def _data(file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(resources.files("extractor.lexicon").joinpath(file).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(
            f"Không đọc được {file}: {error}. Hãy sửa tệp dữ liệu.",
            f"{file} cannot be read: {error}. Mend the data file.",
        ) from error


def _records(file: str, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, record in enumerate(_data(file).get(table, []), start=1):
        yield f"{file} [[{table}]] {number} ({record.get('name', '?')})", record


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _build(kind: type[_Record], file: str, table: str) -> tuple[_Record, ...]:
    built = []
    for where, record in _records(file, table):
        try:
            built.append(kind(**{key: _frozen(value) for key, value in record.items()}))
        except TypeError as error:
            raise CatalogueError(f"{where}: bản ghi sai ({error}).", f"{where}: wrong record ({error}).") from error
    if not built:
        raise CatalogueError(f"{file}: không có bản ghi [[{table}]].", f"{file}: no record [[{table}]].")
    return tuple(built)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """The kinds of documents, in the order of the file. Raises CatalogueError for a wrong file."""
    return _build(DocumentType, TYPES_FILE, "type")


@cache
def issuers() -> tuple[Issuer, ...]:
    """The issuers, in the order of the file. Raises CatalogueError for a wrong file."""
    return _build(Issuer, ISSUERS_FILE, "issuer")


@cache
def laws() -> tuple[Law, ...]:
    """The laws known by name. Raises CatalogueError for a wrong file."""
    return _build(Law, TYPES_FILE, "law")


@cache
def types_by_name() -> dict[str, DocumentType]:
    """Kind of document by its Vietnamese name."""
    return {kind.name: kind for kind in document_types()}


@cache
def types_by_code() -> dict[str, tuple[DocumentType, ...]]:
    """Kinds of documents by a code as written: QĐ is that of quyết định and of quy định."""
    table: dict[str, tuple[DocumentType, ...]] = {}
    for kind in document_types():
        for code in kind.codes:
            table[code] = (*table.get(code, ()), kind)
    return table


@cache
def issuers_by_suffix() -> dict[str, Issuer]:
    """Issuer by a suffix as written."""
    table: dict[str, Issuer] = {}
    for issuer in issuers():
        for suffix in issuer.suffixes:
            if suffix in table:
                raise CatalogueError(
                    f"{ISSUERS_FILE}: ký hiệu {suffix} có hai bản ghi.",
                    f"{ISSUERS_FILE}: suffix {suffix} stands twice.",
                )
            table[suffix] = issuer
    return table


@cache
def repairs() -> tuple[dict[str, str], dict[str, str]]:
    """For type codes and for suffixes: the spelling without marks and case → the one as written.

    Only where it is the spelling of one code alone: DA may be đề án or dự án, so it is not repaired.
    """
    tables = []
    for written in (list(types_by_code()), list(issuers_by_suffix())):
        table: dict[str, str] = {}
        clashes = set()
        for code in written:
            key = bare(code)
            if key in table:
                clashes.add(key)
            table.setdefault(key, code)
        tables.append({key: code for key, code in table.items() if key not in clashes or code == code.upper()})
    return tables[0], tables[1]


@cache
def aliases() -> dict[str, str]:
    """Other spellings of a suffix → the suffix: TƯ → TW."""
    return {alias: issuer.suffixes[0] for issuer in issuers() for alias in issuer.also}


@cache
def counted_words() -> tuple[str, ...]:
    """What reports count: "Kế hoạch 12 tháng" cites no document. Raises CatalogueError for a wrong file."""
    words = _data(TYPES_FILE).get("counted")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise CatalogueError(f"{TYPES_FILE}: thiếu danh sách counted.", f"{TYPES_FILE}: the list counted is missing.")
    return tuple(words)
