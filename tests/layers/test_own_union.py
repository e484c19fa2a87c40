""" "Công đoàn ngành": the reporting union in a central sector union's report, unions below it in a province's."""

import pytest

from tests.small_report import read_markdown, read_section, written

CENTRAL = """\
CÔNG ĐOÀN XÂY DỰNG VIỆT NAM

Số: 31/BC-CĐXD

Hà Nội, ngày 15 tháng 4 năm 2024

**BÁO CÁO**

**Sơ kết 5 năm thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019 về công tác cán bộ công đoàn**

**I. ĐẶC ĐIỂM TÌNH HÌNH**

"""


def central(text: str) -> list[str]:
    return [written(figure) for figure in read_markdown(f"{CENTRAL}{text}\n").figures]


def province(text: str) -> list[str]:
    return [written(figure) for figure in read_section("ĐẶC ĐIỂM TÌNH HÌNH", text).figures]


OFFICE = "Cơ quan công đoàn ngành hiện có 30 cán bộ, công chức, người lao động."
UNIONS = "Công đoàn ngành hiện có 212 công đoàn cơ sở."


def test_its_office_is_the_reporting_union_s_own_and_in_a_province_a_unit_below() -> None:
    assert central(OFFICE) == ["payroll_present_provincial_office exact 30 person"]
    assert province(OFFICE) == ["payroll_present_upper_level_units exact 30 person"]


def test_what_it_has_is_the_whole_and_in_a_province_a_part() -> None:
    assert central(UNIONS) == ["grassroots_unions exact 212 unit"]
    assert province(UNIONS) == []


@pytest.mark.parametrize("words", ["14 công đoàn ngành địa phương", "14 công đoàn ngành"])
def test_counted_sector_unions_stay_units_below(words: str) -> None:
    assert central(f"Công đoàn ngành phối hợp với {words}.") == ["local_sector_unions exact 14 unit"]


@pytest.mark.parametrize("name", ["CĐ XDVN", "Công đoàn XDVN", "Công đoàn Xây dựng Việt Nam"])
def test_its_own_short_name_is_no_part_of_it(name: str) -> None:
    assert central(f"{name} hiện có 212 công đoàn cơ sở.") == ["grassroots_unions exact 212 unit"]


def test_another_sector_union_is_not_the_whole() -> None:
    assert central("Công đoàn Dệt may hiện có 212 công đoàn cơ sở.") == []


def test_a_province_named_before_the_sector_union_is_whose_report_it_is() -> None:
    head = CENTRAL.replace("CÔNG ĐOÀN XÂY DỰNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG")
    head = head.replace("công tác cán bộ công đoàn**", "công tác cán bộ Công đoàn Xây dựng Việt Nam**")
    assert [written(figure) for figure in read_markdown(f"{head}{UNIONS}\n").figures] == []
