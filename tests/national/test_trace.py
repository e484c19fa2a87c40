"""From a cell of the national table to its quotes."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main
from extractor.errors import UsageError
from extractor.national import consolidate
from extractor.national.package_trace import trace
from extractor.national.submissions import Corrected
from schemas import Anchor, Finding
from schemas.anchor import Box
from schemas.catalogue import load
from schemas.corrected import CorrectedFigure
from tests.national.reports import figure, report


def place(quote: str, start: int) -> Anchor:
    return Anchor(start=start, end=start + len(quote), quote=quote, page=2)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("trace")
    boxed = figure("union_members", 22877, "as_of:2024-05-23", start=100, quote="22.877 người")
    box = Box(page=3, x0=1, top=2, x1=3, bottom=4)
    boxed = boxed.model_copy(update={"anchor": boxed.anchor.model_copy(update={"boxes": (box,)})})
    earlier = figure("union_members", 20000, "as_of:2019-12-31", start=300, quote="20.000 người")
    reports = [
        report("12", "Lai Châu", boxed, earlier),
        report("10", "Lào Cai", figure("union_members", 10)),
        report("15", "Yên Bái", figure("union_members", 5)),
        report("15", "Lào Cai", figure("union_members", 16), era="post_2025_07", issued="2025-09-01", reviewed=None),
        report(None, "Công đoàn Y tế Việt Nam", figure("union_members", 7)),
    ]
    findings = [
        Finding(rule="figure_conflict", severity="error", outcome="broken", about="union_members", message="about it"),
        Finding(
            rule="percent_mismatch",
            severity="error",
            outcome="holds",
            about="percent",
            message="touches it",
            evidence=(place("22.877 người", 100), place("x", 900)),
        ),
        Finding(
            rule="sum_mismatch",
            severity="error",
            outcome="broken",
            about="staff_female",
            message="elsewhere",
            evidence=(place("nữ", 500),),
        ),
    ]
    consolidate(reports, {reports[0].source.sha256: findings}, out)
    return out


def cells(dataset: Path, unit: str, indicator: str = "union_members") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = trace(dataset, unit, indicator, load())["cells"]
    return found


def test_a_cell_leads_to_its_figures_with_page_section_quote_and_boxes(dataset: Path) -> None:
    (cell,) = cells(dataset, "12")
    assert (cell["low"], cell["high"], cell["state"], cell["file"]) == (
        22877,
        22877,
        "series",
        "Lai Châu-2024-05-23.pdf",
    )
    shown, other = cell["figures"]
    assert (shown["page"], shown["section"], shown["quote"], shown["shown"]) == (3, "P1.I.1", "22.877 người", True)
    assert shown["boxes"] == [{"page": 3, "x0": 1.0, "top": 2.0, "x1": 3.0, "bottom": 4.0}]
    assert (other["value"], other["period"], other["shown"]) == (20000, "as_of:2019-12-31", False)


def test_the_checks_are_those_about_the_indicator_or_touching_its_figures(dataset: Path) -> None:
    (cell,) = cells(dataset, "12")
    assert [check["message"] for check in cell["checks"]] == ["about it", "touches it"]
    assert [one["quote"] for one in cell["checks"][1]["evidence"]] == ["22.877 người", "x"]


@pytest.mark.parametrize("unit", ["12", "Lai Châu", "lai chau", "LAI CHAU", "LĐLĐ tỉnh Lai Châu"])
def test_a_province_is_found_by_code_name_and_alias(dataset: Path, unit: str) -> None:
    assert [cell["unit_code"] for cell in cells(dataset, unit)] == ["12"]


def test_a_code_that_changed_its_meaning_shows_both_eras(dataset: Path) -> None:
    found = cells(dataset, "15")
    assert [(cell["unit_era"], cell["unit_name"]) for cell in found if cell["level"] == "unit"] == [
        ("pre_2025_07", "Yên Bái"),
        ("post_2025_07", "Lào Cai"),
    ]
    (rebuilt,) = [cell for cell in found if cell["level"] == "reconstructed"]
    assert (rebuilt["low"], [part["unit_name"] for part in rebuilt["parts"]]) == (15, ["Lào Cai", "Yên Bái"])


def test_a_sector_union_is_found_by_a_part_of_its_name(dataset: Path) -> None:
    assert [cell["low"] for cell in cells(dataset, "y tế")] == [7]


@pytest.mark.parametrize("word", ["toàn quốc", "national"])
def test_a_national_total_leads_to_its_provinces(dataset: Path, word: str) -> None:
    total = next(
        cell for cell in cells(dataset, word) if cell["level"] == "provinces" and cell["unit_era"] < "pre_2025_1"
    )
    assert (total["low"], total["reporting"]) == (22892, 3)
    assert sum(part["low"] for part in total["parts"]) == 22892
    assert {part["figures"][0]["quote"] for part in total["parts"]} == {"22.877 người", "10 người", "5 người"}


def test_a_region_leads_to_its_provinces(dataset: Path) -> None:
    (region,) = cells(dataset, "Tây Bắc Bộ")
    assert (region["level"], region["low"], len(region["parts"])) == ("region", 22892, 3)


@pytest.mark.parametrize("name", ["union_members", "Đoàn viên công đoàn", "union members"])
def test_an_indicator_is_found_by_id_and_name(dataset: Path, name: str) -> None:
    assert trace(dataset, "12", name, load())["indicator"]["id"] == "union_members"


@pytest.mark.parametrize(
    ("unit", "indicator", "told"), [("Atlantis", "union_members", "Lai Châu"), ("12", "union_member", "union_members")]
)
def test_what_does_not_exist_is_told_with_what_does(dataset: Path, unit: str, indicator: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        trace(dataset, unit, indicator, load())


def test_the_command_says_when_a_report_is_silent(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(dataset), "12", "staff_female", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["cells"] == []
    assert "0" in told.err


def test_the_command_prints_tables_for_a_person(
    dataset: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.cli.trace.wants_json", lambda asked: asked)
    for unit in ("12", "toàn quốc", "15"):
        assert main(["trace", str(dataset), unit, "union_members"]) == 0
    text = capsys.readouterr().out
    assert "22.877 người" in text
    assert "22.892" in text


def test_a_figure_that_somebody_took_out_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = report("12", "Lai Châu", figure("union_members", 22877), figure("staff_female", 34, start=90))
    members, women = read.figures
    moved = women.model_copy(update={"indicator": "staff_ethnic_minority"})
    changes = {
        members.id: CorrectedFigure(kind="reject", reported=members, who="Bà Hoa", why="số của đơn vị khác"),
        moved.id: CorrectedFigure(kind="value", reported=women, who="Bà Hoa", why="nhầm cột"),
    }
    counts = read.model_copy(update={"figures": (moved,)})
    other = report("10", "Lào Cai", figure("union_members", 10))
    consolidate([read, other], {}, tmp_path, corrected={read.source.sha256: Corrected(counts, changes)})
    found = trace(tmp_path, "Lai Châu", "union_members", load())
    assert (found["cells"], [one["reported_value"] for one in found["taken_out"]]) == ([], [22877])
    assert len(trace(tmp_path, "toàn quốc", "union_members", load())["taken_out"]) == 1
    assert len(trace(tmp_path, "Tây Bắc Bộ", "union_members", load())["taken_out"]) == 1
    assert trace(tmp_path, "Lào Cai", "union_members", load())["taken_out"] == []
    assert [one["indicator"] for one in trace(tmp_path, "12", "staff_female", load())["taken_out"]] == [moved.indicator]
    assert main(["trace", str(tmp_path), "Lai Châu", "union_members", "--no-pictures"]) == 0
    assert capsys.readouterr().err == ""
