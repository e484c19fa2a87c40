"""Claims that targets make, and how many targets there are said to be."""

from typing import Any

import pytest

from extractor.audit import audit
from schemas import Regulation
from schemas.facts import Status, Target
from tests.audit.made import anchor, figure, figures, mention, other, outcomes, regulation, report, target
from tests.audit.test_targets import CERTIFICATE, DEGREE, KEY_OFFICERS, RULES


def claims(made: Target, **facts: str) -> list[str]:
    return outcomes(audit(report(targets=(made,), figures=figures(**facts))), "claim_without_figures")


def test_a_claim_of_a_share_needs_people() -> None:
    assert claims(target("1", "achieved", KEY_OFFICERS, thresholds=("100",))) == ["broken"]
    assert claims(target("1", "achieved", KEY_OFFICERS, actual="100")) == ["broken"]
    assert claims(target("1", "exceeded", "toàn bộ cán bộ được tập huấn", claims_all=True)) == ["broken"]


def test_a_fraction_supports_a_claim() -> None:
    assert claims(target("1", "achieved", KEY_OFFICERS, thresholds=("100",), fractions=((1246, 1246),))) == []


def test_only_a_claim_of_success_needs_support() -> None:
    for status in ("in_progress", "not_achieved", "partly_achieved", "not_applicable_at_level"):
        assert claims(target("1", status, KEY_OFFICERS, thresholds=("100",))) == []


def test_a_ratio_to_the_plan_is_no_share_of_anybody() -> None:
    assert claims(target("6", "exceeded", "lượt tập huấn", actual="101.28", thresholds=("100",))) == []
    assert claims(target("6", "exceeded", "lượt tập huấn", actual="100")) == ["broken"]


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
    made = target("6", "exceeded", "lãnh đạo các đơn vị", thresholds=("20",), actual="100")
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
    made = target("6", "exceeded", "lãnh đạo các đơn vị", thresholds=("20",), actual="100")
    following = target("7", "in_progress")
    assert following.text_anchor is not None
    theirs = (
        figure("provincial_committee_members", "11", start=following.text_anchor.start + 5),
        figure("standing_committee_members", "7", start=following.text_anchor.start + 20),
    )
    assert outcomes(audit(report(targets=(made, following), figures=theirs)), "claim_without_figures") == ["broken"]


def test_all_means_a_hundred_percent() -> None:
    """ "Toàn bộ thành viên được bồi dưỡng. Có 1.412/1.530; đạt": no threshold is printed, and yet there is one."""

    def said(part: int, status: Status, **more: Any) -> list[str]:
        made = target("5", status, "toàn bộ thành viên", claims_all=True, fractions=((part, 1530),), **more)
        return outcomes(audit(report(targets=(made,))), "status_contradicts_figures")

    assert said(1412, "achieved") == ["broken"]
    assert said(1530, "achieved") == ["holds"]
    assert said(1530, "not_achieved") == ["broken"]
    assert said(1412, "achieved", thresholds=("90",)) == ["holds"]


def test_a_share_declared_reached_without_any_number_is_asked_about() -> None:
    made = target("4", "mostly_achieved", "70% ủy viên được tập huấn", thresholds=("70",))
    assert claims(made) == ["broken"]
    assert claims(made.model_copy(update={"status": "exceeded"})) == ["broken"]
    assert claims(made.model_copy(update={"status": "partly_achieved"})) == []
    assert claims(target("4", "mostly_achieved", thresholds=("70",), actual="68")) == []
    assert claims(target("4", "mostly_achieved", thresholds=("70",), fractions=((68, 100),))) == []
    assert claims(target("5", "mostly_achieved", thresholds=("80", "76.3"))) == []
    assert made.text_anchor is not None
    inside = figure("standing_committee_members", "7", start=made.text_anchor.start + 5)
    assert outcomes(audit(report(targets=(made,), figures=(inside,))), "claim_without_figures") == []
    demanded = other("70", "70%", start=made.text_anchor.start + 5)
    assert outcomes(audit(report(targets=(made,), others=(demanded,))), "claim_without_figures") == ["broken"]
    measured = other("68", "68%", start=made.anchor.end + 5)
    assert outcomes(audit(report(targets=(made,), others=(measured,))), "claim_without_figures") == []


def test_figures_answer_a_target_whichever_document_sets_it() -> None:
    made = target(
        "1", "achieved", "toàn bộ cán bộ chuyên trách có trình độ đại học trở lên", actual="100", claims_all=True
    )
    held = figures(staff_edu_university_or_higher="119", staff_present_total="125")
    for reviewed in ("1468/CTr-TLĐ", None):
        without = audit(report(targets=(made,), reviewed=reviewed))
        assert outcomes(without, "claim_without_figures") == ["broken"]
        assert outcomes(audit(report(targets=(made,), figures=held, reviewed=reviewed)), "claim_without_figures") == []


@pytest.mark.parametrize("words", ["11/24 người, đạt tỷ lệ 45,8%. => Vượt chỉ tiêu", "6/7 cán bộ đạt mục tiêu"])
def test_an_x_of_y_of_people_counts_no_targets(words: str) -> None:
    made = tuple(target(str(number), "achieved") for number in range(1, 10))
    assert outcomes(audit(report(targets=made, others=(other("6", words),))), "target_count_mismatch") == []


def test_a_summary_is_about_the_document_whose_targets_it_counts() -> None:
    made = (target("1", "achieved"), target("2", "achieved"))
    plan = figure("plan_specific_targets", "2", unit="item", start=90_000)

    def about(*cited: Regulation, reviewed: str | None = "08/NQ-BCH") -> list[str]:
        facts = report(
            targets=made,
            others=(other("2", "2/3 chỉ tiêu đạt"),),
            figures=(plan,),
            regulations=cited,
            reviewed=reviewed,
        )
        return [f.about for f in audit(facts) if f.rule == "target_count_mismatch" and f.outcome == "broken"]

    assert about() == ["08/NQ-BCH"]
    assert about(reviewed=None) == ["targets"]
    programme = regulation("05/CTr-LĐLĐ", mention("05/CTr-LĐLĐ", start=90_060), type="Chương trình")
    assert about(programme) == ["05/CTr-LĐLĐ"]
    carried_out = regulation("38/KH-LĐLĐ", mention("38/KH-LĐLĐ", start=90_100), type="Kế hoạch")
    assert about(programme, carried_out) == ["38/KH-LĐLĐ"]
    decision = regulation("41/QĐ-LĐLĐ", mention("41/QĐ-LĐLĐ", start=90_060), type="Quyết định")
    assert about(decision) == ["08/NQ-BCH"]


def test_a_number_supports_a_share_from_the_target_s_first_word_to_the_next_target() -> None:
    made = target("4", "mostly_achieved", "70% ủy viên được tập huấn", thresholds=("70",))
    following = target("5", "in_progress")
    assert made.text_anchor is not None
    assert following.text_anchor is not None
    close = following.model_copy(update={"text_anchor": anchor(following.text_anchor.quote, made.anchor.end + 100)})
    assert close.text_anchor is not None

    def said(start: int) -> list[str]:
        counted = figure("standing_committee_members", "7", start=start)
        return outcomes(audit(report(targets=(made, close), figures=(counted,))), "claim_without_figures")

    assert said(made.text_anchor.start - 1) == ["broken"]
    assert said(made.text_anchor.start) == []
    assert said(close.text_anchor.start - 1) == []
    assert said(close.text_anchor.start) == ["broken"]
