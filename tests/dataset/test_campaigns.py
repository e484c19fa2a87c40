"""Campaigns: who is expected, who has reported, who has not, and the coverage of every total."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extractor.dataset.campaign_files import add_campaign, campaigns_of, expected_units, parse_campaign
from extractor.dataset.campaigns import status
from extractor.dataset.faults import DatasetError
from extractor.dataset.folder import Dataset
from extractor.dataset.history import read_history
from extractor.dataset.intake import take_in
from extractor.dataset.projection import project
from schemas.catalogue import load
from schemas.report import UnitRef
from tests.dataset.made import HA_GIANG, HEALTH, LAI_CHAU, made

WOMEN = ("staff_female", "nữ 34 người", 34)
BODY = """\
name = "Sơ kết 5 năm Nghị quyết 03"
era = "pre_2025_07"
units = {units}
sector_unions = ["Công đoàn Y tế Việt Nam", "Công đoàn Giáo dục Việt Nam"]
deadline = 2024-05-31

[reviewed]
type = "Nghị quyết"
number = "03/NQ-TLĐ"
issued = "2019-01-11"
"""
SOME = BODY.format(units='["12", "Hà Giang", "Cao Bằng"]')
CAO_BANG = UnitRef(era="pre_2025_07", code="04", name="Cao Bằng")
BAC_KAN = UnitRef(era="pre_2025_07", code="06", name="Bắc Kạn")


def test_all_units_of_an_era_are_sixty_three() -> None:
    expected = expected_units(parse_campaign(BODY.format(units='"all"'), "x"), load())
    assert (len(expected.provinces), len(expected.sector_unions)) == (63, 2)
    later = parse_campaign(BODY.format(units='"all"').replace("pre_", "post_"), "x")
    assert len(expected_units(later, load()).provinces) == 34


def test_units_are_given_by_code_or_name() -> None:
    assert expected_units(parse_campaign(SOME, "x"), load()).provinces == {"12", "02", "04"}


@pytest.mark.parametrize(
    "body",
    ["", "name = ", SOME.replace("deadline", "dead_line"), SOME.replace("03/NQ-TLĐ", ""), SOME.replace('"12"', '"99"')],
    ids=["empty", "no TOML", "unknown key", "no number", "unknown unit"],
)
def test_a_file_that_is_wrong_is_refused_and_nothing_is_entered(dataset: Dataset, tmp_path: Path, body: str) -> None:
    path = tmp_path / "campaign.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"campaign file is wrong"):
        add_campaign(dataset, path, load())
    assert campaigns_of(read_history(dataset.store)) == []


def test_who_has_reported_and_who_has_not() -> None:
    reports = [
        made(WOMEN, unit=LAI_CHAU, issued="2024-05-23").report,
        made(WOMEN, unit=HA_GIANG, issued="2024-06-01").report,
        made(WOMEN, unit=HA_GIANG, issued="2024-05-30", draft=True).report,
        made(WOMEN, unit=CAO_BANG, issued="2024-05-20", draft=True).report,
        made(WOMEN, unit=HEALTH, issued="2024-05").report,
        made(WOMEN, unit=BAC_KAN).report,
    ]
    found = status(parse_campaign(SOME, "x"), reports, load())
    units = {(unit.name, unit.state, unit.received, unit.expected) for unit in found.units}
    assert units == {
        ("Lai Châu", "reported", 1, True),
        ("Hà Giang", "late", 2, True),
        ("Cao Bằng", "draft", 1, True),
        ("Công đoàn Y tế Việt Nam", "reported", 1, True),
        ("Công đoàn Giáo dục Việt Nam", "missing", 0, True),
        ("Bắc Kạn", "reported", 1, False),
    }
    assert (found.expected, found.count("reported"), found.count("late"), found.count("missing")) == (5, 2, 1, 1)


def test_a_report_on_another_document_is_not_of_the_campaign() -> None:
    other = SOME.replace("03/NQ-TLĐ", "10/NQ-TLĐ").replace("2019-01-11", "2020-02-02")
    found = status(parse_campaign(other, "x"), [made(WOMEN).report], load())
    assert {unit.state for unit in found.units} == {"missing"}


def test_totals_tell_how_many_of_the_expected_units_they_cover(dataset: Dataset, tmp_path: Path) -> None:
    for unit in (LAI_CHAU, HA_GIANG, HEALTH, BAC_KAN):
        take_in(dataset, made(WOMEN, unit=unit))

    def coverage() -> dict[str, tuple[int, int]]:
        project(dataset, "vi")
        rows: list[dict[str, Any]] = pq.read_table(dataset.folder / "data" / "national.parquet").to_pylist()
        return {row["level"]: (row["reporting"], row["expected"]) for row in rows if row["level"] != "unit"}

    assert coverage() == {"provinces": (3, 3), "all": (4, 4)}
    path = tmp_path / "campaign.toml"
    path.write_text(SOME, encoding="utf-8")
    add_campaign(dataset, path, load())
    # Three asked and one that reports unasked; two unions asked.
    assert coverage() == {"provinces": (3, 4), "all": (4, 6)}


def test_the_last_file_of_a_campaign_holds(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "campaign.toml"
    for deadline in ("2024-05-31", "2024-06-30"):
        path.write_text(SOME.replace("2024-05-31", deadline), encoding="utf-8")
        add_campaign(dataset, path, load())
    (campaign,) = campaigns_of(read_history(dataset.store))
    assert campaign.deadline == "2024-06-30"
