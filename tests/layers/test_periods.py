"""Of when a figure speaks: printed, inherited, or the form's convention."""

import pytest

from tests.small_report import read_section

RESULTS, BACKGROUND = "KẾT QUẢ THỰC HIỆN", "ĐẶC ĐIỂM TÌNH HÌNH"


def periods(heading: str, text: str) -> list[tuple[str, int, str | None, bool]]:
    """Indicator, value, period, and whether it is inferred. The report is of 15/4/2024, the span 2019-2024."""
    return [
        (figure.indicator, int(figure.quantity.value), figure.period, figure.period_inferred)
        for figure in read_section(heading, text).figures
    ]


@pytest.mark.parametrize(
    ("text", "period", "inferred"),
    [
        ("Toàn tỉnh hiện có 912 công đoàn cơ sở.", "as_of:2024-04-15", True),
        ("Tính đến ngày 31/12/2023, toàn tỉnh có 912 công đoàn cơ sở.", "as_of:2023-12-31", False),
        ("Đến hết ngày 31/3/2024 toàn tỉnh có 912 công đoàn cơ sở.", "as_of:2024-03-31", False),
        ("Toàn tỉnh có 912 công đoàn cơ sở (tính đến 31/12/2023).", "as_of:2023-12-31", False),
        ("Tính đến tháng 3/2024, toàn tỉnh có 912 công đoàn cơ sở.", "as_of:2024-03", False),
        ("Cuối năm 2023, toàn tỉnh có 912 công đoàn cơ sở.", "as_of:2023-12-31", False),
        pytest.param(
            "Thành lập ngày 28/7/1929, đến nay tổ chức công đoàn tỉnh có 912 công đoàn cơ sở.",
            "as_of:2024-04-15",
            True,
            marks=pytest.mark.xfail(reason="the founding of the union is taken for that of its 912", strict=True),
        ),
    ],
)
def test_a_stock_is_as_of_a_day(text: str, period: str, inferred: bool) -> None:
    assert periods(BACKGROUND, text) == [("grassroots_unions", 912, period, inferred)]


@pytest.mark.parametrize(
    ("text", "period", "inferred"),
    [
        ("Đã bổ nhiệm 14 lượt cán bộ.", "range:2019-2024", True),
        ("Năm 2023 đã bổ nhiệm 14 lượt cán bộ.", "year:2023", False),
        ("Giai đoạn 2020 - 2023 đã bổ nhiệm 14 lượt cán bộ.", "range:2020-2023", False),
        ("Từ năm 2021 đến nay đã bổ nhiệm 14 lượt cán bộ.", "range:2021-2024", False),
        ("Từ năm 2019 đến năm 2022 đã bổ nhiệm 14 lượt cán bộ.", "range:2019-2022", False),
        ("05 năm qua đã bổ nhiệm 14 lượt cán bộ.", "range:2019-2024", True),
        ("Thực hiện Quy định ban hành ngày 01/7/2022, đã bổ nhiệm 14 lượt cán bộ.", "range:2019-2024", True),
        ("So với năm 2018, trong kỳ đã bổ nhiệm 14 lượt cán bộ.", "range:2019-2024", True),
    ],
)
def test_a_flow_is_of_years(text: str, period: str, inferred: bool) -> None:
    assert periods(RESULTS, text) == [("appointment_count", 14, period, inferred)]


def test_an_assigned_quota_is_of_a_year() -> None:
    assert periods(BACKGROUND, "Biên chế được giao năm 2024 là 50 người, năm 2023 được giao 51 biên chế.") == [
        ("payroll_assigned", 50, "year:2024", False),
        ("payroll_assigned", 51, "year:2023", False),
    ]


def test_ratings_are_of_a_year() -> None:
    text = "Kết quả xếp loại cán bộ năm 2022: hoàn thành xuất sắc nhiệm vụ 09 người, hoàn thành tốt nhiệm vụ 36 người."
    assert [entry[2:] for entry in periods(RESULTS, text)] == [("year:2022", False)] * 2


def test_each_number_of_a_series_has_its_own_year() -> None:
    text = "Số đoàn viên kết nạp mới: năm 2021 là 385 người, năm 2022 là 502 người, năm 2023 là 543 người."
    assert [entry[1:3] for entry in periods(RESULTS, text)] == [
        (385, "year:2021"),
        (502, "year:2022"),
        (543, "year:2023"),
    ]


def test_a_year_after_each_number() -> None:
    text = "Kết nạp mới 385 đoàn viên năm 2021, 502 đoàn viên năm 2022."
    assert [entry[1:3] for entry in periods(RESULTS, text)] == [(385, "year:2021"), (502, "year:2022")]


def test_a_stock_that_changed_has_two_times() -> None:
    text = "Số đoàn viên tăng từ 28.100 người năm 2019 lên 31.450 người năm 2024."
    assert [entry[1:3] for entry in periods(BACKGROUND, text)] == [(28100, "year:2019"), (31450, "year:2024")]


def test_items_inherit_the_day_of_their_list_head() -> None:
    head = "Tính đến ngày 31/12/2023, tổng số cán bộ, công chức, người lao động là 48 người, trong đó:"
    text = f"{head}\n- Nữ: 20 người\n- Đảng viên: 41 người"
    assert {period for _, _, period, _ in periods(BACKGROUND, text)} == {"as_of:2023-12-31"}


def test_the_day_that_the_report_gives_for_all_its_figures() -> None:
    text = "Số liệu trong báo cáo này tính đến ngày 31/3/2024.\nToàn tỉnh có 912 công đoàn cơ sở."
    assert periods(BACKGROUND, text)[0][2] == "as_of:2024-03-31"


def test_before_and_after_have_no_period() -> None:
    text = "Cơ quan đã sắp xếp từ 05 ban chuyên môn xuống còn 03 ban."
    assert [entry[2] for entry in periods(BACKGROUND, text)] == [None, None]
