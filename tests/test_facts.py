"""The facts of the annotated reports: complete for the sample, and the same whatever form a report comes in."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from extractor.audit import audit
from extractor.pipeline import read_report
from schemas.report import Report
from tests.corpus_reports import CORPUS, FORMS, IN_EVERY_FORM, path_of, read
from tests.small_report import read_body, read_section

SAMPLE = "lai-chau-2024"


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return dict(json.loads((CORPUS / SAMPLE / "gold.json").read_text(encoding="utf-8")))


def plain(number: Any) -> Decimal | None:
    return None if number is None else Decimal(str(number)).normalize()


# --- the sample, from each of its forms ---


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_s_figures_and_no_other(form: str, gold: dict[str, Any]) -> None:
    read_out = Counter(
        (
            figure.indicator,
            plain(figure.quantity.value),
            plain(figure.quantity.upper),
            figure.quantity.bound,
            figure.quantity.unit,
            figure.section,
        )
        for figure in read(SAMPLE, form).report.figures
    )
    written_down = Counter(
        (f["indicator"], plain(f["value"]), plain(f.get("upper")), f["bound"], f["unit"], f["section"])
        for f in gold["figures"]
    )
    assert sum(written_down.values()) == 35
    assert read_out == written_down


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_s_six_targets(form: str, gold: dict[str, Any]) -> None:
    targets = read(SAMPLE, form).report.targets
    assert [(t.number, t.status, t.section) for t in targets] == [
        (t["number"], t["status"], t["section"]) for t in gold["targets"]
    ]
    assert len(targets) == 6
    last = targets[-1]
    assert (last.status, last.actual and last.actual.value) == ("exceeded", 100)
    assert [(threshold.op, threshold.value) for threshold in last.thresholds] == [(">=", 20)]


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_s_twelve_regulations_and_their_mentions(form: str, gold: dict[str, Any]) -> None:
    regulations = read(SAMPLE, form).report.regulations
    assert len(regulations) == 12
    assert sum(len(regulation.mentions) for regulation in regulations) == 22
    assert {(r.type, r.number, r.issued, len(r.mentions)) for r in regulations} == {
        (r["type"], r["number"], r["issued"], r["mentions"]) for r in gold["regulations"]
    }


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_s_header_is_complete_without_a_number(form: str, gold: dict[str, Any]) -> None:
    header = read(SAMPLE, form).report.header.model_dump(mode="json")
    assert header["number"] is None
    for field, value in gold["header"].items():
        read_out = header[field]
        if field == "reviewed":
            read_out = {key: read_out[key] for key in value}
        assert read_out == value, field


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_s_findings_and_no_partition_called_broken(form: str, gold: dict[str, Any]) -> None:
    broken = {(f.rule, f.about) for f in audit(read(SAMPLE, form).report) if f.outcome == "broken"}
    assert broken == {(f["rule"], f["about"]) for f in gold["findings"]}
    assert not any(rule == "sum_mismatch" for rule, _ in broken)


# --- every report, form against form ---


def said(report: Report) -> dict[str, Any]:
    """What a report says, without where it says it."""
    header = report.header.model_dump(mode="json", exclude={"anchors"})
    return {
        "figures": Counter(
            (f.indicator, f.quantity.model_dump_json(), f.period, f.implied, f.section) for f in report.figures
        ),
        "targets": [(t.number, t.status, t.derived, t.actual, t.section) for t in report.targets],
        "regulations": {(r.key, r.type, r.number, r.name, r.issued, len(r.mentions)) for r in report.regulations},
        "header": header,
    }


@pytest.mark.parametrize("form", FORMS[1:])
@pytest.mark.parametrize("name", IN_EVERY_FORM)
@pytest.mark.parametrize("kind", ["figures", "targets", "regulations", "header"])
def test_the_same_facts_from_each_form(name: str, form: str, kind: str) -> None:
    assert said(read(name, form).report)[kind] == said(read(name, "source").report)[kind]


def test_every_report_of_the_corpus_comes_in_every_form() -> None:
    assert len(IN_EVERY_FORM) == len(list(CORPUS.glob("*/gold.json"))) >= 9
    assert SAMPLE in IN_EVERY_FORM


# --- the numeral ledger ---


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", IN_EVERY_FORM)
def test_every_numeral_is_in_one_class(name: str, form: str) -> None:
    report = read(name, form).report
    numerals = report.numerals
    classes = numerals.model_dump(exclude={"total"})
    assert sum(classes.values()) == numerals.total
    assert numerals.total > 100
    assert len(report.unread) == numerals.unread
    for entry in report.unread:
        assert entry.reason
        assert entry.text == entry.anchor.quote


@pytest.mark.parametrize("name", IN_EVERY_FORM)
def test_little_is_left_unread(name: str) -> None:
    numerals = read(name, "source").report.numerals
    # The telegraphic hand lists what no indicator counts (units by name, kinds of documents) as bare numbers.
    assert numerals.unread <= (0.12 if name == "bac-kan-2024" else 0.05) * numerals.total


def test_the_ledger_of_a_small_report() -> None:
    """Counted by hand. The letterhead's: 31 · 15, 4, 2024 · 5 · 03, 11, 01, 2019 · 42, 03, 4, 2024."""
    empty = read_section("KẾT QUẢ THỰC HIỆN", "Không có gì.").numerals
    report = read_section("KẾT QUẢ THỰC HIỆN", "Năm 2023, đã bổ nhiệm 14 lượt cán bộ; 7 và 8; lần thứ 6.")
    added = {name: value - empty.model_dump()[name] for name, value in report.numerals.model_dump().items() if value}
    assert empty.total == 13
    assert added == {"total": 5, "date": 1, "figure": 1, "other": 1, "unread": 2, "citation": 0}
    assert [entry.text for entry in report.unread] == ["7", "8"]


def test_what_nothing_explains_is_unread_and_no_figure() -> None:
    report = read_section("KẾT QUẢ THỰC HIỆN", "Mã hồ sơ kèm theo là 4711 và 0815.")
    assert [entry.text for entry in report.unread] == ["4711", "0815"]
    assert not report.figures
    assert not report.other_figures


# --- small reports ---


def test_a_report_without_anything_is_a_record_without_facts() -> None:
    report = read_section("KẾT QUẢ THỰC HIỆN", "")
    assert (report.figures, report.targets, report.other_figures, report.unread) == ((), (), (), ())


def test_figures_stand_in_the_order_of_the_text_with_ids_of_their_own() -> None:
    report = read(SAMPLE, "source").report
    starts = [figure.anchor.start for figure in report.figures]
    assert starts == sorted(starts)
    assert len({figure.id for figure in report.figures}) == len(starts)


def test_ids_do_not_change_from_one_reading_to_the_next() -> None:
    again = read_report(path_of(SAMPLE, "source"))
    assert [figure.id for figure in again.figures] == [f.id for f in read(SAMPLE, "source").report.figures]


def test_a_table_is_kept_as_printed() -> None:
    report = read_body(
        "**I. KẾT QUẢ THỰC HIỆN**\n\nKết nạp đoàn viên mới qua các năm:\n\n"
        "| Năm | Đoàn viên kết nạp mới |\n|---|---|\n| 2022 | 502 |\n| 2023 | - |\n| Tổng cộng | 502 |\n"
    )
    (table,) = report.tables
    assert table.columns == ("Đoàn viên kết nạp mới",)
    assert table.indicators == ("union_members_new",)
    assert [(row.label, row.total, row.cells[0].text, row.cells[0].value) for row in table.rows] == [
        ("2022", False, "502", 502),
        ("2023", False, "-", None),
        ("Tổng cộng", True, "502", 502),
    ]
