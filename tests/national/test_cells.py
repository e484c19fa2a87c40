"""One report's figures of one indicator become one cell."""

from decimal import Decimal

import pytest

from extractor.national.cells import make_cell
from schemas import Figure, Interval
from schemas.catalogue import load
from schemas.table import NationalCell
from tests.national.reports import figure


def cell(indicator: str, *figures: Figure) -> NationalCell:
    return make_cell("r", load().indicators[indicator], figures)


def years(indicator: str, **values: int) -> list[Figure]:
    return [
        figure(indicator, value, f"year:{year.removeprefix('y')}", start=place * 10, unit="attendance")
        for place, (year, value) in enumerate(values.items())
    ]


def test_one_figure_is_shown_as_printed() -> None:
    made = cell("staff_female", figure("staff_female", 34, "as_of:2024-05-23", period_inferred=True))
    assert (made.state, made.value, made.unit, made.period) == ("single", 34, "person", "as_of:2024-05-23")
    assert made.period_inferred
    assert made.exact


def test_a_hedged_figure_keeps_its_bound_and_its_open_interval() -> None:
    made = cell(
        "local_training_classes", figure("local_training_classes", 80, unit="class", bound="at_least", strict=True)
    )
    assert (made.value, made.bound, made.strict, made.exact) == (80, "at_least", True, False)
    assert made.interval == Interval(low=Decimal(81), high=None)


def test_a_stock_shows_its_latest_date_and_keeps_the_series() -> None:
    old = figure("union_members", 900, "as_of:2019-12-31", 0)
    new = figure("union_members", 1000, "as_of:2024-05-23", 50)
    made = cell("union_members", new, old)
    assert (made.state, made.value, made.period) == ("series", 1000, "as_of:2024-05-23")
    assert [ref.figure_id for ref in made.sources] == [new.id]
    assert [ref.figure_id for ref in made.others] == [old.id]


def test_a_bare_year_is_later_than_a_day_within_it() -> None:
    made = cell(
        "payroll_assigned",
        figure("payroll_assigned", 50, "as_of:2024-05-23"),
        figure("payroll_assigned", 52, "year:2024", 9),
    )
    assert made.value == 52


def test_a_flow_shows_the_reports_own_total_over_its_years() -> None:
    series = years("training_sent_total", y2019=147, y2020=71)
    total = figure("training_sent_total", 218, "range:2019-2020", 99, unit="attendance")
    made = cell("training_sent_total", *series, total)
    assert (made.state, made.value, made.period) == ("series", 218, "range:2019-2020")
    assert len(made.others) == 2


def test_years_without_a_total_are_summed_and_marked_computed() -> None:
    made = cell("training_sent_total", *years("training_sent_total", y2019=147, y2020=71, y2021=53))
    assert (made.state, made.value, made.period) == ("computed", 271, "range:2019-2021")
    assert len(made.sources) == 3


def test_a_hedged_year_makes_the_computed_sum_an_interval() -> None:
    hedged = figure("training_sent_total", 70, "year:2020", 50, unit="attendance", bound="at_least")
    made = cell("training_sent_total", *years("training_sent_total", y2019=147), hedged)
    assert (made.state, made.value, made.interval) == ("computed", None, Interval(low=Decimal(217), high=None))


def test_years_in_people_and_attendances_are_not_summed() -> None:
    people = figure("training_master", 5, "year:2020", 50, unit="person")
    made = cell("training_master", *years("training_master", y2019=3), people)
    assert (made.state, made.value, made.unit, made.period) == ("series", 5, "person", "year:2020")


def test_yearly_ratings_are_not_summed_over_years() -> None:
    made = cell(
        "evaluation_good", figure("evaluation_good", 40, "year:2022"), figure("evaluation_good", 42, "year:2023", 9)
    )
    assert (made.state, made.value, made.period) == ("series", 42, "year:2023")


def test_a_total_without_a_period_that_fits_the_years_is_the_total() -> None:
    total = figure("training_sent_total", 218, None, 99, unit="attendance")
    made = cell("training_sent_total", *years("training_sent_total", y2019=147, y2020=71), total)
    assert (made.state, made.value) == ("series", 218)
    assert made.sources[0].figure_id == total.id


def test_a_total_without_a_period_that_does_not_fit_disputes_the_cell() -> None:
    total = figure("training_sent_total", 220, None, 99, unit="attendance")
    made = cell("training_sent_total", *years("training_sent_total", y2019=147, y2020=71), total)
    assert (made.state, made.value) == ("disputed", None)
    assert made.interval == Interval(low=Decimal(218), high=Decimal(220))


def test_two_values_of_one_period_dispute_the_cell_and_none_is_chosen() -> None:
    made = cell(
        "union_members", figure("union_members", 68450, "year:2024"), figure("union_members", 64850, "year:2024", 9)
    )
    assert (made.state, made.value, made.bound) == ("disputed", None, None)
    assert made.interval == Interval(low=Decimal(64850), high=Decimal(68450))
    assert not made.exact


def test_people_against_attendances_dispute_the_cell_without_an_interval() -> None:
    made = cell("transfer_count", figure("transfer_count", 6), figure("transfer_count", 6, start=9, unit="attendance"))
    assert (made.state, made.unit, made.interval) == ("disputed", None, None)


@pytest.mark.parametrize("order", [1, -1])
def test_a_looser_wording_of_the_same_number_disputes_nothing(order: int) -> None:
    exact = figure("union_members", 7412)
    loose = figure("union_members", 7400, start=9, bound="at_least", strict=True)
    made = cell("union_members", *[exact, loose][::order])
    assert (made.state, made.value, made.bound) == ("single", 7412, "exact")
    assert {ref.figure_id for ref in made.sources} == {exact.id, loose.id}


def test_a_hedge_that_excludes_the_number_disputes_the_cell() -> None:
    made = cell(
        "union_members",
        figure("union_members", 7400),
        figure("union_members", 7400, start=9, bound="at_least", strict=True),
    )
    assert made.state == "disputed"


def test_confidence_is_that_of_the_weakest_figure_shown() -> None:
    made = cell(
        "union_members", figure("union_members", 5, confidence=0.5), figure("union_members", 5, start=9, confidence=0.9)
    )
    assert made.confidence == 0.5
