"""Two campaigns are compared over the same units alone, and never where the figures mean different things."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from lxml import html

from extractor.cli import main
from extractor.errors import UsageError
from extractor.national import consolidate
from extractor.national.campaign_comparison import Given, change, sum_changes
from extractor.national.package_comparison import compare, find_campaign
from extractor.national.page_words import WORDS
from schemas import Report
from schemas.catalogue import load
from schemas.report import Reviewed
from tests.national.reports import figure, report

OLD = Reviewed(type="Nghị quyết", number="02-NQ/TW", issued="2018-06-12")
NEW = Reviewed(type="Nghị quyết", number="03/NQ-TLĐ", issued="2021-01-11")
STAFF, MEMBERS, FLOW = "staff_present_total", "union_members", "local_training_classes"


def reports() -> list[Report]:
    old = {"issued": "2019-05-01", "reviewed": OLD}
    new = {"issued": "2024-05-01", "reviewed": NEW}
    return [
        report("12", "Lai Châu", figure(STAFF, 50), figure(FLOW, 9, "range:2016-2018"), **old),
        report("02", "Hà Giang", figure(STAFF, 60, bound="at_least"), figure(MEMBERS, 10), **old),
        report("10", "Lào Cai", figure(STAFF, 1000), **old),
        report("12", "Lai Châu", figure(STAFF, 52), figure(FLOW, 11, "range:2019-2023"), **new),
        report("02", "Hà Giang", figure(STAFF, 61), figure(MEMBERS, 12, unit="attendance"), **new),
        report("15", "Yên Bái", figure(STAFF, 7000), **new),
        report(None, "Công đoàn Y tế Việt Nam", figure(STAFF, 3), **new),
    ]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("compared")
    consolidate(reports(), {}, out)
    return out


def test_units_that_report_for_one_campaign_alone_do_not_count(dataset: Path) -> None:
    found = compare(dataset, "02-NQ/TW", "03/NQ-TLĐ")
    assert list(found.units.values()) == ["Hà Giang", "Lai Châu"]
    staff = found.totals[STAFF]
    # 50 + at least 60 before, 52 + 61 after: a fall or a rise of at most three.
    assert (staff.before.low, staff.before.high, staff.after.low, staff.after.high) == (110, None, 113, 113)
    assert (staff.low, staff.high, staff.units) == (None, 3, 2)
    (lai_chau,) = [one for (unit, of), one in found.changes.items() if of == STAFF and unit[1] == "12"]
    assert (lai_chau.low, lai_chau.high) == (2, 2)
    assert compare(dataset, "03/NQ-TLĐ", "02-NQ/TW").totals[STAFF].low == -3


def test_what_means_different_things_is_not_compared(dataset: Path) -> None:
    refused = {of: one.refused for (_, of), one in compare(dataset, "02-NQ/TW", "03/NQ-TLĐ").changes.items()}
    assert refused == {STAFF: None, FLOW: "spans_differ", MEMBERS: "units_differ"}


def test_the_exports_show_the_same(dataset: Path) -> None:
    rows = pq.read_table(dataset / "data" / "changes.parquet").to_pylist()
    (total,) = [row for row in rows if row["level"] == "provinces"]
    assert (total["indicator"], total["after_low"], total["low"], total["high"], total["units"]) == (
        *(STAFF, 113.0, None, 3.0, 2),
    )
    assert {(row["unit_name"], row["indicator"], row["refused"]) for row in rows if row["level"] == "unit"} == {
        ("Lai Châu", STAFF, None),
        ("Hà Giang", STAFF, None),
        ("Lai Châu", FLOW, "spans_differ"),
        ("Hà Giang", MEMBERS, "units_differ"),
    }
    sheet = openpyxl.load_workbook(dataset / "national.xlsx")["So sánh hai kỳ"]
    assert [cell.value for cell in sheet[7]][3:] == ["≥ 110", 113, "≤ +3", 2]


def test_the_page_leads_a_change_to_the_units_it_is_made_of(dataset: Path) -> None:
    tree = html.fromstring((dataset / "national.html").read_bytes())
    held = json.loads(tree.get_element_by_id("data").text)
    (row,) = tree.xpath("//section[@id='changes']//tbody/tr")
    assert [cell.text_content() for cell in row] == [
        load().indicators[STAFF].label_vi,
        "người",
        "≥ 110",
        "113",
        "≤ +3",
        "2",
    ]
    assert {button.get("data-c") for button in row.xpath(".//button")} == {"0"}
    assert [cell.get("data-v") for cell in row[2:5]] == ["110", "113", "3"]
    ((vi, en), pairs, by_indicator) = held["changes"][0]
    assert ("so với" in vi, "against" in en) == (True, True)
    changes = by_indicator[row.get("data-i")]
    told = {tuple(held["units"][unit][0] for unit in pairs[place]): text for place, text in changes}
    assert told == {("Hà Giang", "Hà Giang"): "≤ +1", ("Lai Châu", "Lai Châu"): "+2"}
    for place, _ in changes:
        assert all(f"{unit}.{row.get('data-i')}" in held["cells"] for unit in pairs[place])


def test_without_two_campaigns_the_page_says_why_nothing_is_compared(tmp_path: Path) -> None:
    consolidate(reports()[:2], {}, tmp_path)
    tree = html.fromstring((tmp_path / "national.html").read_bytes())
    assert tree.xpath("//section[@id='changes']//table") == []
    assert tree.xpath("//section[@id='changes']/p")[0].text == WORDS["no_changes"][0]


def test_an_exact_change_is_a_formula(tmp_path: Path) -> None:
    exact = [one for one in reports() if one.header.unit is None or one.header.unit.code != "02"]
    more = [
        report("04", "Cao Bằng", figure(STAFF, 5), issued="2019-05-02", reviewed=OLD),
        report("04", "Cao Bằng", figure(STAFF, 4), issued="2024-05-02", reviewed=NEW),
    ]
    consolidate([*exact, *more], {}, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "national.xlsx")["So sánh hai kỳ"]
    assert [cell.value for cell in sheet[7]][3:] == [55, 56, "=E7-D7", 2]
    values = openpyxl.load_workbook(tmp_path / "national.xlsx", data_only=True)["So sánh hai kỳ"]
    assert values["F7"].value == 1


def test_campaigns_with_no_units_in_common_have_no_sheet(tmp_path: Path) -> None:
    consolidate(reports()[2:4], {}, tmp_path)
    assert "So sánh hai kỳ" not in openpyxl.load_workbook(tmp_path / "national.xlsx").sheetnames
    assert compare(tmp_path, "02-NQ/TW", "03/NQ-TLĐ").totals == {}


def given(low: int | None, high: int | None = None, unit: str | None = "person", period: str | None = None) -> Given:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    return Given(*ends, unit, period)


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        (given(1, 1, period="as_of:2019-01-01"), given(2, 2, period="as_of:2024-01-01"), None),
        (given(1, 1, period="year:2019"), given(2, 2, period="range:2020-2020"), None),
        (given(1, 1, period="year:2019"), given(2, 2, period="as_of:2020"), "spans_differ"),
        (given(1, 1), given(2, 2, period="range:2019-2023"), None),
        (given(None, unit=None), given(2, 2), "no_value"),
        (given(1, 1, unit=None), given(2, 2, unit=None), "units_differ"),
    ],
)
def test_when_a_change_is_formed(before: Given, after: Given, refused: str | None) -> None:
    assert change("x", before, after).refused == refused


def test_percentages_are_not_added() -> None:
    one = change("x", given(40, 40, "percent"), given(50, 50, "percent"))
    assert (one.low, one.refused) == (10, None)
    total = sum_changes("x", [one, one])
    assert total is not None
    assert total.refused == "percent"
    mixed = sum_changes("x", [one, change("x", given(1, 1), given(2, 2))])
    assert mixed is not None
    assert mixed.refused == "units_differ"


def test_a_campaign_is_named_by_its_key_or_its_number() -> None:
    known = ["nghi-quyet-02-2018-06-12", "nghi-quyet-02-2021-01-01", "nghi-quyet-12-2018-06-12", "periodic-2023"]
    assert find_campaign("12-NQ/TW", known) == "nghi-quyet-12-2018-06-12"
    assert find_campaign("nghi-quyet-02-2021-01-01", known) == "nghi-quyet-02-2021-01-01"
    assert find_campaign("2023", known) == "periodic-2023"
    for text in ("02-NQ/TW", "", "x", "2"):
        with pytest.raises(UsageError, match="periodic-2023"):
            find_campaign(text, known)


def test_the_command_tells_it(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(dataset), "02-NQ/TW", "03/NQ-TLĐ", "--json", "--units"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [unit["unit_code"] for unit in answer["units"]] == ["02", "12"]
    (total,) = [one for one in answer["totals"] if one["indicator"] == STAFF]
    assert (total["low"], total["high"], total["units"]) == (None, 3, 2)
    assert len(answer["changes"]) == 4
    assert main(["compare", str(dataset), "02-NQ/TW", "99", "--lang", "en"]) == 2
    assert "nghi-quyet-03-2021-01-11" in capsys.readouterr().err
