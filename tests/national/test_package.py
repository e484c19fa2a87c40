"""The researcher's package as a researcher's tools see it."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import validate

from extractor.national import consolidate
from extractor.national.codebook import codebook_of
from extractor.national.labels import Labels
from extractor.national.package_codebook import definition
from extractor.national.words import LABELS
from schemas import Anchor, Finding
from schemas.catalogue import load
from tests.national.reports import figure, report


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("package")
    reports = [
        report("10", "Lào Cai", figure("union_members", 10, quote='10 "đoàn viên",\nmới'), figure("staff_female", 2)),
        report("15", "Yên Bái", figure("union_members", 5, bound="at_least")),
    ]
    shown = Anchor(start=0, end=4, quote="10 a", page=1), Anchor(start=9, end=13, quote="20 b", page=2)
    finding = Finding(
        rule="figure_conflict", severity="error", outcome="broken", about="union_members", message="m", evidence=shown
    )
    consolidate(reports, {reports[0].source.sha256: [finding]}, out)
    return out / "data"


def test_frictionless_finds_nothing_wrong(data: Path) -> None:
    told = validate(str(data / "datapackage.json"))
    assert told.flatten(["type", "note", "message"]) == []
    assert len(told.tasks) == len(list(data.glob("*.csv")))


def test_frictionless_would_see_a_fact_of_no_report(data: Path, tmp_path: Path) -> None:
    for path in data.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    facts = (tmp_path / "facts.csv").read_text(encoding="utf-8")
    (tmp_path / "facts.csv").write_text(facts.replace("pre_2025_07-15", "pre_2025_07-99"), encoding="utf-8")
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    told = validate(str(tmp_path / "datapackage.json"))
    assert {kind for (kind,) in told.flatten(["type"])} == {"foreign-key"}


def test_the_codebook_names_every_indicator_in_two_languages(data: Path) -> None:
    rows = pq.read_table(data / "codebook.parquet").to_pylist()
    assert [row["id"] for row in rows] == list(load().indicators)
    assert all(row["label_vi"] and row["label_en"] and row["definition_vi"] and row["definition_en"] for row in rows)
    text = (data / "codebook.md").read_text(encoding="utf-8")
    assert all(f"`{row['id']}`" in text for row in rows)


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "nằm trong “Đoàn viên công đoàn”"), ("en", "within “Union members”")]
)
def test_a_definition_names_the_parent(lang: str, words: str) -> None:
    labels: Labels = LABELS[lang]  # type: ignore[index]
    book = codebook_of(load())
    indicator = book.indicator("union_members_female")
    assert indicator is not None
    assert words in definition(indicator, book, labels)


def test_every_code_in_the_tables_is_explained(data: Path) -> None:
    db = duckdb.connect()
    for path in data.glob("*.parquet"):
        db.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM read_parquet('{path}')")
    for table, column, codes in (
        ("facts", "bound", "bound"),
        ("national", "state", "state"),
        ("national", "bound", "bound"),
        ("facts", "unit", "unit"),
        ("findings", "rule", "rule"),
        ("reports", "unit_era", "unit_era"),
    ):
        missing = f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN (SELECT code FROM codes WHERE list = ?)"
        assert db.execute(missing, [codes]).fetchall() == []


def test_evidence_leads_to_every_place_of_a_finding(data: Path) -> None:
    rows = pq.read_table(data / "evidence.parquet").to_pylist()
    assert [(row["finding"], row["place"], row["page"], row["quote"]) for row in rows] == [
        (1, 1, 1, "10 a"),
        (1, 2, 2, "20 b"),
    ]


def test_the_notebook_is_valid_and_its_code_runs_beside_the_data(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = json.loads((data / "notebook.ipynb").read_text(encoding="utf-8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    identifiers = [cell["id"] for cell in book["cells"]]
    assert len(set(identifiers)) == len(identifiers)
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    monkeypatch.chdir(data)
    names: dict[str, Any] = {}
    for cell in code:
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    assert [row[1] for row in names["figures"]] == [10, 5]
    assert names["findings"].fetchall() == [("figure_conflict", "error", 1, 1)]
    assert len(names["totals"].fetchall()) == 2
