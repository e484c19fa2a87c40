"""Targets: statuses, claims, missing verdicts and counts, each held and broken."""

from decimal import Decimal
from typing import Literal

import pytest

from extractor.audit import audit
from extractor.audit.targets import contradicts, meets
from schemas import Figure, Measure, Target, Threshold
from schemas.facts import Status
from tests.audit.made import broken, figure, figures, mention, other, outcomes, regulation, report, target

KEY_OFFICERS = "100% cán bộ chủ chốt công đoàn các cấp được quán triệt Nghị quyết"
LANGUAGE = "20% cán bộ lãnh đạo, quản lý cấp tỉnh có trình độ ngoại ngữ"
DEGREE = "100% cán bộ công đoàn chuyên trách làm công tác chuyên môn có trình độ đại học"
CERTIFICATE = "100% cán bộ công đoàn chuyên trách được cấp chứng chỉ lý luận nghiệp vụ công đoàn"
RULES = "Hoàn thiện quy định về tiêu chuẩn chức danh, tiêu chí đánh giá cán bộ"
CENTRAL = "Nội dung thực hiện ở cấp Tổng Liên đoàn"
STRUCTURE = "xây dựng đội ngũ cán bộ công đoàn chuyên nghiệp, cơ cấu hợp lý"

# Statuses against results


@pytest.mark.parametrize(
    ("status", "actual", "outcome"),
    [
        ("achieved", "100", ["holds"]),
        ("achieved", "98.5", ["broken"]),
        ("exceeded", "100", ["broken"]),
        ("not_achieved", "98.5", ["holds"]),
        ("not_yet_achieved", "100", ["broken"]),
        ("mostly_achieved", "98.5", []),
        ("in_progress", "98.5", []),
    ],
)
def test_a_status_follows_from_the_result_and_the_threshold(status: Status, actual: str, outcome: list[str]) -> None:
    made = target("2", status, thresholds=("100",), actual=actual)
    assert outcomes(audit(report(targets=(made,))), "status_contradicts_figures") == outcome


@pytest.mark.parametrize(("second", "outcome"), [((58, 357), "holds"), ((50, 357), "broken")])
def test_each_of_two_results_is_held_against_its_threshold(second: tuple[int, int], outcome: str) -> None:
    made = target("2", "achieved", thresholds=("35", "15"), fractions=((148, 357), second))
    assert outcomes(audit(report(targets=(made,))), "status_contradicts_figures") == [outcome]


@pytest.mark.parametrize(
    ("fraction", "threshold", "outcome"),
    [((13172, 15497), "85", "holds"), ((41999, 42000), "100", "broken"), ((42000, 42000), "100", "holds")],
)
def test_a_fraction_is_rounded_as_reports_do_but_not_up_to_all(
    fraction: tuple[int, int], threshold: str, outcome: str
) -> None:
    made = target("2", "achieved", thresholds=(threshold,), fractions=(fraction,))
    assert outcomes(audit(report(targets=(made,))), "status_contradicts_figures") == [outcome]


@pytest.mark.parametrize(
    ("op", "met", "beaten"),
    [
        (">=", (5, 6), (6,)),
        (">", (6,), (6,)),
        ("<=", (4, 5), (4,)),
        ("<", (4,), (4,)),
        ("=", (5,), (6,)),
    ],
)
def test_each_comparison_of_a_threshold(
    op: Literal[">=", ">", "<=", "<", "="], met: tuple[int, ...], beaten: tuple[int, ...]
) -> None:
    threshold = Threshold(op=op, value=Decimal(5), unit="percent")
    assert tuple(value for value in (4, 5, 6) if meets(Decimal(value), threshold)) == met
    achieved = [value for value in (4, 5, 6) if not contradicts("achieved", [(Decimal(value), threshold)])]
    assert tuple(achieved) == met
    exceeded = [value for value in met if not contradicts("exceeded", [(Decimal(value), threshold)])]
    assert set(exceeded) == set(beaten) & set(met)


def test_a_count_is_held_against_a_threshold_of_its_own_unit() -> None:
    made = target("7", "achieved").model_copy(
        update={
            "thresholds": (Threshold(op=">=", value=Decimal(50), unit="person"),),
            "actual": Measure(value=Decimal(48), unit="person"),
        }
    )
    assert outcomes(audit(report(targets=(made,))), "status_contradicts_figures") == ["broken"]
    enough = made.model_copy(update={"actual": Measure(value=Decimal(58), unit="person")})
    assert outcomes(audit(report(targets=(enough,))), "status_contradicts_figures") == ["holds"]
    other_unit = made.model_copy(update={"actual": Measure(value=Decimal(48), unit="class")})
    assert outcomes(audit(report(targets=(other_unit,))), "status_contradicts_figures") == []


def test_one_result_for_two_different_thresholds_decides_nothing() -> None:
    made = target("2", "achieved", thresholds=("35", "15"), fractions=((10, 100),))
    assert outcomes(audit(report(targets=(made,))), "status_contradicts_figures") == []


@pytest.mark.parametrize(("part", "outcome"), [("3", ["broken"]), ("4", [])])
def test_figures_with_the_target_s_own_denominator_contradict_it(part: str, outcome: list[str]) -> None:
    made = figures(provincial_leaders="19", provincial_leaders_foreign_language=part)
    findings = audit(report(figures=made, targets=(target("6", "achieved", LANGUAGE, thresholds=("20",)),)))
    assert outcomes(findings, "status_contradicts_figures") == outcome


def test_the_latest_figures_answer_an_objective() -> None:
    def leaders(period: str, part: str) -> tuple[Figure, ...]:
        whole = figure("provincial_leaders", "20", period=period)
        return (whole, figure("provincial_leaders_foreign_language", part, period=period))

    made = (target("6", "achieved", LANGUAGE, thresholds=("20",)),)
    before, now = "as_of:2019-12-31", "as_of:2024-03-31"
    then = report(figures=(*leaders(now, "4"), *leaders(before, "1")), targets=made)
    assert outcomes(audit(then), "status_contradicts_figures") == []
    since = report(figures=(*leaders(before, "4"), *leaders(now, "1")), targets=made)
    assert outcomes(audit(since), "status_contradicts_figures") == ["broken"]


def test_figures_with_another_denominator_cannot_tell() -> None:
    """50 of 52 have a degree; the two may be contract drivers, of whom the target does not speak."""
    made = figures(staff_edu_university_or_higher="50", staff_present_total="52")
    findings = audit(report(figures=made, targets=(target("2", "achieved", DEGREE, thresholds=("100",)),)))
    assert outcomes(findings, "status_contradicts_figures") == ["cannot_tell"]


@pytest.mark.parametrize(
    ("actual", "arithmetic"),
    [
        ("92.3", "1.412 / 1.530 = 92,3% (✗ ≥ 100%)"),
        ("93.2", "93,2% (✗ ≥ 100%)"),
        (None, "1.412 / 1.530 = 92,29% (✗ ≥ 100%)"),
    ],
)
def test_the_quotient_is_written_out_where_the_share_is_that(actual: str | None, arithmetic: str) -> None:
    made = target("5", "achieved", thresholds=("100",), actual=actual, fractions=((1412, 1530),))
    found = [f for f in audit(report(targets=(made,))) if f.rule == "status_contradicts_figures"]
    assert [f.arithmetic for f in found] == [arithmetic]
    nobody = target("5", "achieved", thresholds=("100",), actual="92.3", fractions=((0, 0),))
    found = [f for f in audit(report(targets=(nobody,))) if f.rule == "status_contradicts_figures"]
    assert [f.arithmetic for f in found] == ["92,3% (✗ ≥ 100%)"]


@pytest.mark.parametrize(("actual", "found"), [("94.2", set()), ("92.4", {("percent_mismatch", "target 2")})])
def test_a_target_s_percentage_follows_from_its_fraction(actual: str, found: set[tuple[str, str]]) -> None:
    made = target("2", "mostly_achieved", thresholds=("100",), actual=actual, fractions=((131, 139),))
    assert broken(audit(report(targets=(made,)))) == found


# Statuses missing


def test_a_blank_place_for_the_verdict_is_remarked_on() -> None:
    missing = audit(report(targets=(target("4", "achieved", blank=True, derived=True),)))
    assert broken(missing) == {("status_missing", "target 4")}
    not_understood = audit(report(targets=(target("4", "not_assessed"),)))
    assert outcomes(not_understood, "status_missing") == ["cannot_tell"]
    assert broken(audit(report(targets=(target("4", "achieved", derived=True),)))) == set()


def all_objectives(*texts: str) -> tuple[Target, ...]:
    return tuple(target(str(index), "not_achieved", text) for index, text in enumerate(texts, start=1))


def test_an_objective_that_no_target_answers_is_remarked_on() -> None:
    complete = all_objectives(KEY_OFFICERS, STRUCTURE, RULES, CENTRAL, CERTIFICATE, LANGUAGE)
    assert outcomes(audit(report(targets=complete)), "status_missing") == []
    without_language = all_objectives(KEY_OFFICERS, STRUCTURE, RULES, CENTRAL, CERTIFICATE)
    assert broken(audit(report(targets=without_language))) == {("status_missing", "target 6")}
    without_central = all_objectives(KEY_OFFICERS, STRUCTURE, RULES, CERTIFICATE, LANGUAGE)
    assert broken(audit(report(targets=without_central))) == set()


def test_an_objective_may_be_left_out_where_the_targets_are_those_of_a_plan() -> None:
    """Numbered otherwise than the objectives, or with a number left out, nothing is sure to be missing."""
    other_numbers = all_objectives(LANGUAGE, KEY_OFFICERS, RULES, CERTIFICATE)
    assert set(outcomes(audit(report(targets=other_numbers)), "status_missing")) == {"cannot_tell"}
    complete = all_objectives(KEY_OFFICERS, STRUCTURE, RULES, CENTRAL, CERTIFICATE, LANGUAGE)
    without_third = (*complete[:2], *complete[3:])
    assert outcomes(audit(report(targets=without_third)), "status_missing") == ["cannot_tell"]


def test_a_skipped_number_explains_a_count_that_is_one_short() -> None:
    first, _, third = all_objectives(KEY_OFFICERS, STRUCTURE, RULES)
    assert planned("3", first, third) == [("71/KH-LĐLĐ", "cannot_tell")]
    assert planned("4", first, third) == [("71/KH-LĐLĐ", "broken")]
    made = (target("1", "achieved"), target("3", "achieved"))
    for summary, outcome in (("3/3 chỉ tiêu đạt", "cannot_tell"), ("3/4 chỉ tiêu đạt", "broken")):
        findings = audit(report(targets=made, others=(other("3", summary),)))
        assert outcomes(findings, "target_count_mismatch") == [outcome]


def test_nothing_is_missed_where_a_target_is_not_understood_or_another_document_is_reviewed() -> None:
    unclear = (*all_objectives(KEY_OFFICERS), target("2", "not_achieved", "chỉ tiêu riêng của tỉnh"))
    assert broken(audit(report(targets=unclear))) == set()
    assert broken(audit(report(targets=all_objectives(KEY_OFFICERS), reviewed="06-NQ/TU"))) == set()


# Numbers of targets


def planned(number: str, *targets: Target) -> list[tuple[str, str]]:
    plan = figure("plan_specific_targets", number, unit="item", start=90_000)
    cited = regulation("71/KH-LĐLĐ", mention("71/KH-LĐLĐ", start=90_060), type="Kế hoạch")
    findings = audit(report(figures=(plan,), targets=targets, regulations=(cited,)))
    return [(f.about, f.outcome) for f in findings if f.rule == "target_count_mismatch"]


def test_the_plan_s_number_of_targets_is_that_of_the_targets() -> None:
    two = all_objectives(KEY_OFFICERS, LANGUAGE)
    assert planned("2", *two) == [("71/KH-LĐLĐ", "holds")]
    assert planned("3", *two) == [("71/KH-LĐLĐ", "broken")]
    assert planned("1", *two) == [("71/KH-LĐLĐ", "broken")]
    assert planned("3") == []


@pytest.mark.parametrize(("gap", "about"), [(120, "71/KH-LĐLĐ"), (121, "03/NQ-TLĐ")])
def test_the_plan_is_cited_near_its_number_of_targets(gap: int, about: str) -> None:
    plan = figure("plan_specific_targets", "3", unit="item", start=90_000)
    cited = regulation("71/KH-LĐLĐ", mention("71/KH-LĐLĐ", start=plan.anchor.end + gap), type="Kế hoạch")
    findings = audit(report(figures=(plan,), targets=all_objectives(KEY_OFFICERS), regulations=(cited,)))
    assert [f.about for f in findings if f.rule == "target_count_mismatch"] == [about]


def test_a_target_that_may_be_left_out_is_subtracted_in_the_arithmetic() -> None:
    plan = figure("plan_specific_targets", "1", unit="item")
    told = target("2", "not_applicable_at_level", "Do Tổng Liên đoàn chủ trì, không giao cho địa phương")
    first = target("1", "not_achieved", KEY_OFFICERS)
    for number, arithmetic in (("1", "1 = 2 − 1"), ("2", "2 = 2"), ("3", "3 ≠ 2")):
        counted = plan.model_copy(update={"quantity": figure("x", number, unit="item").quantity})
        findings = audit(report(figures=(counted,), targets=(first, told)))
        assert [f.arithmetic for f in findings if f.rule == "target_count_mismatch"] == [arithmetic]


def test_parts_of_a_target_count_once() -> None:
    assert planned("1", target("2a", "not_achieved"), target("2b", "not_achieved")) == [("71/KH-LĐLĐ", "holds")]


def test_an_objective_that_is_not_the_province_s_may_be_left_out_if_the_report_says_so() -> None:
    first = target("1", "not_achieved", KEY_OFFICERS)
    silent = target("4", "not_applicable_at_level", "Thực hiện ở cấp Tổng Liên đoàn")
    told = target("4", "not_applicable_at_level", "Do Tổng Liên đoàn chủ trì, không giao cho địa phương")
    assert planned("1", first, silent) == [("71/KH-LĐLĐ", "broken")]
    assert planned("1", first, told) == [("71/KH-LĐLĐ", "holds")]
    assert planned("2", first, told) == [("71/KH-LĐLĐ", "holds")]


@pytest.mark.parametrize(
    ("summary", "outcome"),
    [
        ("2/3 chỉ tiêu đạt và vượt", "holds"),
        ("1/3 chỉ tiêu chưa đạt", "holds"),
        ("3/3 chỉ tiêu hoàn thành", "broken"),
        ("2/4 chỉ tiêu đạt", "broken"),
        ("0/3 mục tiêu cơ bản đạt", "holds"),
    ],
)
def test_a_summary_counts_the_targets_rightly(summary: str, outcome: str) -> None:
    made = (target("1", "achieved"), target("2", "exceeded"), target("3", "not_yet_achieved"))
    findings = audit(report(targets=made, others=(other(summary[0], summary),)))
    assert outcomes(findings, "target_count_mismatch") == [outcome]


def test_a_summary_that_counts_a_blank_or_contradicted_verdict_decides_nothing() -> None:
    blank = target("2", "achieved", blank=True, derived=True)
    wrong = target("2", "achieved", thresholds=("100",), actual="90.6")
    for doubt in (blank, wrong):
        made = (target("1", "achieved"), doubt, target("3", "not_achieved"))
        findings = audit(report(targets=made, others=(other("1", "1/3 chỉ tiêu đạt"),)))
        assert outcomes(findings, "target_count_mismatch") == ["cannot_tell"]
        findings = audit(report(targets=made, others=(other("0", "0/3 chỉ tiêu đạt"),)))
        assert outcomes(findings, "target_count_mismatch") == ["broken"]


# Limits


def test_one_printed_result_counts_before_its_fraction() -> None:
    made = target("2", "achieved", thresholds=("94",), actual="92.4", fractions=((131, 139),))
    assert outcomes(audit(report(targets=(made,))), "status_contradicts_figures") == ["broken"]


def test_the_target_s_own_threshold_counts_before_the_resolution_s() -> None:
    made = figures(provincial_leaders="19", provincial_leaders_foreign_language="5")
    findings = audit(report(figures=made, targets=(target("6", "achieved", LANGUAGE, thresholds=("30",)),)))
    assert outcomes(findings, "status_contradicts_figures") == ["broken"]
    assert "5 / 19 = 26,3%; ≥ 30%" in findings[0].message


def test_no_leaders_are_no_denominator() -> None:
    made = figures(provincial_leaders="0", provincial_leaders_foreign_language="0")
    findings = audit(report(figures=made, targets=(target("6", "achieved", LANGUAGE, thresholds=("20",)),)))
    assert outcomes(findings, "status_contradicts_figures") == []


def test_a_span_is_as_late_as_its_end() -> None:
    def leaders(period: str, part: str) -> tuple[Figure, ...]:
        whole = figure("provincial_leaders", "20", period=period)
        return (whole, figure("provincial_leaders_foreign_language", part, period=period))

    made = (*leaders("range:2015-2024", "1"), *leaders("year:2020", "9"))
    findings = audit(report(figures=made, targets=(target("6", "achieved", LANGUAGE, thresholds=("20",)),)))
    assert outcomes(findings, "status_contradicts_figures") == ["broken"]


@pytest.mark.parametrize(
    ("actual", "written"),
    [("98.5", "98,5% (✗ ≥ 100%)"), ("98.456", "98,5% (✗ ≥ 100%)"), ("98.45", "98,45% (✗ ≥ 100%)")],
)
def test_a_result_is_written_with_its_threshold(actual: str, written: str) -> None:
    made = target("2", "achieved", thresholds=("100",), actual=actual)
    assert audit(report(targets=(made,)))[0].arithmetic == written


@pytest.mark.parametrize(("place", "supported"), [("start", True), ("299", True), ("300", False)])
def test_a_count_supports_a_claim_as_far_as_a_paragraph_reaches(place: str, supported: bool) -> None:
    made = target("6", "exceeded", "lãnh đạo các đơn vị", thresholds=("20",), actual="100")
    assert made.text_anchor is not None
    start = made.text_anchor.start if place == "start" else made.anchor.end + int(place)
    counts = (
        figure("provincial_committee_members", "11", start=made.text_anchor.start + 5),
        figure("standing_committee_members", "7", start=start),
    )
    found = outcomes(audit(report(targets=(made,), figures=counts)), "claim_without_figures")
    assert found == ([] if supported else ["broken"])


@pytest.mark.parametrize(
    ("part", "whole", "status"), [(132, 139, "not_yet_achieved"), (439, 462, "exceeded")], ids=["below", "above"]
)
def test_a_share_rounded_to_its_threshold_accuses_no_status_that_the_quotient_bears(
    part: int, whole: int, status: Status
) -> None:
    told = target("2", status, thresholds=("95",), actual="95", fractions=((part, whole),))
    found = audit(report(targets=(told,)))
    assert "broken" not in {f.outcome for f in found if f.rule == "status_contradicts_figures"}
