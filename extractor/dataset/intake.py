"""Taking reports in: the same bytes once, each reading once, every name under which they came."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from extractor.dataset.chain import digest, packed
from extractor.dataset.folder import Dataset
from extractor.dataset.history import RECORD_VERSION, Reading
from extractor.dataset.schema import NAMES, ORIGINALS, READINGS, SUBMISSIONS
from extractor.dataset.store import Writer
from extractor.dataset.versions import ReadingVersion
from schemas.report import Header, Report

Taken = Literal["new", "known", "reread"]
"""`new`: these bytes came for the first time. `known`: nothing to add. `reread`: a further reading of known bytes."""


UNKNOWN_VERSION = ReadingVersion(RECORD_VERSION, RECORD_VERSION)


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of one file: the record, the text its anchors count in, and the bytes it read."""

    report: Report
    text: str | None = None
    data: bytes | None = None
    version: ReadingVersion = UNKNOWN_VERSION


def take_in(dataset: Dataset, read: Read) -> Taken:
    """Add one report to the dataset, all of it or nothing.

    The bytes are kept before the rows that speak of them: a program killed in between leaves a file
    that the next run finds again, never a row without its file.

    Raises:
        ValueError: the bytes are not those that the record was read from.
        DatasetError, OSError: nothing was added.
    """
    sha256 = read.report.source.sha256
    if read.data is not None:
        if hashlib.sha256(read.data).hexdigest() != sha256:
            raise ValueError(f"the bytes are not those of {sha256}")
        dataset.originals.keep(read.data)
    with dataset.store.writing() as writer:
        return _add(writer, read, sha256)


def note_names(dataset: Dataset, named: Iterable[tuple[str, str]]) -> int:
    """Note other names under which known bytes came, given as sha256 and name; how many were new."""
    with dataset.store.reading() as connection:
        known = {(sha256, name) for sha256, name in connection.execute(select(NAMES.c.sha256, NAMES.c.name))}
    new = [entry for entry in named if entry not in known]
    if not new:
        return 0
    with dataset.store.writing() as writer:
        return sum(_add_name(writer, sha256, name) for sha256, name in new)


def readings_known(dataset: Dataset, version: ReadingVersion) -> frozenset[str]:
    """The sha256 of all originals that this version has read."""
    query = select(READINGS.c.sha256).where(
        READINGS.c.extractor == version.extractor, READINGS.c.catalogue == version.catalogue
    )
    with dataset.store.reading() as connection:
        return frozenset(connection.execute(query).scalars())


def _add(writer: Writer, read: Read, sha256: str) -> Taken:
    connection = writer.connection
    names = _names(connection, sha256)
    if not names:
        writer.add("submissions", sha256=sha256)
    _add_name(writer, sha256, read.report.source.name)
    has_original = connection.execute(select(ORIGINALS.c.seq).where(ORIGINALS.c.sha256 == sha256)).first() is not None
    if read.data is not None and not has_original:
        writer.add("originals", sha256=sha256, size=len(read.data))
    if names and read.version.extractor == RECORD_VERSION and has_original:
        # The original is here and this program reads it itself: a record of it tells nothing more.
        return "known"
    # The record is kept under the first name, so that another name alone never makes another reading.
    name = names[0] if names else read.report.source.name
    body = _named(read.report, name).model_dump_json().encode()
    return _add_reading(writer, read, sha256, body, known=bool(names))


def _add_reading(writer: Writer, read: Read, sha256: str, body: bytes, *, known: bool) -> Taken:
    version, header = read.version, read.report.header
    record_sha256 = digest(body)
    same = select(READINGS.c.seq).where(
        READINGS.c.sha256 == sha256,
        READINGS.c.extractor == version.extractor,
        READINGS.c.catalogue == version.catalogue,
        READINGS.c.record_sha256 == record_sha256,
    )
    if writer.connection.execute(same).first() is not None:
        return "known"
    text = None if read.text is None else read.text.encode("utf-8", "surrogatepass")
    unit = header.unit
    writer.add(
        "readings",
        sha256=sha256,
        extractor=version.extractor,
        catalogue=version.catalogue,
        unit_era=unit.era if unit else None,
        unit_code=unit.code if unit else None,
        unit_name=unit.name if unit else None,
        reviewed=reviewed_key(header),
        issued=header.issued,
        draft=int(header.draft),
        figures=len(read.report.figures),
        record_sha256=record_sha256,
        text_sha256=None if text is None else digest(text),
        record=packed(body),
        text=None if text is None else packed(text),
    )
    return "reread" if known else "new"


def _names(connection: Connection, sha256: str) -> list[str]:
    query = select(NAMES.c.name).where(NAMES.c.sha256 == sha256).order_by(NAMES.c.seq)
    return list(connection.execute(query).scalars())


def _add_name(writer: Writer, sha256: str, name: str) -> bool:
    if name in _names(writer.connection, sha256):
        return False
    writer.add("names", sha256=sha256, name=name)
    return True


def _named(report: Report, name: str) -> Report:
    return report.model_copy(update={"source": report.source.model_copy(update={"name": name})})


def reviewed_key(header: Header) -> str | None:
    """The document under review in one string, as printed; null where none is named."""
    reviewed = header.reviewed
    if reviewed is None:
        return None
    return " ".join(part for part in (reviewed.type, reviewed.number or reviewed.name, reviewed.issued) if part)


def is_known(connection: Connection, sha256: str) -> bool:
    """True if these bytes came before."""
    return connection.execute(select(SUBMISSIONS.c.seq).where(SUBMISSIONS.c.sha256 == sha256)).first() is not None


def accept(dataset: Dataset, reading: Reading, who: str, why: str) -> None:
    """Decide that a later reading counts from now on."""
    with dataset.store.writing() as writer:
        writer.add("decisions", kind="accept", subject=reading.sha256, reading=reading.seq, who=who, why=why)
