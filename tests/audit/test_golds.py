"""The annotated reports: what their readers found is found, and nothing more is called broken."""

import json

import pytest

from extractor.audit import audit
from schemas import OtherFigure, Report
from schemas.catalogue import load
from tests.audit.gold_report import ANNOTATED, CORPUS, Text, gold_report


def findings_of(name: str) -> set[tuple[str, str]]:
    gold = json.loads((CORPUS / name / "gold.json").read_text(encoding="utf-8"))
    return {(finding["rule"], finding["about"]) for finding in gold["findings"]}


def test_the_annotated_reports_are_there() -> None:
    assert len(ANNOTATED) >= 12


@pytest.mark.parametrize("name", ANNOTATED)
def test_the_broken_checks_are_those_that_a_reader_found(name: str) -> None:
    found = {(f.rule, f.about) for f in audit(gold_report(name)) if f.outcome == "broken"}
    assert found == findings_of(name)


@pytest.mark.parametrize("name", ANNOTATED)
def test_every_remark_shows_its_places_in_the_text(name: str) -> None:
    text = Text(name).text
    for finding in audit(gold_report(name)):
        for place in finding.evidence:
            assert text[place.start : place.end] == place.quote
        if finding.outcome == "broken":
            assert finding.evidence, finding.message
            assert finding.severity != "info"
        else:
            assert finding.severity == "info"


@pytest.mark.parametrize("name", ANNOTATED)
def test_no_undecided_check_floods_the_reader(name: str) -> None:
    assert sum(finding.outcome == "cannot_tell" for finding in audit(gold_report(name))) <= 3


def test_the_arithmetic_of_the_sample_is_written_out() -> None:
    """The checks A, B, D, E, F, T and Y that an auditor did by hand on the sample."""
    holding = {f.arithmetic for f in audit(gold_report("lai-chau-2024")) if f.outcome == "holds"}
    assert {
        "8 + 2 + 1 = 11",
        "20 + 30 + 2 = 52",
        "50 + 2 = 52",
        "29 + 17 = 46 < 52",
        "34, 11, 51 ≤ 52",
        "10 + 4 + 10 + 4 + 40 + > 100 = ≥ 169 ∋ 176",
        "4 ≤ 6",
    } <= holding


def test_the_merged_province_s_table_tiles() -> None:
    holding = [f.arithmetic for f in audit(gold_report("lao-cai-2025")) if f.about == "Toàn tỉnh"]
    assert len(holding) == 1
    assert holding[0] is not None
    assert "36 + 35 = 71" in holding[0]
    assert holding[0].count(";") == 10


def test_yearly_flows_are_added_up_over_the_years() -> None:
    holding = {f.arithmetic for f in audit(gold_report("da-nang-2024")) if f.outcome == "holds"}
    assert any(text is not None and "147 + 71 + 53 + 163 + 176 = 610" in text for text in holding)


@pytest.mark.parametrize("name", ["lai-chau-2024", "dong-nai-2024"])
def test_both_languages_say_the_same(name: str) -> None:
    report = gold_report(name)
    vi, en = audit(report), audit(report, lang="en")
    assert [(f.rule, f.about, f.outcome) for f in vi] == [(f.rule, f.about, f.outcome) for f in en]
    assert all(a.message != b.message for a, b in zip(vi, en, strict=True))


def test_the_audit_is_deterministic_and_does_not_depend_on_the_order_of_facts() -> None:
    report = gold_report("dong-nai-2024")
    turned = report.model_copy(
        update={
            "figures": report.figures[::-1],
            "other_figures": report.other_figures[::-1],
            "regulations": report.regulations[::-1],
        }
    )
    assert audit(turned) == audit(report) == audit(report, load())


@pytest.mark.parametrize("name", ANNOTATED)
def test_a_record_written_to_json_is_judged_the_same(name: str) -> None:
    report = gold_report(name)
    again = Report.model_validate_json(report.model_dump_json())
    assert [(f.rule, f.about, f.outcome) for f in audit(again)] == [(f.rule, f.about, f.outcome) for f in audit(report)]


ARITHMETIC = {"sum_mismatch", "subset_exceeds_total", "percent_mismatch", "figure_conflict", "quota_counts_contracts"}


@pytest.mark.parametrize("name", ANNOTATED)
def test_a_figure_that_was_not_understood_accuses_nobody(name: str) -> None:
    """Each fifth figure in turn becomes a number that no indicator took: no sum or share is wrong for that."""
    report = gold_report(name)
    expected = findings_of(name)
    for index in range(0, len(report.figures), 5):
        lost = report.figures[index]
        if any(about == lost.indicator for _, about in expected):
            continue  # without the accused figure there is another case
        number = OtherFigure(quantity=lost.quantity, counted="?", section=lost.section, anchor=lost.anchor)
        poorer = report.model_copy(
            update={
                "figures": (*report.figures[:index], *report.figures[index + 1 :]),
                "other_figures": (*report.other_figures, number),
            }
        )
        found = {(f.rule, f.about) for f in audit(poorer) if f.outcome == "broken" and f.rule in ARITHMETIC}
        assert found <= expected, lost.indicator
