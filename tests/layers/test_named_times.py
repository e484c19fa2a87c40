"""Times that a report names once: days and spans by their names, in prose, in lists and at the head of columns."""

import pytest

from tests.small_report import read_body, read_section

BACKGROUND = "ĐẶC ĐIỂM TÌNH HÌNH"


def periods(text: str) -> dict[int, str | None]:
    return {int(figure.quantity.value): figure.period for figure in read_section(BACKGROUND, text).figures}


DAYS = "Trong báo cáo, đầu kỳ là ngày 31/12/2019, cuối kỳ là ngày 30/11/2023.\n\n"


def test_the_two_days_that_a_report_compares() -> None:
    found = periods(
        f"{DAYS}Công đoàn cơ sở: đầu kỳ 904, cuối kỳ 931. Đoàn viên: đầu kỳ 81.200 người; cuối kỳ 84.350 người."
    )
    assert found == {
        904: "as_of:2019-12-31",
        931: "as_of:2023-11-30",
        81200: "as_of:2019-12-31",
        84350: "as_of:2023-11-30",
    }


def test_the_time_after_a_number_that_another_number_follows_is_of_that_one() -> None:
    found = periods(f"{DAYS}Cuối kỳ có 14 LĐLĐ huyện, thành phố, đầu kỳ là 15 LĐLĐ huyện, thành phố.")
    assert found == {14: "as_of:2023-11-30", 15: "as_of:2019-12-31"}


def test_columns_of_named_days() -> None:
    table = (
        "| Nội dung | Đầu kỳ | Cuối kỳ |\n|---|---|---|\n"
        "| Số CĐCS | 904 | 931 |\n| Số đoàn viên | 81.200 | 84.350 |\n| Số CĐCS nhà nước | 700 | 690 |"
    )
    found = {int(f.quantity.value): f.period for f in read_body(f"**I. {BACKGROUND}**\n\n{DAYS}{table}").figures}
    assert found[904] == "as_of:2019-12-31" and found[84350] == "as_of:2023-11-30"


def test_names_of_spans_in_quotation_marks() -> None:
    text = (
        'Quy ước: "trong năm" là năm 2023; "lũy kế" là cộng dồn từ đầu nhiệm kỳ 2018-2023.\n\n'
        "- Luân chuyển: trong năm 02 lượt, lũy kế 11 lượt.\n- Bổ nhiệm: trong năm 16 lượt; lũy kế 74 lượt."
    )
    assert periods(text) == {2: "year:2023", 11: "range:2018-2023", 16: "year:2023", 74: "range:2018-2023"}


@pytest.mark.parametrize("day", ["31/12 của các năm", "31/12 các năm"])
def test_one_day_of_several_years(day: str) -> None:
    found = periods(f"Số CĐCS tại thời điểm {day} 2021, 2022, 2023 lần lượt là 871, 884, 902.")
    assert found == {871: "as_of:2021-12-31", 884: "as_of:2022-12-31", 902: "as_of:2023-12-31"}


def test_times_that_begin_their_clauses() -> None:
    found = periods("Đoàn viên: cuối năm 2021 là 81.305 đoàn viên, cuối năm 2022 còn 79.870 đoàn viên.")
    assert found == {81305: "as_of:2021-12-31", 79870: "as_of:2022-12-31"}


def test_a_term_that_is_over_by_its_number() -> None:
    text = (
        "Ban Chấp hành LĐLĐ tỉnh khóa X, nhiệm kỳ 2013 - 2018 có 43 ủy viên; khóa XI, tính tại 31/12/2023, "
        "còn 37 ủy viên. "
        "Ban Thường vụ khóa X là 13 ủy viên."
    )
    assert periods(text) == {43: "range:2013-2018", 37: "as_of:2023-12-31", 13: "range:2013-2018"}
