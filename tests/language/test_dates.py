"""Dates in every printed form, what is none, and that the slice is the date."""

import time

import pytest

from extractor.language.dates import find_dates


def read(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(span.iso, span.end_iso, span.kind) for span in find_dates(text)]


ONE = [
    ("ngày 03/4/2024", "2024-04-03", None, "day"),
    ("ngày 12-6-2021", "2021-06-12", None, "day"),
    ("12.6.2021", "2021-06-12", None, "day"),
    ("ngày 11/1/19", "2019-01-11", None, "day"),
    ("Ngày 05 tháng 9 năm 2023", "2023-09-05", None, "day"),
    ("NGÀY 05 THÁNG 9 NĂM 2023", "2023-09-05", None, "day"),
    ("mùng 2 tháng 9 năm 2020", "2020-09-02", None, "day"),
    ("ngày 30 tháng 4/2024", "2024-04-30", None, "day"),
    ("ngày 7/3 năm 2022", "2022-03-07", None, "day"),
    ("ngày 01 đến 03/12/2023", "2023-12-01", "2023-12-03", "day"),
    ("ngày 1-3/12/2023", "2023-12-01", "2023-12-03", "day"),
    ("tháng 5/2024", "2024-05", None, "month"),
    ("tháng 03 năm 2024", "2024-03", None, "month"),
    ("từ tháng 3 đến tháng 5 năm 2024", "2024-03", "2024-05", "month"),
    ("từ tháng 11/2022 đến tháng 02/2023", "2022-11", "2023-02", "month"),
    ("(12/2023)", "2023-12", None, "month"),
    ("quý I/2019", "2019-01", "2019-03", "quarter"),
    ("quý 4 năm 2023", "2023-10", "2023-12", "quarter"),
    ("quý II hằng năm", None, None, "quarter"),
    ("năm 2019", "2019", None, "year"),
    ("cuối năm 2022", "2022", None, "year"),
    ("giai đoạn 2020-2025", "2020", "2025", "year_range"),
    ("nhiệm kỳ 2023 – 2028", "2023", "2028", "year_range"),
    ("từ năm 2019 đến hết năm 2024", "2019", "2024", "year_range"),
    ("từ 2019 đến 2024", "2019", "2024", "year_range"),
    ("từ 2019 đén 2024", "2019", "2024", "year_range"),
    ("giai đoạn 2020 - 8/2023", "2020", "2023", "year_range"),
    ("trước 2020", "2020", None, "year"),
    ("sau 2021", "2021", None, "year"),
    ("so với 2019", "2019", None, "year"),
    ("ngày     tháng     năm 2024", None, None, "blank"),
    ("ngày … tháng … năm 20…", None, None, "blank"),
    ("ngày      tháng 5 năm 2024", "2024-05", None, "blank"),
    ("ngày 28/7", None, None, "day_month"),
    ("ngày 20 tháng 10", None, None, "day_month"),
    # digits that OCR turned into letters
    ("11/0l/2019", "2019-01-11", None, "day"),
    ("ngày O3/4/2O24", "2024-04-03", None, "day"),
    ("25/l0/2017", "2017-10-25", None, "day"),
    ("năm 2O18", "2018", None, "year"),
]


@pytest.mark.parametrize(("text", "iso", "end_iso", "kind"), ONE)
def test_one_date(text: str, iso: str | None, end_iso: str | None, kind: str) -> None:
    assert read(f"Đến {text}, các cấp công đoàn") == [(iso, end_iso, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 71/2019/NĐ-CP",
        "số 05/2014",
        "Nghị định 05/2014 của Chính phủ",
        "52/52 người, 1/3 số chỉ tiêu, 3/4 chỉ tiêu, 7/8",
        "trực 24/7",
        "2.024 người, 22.877 đoàn viên, 1.950.000 đồng",
        "2019 đoàn viên",
        "03/NQ-TLĐ, 18-NQ/TW, 12/2012/QH13",
        "phòng 1.2.3",
    ],
)
def test_no_date(text: str) -> None:
    assert read(text) == []


def test_impossible_days_are_kept() -> None:
    (span,) = find_dates("ban hành ngày 31/02/2024 của")
    assert (span.iso, span.valid) == ("2024-02-31", False)


def test_lists_of_years() -> None:
    assert [iso for iso, _, _ in read("trong các năm 2019, 2020 và 2021 có 2022 người")] == ["2019", "2020", "2021"]


def test_years_that_fill_cells() -> None:
    assert [iso for iso, _, _ in read("TT\tNăm\t2019\t2020\t2021")] == ["2019", "2020", "2021"]
    assert read("Nội dung\t2019\t2020") == [("2019", None, "year"), ("2020", None, "year")]
    assert read("2019\t147\t5") == [("2019", None, "year")]
    assert read("Tổng số\t2019\t147") == []


def test_commemorations_without_the_word_day() -> None:
    assert read("kỷ niệm thành lập Công đoàn Việt Nam (28/7)") == [(None, None, "day_month")]


def test_the_slice_is_the_date() -> None:
    text = "Lai Châu, ngày 23 tháng 5 năm 2024; từ ngày 01/7/2023 đến ngày 30/6/2024"
    assert [text[span.start : span.end] for span in find_dates(text)] == [
        "ngày 23 tháng 5 năm 2024",
        "ngày 01/7/2023",
        "ngày 30/6/2024",
    ]


@pytest.mark.parametrize("hostile", ["1/" * 100_000, "ngày " * 40_000, "ngày" + " " * 200_000, "ngày 1/1/" * 22_000])
def test_hostile_text_finishes(hostile: str) -> None:
    begin = time.perf_counter()
    find_dates(hostile)
    assert time.perf_counter() - begin < 10
