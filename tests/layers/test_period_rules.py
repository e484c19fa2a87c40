"""Terms, chosen days, ends of years, changes between two days, spans of years: of when each number speaks."""

import pytest

from tests.small_report import LETTERHEAD, read_body, read_markdown, read_section

RESULTS, BACKGROUND = "KẾT QUẢ THỰC HIỆN", "ĐẶC ĐIỂM TÌNH HÌNH"


def periods(heading: str, text: str) -> list[tuple[int, str | None]]:
    """Value and period of each figure. The report is of 15/4/2024, the span 2019-2024."""
    return [(int(figure.quantity.value), figure.period) for figure in read_section(heading, text).figures]


# --- states ---


def test_terms_told_beside_each_other_are_the_times_of_their_committees() -> None:
    text = "Nhiệm kỳ 2013-2018: Ban Chấp hành Liên đoàn Lao động tỉnh có 37 đồng chí; nhiệm kỳ 2018-2023: 39 đồng chí."
    assert periods(BACKGROUND, text) == [(37, "range:2013-2018"), (39, "range:2018-2023")]


@pytest.mark.parametrize(
    ("term", "period"),
    [("2018 - 2023", "range:2018-2023"), ("2023 - 2028", "as_of:2024-04-15")],
)
def test_only_a_term_that_is_over_is_a_time_when_it_is_told_alone(term: str, period: str) -> None:
    text = f"Ban Chấp hành Liên đoàn Lao động tỉnh nhiệm kỳ {term} có 38 đồng chí."
    assert periods(BACKGROUND, text) == [(38, period)]


def test_the_day_told_before_a_present_term_is_the_time() -> None:
    text = (
        "Đến 31/3/2024, Ban Chấp hành Liên đoàn Lao động tỉnh nhiệm kỳ 2023-2028 gồm 39 đồng chí. "
        "Nhiệm kỳ 2018-2023, Ban Chấp hành là 41 đồng chí."
    )
    assert periods(BACKGROUND, text)[0] == (39, "as_of:2024-03-31")


def test_the_day_of_a_numbered_heading_holds_for_what_stands_under_it() -> None:
    report = read_body(
        "**II. TỔ CHỨC VÀ ĐỘI NGŨ (ĐẾN 29/02/2024)**\n\n**1. Tổ chức**\n\nToàn tỉnh có 912 công đoàn cơ sở."
    )
    assert [figure.period for figure in report.figures] == ["as_of:2024-02-29"]


@pytest.mark.parametrize(
    "told", ["cũng lấy mốc 29/02/2024 thì cả tỉnh có 912 công đoàn cơ sở", "số công đoàn cơ sở ngày 29/02/2024 là 912"]
)
def test_days_told_in_other_words(told: str) -> None:
    assert periods(BACKGROUND, f"Bên cạnh đó, {told}.") == [(912, "as_of:2024-02-29")]


def test_parts_by_contents_are_of_the_whole_time_and_not_of_the_last_term() -> None:
    text = (
        "Tính chung mười năm 2013-2023 đã cử 684 lượt cán bộ đi học, nhiệm kỳ 2013-2018 được 295 lượt và nhiệm kỳ "
        "2018-2023 được 389 lượt, nếu phân theo nội dung thì cao cấp lý luận chính trị 26 lượt, tin học 41 lượt."
    )
    assert periods(RESULTS, text)[-2:] == [(26, "range:2013-2023"), (41, "range:2013-2023")]


def test_a_caption_tells_the_days_of_its_years_apart() -> None:
    report = read_body(
        "**I. ĐẶC ĐIỂM TÌNH HÌNH**\n\nBảng 1. Tổ chức (năm 2022, 2023: số ngày 31/12; riêng năm 2024: số ngày 31/3)\n\n"
        "| Nội dung | 2022 | 2023 | 2024 |\n|---|---|---|---|\n| Số CĐCS | 904 | 931 | 912 |\n"
    )
    found = {int(figure.quantity.value): figure.period for figure in report.figures}
    assert found == {904: "as_of:2022-12-31", 931: "as_of:2023-12-31", 912: "as_of:2024-03-31"}


def test_as_many_as_were_chosen_on_a_day() -> None:
    text = "Ban Chấp hành Liên đoàn Lao động tỉnh do Đại hội XVI bầu ra ngày 14/9/2023 có 37 đồng chí."
    assert periods(BACKGROUND, text) == [(37, "as_of:2023-09-14")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Đầu năm 2020, toàn tỉnh có 880 công đoàn cơ sở.", "as_of:2020-01-01"),
        ("Thời điểm cuối năm 2021, toàn tỉnh có 880 công đoàn cơ sở.", "as_of:2021-12-31"),
        ("Ngày 31/12/2022, toàn tỉnh có 880 công đoàn cơ sở.", "as_of:2022-12-31"),
        ("Chốt ngày 31/12/2022, toàn tỉnh có 880 công đoàn cơ sở.", "as_of:2022-12-31"),
    ],
)
def test_the_day_of_a_state(text: str, period: str) -> None:
    assert periods(BACKGROUND, text) == [(880, period)]


def test_a_day_after_the_report_is_told_as_it_is_printed_and_not_inherited() -> None:
    """What is printed beside a number is for the audit to doubt; a deadline above it says nothing of it."""
    assert periods(BACKGROUND, "Tính đến ngày 31/12/2025, toàn tỉnh có 880 công đoàn cơ sở.") == [
        (880, "as_of:2025-12-31")
    ]
    above = "Phấn đấu đến ngày 31/12/2025 hoàn thành việc sắp xếp tổ chức."
    assert periods(BACKGROUND, f"{above}\nToàn tỉnh có 880 công đoàn cơ sở.") == [(880, "as_of:2024-04-15")]


def test_present_at_the_end_of_the_year_that_the_sentence_speaks_of() -> None:
    text = "Năm 2022: biên chế được giao = 51; có mặt cuối năm = 47 người."
    assert periods(BACKGROUND, text) == [(51, "year:2022"), (47, "as_of:2022-12-31")]


def test_the_two_ends_of_a_change_are_of_the_two_days() -> None:
    text = "So với ngày 01/01/2020 thì đến 31/12/2023 số công đoàn cơ sở đã tăng từ 870 lên 912 đơn vị."
    assert periods(BACKGROUND, text) == [(870, "as_of:2020-01-01"), (912, "as_of:2023-12-31")]


def test_a_day_of_comparison_that_labels_is_the_day_of_what_it_labels() -> None:
    text = "So với thời điểm 31/12/2018 (lúc chưa có Nghị quyết): công đoàn cơ sở là 902 đơn vị."
    assert periods(BACKGROUND, text) == [(902, "as_of:2018-12-31")]


@pytest.mark.parametrize(
    "rule",
    [
        "Số liệu cập nhật ngày 31/12/2023.",
        "Số liệu rà soát đến ngày 31/12/2023.",
        "Thời điểm lấy số liệu: 31/12/2023.",
    ],
)
def test_the_day_of_all_the_data(rule: str) -> None:
    assert periods(BACKGROUND, f"{rule}\nToàn tỉnh có 912 công đoàn cơ sở.") == [(912, "as_of:2023-12-31")]


def test_years_are_their_ends_where_the_report_says_so_once() -> None:
    rule = "Số liệu cuối năm được chốt ngày 31/12 mỗi năm."
    year = "Năm 2022 toàn tỉnh có 905 công đoàn cơ sở."
    assert periods(BACKGROUND, f"{rule}\n{year}") == [(905, "as_of:2022-12-31")]
    assert periods(BACKGROUND, year) == [(905, "year:2022")]


def test_the_day_in_a_heading_holds_for_what_stands_under_it() -> None:
    body = "**I. ĐẶC ĐIỂM TÌNH HÌNH**\n\n**1. Tổ chức công đoàn (đến ngày 31/12/2023)**\n\nToàn tỉnh có 912 CĐCS."
    assert [figure.period for figure in read_body(body).figures] == ["as_of:2023-12-31"]


# --- what was done ---


@pytest.mark.parametrize(
    ("time", "period"),
    [
        ("Riêng hai năm 2022 và 2023", "range:2022-2023"),
        ("Trong ba năm 2021, 2022 và 2023", "range:2021-2023"),
        ("Từ ngày 01/7/2022 đến ngày 31/3/2023", "range:2022-2023"),
        ("Từ ngày 01/3/2023 đến ngày 31/10/2023", "year:2023"),
        ("Giai đoạn 2020 - 8/2023", "range:2020-2023"),
        ("Trong 05 năm (2019-2023)", "range:2019-2023"),
        ("9T/2023", "year:2023"),
        ("9 tháng đầu năm/2023", "year:2023"),
    ],
)
def test_spans_of_years(time: str, period: str) -> None:
    assert periods(RESULTS, f"{time} đã bổ nhiệm 11 lượt cán bộ.") == [(11, period)]


def test_the_span_in_which_the_data_came_about() -> None:
    text = "Số liệu phát sinh từ ngày 01/01/2020 đến ngày 31/12/2023.\nĐã bổ nhiệm 14 lượt cán bộ."
    assert periods(RESULTS, text) == [(14, "range:2020-2023")]


def test_a_programme_that_runs_on_ends_for_the_report_with_its_own_year() -> None:
    title = "**Sơ kết thực hiện Chương trình công tác cán bộ giai đoạn 2021 - 2026**"
    head = LETTERHEAD[: LETTERHEAD.index("**Sơ kết")] + title
    report = read_markdown(f"{head}\n\n**I. KẾT QUẢ THỰC HIỆN**\n\nĐã bổ nhiệm 14 lượt cán bộ.\n")
    assert [figure.period for figure in report.figures] == ["range:2021-2024"]


def test_years_told_after_slashes_and_after_their_whole() -> None:
    text = "Cử 176 lượt cán bộ đi học; 2021/2022/2023: 48/61/67."
    assert periods(RESULTS, text) == [(176, "range:2019-2024"), (48, "year:2021"), (61, "year:2022"), (67, "year:2023")]


def test_half_a_year_has_no_period() -> None:
    text = "Năm 2023 tổ chức kiểm tra công tác cán bộ: 6 tháng đầu 9 cuộc, 6 tháng cuối 13 cuộc."
    assert periods(RESULTS, text) == [(9, None), (13, None)]


def test_what_follows_a_series_of_years_is_of_the_time_that_the_sentence_begins_with() -> None:
    text = (
        "Trong ba năm 2019-2021 thành lập mới 62 công đoàn cơ sở, trong đó năm 2019 được 30, năm 2020 được 12, "
        "năm 2021 được 20; kết nạp 9.120 đoàn viên."
    )
    assert periods(RESULTS, text) == [
        (62, "range:2019-2021"),
        (30, "year:2019"),
        (12, "year:2020"),
        (20, "year:2021"),
        (9120, "range:2019-2021"),
    ]


def test_a_span_told_by_its_length_is_the_one_that_the_report_spells_out() -> None:
    spelled = "05 năm (2018-2022) là giai đoạn có nhiều khó khăn."
    told = "Trong 5 năm đã bổ nhiệm 14 lượt cán bộ."
    assert periods(RESULTS, f"{spelled}\n{told}") == [(14, "range:2018-2022")]
    assert periods(RESULTS, told) == [(14, "range:2019-2024")]


def test_the_term_before_the_one_that_the_sentence_speaks_of() -> None:
    text = "Nhiệm kỳ 2018-2023 mở 62 lớp tập huấn (nhiệm kỳ trước 40 lớp tập huấn)."
    assert periods(RESULTS, text) == [(62, "range:2018-2023"), (40, "range:2013-2018")]


def test_phases_beside_each_other() -> None:
    text = "Số cuộc kiểm tra công tác cán bộ: giai đoạn 2014-2018 là 22 cuộc, giai đoạn 2019-2023 là 31 cuộc."
    assert periods(RESULTS, text) == [(22, "range:2014-2018"), (31, "range:2019-2023")]


def test_a_figure_of_an_inferred_period_is_the_one_printed_for_it() -> None:
    report = read_body(
        "**I. ĐẶC ĐIỂM TÌNH HÌNH**\n\nToàn tỉnh có 912 công đoàn cơ sở.\n\n"
        "| Nội dung | 31/12/2022 | 15/4/2024 |\n|---|---|---|\n| Số CĐCS | 912 | 912 |\n"
    )
    assert [(f.period, len(f.also_at)) for f in report.figures] == [("as_of:2024-04-15", 1), ("as_of:2022-12-31", 0)]
