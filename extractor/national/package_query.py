"""Read-only SQL over the researcher's package.

The Parquet files are copied into tables of a database in memory; then access to anything outside is
switched off and the configuration locked, and the question is asked in a read-only transaction. So a
query can neither change the dataset nor read or write another file, nor load an extension.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from extractor.errors import UsageError
from extractor.messages import say

_CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Without this a query could read variables of this very program by their names.
    "python_enable_replacements": False,
}
_CLOSED = ("SET temp_directory=''", "SET enable_external_access=false", "SET lock_configuration=true")

_QUESTIONS = frozenset({"SELECT", "EXPLAIN", "MULTI"})
"""Kinds of statements that ask: MULTI is a PIVOT whose columns come from the data."""


@dataclass(frozen=True)
class Answer:
    """The rows of an answer; a name of a column that occurs twice is numbered."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """One mapping a row, as JSON shows it."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def parquet_files(dataset: Path) -> list[Path]:
    """The Parquet files of a dataset folder. Raises UsageError if there is none."""
    files = sorted((dataset / "data").glob("*.parquet"))
    if not files:
        raise UsageError(*(say("dataset.none", lang, path=dataset) for lang in ("vi", "en")))
    return files


def open_package(dataset: Path) -> duckdb.DuckDBPyConnection:
    """A closed database in memory with a table for each Parquet file of the dataset.

    Raises:
        UsageError: the folder is no dataset, or a file of it is damaged.
    """
    database = duckdb.connect(":memory:", config=_CONFIG)
    for path in parquet_files(dataset):
        name = path.stem.replace('"', '""')
        try:
            database.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_parquet(?)', [str(path)])
        except duckdb.Error as error:
            raise _refused("dataset.damaged", path=path, reason=_first_line(error)) from error
    for setting in _CLOSED:
        database.execute(setting)
    return database


def ask(database: duckdb.DuckDBPyConnection, sql: str, *, seconds: float | None = None) -> Answer:
    """The answer to one question, given up after so many seconds; Ctrl-C ends it at once.

    Raises:
        UsageError: the SQL is wrong, is not exactly one statement, would do more than ask, or takes too long.
    """
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise _refused("query.wrong", reason=_told(error)) from error
    if len(statements) != 1:
        raise _refused("query.one", n=len(statements))
    kind = statements[0].type.name
    if kind not in _QUESTIONS:
        raise _refused("query.reads", kind=kind)
    database.execute("BEGIN TRANSACTION READ ONLY")
    try:
        names, rows = _watched(database, statements[0], seconds)
    except duckdb.InterruptException as error:
        raise _refused("query.timeout", seconds=f"{seconds:g}") from error
    except duckdb.Error as error:
        raise _refused("query.wrong", reason=_told(error)) from error
    finally:
        database.execute("ROLLBACK")
    return Answer(_distinct(names), tuple(rows))


def _watched(
    database: duckdb.DuckDBPyConnection, statement: duckdb.Statement, seconds: float | None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names and rows of an answer that a thread waits for: this one stays free to hear signals and the clock."""

    def answer() -> tuple[list[str], list[tuple[Any, ...]]]:
        asked = database.execute(statement)
        rows = asked.fetchall()
        return [column[0] for column in asked.description or ()], rows

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(answer)
        try:
            wait([waiting], timeout=seconds)
        finally:
            if not waiting.done():
                database.interrupt()
        return waiting.result()


def _refused(key: str, **values: object) -> UsageError:
    return UsageError(*(say(key, lang, **values) for lang in ("vi", "en")))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _told(error: Exception) -> str:
    """What DuckDB says, with its "did you mean" and the marked line, without blank lines."""
    return "\n".join(line for line in str(error).strip().splitlines() if line.strip())


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Every name once: the second "count" becomes "count_2".

    >>> _distinct(["a", "b", "a", "a_2"])
    ('a', 'b', 'a_2', 'a_2_2')
    """
    taken: list[str] = []
    for name in names:
        given, number = name, 1
        while given in taken:
            number += 1
            given = f"{name}_{number}"
        taken.append(given)
    return tuple(taken)
