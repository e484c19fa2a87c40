"""Targets and citations, each rule held and broken."""

import pytest

from extractor.audit import audit
from extractor.audit.citations import exists
from schemas import Regulation, Target
from schemas.facts import Status
from schemas.report import DateMention
from tests.audit.made import anchor, broken, figure, figures, mention, other, outcomes, regulation, report, target

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


def test_one_result_for_two_different_thresholds_decides_nothing() -> None:
    made = target("2", "achieved", thresholds=("35", "15"), fractions=((10, 100),))
    assert outcomes(audit(report(targets=(made,))), "status_contradicts_figures") == []


@pytest.mark.parametrize(("part", "outcome"), [("3", ["broken"]), ("4", [])])
def test_figures_with_the_target_s_own_denominator_contradict_it(part: str, outcome: list[str]) -> None:
    made = figures(provincial_leaders="19", provincial_leaders_foreign_language=part)
    findings = audit(report(figures=made, targets=(target("6", "achieved", LANGUAGE, thresholds=("20",)),)))
    assert outcomes(findings, "status_contradicts_figures") == outcome


def test_figures_with_another_denominator_cannot_tell() -> None:
    """50 of 52 have a degree; the two may be contract drivers, of whom the target does not speak."""
    made = figures(staff_edu_university_or_higher="50", staff_present_total="52")
    findings = audit(report(figures=made, targets=(target("2", "achieved", DEGREE, thresholds=("100",)),)))
    assert outcomes(findings, "status_contradicts_figures") == ["cannot_tell"]


@pytest.mark.parametrize(("actual", "found"), [("94.2", set()), ("92.4", {("percent_mismatch", "target 2")})])
def test_a_target_s_percentage_follows_from_its_fraction(actual: str, found: set[tuple[str, str]]) -> None:
    made = target("2", "mostly_achieved", thresholds=("100",), actual=actual, fractions=((131, 139),))
    assert broken(audit(report(targets=(made,)))) == found


# Claims


def claims(made: Target, **facts: str) -> list[str]:
    return outcomes(audit(report(targets=(made,), figures=figures(**facts))), "claim_without_figures")


def test_a_claim_of_a_share_needs_people() -> None:
    assert claims(target("1", "achieved", KEY_OFFICERS, thresholds=("100",))) == ["broken"]
    assert claims(target("1", "achieved", KEY_OFFICERS, actual="100")) == ["broken"]
    assert claims(target("1", "exceeded", "toàn bộ cán bộ được tập huấn", claims_all=True)) == ["broken"]


def test_a_fraction_supports_a_claim() -> None:
    assert claims(target("1", "achieved", KEY_OFFICERS, thresholds=("100",), fractions=((1246, 1246),))) == []


def test_only_a_claim_of_success_needs_support() -> None:
    for status in ("in_progress", "not_achieved", "mostly_achieved", "not_applicable_at_level"):
        assert claims(target("1", status, KEY_OFFICERS, thresholds=("100",))) == []


def test_a_target_without_a_share_claims_none() -> None:
    assert claims(target("3", "achieved", RULES)) == []


def test_figures_that_answer_the_objective_support_the_claim() -> None:
    made = target("2", "achieved", DEGREE, thresholds=("100",))
    assert claims(made) == ["broken"]
    assert claims(made, staff_edu_university_or_higher="50") == ["broken"]
    assert claims(made, staff_edu_university_or_higher="50", staff_present_total="52") == []
    assert claims(made, staff_edu_master="11", staff_edu_bachelor="63", payroll_present="74") == []


def test_courses_attended_are_no_certificates_held() -> None:
    made = target("5", "achieved", CERTIFICATE, thresholds=("100",))
    assert claims(made, staff_present_total="52", training_union_theory_practice="40") == ["broken"]
    assert claims(made, staff_present_total="52", staff_union_certificate="52") == []


def test_two_counts_in_the_target_s_own_text_support_it() -> None:
    made = target("6", "exceeded", "lãnh đạo các đơn vị", thresholds=("20",), actual="63.6")
    assert made.text_anchor is not None
    inside = (
        figure("provincial_committee_members", "11", start=made.text_anchor.start + 5),
        figure("standing_committee_members", "7", start=made.text_anchor.start + 20),
    )
    assert outcomes(audit(report(targets=(made,), figures=inside)), "claim_without_figures") == []
    assert outcomes(audit(report(targets=(made,), figures=inside[:1])), "claim_without_figures") == ["broken"]
    after = figure("standing_committee_members", "7", start=made.anchor.end + 200)
    assert outcomes(audit(report(targets=(made,), figures=(inside[0], after))), "claim_without_figures") == []
    course = figure("training_it", "7", start=made.anchor.end + 200)
    assert outcomes(audit(report(targets=(made,), figures=(inside[0], course))), "claim_without_figures") == ["broken"]
    far = figure("standing_committee_members", "7", start=made.anchor.end + 2000)
    assert outcomes(audit(report(targets=(made,), figures=(inside[0], far))), "claim_without_figures") == ["broken"]


def test_the_counts_of_the_next_target_support_nothing() -> None:
    made = target("6", "exceeded", "lãnh đạo các đơn vị", thresholds=("20",), actual="63.6")
    following = target("7", "in_progress")
    assert following.text_anchor is not None
    theirs = (
        figure("provincial_committee_members", "11", start=following.text_anchor.start + 5),
        figure("standing_committee_members", "7", start=following.text_anchor.start + 20),
    )
    assert outcomes(audit(report(targets=(made, following), figures=theirs)), "claim_without_figures") == ["broken"]


# Statuses missing


def test_a_blank_place_for_the_verdict_is_remarked_on() -> None:
    missing = audit(report(targets=(target("4", "achieved", blank=True, derived=True),)))
    assert broken(missing) == {("status_missing", "target 4")}
    assert broken(audit(report(targets=(target("4", "not_assessed"),)))) == {("status_missing", "target 4")}
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


# Citations


def dates(*issued: str | None, number: str = "25/KH-LĐLĐ") -> list[str]:
    cited = regulation(number, *(mention(number, day) for day in issued))
    return outcomes(audit(report(regulations=(cited,), issued=None)), "citation_date_conflict")


def test_a_regulation_has_one_date() -> None:
    assert dates("2019-03-18", "2019-03-18") == ["holds"]
    assert dates("2019-03-18", "2019-04-18") == ["broken"]
    assert dates("2019-03-18", "2019", None) == ["holds"]
    assert dates("2019-03-18", "2020") == ["broken"]
    assert dates("2019-03-18") == []


def test_a_year_in_the_number_is_that_of_the_date() -> None:
    assert dates("2022-12-30", number="111/2022/NĐ-CP") == []
    assert dates("2020-12-30", number="111/2022/NĐ-CP") == ["broken"]


def test_the_odd_date_is_shown_before_the_usual_one() -> None:
    days = ("2019-01-11", "2024-01-11", "2019-01-11")
    cited = regulation("03/NQ-TLĐ", *(mention("03/NQ-TLĐ", day, start=1000 * i) for i, day in enumerate(days)))
    finding = audit(report(regulations=(cited,)))[0]
    assert finding.arithmetic == "11/01/2019 × 2; 11/01/2024 × 1"
    assert {place.start for place in finding.evidence} == {0, 1000}


@pytest.mark.parametrize(
    ("canonical", "printed", "odd"),
    [
        ("03/NQ-TLĐ", "03-NQ/BCH", True),
        ("06-NQ/TU", "06/NQ-TU", True),
        ("03/NQ-TLĐ", "3/NQ-TLĐ", False),
        ("71/KH-LĐLĐ", "71/KH-LĐLD", False),
        ("35-QĐ/ĐĐ", "35-QD/ĐĐ", False),
        ("26-NQ/TW", "26 -NQ/TW", False),
        ("18-NQ/TW", "18", False),
        ("18-NQ/TW", "l8-NQ/TW", False),
        ("113/2018/NĐ-CP", "113/2018", False),
        ("03/NQ-TLĐ", "NQ 03", False),
    ],
)
def test_another_way_of_writing_a_number_is_told_from_damage_and_shortening(
    canonical: str, printed: str, odd: bool
) -> None:
    cited = regulation(canonical, mention(canonical), mention(printed))
    assert bool(outcomes(audit(report(regulations=(cited,))), "citation_variant")) is odd
    listed = Regulation(
        key=canonical,
        type="Nghị quyết",
        number=canonical,
        variants=(printed,),
        mentions=(mention(canonical), mention(f"Nghị quyết số {printed}").model_copy(update={"number": canonical})),
    )
    assert bool(outcomes(audit(report(regulations=(listed,))), "citation_variant")) is odd


@pytest.mark.parametrize(
    ("issued", "late"),
    [("2024-05-23", False), ("2024-05-24", True), ("2024-05-22", False), ("2024", False), ("2025", True)],
)
def test_nothing_younger_than_the_report_can_be_cited(issued: str, late: bool) -> None:
    cited = regulation("21/HD-LĐLĐ", mention("21/HD-LĐLĐ", issued))
    findings = audit(report(regulations=(cited,), issued="2024-05-23"))
    assert (("citation_after_report", "21/HD-LĐLĐ") in broken(findings)) is late


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2019-04-31", False),
        ("2019-13-01", False),
        ("2019-00-10", False),
        ("2019-12", True),
        ("2019-13", False),
        ("2019", True),
        ("2019-01-00", False),
    ],
)
def test_the_calendar_is_known(text: str, real: bool) -> None:
    assert exists(text) is real


def test_an_impossible_date_is_about_the_regulation_it_dates() -> None:
    cited = regulation("21/HD-LĐLĐ", mention("21/HD-LĐLĐ", "2019-02-30", start=95_000))
    findings = audit(report(regulations=(cited,)))
    assert broken(findings) == {("impossible_date", "21/HD-LĐLĐ")}
    assert "30/02/2019" in findings[0].message
    printed = DateMention(as_printed="30/02/2019", date="2019-02-30", valid=False, anchor=anchor("30/02/2019", 95_018))
    assert len(audit(report(regulations=(cited,), dates=(printed,)))) == len(findings)
    alone = DateMention(as_printed="31/4/2021", date=None, valid=False, anchor=anchor("31/4/2021", 99_000))
    assert broken(audit(report(dates=(alone,)))) == {("impossible_date", "31/4/2021")}
    right = DateMention(as_printed="30/4/2021", date="2021-04-30", valid=True, anchor=anchor("30/4/2021", 99_000))
    assert broken(audit(report(dates=(right,)))) == set()


def test_two_impossible_dates_of_one_regulation_are_two_remarks() -> None:
    days = (mention("21/HD-LĐLĐ", "2019-02-30", start=95_000), mention("21/HD-LĐLĐ", "2019-02-31", start=98_000))
    findings = audit(report(regulations=(regulation("21/HD-LĐLĐ", *days),)))
    assert outcomes(findings, "impossible_date") == ["broken", "broken"]


def test_a_report_dated_on_no_day_is_remarked_on_and_compared_with_nothing() -> None:
    cited = regulation("21/HD-LĐLĐ", mention("21/HD-LĐLĐ", "2025-01-01"))
    assert broken(audit(report(regulations=(cited,), issued="2024-02-30"))) == {("impossible_date", "issued")}
