"""Recomputes what the dataset vouches for: bytes, rows, chain, records, anchors, exports."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, select

from extractor.dataset.chain import GENESIS, digest, link, row_hash, unpacked
from extractor.dataset.exports import check_exports
from extractor.dataset.folder import Dataset
from extractor.dataset.schema import BLOBS, ENTRIES, LOG, READINGS

Fault = Literal[
    "chain_broken",
    "row_changed",
    "row_missing",
    "row_unlogged",
    "original_missing",
    "original_changed",
    "original_unlogged",
    "record_damaged",
    "anchor_off",
    "text_differs",
    "export_changed",
    "head_unknown",
]
"""What can be wrong.

`chain_broken`: a log row does not follow from the one before. `row_*`: a row is not the one that was
logged, or is in one of the two only. `original_*`: bytes that are not those of their name, are absent, or
that no row speaks of (what a program killed during intake leaves; the next intake of the file takes it up).
`anchor_off`: the characters at an anchor are not its quote. `text_differs`: reading the original again
gives another text. `export_changed`: an export is not the file that was written. `head_unknown`: the hash
that was noted down elsewhere is not in the chain.
"""
REMARKS: frozenset[str] = frozenset({"original_unlogged"})
"""What is told and is no damage."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, and with which row, file or anchor."""

    fault: Fault
    about: str

    @property
    def damage(self) -> bool:
        """False for a mere remark."""
        return self.fault not in REMARKS


@dataclass(slots=True)
class Verification:
    """What was checked, how much of it, and what is wrong. `head` is the last hash of the chain."""

    head: str = GENESIS
    checked: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True if nothing is damaged."""
        return not any(problem.damage for problem in self.problems)

    def count(self, what: str, number: int = 1) -> None:
        """Note that something was checked."""
        self.checked[what] = self.checked.get(what, 0) + number

    def add(self, fault: Fault, about: object) -> None:
        """Note that something is wrong."""
        self.problems.append(Problem(fault, str(about)))


Decoder = Callable[[Iterable[str]], Iterator[tuple[str, str | None]]]
"""Reads the text of originals (by sha256) again; null for one that can no longer be read."""


def verify(
    dataset: Dataset, *, noted_head: str | None = None, version: str | None = None, decoder: Decoder | None = None
) -> Verification:
    """Check everything against everything else; nothing is changed.

    The chain shows that rows were changed; it cannot show that a whole store was written anew, unless its
    last hash was noted down elsewhere: `noted_head`. With `decoder`, the originals that `version` of the
    extractor read are read again and their texts compared.
    """
    found = Verification()
    with dataset.store.reading() as connection:
        _check_chain(connection, found, noted_head)
        originals = _check_originals(connection, dataset, found)
        texts = _check_readings(connection, found, version)
    if decoder is not None:
        for sha256, text in decoder(sorted(texts.keys() & originals)):
            found.count("texts")
            if text is None or digest(text.encode("utf-8", "surrogatepass")) != texts[sha256]:
                found.add("text_differs", sha256)
    names, differing = check_exports(dataset.folder)
    found.count("exports", names)
    for name in differing:
        found.add("export_changed", name)
    return found


def _check_chain(connection: Connection, found: Verification, noted_head: str | None) -> None:
    rows = {kind: _rows(connection, kind) for kind in ENTRIES}
    previous, expected, seen = GENESIS, 1, noted_head in {None, GENESIS}
    for entry in connection.execute(select(LOG).order_by(LOG.c.seq)):
        found.count("rows")
        if (
            entry.previous != previous
            or entry.seq != expected
            or entry.hash != link(entry.seq, entry.kind, entry.row_hash, entry.previous)
        ):
            found.add("chain_broken", f"log {entry.seq}")
        row = rows.get(entry.kind, {}).pop(entry.seq, None)
        if row is None:
            found.add("row_missing", f"{entry.kind} {entry.seq}")
        elif row_hash(row) != entry.row_hash:
            found.add("row_changed", f"{entry.kind} {entry.seq}")
        previous, expected = entry.hash, entry.seq + 1
        seen = seen or entry.hash == noted_head
    found.head = previous
    for kind, left in rows.items():
        for seq in left:
            found.add("row_unlogged", f"{kind} {seq}")
    if not seen:
        found.add("head_unknown", noted_head)


def _rows(connection: Connection, kind: str) -> dict[int, Mapping[str, Any]]:
    columns = [column for column in ENTRIES[kind].columns if column.name not in BLOBS]
    return {row.seq: row._asdict() for row in connection.execute(select(*columns))}


def _check_originals(connection: Connection, dataset: Dataset, found: Verification) -> set[str]:
    table = ENTRIES["originals"]
    logged = {row.sha256: row.size for row in connection.execute(select(table))}
    for sha256, size in sorted(logged.items()):
        found.count("originals")
        try:
            data = dataset.originals.path(sha256).read_bytes()
        except OSError:
            found.add("original_missing", sha256)
            continue
        if len(data) != size or digest(data) != sha256:
            found.add("original_changed", sha256)
    for sha256 in dataset.originals.names():
        if sha256 not in logged:
            found.add("original_unlogged", sha256)
    return set(logged)


def _check_readings(connection: Connection, found: Verification, version: str | None) -> dict[str, str]:
    """Check records and anchors; gives the hashes of the texts that `version` read, by sha256 of the original."""
    texts: dict[str, str] = {}
    # One at a time: the records of a whole country do not fit in memory.
    for seq in list(connection.execute(select(READINGS.c.seq).order_by(READINGS.c.seq)).scalars()):
        row = connection.execute(select(READINGS).where(READINGS.c.seq == seq)).one()
        found.count("readings")
        try:
            record, text = _unpacked(row.record, row.record_sha256), None
            if row.text is not None:
                text = _unpacked(row.text, row.text_sha256).decode("utf-8", "surrogatepass")
        except ValueError:
            found.add("record_damaged", f"readings {seq}")
            continue
        if text is None:
            found.count("records_without_text")
            continue
        if row.extractor == version:
            texts[row.sha256] = row.text_sha256
        for start, end, quote in _anchors(json.loads(record)):
            found.count("anchors")
            if text[start:end] != quote:
                found.add("anchor_off", f"readings {seq}, {start}:{end}")
    return texts


def _unpacked(packed: bytes, sha256: str) -> bytes:
    data = unpacked(packed)
    if digest(data) != sha256:
        raise ValueError(sha256)
    return data


def _anchors(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every anchor anywhere in a record."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value["start"], value["end"], value["quote"]
        for part in value.values():
            yield from _anchors(part)
    elif isinstance(value, list):
        for part in value:
            yield from _anchors(part)
