from extractor.audit import audit
from schemas.facts import Figure
from schemas.finding import Finding
from tests.audit.made import figure, report

DAY = "as_of:2024-03-31"


def remarks(*told: Figure) -> list[Finding]:
    return [finding for finding in audit(report(figures=told)) if finding.outcome == "broken"]


def posts(value: str, **more: object) -> Figure:
    return figure("payroll_present", value, period=DAY, **more)  # type: ignore[arg-type]


def contract(value: str, indicator: str = "contract_nd111", period: str = DAY) -> Figure:
    return figure(indicator, value, period=period)


QUOTA = figure("payroll_assigned", "225", period="year:2024")


def test_posts_filled_by_contracts_are_told_once_and_conflict_with_nothing() -> None:
    (remark,) = remarks(QUOTA, posts("190"), contract("9"), posts("199", fraction=(199, 225), section="I.2"))
    assert (remark.rule, remark.about) == ("quota_counts_contracts", "payroll_assigned")
    assert remark.arithmetic == "199 = 190 + 9"
    assert len(remark.evidence) == 3


def test_several_kinds_of_contracts_make_up_for_the_difference_together() -> None:
    told = remarks(
        posts("61"), contract("3"), contract("2", "contract_other"), posts("66", fraction=(66, 66), section="I.2")
    )
    assert [(remark.rule, remark.arithmetic) for remark in told] == [("quota_counts_contracts", "66 = 61 + 3 + 2")]


def test_posts_by_place_and_contracts_make_the_posts_and_all_people() -> None:
    office = figure("payroll_present_provincial_office", "84", period=DAY)
    units = figure("payroll_present_upper_level_units", "65", period=DAY)
    people = figure("staff_present_total", "157", period=DAY)
    told = remarks(posts("157"), office, units, contract("8"), people)
    assert [(remark.rule, remark.about) for remark in told] == [("quota_counts_contracts", "payroll_present")]


def test_a_difference_that_no_contracts_explain_is_a_conflict() -> None:
    told = remarks(posts("190"), contract("8"), posts("199", section="IV.2"))
    assert "quota_counts_contracts" not in {remark.rule for remark in told}
    assert "figure_conflict" in {remark.rule for remark in told}


def test_contracts_of_another_year_explain_nothing() -> None:
    told = remarks(posts("190"), contract("9", period="as_of:2019-12-31"), posts("199", section="IV.2"))
    assert "quota_counts_contracts" not in {remark.rule for remark in told}
