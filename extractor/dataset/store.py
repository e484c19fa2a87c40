"""The append-only SQL store: SQLite beside the originals, or PostgreSQL by URL."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from extractor.dataset.chain import GENESIS, link, row_hash
from extractor.dataset.faults import DatasetError, newer, no_dataset, unopened, unwritable
from extractor.dataset.migrations import CURRENT, back_up_postgresql, back_up_sqlite, migrate, version_of
from extractor.dataset.schema import ENTRIES, LOG

Clock = Callable[[], str]
BUSY_SECONDS = 30


def wall_clock() -> str:
    """The time of receipt in UTC; SOURCE_DATE_EPOCH (seconds since 1970) stands still for builds and tests."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")


class Writer:
    """Adds rows inside one transaction and chains them."""

    def __init__(self, connection: Connection, now: str) -> None:
        self.connection = connection
        self._now = now
        last = connection.execute(select(LOG.c.seq, LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)).first()
        self._seq: int = last.seq if last else 0
        self._previous: str = last.hash if last else GENESIS

    def add(self, kind: str, /, **values: Any) -> int:
        """Add one row to the table `kind` and its link to the log; returns its place."""
        table = ENTRIES[kind]
        self._seq += 1
        row = {column.name: values.get(column.name) for column in table.columns}
        row |= {"seq": self._seq, "received_at": self._now}
        content = row_hash(row)
        chained = link(self._seq, kind, content, self._previous)
        self.connection.execute(
            LOG.insert().values(seq=self._seq, kind=kind, row_hash=content, previous=self._previous, hash=chained)
        )
        self.connection.execute(table.insert().values(row))
        self._previous = chained
        return self._seq


class Store:
    """One open store. Close it, or use it as a context."""

    def __init__(self, engine: Engine, where: str, clock: Clock) -> None:
        self._engine = engine
        self._where = where
        self._clock = clock

    @classmethod
    def sqlite(cls, path: Path, *, clock: Clock = wall_clock, create: bool = False) -> Self:
        """Open the SQLite file of a dataset; where nothing can be written it is opened for reading only.

        Raises DatasetError where there is none (and `create` is not set), or it cannot be read.
        """
        exists = path.exists()
        if not exists and not create:
            raise no_dataset(path.parent)
        writable = os.access(path.parent, os.W_OK) and (not exists or os.access(path, os.W_OK))
        if not exists and not writable:
            raise unwritable(path.parent, os.strerror(13))
        # Without the right to write beside it, SQLite can read a file only if told that nobody changes it.
        query = {"uri": "true"} if writable else {"uri": "true", "mode": "ro", "immutable": "1"}
        database = path.resolve().as_uri()
        engine = create_engine(
            URL.create("sqlite", database=database, query=query), connect_args={"timeout": BUSY_SECONDS}
        )
        event.listen(engine, "connect", _set_up_sqlite if writable else _set_up_reading)
        event.listen(engine, "begin", _begin_sqlite)
        store = cls(engine, str(path), clock)
        with store._opening():
            found = store._version()
            if found > CURRENT:
                raise newer(path, found, CURRENT)
            if found < CURRENT and writable:
                if found:
                    back_up_sqlite(path, path.parent / "backups", found)
                with store._writing() as connection:
                    migrate(connection, clock(), str(path))
        return store

    @classmethod
    def at(cls, url: str, *, clock: Clock = wall_clock) -> Self:
        """Open a store by URL (`postgresql+psycopg://user@host/database`). Raises DatasetError."""
        shown = hidden(url)
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() != "postgresql":
                raise unopened(shown, "postgresql+psycopg://…")
            engine = create_engine(parsed, pool_pre_ping=True)
        except (ArgumentError, NoSuchModuleError) as error:
            raise unopened(shown, error) from error
        store = cls(engine, shown, clock)
        with store._opening():
            found = store._version()
            if found > CURRENT:
                raise newer(shown, found, CURRENT)
            if found < CURRENT:
                with store._writing() as connection:
                    # Of several programs that start at once one migrates; the others find it done.
                    connection.execute(text("SELECT pg_advisory_xact_lock(7464)"))
                    found = version_of(connection)
                    if 0 < found < CURRENT:
                        back_up_postgresql(connection, found)
                    migrate(connection, clock(), shown)
        return store

    def close(self) -> None:
        """Let go of the database; SQLite then folds its log into the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store."""
        with self._told(unopened), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction of additions: all of them or, if anything is raised, none."""
        with self._told(unwritable), self._writing() as connection:
            if self.dialect == "postgresql":
                # The chain has one end: writers take turns, readers go on.
                connection.execute(text("LOCK TABLE log IN EXCLUSIVE MODE"))
            yield Writer(connection, self._clock())

    @contextmanager
    def _opening(self) -> Iterator[None]:
        """Nothing stays connected to a store that could not be opened."""
        try:
            with self._told(unopened):
                yield
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _writing(self) -> Generator[Connection, None, None]:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def _version(self) -> int:
        with self._engine.connect() as connection:
            return version_of(connection)

    @contextmanager
    def _told(self, fault: Callable[[object, object], DatasetError]) -> Iterator[None]:
        """Database errors as errors of the dataset, without the SQL."""
        try:
            yield
        except DBAPIError as error:
            raise fault(self._where, str(error.orig).strip().split("\n")[0]) from error
        except SQLAlchemyError as error:
            raise fault(self._where, str(error).split("\n")[0]) from error


def hidden(url: str) -> str:
    """A store's URL without its password."""
    try:
        whole = make_url(url)
        query = {name: value for name, value in whole.query.items() if name != "password"}
        return URL.create(
            whole.drivername, whole.username, None, whole.host, whole.port, whole.database, query
        ).render_as_string()
    except ArgumentError:
        return url.rpartition("@")[2]


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_reading(connection: Any, _: object) -> None:
    connection.isolation_level = None


def _begin_sqlite(connection: Connection) -> None:
    # The driver would begin only at the first change: too late for a consistent read of the chain's end.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
