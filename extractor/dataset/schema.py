"""The tables of the store. Rows are only ever added: the database itself refuses to change or delete one.

Every row of every table has its own place `seq` in one log; the log chains their hashes, so that a row
changed, taken out or put in afterwards is seen (`extractor.dataset.verification`).
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()


def _entry(name: str, *columns: Column[object] | Index | UniqueConstraint) -> Table:
    """A table of one kind of log entry."""
    return Table(
        name,
        METADATA,
        Column("seq", Integer, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
        *columns,
        Column("received_at", Text, nullable=False),
    )


SCHEMA_VERSIONS = Table(
    "schema_versions",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied_at", Text, nullable=False),
)
LOG = Table(
    "log",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
SUBMISSIONS = _entry("submissions", Column("sha256", Text, nullable=False, unique=True))
"""A file that came in, known by its bytes. The order of `seq` is the order of receipt."""

NAMES = _entry(
    "names",
    Column("sha256", Text, ForeignKey("submissions.sha256"), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("sha256", "name"),
)
"""Each name under which those bytes came."""

ORIGINALS = _entry(
    "originals",
    Column("sha256", Text, ForeignKey("submissions.sha256"), nullable=False, unique=True),
    Column("size", Integer, nullable=False),
)
"""The bytes are in `originals/`. A submission taken in as a record of `extract` has none."""

READINGS = _entry(
    "readings",
    Column("sha256", Text, ForeignKey("submissions.sha256"), nullable=False),
    Column("extractor", Text, nullable=False),
    Column("catalogue", Text, nullable=False),
    Column("unit_era", Text),
    Column("unit_code", Text),
    Column("unit_name", Text),
    Column("reviewed", Text),
    Column("issued", Text),
    Column("draft", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("record_sha256", Text, nullable=False),
    Column("text_sha256", Text),
    Column("record", LargeBinary, nullable=False),
    Column("text", LargeBinary),
    UniqueConstraint("sha256", "extractor", "catalogue", "record_sha256"),
)
"""What one version of the program read: the record, and the text that its anchors count in (both compressed)."""

CORRECTIONS = _entry(
    "corrections",
    Column("sha256", Text, ForeignKey("submissions.sha256"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("figure", Text, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Column("quote", Text),
    Column("before", Text),
    Column("after", Text),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""What a person changed: value, reject, add or assign. `old` and `new` are figures in JSON."""

DECISIONS = _entry(
    "decisions",
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reading", Integer),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""What a person settled: which reading holds, which correction is taken back, which report is withdrawn."""

CAMPAIGNS = _entry("campaigns", Column("name", Text, nullable=False), Column("body", Text, nullable=False))
"""Campaign files as they were given; the last of a name holds."""

ENTRIES: dict[str, Table] = {
    table.name: table for table in (SUBMISSIONS, NAMES, ORIGINALS, READINGS, CORRECTIONS, DECISIONS, CAMPAIGNS)
}
"""The tables whose rows the log chains, by their names."""

BLOBS = frozenset({"record", "text"})
"""Compressed columns: the log vouches for their content by the hashes beside them."""
