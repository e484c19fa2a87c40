"""Totals by region, and new provinces reconstructed from the old ones."""

from decimal import Decimal

import pytest

from extractor.national.aggregate import aggregate
from extractor.national.codebook import codebook_of
from extractor.national.regions import RegionTotal, region_totals
from extractor.national.rollup import Reconstruction, predecessors_of, reconstruct
from schemas import Interval, Report
from schemas.catalogue import load
from tests.national.reports import figure, report

BOOK = codebook_of(load())


def members(value: int, **more: str) -> object:
    return figure("union_members", value, more.pop("period", "as_of:2024-05-23"), **more)


def regions(*reports: Report) -> dict[str, RegionTotal]:
    return {total.region: total for total in region_totals(aggregate(reports, BOOK), BOOK)}


def rebuilt(*reports: Report) -> dict[str, Reconstruction]:
    return {made.name: made for made in reconstruct(aggregate(reports, BOOK), BOOK)}


def province(code: str, name: str, *figures: object, **more: str) -> Report:
    return report(code, name, *figures, **more)  # type: ignore[arg-type]


def exactly(value: int) -> Interval:
    return Interval(low=Decimal(value), high=Decimal(value))


def test_a_region_adds_its_own_provinces_only() -> None:
    made = regions(
        province("02", "Hà Giang", members(10)),
        province("20", "Lạng Sơn", members(30)),
        province("12", "Lai Châu", members(500)),
    )
    north_east, north_west = made["Đông Bắc Bộ"], made["Tây Bắc Bộ"]
    total = north_east.cell("union_members")
    assert total is not None
    assert (total.interval, total.reporting, total.expected) == (exactly(40), 2, 2)
    # 9 provinces of the north-east and 6 of the north-west in the catalogue's own list.
    assert (north_east.provinces_reporting, north_east.provinces_of_region) == (2, 9)
    assert (north_west.provinces_reporting, north_west.provinces_of_region) == (1, 6)


def test_regions_keep_campaigns_apart_and_leave_new_provinces_and_sector_unions_out() -> None:
    made = region_totals(
        aggregate(
            [
                province("02", "Hà Giang", members(10)),
                province("20", "Lạng Sơn", members(30), reviewed=None),  # type: ignore[arg-type]
                province("08", "Tuyên Quang", members(7), era="post_2025_07", issued="2025-09-01"),
                report(None, "Công đoàn Y tế Việt Nam", figure("union_members", 9)),
            ],
            BOOK,
        ),
        BOOK,
    )
    assert [(one.region, len(one.report_ids)) for one in made] == [("Đông Bắc Bộ", 1), ("Đông Bắc Bộ", 1)]
    assert len({one.campaign for one in made}) == 2


def test_a_new_province_is_the_sum_of_all_its_predecessors() -> None:
    made = rebuilt(
        province("10", "Lào Cai", members(10), figure("staff_female", 3)), province("15", "Yên Bái", members(32))
    )["Lào Cai"]
    assert (made.code, made.predecessors) == ("15", ("10", "15"))
    total = made.cell("union_members")
    assert total is not None
    assert (total.interval, total.reporting, total.exact) == (exactly(42), 2, True)
    # Only one of the two gives it: missing is not 0, so there is no sum.
    assert made.cell("staff_female") is None


def test_without_one_predecessor_nothing_is_reconstructed() -> None:
    assert rebuilt(province("10", "Lào Cai", members(10))) == {}


def test_predecessors_of_different_campaigns_are_not_added() -> None:
    assert (
        rebuilt(
            province("10", "Lào Cai", members(10)),
            province("15", "Yên Bái", members(32), reviewed=None),  # type: ignore[arg-type]
        )
        == {}
    )


@pytest.mark.parametrize(("period", "refused"), [("as_of:2023-12-31", None), ("as_of:2020-12-31", "different_dates")])
def test_dates_too_far_apart_are_refused(period: str, refused: str | None) -> None:
    made = rebuilt(province("10", "Lào Cai", members(10)), province("15", "Yên Bái", members(32, period=period)))
    total = made["Lào Cai"].cell("union_members")
    assert total is not None
    assert total.refused == refused
    assert total.interval == (None if refused else exactly(42))


def test_the_new_provinces_own_report_is_no_predecessor() -> None:
    own = province("15", "Lào Cai", members(99), era="post_2025_07", issued="2025-09-01")
    assert rebuilt(province("10", "Lào Cai", members(10)), own) == {}


def test_sixty_three_provinces_become_thirty_four_and_each_counts_once() -> None:
    reports = [province(code, name, members(1)) for (era, code), name in BOOK.provinces.items() if era == "pre_2025_07"]
    assert len(reports) == 63
    made = rebuilt(*reports)
    assert len(made) == 34
    sums = [cell.interval.low for one in made.values() if (cell := one.cell("union_members")) and cell.interval]
    assert sum(sums) == 63
    assert sorted(code for one in made.values() for code in one.predecessors) == sorted(
        code for era, code in BOOK.provinces if era == "pre_2025_07"
    )
    assert predecessors_of("92", BOOK) == ("92", "93", "94")
