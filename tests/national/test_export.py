"""The researcher's files: Parquet, CSV, data package, records."""

import csv
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extractor.national import consolidate
from schemas import Finding, Report
from tests.national.reports import CORPUS, figure, from_gold, report

TABLES = (
    "changes",
    "codebook",
    "codes",
    "evidence",
    "facts",
    "findings",
    "mentions",
    "national",
    "reconstructed",
    "regions",
    "regulations",
    "reports",
    "targets",
)
EMPTY = {"evidence", "changes"}
"""Empty here: the annotated reports name what is wrong, not the places that show it; no unit reports twice."""

CONTRACT = [
    "report_id",
    "unit_era",
    "unit_code",
    "unit_name",
    "issued",
    "indicator",
    "group",
    "value",
    "upper",
    "bound",
    "unit",
    "period",
    "section",
    "page",
    "quote",
    "start",
    "end",
    "confidence",
    "corrected",
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Report]]:
    built = [from_gold(path.parent) for path in sorted(CORPUS.glob("*/gold.json"))]
    findings: Mapping[str, Sequence[Finding]] = {one.source.sha256: found for one, found in built}
    out = tmp_path_factory.mktemp("dataset")
    consolidate([one for one, _ in built], findings, out)
    return out, [one for one, _ in built]


def printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def test_facts_begin_with_the_columns_of_the_contract(dataset: tuple[Path, list[Report]]) -> None:
    names = pq.read_schema(dataset[0] / "data/facts.parquet").names
    assert names[: len(CONTRACT)] == CONTRACT


def test_facts_have_a_row_for_every_figure(dataset: tuple[Path, list[Report]]) -> None:
    out, reports = dataset
    rows = pq.read_table(out / "data/facts.parquet").to_pylist()
    assert len(rows) == sum(len(one.figures) for one in reports)
    gold = json.loads((CORPUS / "lai-chau-2024/gold.json").read_text(encoding="utf-8"))
    wanted = {(fact["indicator"], float(fact["value"]), fact["unit"], fact["quote"]) for fact in gold["figures"]}
    lai_chau = [row for row in rows if row["unit_code"] == "12"]
    assert {(row["indicator"], row["value"], row["unit"], row["quote"]) for row in lai_chau} == wanted


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_hold_the_same_rows(dataset: tuple[Path, list[Report]], name: str) -> None:
    table = pq.read_table(dataset[0] / f"data/{name}.parquet")
    with (dataset[0] / f"data/{name}.csv").open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    assert header == table.column_names
    assert rows == [[printed(value) for value in row.values()] for row in table.to_pylist()]
    assert bool(rows) == (name not in EMPTY)


def test_csv_is_plain_utf_8_with_unix_lines(dataset: tuple[Path, list[Report]]) -> None:
    body = (dataset[0] / "data/facts.csv").read_bytes()
    assert not body.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in body
    assert "Lai Châu" in body.decode("utf-8")


def test_codes_stay_text(dataset: tuple[Path, list[Report]]) -> None:
    rows = pq.read_table(dataset[0] / "data/facts.parquet").to_pylist()
    assert {row["unit_code"] for row in rows if row["unit_name"] == "Hà Giang"} == {"02"}


def test_the_data_package_lists_every_file_with_its_fields_and_hash(dataset: tuple[Path, list[Report]]) -> None:
    folder = dataset[0] / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert sorted(resource["name"] for resource in package["resources"]) == sorted(TABLES)
    types = {"string": "string", "number": "double", "integer": "int64", "boolean": "bool"}
    for resource in package["resources"]:
        body = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        schema = pq.read_schema(folder / f"{resource['name']}.parquet")
        fields = resource["schema"]["fields"]
        assert [(field["name"], types[field["type"]]) for field in fields] == [
            (field.name, str(field.type)) for field in schema
        ]
        assert all(field["description"] for field in fields)


def test_records_validate_again_and_are_canonical(dataset: tuple[Path, list[Report]]) -> None:
    out, reports = dataset
    records = sorted((out / "records").iterdir())
    again = []
    for path in records:
        body = path.read_text(encoding="utf-8")
        one = Report.model_validate_json(body)
        again.append(one)
        assert body == json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True, indent=2) + "\n"
        assert path.name.endswith(f"-{one.header.issued}-{one.source.sha256[:8]}.json")
    assert sorted(again, key=lambda one: one.source.sha256) == sorted(reports, key=lambda one: one.source.sha256)
    names = [re.sub(r"-[0-9a-f]{8}\.json$", "", path.name) for path in records]
    assert "pre_2025_07-12-2024-05-23" in names
    assert "pre_2025_07-cong-doan-y-te-viet-nam-2024-05-30" in names


def test_a_superseded_report_keeps_its_record_and_gives_no_facts(tmp_path: Path) -> None:
    old = report("12", "Lai Châu", figure("union_members", 1), issued="2024-05-03")
    new = report("12", "Lai Châu", figure("union_members", 2), issued="2024-05-23")
    consolidate([old, new], {}, tmp_path)
    assert len(list((tmp_path / "records").iterdir())) == 2
    assert [row["value"] for row in pq.read_table(tmp_path / "data/facts.parquet").to_pylist()] == [2]
    reports = pq.read_table(tmp_path / "data/reports.parquet").to_pylist()
    assert [(row["issued"], row["status"]) for row in reports] == [
        ("2024-05-03", "superseded"),
        ("2024-05-23", "current"),
    ]


def test_quotes_with_breaks_commas_and_marks_survive_the_csv(tmp_path: Path) -> None:
    quote = 'nữ "34",\nngười\r'
    consolidate([report("12", "Lai Châu", figure("staff_female", 34, quote=quote))], {}, tmp_path)
    with (tmp_path / "data/facts.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["quote"] for row in csv.DictReader(lines)] == [quote]


def test_no_reports_give_empty_tables_and_a_workbook(tmp_path: Path) -> None:
    table = consolidate([], {}, tmp_path)
    assert table.rows == ()
    assert pq.read_table(tmp_path / "data/facts.parquet").num_rows == 0
    assert (tmp_path / "national.xlsx").stat().st_size > 0
