"""Reports become the national table; totals are intervals with coverage."""

import json
import random
from decimal import Decimal
from typing import Any

import pytest

from extractor.national.aggregate import aggregate
from extractor.national.codebook import codebook_of
from schemas import Figure, Interval, Report
from schemas.catalogue import load
from schemas.report import Reviewed
from schemas.table import NationalTable, TotalCell, TotalRow
from tests.national.reports import CORPUS, figure, from_gold, report

BOOK = codebook_of(load())
GOLDS = sorted(path.parent for path in CORPUS.glob("*/gold.json"))
CAMPAIGN_OF_2024 = "nghi-quyet-03-2019-01-11"


def table(*reports: Report) -> NationalTable:
    return aggregate(reports, BOOK)


def total_row(made: NationalTable, members: str = "provinces", campaign: str | None = CAMPAIGN_OF_2024) -> TotalRow:
    return next(row for row in made.totals if row.members == members and row.campaign == campaign)


def total(made: NationalTable, indicator: str, **scope: str | None) -> TotalCell:
    cell = total_row(made, **scope).cell(indicator)  # type: ignore[arg-type]
    assert cell is not None
    return cell


def three(*members: Figure | None) -> list[Report]:
    places = (("02", "Hà Giang"), ("12", "Lai Châu"), ("40", "Nghệ An"))
    return [report(*place, *([one] if one else [])) for place, one in zip(places, members, strict=True)]


def members(value: int, **more: Any) -> Figure:
    return figure("union_members", value, str(more.pop("period", "as_of:2024-05-23")), **more)


def test_a_total_is_the_sum_of_the_units_with_its_coverage() -> None:
    made = total(table(*three(members(10), None, members(32))), "union_members")
    assert made.interval == Interval(low=Decimal(42), high=Decimal(42))
    assert (made.reporting, made.expected, made.exact) == (2, 3, True)


def test_missing_is_not_zero() -> None:
    made = table(*three(members(10), None, members(0)))
    assert made.rows[1].cell("union_members") is None
    assert made.rows[2].cell("union_members") is not None
    assert total_row(made).cell("staff_female") is None


def test_hedges_and_disputes_carry_into_the_total_as_an_interval() -> None:
    disputed = [members(5), members(7, start=9)]
    reports = [
        report("02", "Hà Giang", *disputed),
        report("12", "Lai Châu", members(10, bound="at_most")),
        report("40", "Nghệ An", members(100)),
    ]
    made = total(table(*reports), "union_members")
    assert made.interval == Interval(low=Decimal(105), high=Decimal(117))
    assert not made.exact


def test_an_open_hedge_opens_the_total() -> None:
    made = total(table(*three(members(10), members(100, bound="at_least", strict=True), None)), "union_members")
    assert made.interval == Interval(low=Decimal(111), high=None)


def test_people_and_attendances_are_not_added() -> None:
    reports = three(figure("transfer_count", 6), figure("transfer_count", 4, unit="attendance"), None)
    made = total(table(*reports), "transfer_count")
    assert (made.interval, made.refused) == (None, "mixed_units")
    assert made.units == (("attendance", 1), ("person", 1))


def test_percentages_are_not_added() -> None:
    share = figure("trainees_receiving_full_benefits", 100, unit="percent")
    assert total(table(*three(share, share, None)), "trainees_receiving_full_benefits").refused == "percent"


@pytest.mark.parametrize(
    ("periods", "refused"),
    [
        (("as_of:2024-05-23", "as_of:2023-10-18"), None),
        (("as_of:2024-05-23", "as_of:2023"), None),
        (("as_of:2024-05-23", "as_of:2023-05-22"), "different_dates"),
        (("as_of:2024-05-23", "as_of:2020-12-31"), "different_dates"),
    ],
)
def test_stocks_more_than_a_year_apart_are_not_added(periods: tuple[str, str], refused: str | None) -> None:
    reports = three(*(members(1, period=period) for period in periods), None)
    assert total(table(*reports), "union_members").refused == refused


@pytest.mark.parametrize(
    ("periods", "refused"),
    [
        (("range:2019-2024", "range:2019-2023"), None),
        (("range:2019-2024", "range:2019-2022"), "different_periods"),
        (("range:2019-2024", "year:2023"), "different_periods"),
        (("year:2022", "year:2023"), "different_periods"),
        (("year:2023", "year:2023"), None),
    ],
)
def test_flows_over_different_periods_are_not_added(periods: tuple[str, str], refused: str | None) -> None:
    reports = three(*(figure("discipline_count", 1, period) for period in periods), None)
    assert total(table(*reports), "discipline_count").refused == refused


def test_eras_are_never_added() -> None:
    old = report("15", "Yên Bái", members(10))
    new = report("15", "Lào Cai", members(20), era="post_2025_07", issued="2025-09-16")
    made = table(old, new)
    assert [(row.era, row.provinces_of_era) for row in made.totals] == [("pre_2025_07", 63), ("post_2025_07", 34)]
    assert [row.cells[0].interval for row in made.totals] == [
        Interval(low=Decimal(value), high=Decimal(value)) for value in (10, 20)
    ]


def test_central_sector_unions_are_apart_from_the_provinces() -> None:
    made = table(*three(members(10), members(20), None), report(None, "Công đoàn Y tế Việt Nam", members(5)))
    provinces, everybody = total(made, "union_members"), total(made, "union_members", members="all")
    assert (provinces.interval, provinces.expected) == (Interval(low=Decimal(30), high=Decimal(30)), 3)
    assert (everybody.interval, everybody.expected) == (Interval(low=Decimal(35), high=Decimal(35)), 4)
    assert total_row(made, "all").sector_unions_reporting == 1


def test_a_later_report_supersedes_and_is_never_added_to_the_earlier() -> None:
    first = report("12", "Lai Châu", members(10), issued="2024-05-03")
    second = report("12", "Lai Châu", members(11), issued="2024-05-23")
    made = table(second, first)
    assert [row.issued for row in made.rows] == ["2024-05-23"]
    assert total(made, "union_members").interval == Interval(low=Decimal(11), high=Decimal(11))
    assert [(entry.file, entry.reason) for entry in made.superseded] == [(first.source.name, "earlier_issue")]


def test_a_draft_gives_way_to_the_final_report_whatever_its_date() -> None:
    final = report("12", "Lai Châu", members(10), issued="2024-05-03")
    draft = report("12", "Lai Châu", members(11), issued="2024-05-23", header={"draft": True})
    made = table(draft, final)
    assert [row.file for row in made.rows] == [final.source.name]
    assert made.superseded[0].reason == "draft"


def test_two_forms_of_one_report_count_once_and_the_pdf_stands() -> None:
    made = table(
        report("12", "Lai Châu", members(10), file="a.txt", reading="text"),
        report("12", "Lai Châu", members(10), file="b.pdf"),
    )
    assert [row.file for row in made.rows] == ["b.pdf"]
    assert made.superseded[0].reason == "same_issue"


def test_the_same_bytes_twice_are_one_report() -> None:
    one = report("12", "Lai Châu", members(10))
    again = one.model_copy(update={"source": one.source.model_copy(update={"name": "copy.pdf"})})
    made = table(one, again)
    assert len(made.rows) == 1
    assert made.superseded == ()


def test_reports_on_different_documents_are_different_campaigns() -> None:
    other = Reviewed(type="Nghị quyết", number="06-NQ/TU", issued="2018-09-20")
    made = table(
        report("12", "Lai Châu", members(10)),
        report("12", "Lai Châu", members(12), issued="2024-06-30", reviewed=other),
    )
    assert len(made.rows) == 2
    assert made.superseded == ()
    across = total(made, "union_members", campaign=None)
    assert (across.interval, across.expected) == (Interval(low=Decimal(12), high=Decimal(12)), 1)


@pytest.mark.parametrize(
    "printed",
    [
        Reviewed(type="Nghị quyết", number="03-NQ/BCH", issued="2019-01-11"),
        Reviewed(type="Nghị quyết", number="03/NQ-TLĐ"),
    ],
)
def test_one_document_in_another_spelling_or_without_its_date_is_one_campaign(printed: Reviewed) -> None:
    made = table(*three(members(1), members(1), members(1)), report("48", "Đà Nẵng", members(1), reviewed=printed))
    assert [row.campaign for row in made.rows] == [CAMPAIGN_OF_2024] * 4


def test_a_report_of_an_unknown_unit_is_shown_and_in_no_total() -> None:
    stray = report("12", "Lai Châu", members(99), file="stray.pdf")
    stray = stray.model_copy(update={"header": stray.header.model_copy(update={"unit": None})})
    made = table(*three(members(1), members(1), None), stray)
    assert [row.kind for row in made.rows] == ["province"] * 3 + ["unknown"]
    assert total(made, "union_members").interval == Interval(low=Decimal(2), high=Decimal(2))


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [from_gold(folder)[0] for folder in GOLDS]
    shuffled = random.Random(7).sample(reports, len(reports))
    assert shuffled != reports
    assert aggregate(shuffled, BOOK) == aggregate(reports, BOOK)


def test_totals_over_the_annotated_reports_are_the_sums_of_their_golds() -> None:
    golds = [json.loads((folder / "gold.json").read_text(encoding="utf-8")) for folder in GOLDS]
    campaign = [
        gold
        for gold in golds
        if gold["header"]["unit"]["code"] and (gold["header"]["reviewed"] or {}).get("number") == "03/NQ-TLĐ"
    ]
    made = total_row(table(*(from_gold(folder)[0] for folder in GOLDS)))
    checked = 0
    for indicator in load().indicators:
        facts = [[fact for fact in gold["figures"] if fact["indicator"] == indicator] for gold in campaign]
        facts = [found for found in facts if found]
        cell = made.cell(indicator)
        assert (cell is not None) == bool(facts)
        if cell is None or any(len(found) > 1 or found[0]["bound"] != "exact" for found in facts) or cell.refused:
            continue
        assert cell.reporting == len(facts)
        assert cell.interval is not None
        assert cell.interval.low == cell.interval.high == sum(found[0]["value"] for found in facts)
        checked += 1
    assert checked > 50
