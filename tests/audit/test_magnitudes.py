"""Magnitudes and ratios of one report."""

import pytest

from extractor.audit import audit
from extractor.audit.case import Case
from extractor.audit.magnitudes import ratio_values
from schemas import Figure
from schemas.catalogue import load
from schemas.period import Period
from schemas.quantity import Unit
from tests.audit.made import broken, figure, figures, outcomes, report


def verdicts(*made: Figure) -> list[str]:
    return outcomes(audit(report(figures=made)), "implausible_magnitude")


def test_people_are_whole() -> None:
    assert verdicts(figure("staff_female", "22.877")) == ["broken"]
    assert verdicts(figure("staff_female", "22")) == []
    assert verdicts(figure("staff_female", "22.5").model_copy(update={"confidence": 0.4})) == ["cannot_tell"]
    assert verdicts(figure("trainees_receiving_full_benefits", "98.5", unit="percent")) == []


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("99", ["broken"]), ("100", []), ("<99", ["broken"]), ("<150", []), (">50", []), ("22877", [])],
)
def test_a_federation_has_a_hundred_members(value: str, outcome: list[str]) -> None:
    assert verdicts(figure("union_members", value)) == outcome


def test_a_share_of_the_members_is_no_number_of_members() -> None:
    assert verdicts(figure("union_members", "64", unit="percent")) == []


@pytest.mark.parametrize(
    ("members", "outcome"),
    [
        ("5000", "holds"),  # five a union, and not less
        ("4999", "cannot_tell"),
        ("250", "cannot_tell"),
        ("249", "broken"),
        ("2000000", "holds"),
        ("2000001", "cannot_tell"),
        ("40000000", "cannot_tell"),
        ("40000001", "broken"),
    ],
)
def test_members_per_union_are_plausible(members: str, outcome: str) -> None:
    assert verdicts(*figures(union_members=members, grassroots_unions="1000")) == [outcome]


def test_a_ratio_is_written_out() -> None:
    (finding,) = (
        f
        for f in audit(report(figures=figures(union_members="22877", grassroots_unions="777")))
        if f.rule == "implausible_magnitude"
    )
    assert finding.arithmetic == "số đoàn viên bình quân một công đoàn cơ sở: 22.877 / 777 = 29,44"


def trained(period: Period, sent: str, unit: Unit = "attendance") -> list[str]:
    staff = figure("staff_present_total", "10", period="as_of:2024-05-23")
    return verdicts(staff, figure("training_sent_total", sent, unit=unit, period=period))


def test_training_is_counted_per_year() -> None:
    assert trained("range:2019-2024", "600") == ["holds"]
    assert trained("range:2019-2024", "601") == ["cannot_tell"]
    assert trained("year:2023", "120") == ["holds"]
    assert trained("year:2023", "121") == ["cannot_tell"]


def test_figures_of_other_days_hedged_or_disputed_make_no_ratio() -> None:
    members = figure("union_members", "10", period="as_of:2019-12-31").model_copy(update={"indicator": "union_members"})
    unions = figure("grassroots_unions", "1000", period="as_of:2024-05-23")
    assert verdicts(figure("grassroots_unions", "1000"), figure("union_members", ">200")) == []
    assert verdicts(figure("grassroots_unions", "0"), figure("union_members", "200")) == []
    assert verdicts(unions, members.model_copy(update={"quantity": figure("x", "200").quantity})) == []
    twice = (figure("union_members", "200", section="I.1"), figure("union_members", "220", section="V.1"))
    assert verdicts(figure("grassroots_unions", "1000"), *twice) == []


def test_degrees_add_up_where_their_sum_is_not_printed() -> None:
    known = load()
    record = next(ratio for ratio in known.knowledge.ratios if ratio.id == "university_share")
    made = report(figures=figures(staff_present_total="50", staff_edu_master="10", staff_edu_bachelor="30"))
    (ratio,) = ratio_values(Case(made, known), record)
    assert (ratio.part, ratio.whole) == (40, 50)


def test_the_longest_period_of_a_flow_is_taken() -> None:
    staff = figure("staff_present_total", "10", period="as_of:2024-05-23")
    years = [figure("training_sent_total", "50", unit="attendance", period=f"year:{year}") for year in (2022, 2023)]
    whole = figure("training_sent_total", "900", unit="attendance", period="range:2019-2024")
    assert verdicts(staff, years[0], whole, years[1]) == ["cannot_tell"]
    two = (*years, figure("training_sent_total", "60", unit="attendance", period="year:2021"))
    assert verdicts(staff, *two) == []


# Flows and their stocks


@pytest.mark.parametrize(
    ("flow", "stock", "outcome"),
    [("10", "29", "holds"), ("29", "29", "holds"), ("30", "29", "cannot_tell"), (">29", "29", "cannot_tell"),
     ("30", ">29", "holds"), ("<40", "29", "holds")],
)  # fmt: skip
def test_the_newly_trained_are_among_those_who_hold_the_diploma(flow: str, stock: str, outcome: str) -> None:
    made = (
        figure("training_polit_theory_advanced", flow, unit="attendance"),
        figure("staff_polit_theory_advanced", stock),
    )
    assert outcomes(audit(report(figures=made)), "flow_exceeds_stock") == [outcome]


def test_a_wider_stock_stands_for_one_that_is_not_printed() -> None:
    wide = figures(training_master="5", staff_edu_university_or_higher="4")
    assert outcomes(audit(report(figures=wide)), "flow_exceeds_stock") == ["cannot_tell"]
    both = figures(training_master="5", staff_edu_university_or_higher="4", staff_edu_master="6")
    assert outcomes(audit(report(figures=both)), "flow_exceeds_stock") == ["holds"]
    assert outcomes(audit(report(figures=figures(training_master="5"))), "flow_exceeds_stock") == []
    assert broken(audit(report(figures=wide))) == set()
