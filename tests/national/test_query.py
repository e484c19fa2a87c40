"""Read-only SQL: it answers, and it can do nothing else."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.errors import UsageError
from extractor.national import consolidate
from extractor.national.package_query import ask, open_package
from schemas import Report
from tests.national.reports import figure, report


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("query")
    reports: list[Report] = [
        report("12", "Lai Châu", figure("union_members", 10), figure("staff_female", 2)),
        report("40", "Nghệ An", figure("union_members", 32, bound="at_least")),
    ]
    consolidate(reports, {}, out)
    return out


def state(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_it_answers_over_the_tables_of_the_dataset(dataset: Path) -> None:
    answer = ask(
        open_package(dataset), "SELECT unit_name, value FROM facts WHERE indicator = 'union_members' ORDER BY 2"
    )
    assert (answer.columns, answer.rows) == (("unit_name", "value"), (("Lai Châu", 10.0), ("Nghệ An", 32.0)))


def test_the_columns_of_a_pivot_may_come_from_the_data(dataset: Path) -> None:
    answer = ask(open_package(dataset), "PIVOT facts ON bound USING count(*) GROUP BY unit_name ORDER BY unit_name")
    assert answer.records() == [
        {"unit_name": "Lai Châu", "at_least": 0, "exact": 2},
        {"unit_name": "Nghệ An", "at_least": 1, "exact": 0},
    ]


@pytest.mark.parametrize("sql", ["SHOW TABLES", "DESCRIBE facts", "FROM codes LIMIT 1", "EXPLAIN SELECT 1"])
def test_questions_about_the_tables_are_answered(dataset: Path, sql: str) -> None:
    assert ask(open_package(dataset), sql).rows


def test_two_columns_of_one_name_are_both_kept(dataset: Path) -> None:
    assert ask(open_package(dataset), "SELECT 1 AS a, 2 AS a").records() == [{"a": 1, "a_2": 2}]


WRITES = (
    "INSERT INTO facts SELECT * FROM facts",
    "UPDATE facts SET value = 0",
    "DELETE FROM facts",
    "DROP TABLE facts",
    "CREATE TABLE mine AS SELECT 1",
    "CREATE TEMP TABLE mine AS SELECT 1",
    "CREATE TABLE mine AS PIVOT facts ON bound USING count(*)",
    "EXPLAIN ANALYZE INSERT INTO facts SELECT * FROM facts",
    "ALTER TABLE facts DROP COLUMN value",
    "COPY facts TO '{out}/copy.csv'",
    "EXPLAIN ANALYZE COPY facts TO '{out}/copy.csv'",
    "EXPORT DATABASE '{out}/all'",
    "ATTACH '{out}/other.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA disable_verification",
    "CALL pragma_version()",
    "COMMIT",
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM glob('{out}/*')",
    "SELECT * FROM sniff_csv('{secret}')",
    "SELECT * FROM read_parquet('https://example.invalid/x.parquet')",
    "SELECT * FROM dataset",
    "SELECT 1; DROP TABLE facts",
    "",
    "-- nothing",
    "SELECT FROM WHERE",
)


@pytest.mark.parametrize("sql", WRITES)
def test_nothing_but_a_question_is_allowed(dataset: Path, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    before = state(dataset), state(tmp_path)
    database = open_package(dataset)
    rows = ask(database, "SELECT count(*) FROM facts").rows
    with pytest.raises(UsageError):
        ask(database, sql.format(out=tmp_path, secret=secret))
    assert ask(database, "SELECT count(*) FROM facts").rows == rows
    assert (state(dataset), state(tmp_path)) == before


def test_the_command_prints_json_where_it_is_piped(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT unit_name AS đơn_vị, value::DECIMAL(10,2) AS n, [1, 2] AS l, 'nan'::DOUBLE AS x FROM facts ORDER BY 2"
    assert main(["query", str(dataset), sql]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert first == {"đơn_vị": "Lai Châu", "n": 2, "l": [1, 2], "x": None}


def test_wrong_sql_and_a_folder_without_data_are_told_with_code_2(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", str(dataset), "SELECT * FROM fact", "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert 'Did you mean "facts"' in told.err
    assert main(["query", str(tmp_path), "SELECT 1"]) == 2
    assert "consolidate" in capsys.readouterr().err


def test_a_damaged_file_is_told(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/facts.parquet").write_bytes(b"PAR1 no more")
    assert main(["query", str(tmp_path), "SELECT 1"]) == 2
    assert "facts.parquet" in capsys.readouterr().err


ENDLESS = "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) SELECT count(*) FROM t"


def test_a_question_without_end_is_given_up_and_the_next_is_answered(dataset: Path) -> None:
    database = open_package(dataset)
    with pytest.raises(UsageError, match=r"0\.2"):
        ask(database, ENDLESS, seconds=0.2)
    assert ask(database, "SELECT count(*) FROM facts").rows == ((3,),)


def test_a_signal_ends_a_question(dataset: Path) -> None:
    command = [sys.executable, "-m", "extractor.cli", "query", str(dataset), ENDLESS]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "TONGHOP_LANG": "en"})
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=3)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130, said
