"""How a store of an earlier version becomes one of this version; each step is taken after a backup."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, Table, func, inspect, select, text

from extractor.dataset.faults import newer
from extractor.dataset.schema import (
    CAMPAIGNS,
    CORRECTIONS,
    DECISIONS,
    LOG,
    METADATA,
    NAMES,
    ORIGINALS,
    READINGS,
    SCHEMA_VERSIONS,
    SUBMISSIONS,
)


def _create(connection: Connection, tables: Sequence[Table]) -> None:
    METADATA.create_all(connection, tables=tables)
    for table in tables:
        _close(connection, table.name)


def _close(connection: Connection, table: str) -> None:
    """Make the database itself refuse to change or delete rows."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME; END $$"
            )
        )
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            )
        )
        return
    for event in ("UPDATE", "DELETE"):
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
            )
        )


def _first(connection: Connection) -> None:
    _create(connection, (SCHEMA_VERSIONS, LOG, SUBMISSIONS, NAMES, ORIGINALS, READINGS, CORRECTIONS, DECISIONS))


def _campaigns(connection: Connection) -> None:
    _create(connection, (CAMPAIGNS,))


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first, _campaigns)
"""Step n leads from version n to version n + 1; steps are never changed, only added."""

CURRENT = len(MIGRATIONS)


def version_of(connection: Connection) -> int:
    """The version of the store; 0 for an empty database."""
    if not inspect(connection).has_table(SCHEMA_VERSIONS.name):
        return 0
    return int(connection.execute(select(func.coalesce(func.max(SCHEMA_VERSIONS.c.version), 0))).scalar_one())


def migrate(connection: Connection, now: str, where: str, last: int = CURRENT) -> None:
    """Take the missing steps inside the connection's transaction: all of them or none."""
    found = version_of(connection)
    if found > last:
        raise newer(where, found, last)
    for version in range(found, last):
        MIGRATIONS[version](connection)
        connection.execute(SCHEMA_VERSIONS.insert().values(version=version + 1, applied_at=now))


def back_up_sqlite(store: Path, folder: Path, version: int) -> Path:
    """A copy of the store before it is migrated; an earlier copy of the same version is kept beside it."""
    folder.mkdir(exist_ok=True)
    number, target = 1, folder / f"store-v{version}.sqlite"
    while target.exists():
        number += 1
        target = folder / f"store-v{version}-{number}.sqlite"
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    source, copy = sqlite3.connect(store), sqlite3.connect(partial)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    partial.replace(target)
    return target


def back_up_postgresql(connection: Connection, version: int) -> str:
    """A copy of all tables in a schema of their own, inside the transaction that migrates."""
    names = inspect(connection).get_schema_names()
    number, schema = 1, f"backup_v{version}"
    while schema in names:
        number += 1
        schema = f"backup_v{version}_{number}"
    connection.execute(text(f"CREATE SCHEMA {schema}"))
    for table in inspect(connection).get_table_names():
        connection.execute(text(f"CREATE TABLE {schema}.{table} AS TABLE {table}"))
    return schema
