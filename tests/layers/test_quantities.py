"""Quantities: number, hedge, unit, part and whole, share; and the numerals that are none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layers.drawn import counts_of, layers_of, masked


def seen(text: str) -> list[str]:
    """The quantities of a text as "bound value unit"."""
    return [
        f"{count.bound} {'-'.join(f'{end.normalize():f}' for end in (count.value, count.upper) if end is not None)} "
        f"{count.unit or '?'}"
        for count in counts_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nữ 34 người", ["exact 34 person"]),
        ("cử 176 lượt cán bộ", ["exact 176 attendance"]),
        ("176 lượt", ["exact 176 attendance"]),
        ("176 lượt người", ["exact 176 attendance"]),
        ("777 công đoàn cơ sở", ["exact 777 unit"]),
        ("912 CĐCS", ["exact 912 unit"]),
        ("34 đ/c", ["exact 34 person"]),
        ("34 đồng chí", ["exact 34 person"]),
        ("mở 62 lớp", ["exact 62 class"]),
        ("43 cuộc kiểm tra", ["exact 43 event"]),
        ("28 văn bản", ["exact 28 document"]),
        ("05 chỉ tiêu", ["exact 5 item"]),
        ("98,5%", ["exact 98.5 percent"]),
        ("98.5 %", ["exact 98.5 percent"]),
        ("100 phần trăm", ["exact 100 percent"]),
        ("2 tỷ 350 triệu đồng", ["exact 2350000000 vnd"]),
        ("500 nghìn đồng/suất", ["exact 500000 vnd"]),
        ("1,2 triệu đoàn viên", ["exact 1200000 person"]),
        ("12.500.000 đồng", ["exact 12500000 vnd"]),
        ("số 34", ["exact 34 ?"]),
        ("năm người", ["exact 5 person"]),
        ("một người", []),
        ("có một người", ["exact 1 person"]),
        ("một số người", []),
        ("hai mươi mốt lớp", ["exact 21 class"]),
        ("22,877 người", ["exact 22877 person"]),
        ("22,877%", ["exact 22.877 percent"]),
    ],
)
def test_numbers_and_units(text: str, expected: list[str]) -> None:
    assert seen(f"Trong đó {text}.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trên 100 người", ["at_least 100 person"]),
        ("hơn 100 người", ["at_least 100 person"]),
        ("ít nhất 100 người", ["at_least 100 person"]),
        ("không dưới 100 người", ["at_least 100 person"]),
        ("50 người trở lên", ["at_least 50 person"]),
        ("dưới 100 người", ["at_most 100 person"]),
        ("gần 100 người", ["at_most 100 person"]),
        ("chưa đến 100 người", ["at_most 100 person"]),
        ("không quá 100 người", ["at_most 100 person"]),
        ("20 người trở xuống", ["at_most 20 person"]),
        ("khoảng 100 người", ["approx 100 person"]),
        ("trên dưới 100 người", ["approx 100 person"]),
        ("xấp xỉ 100 người", ["approx 100 person"]),
        ("từ 10 đến 15 người", ["range 10-15 person"]),
        ("10 - 15 người", ["range 10-15 person"]),
        ("hơn nữa 100 người", ["exact 100 person"]),
        ("cấp trên 100 người", ["exact 100 person"]),
        ("nêu trên 100 người", ["exact 100 person"]),
        ("trên địa bàn 100 người", ["exact 100 person"]),
        ("từ 10 người xuống còn 4 người", ["exact 10 person", "exact 4 person"]),
    ],
)
def test_hedges(text: str, expected: list[str]) -> None:
    assert seen(f"Hiện {text}.") == expected


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("34/52 người", 34, 52),
        ("34 / 52 người", 34, 52),
        ("34 trên tổng số 52 người", 34, 52),
        ("37.851/41.276 người", 37851, 41276),
    ],
)
def test_a_part_of_a_whole(text: str, part: int, whole: int) -> None:
    (count,) = counts_of(f"Nữ {text}.")
    assert (count.value, count.whole, count.unit) == (part, whole, "person")


@pytest.mark.parametrize(
    "text",
    [
        "34 người (65,4%)",
        "34 người (chiếm 65,4%)",
        "34 người, chiếm 65,4%",
        "34 người, đạt tỷ lệ 65,4%",
        "34 người, bằng 65,4%",
        "34/52 người (65,4 %)",
        "34 người, tương đương 65,4%",
    ],
)
def test_a_share_belongs_to_the_count_before_it(text: str) -> None:
    (count,) = counts_of(f"Nữ {text}.")
    assert count.share is not None
    assert (count.value, count.share.value) == (34, Decimal("65.4"))


@pytest.mark.parametrize("text", ["34 người; 65,4% là nữ", "34 người. Tỷ lệ 65,4%"])
def test_a_percentage_of_another_sentence_does_not(text: str) -> None:
    first, second = counts_of(f"Có {text}.")
    assert first.share is None
    assert second.unit == "percent"


@pytest.mark.parametrize("text", ["79 lượt/lớp", "500.000 đồng/người", "12 buổi/tháng"])
def test_a_rate_is_marked(text: str) -> None:
    (count,) = counts_of(f"Bình quân {text}.")
    assert count.rate


@pytest.mark.parametrize("text", ["không có đồng chí nào", "chưa có cán bộ nào", "không người nào"])
def test_none_is_an_implied_zero(text: str) -> None:
    (count,) = counts_of(f"Đến nay {text} bị kỷ luật.")
    assert (count.value, count.implied) == (0, True)


# --- numerals that count nothing ---


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("Nghị quyết số 03/NQ-TLĐ", "Nghị quyết số 03/NQ-TLĐ", "citation"),
        ("ngày 23 tháng 5 năm 2024", "ngày 23 tháng 5 năm 2024", "date"),
        ("ngày 31/12/2023", "ngày 31/12/2023", "date"),
        ("giai đoạn 2019 - 2024", "2019 - 2024", "date"),
        ("trong 05 năm", "05 năm", "duration"),
        ("sau 6 tháng", "6 tháng", "duration"),
        ("trong năm năm", "năm năm", "duration"),
        ("dưới 30 tuổi", "dưới 30 tuổi", "age"),
        ("từ 31 đến 40 tuổi", "từ 31 đến 40 tuổi", "age"),
        ("lần thứ 6", "lần thứ 6", "ordinal"),
        ("Ban Chấp hành khóa XII", "khóa XII", "ordinal"),
        ("theo Điều 5", "Điều 5", "article"),
        ("Phụ lục 2", "Phụ lục 2", "article"),
        ("đối tượng 2, 3, 4", "đối tượng 2, 3, 4", "level"),
        ("có từ 20 lao động trở lên", "có từ 20 lao động trở lên", "threshold"),
        ("điện thoại: 0206 3852 115", "điện thoại: 0206 3852 115", "telephone"),
        ("đại dịch Covid-19", "Covid-19", "name"),
        ("chứng chỉ B1", "B1", "code"),
        ("lúc 8h30", "8h30", "time"),
        ("Mục tiêu 3: tiếp tục", "Mục tiêu 3", "target number"),
    ],
)
def test_what_a_numeral_can_be_other_than_a_quantity(text: str, words: str, reason: str) -> None:
    for sentence in (text, f"Trong kỳ. {text} đã được nêu."):
        assert (words, reason) in [(found.strip(), why) for found, why in masked(sentence)], masked(sentence)
        assert counts_of(sentence) == []


@given(st.integers(1, 400), st.integers(1, 400))
def test_two_counts_of_a_sentence_are_told_apart(first: int, second: int) -> None:
    counts = counts_of(f"Luân chuyển {first:02d} đồng chí, điều động {second:02d} lượt.")
    assert [(count.value, count.unit) for count in counts] == [(first, "person"), (second, "attendance")]


@given(st.text(alphabet="0123456789.,/%-–() người năm tỷ trên từ đến;\n", max_size=120))
def test_counts_of_any_digits_lie_in_the_text_in_order(text: str) -> None:
    layers = layers_of(text)
    flow = layers.sheet.manuscript.flow
    at = 0
    for count in layers.counts:
        assert 0 <= count.start <= count.digits[0] < count.digits[1] <= count.end <= len(flow)
        assert count.digits[0] >= at
        at = count.digits[1]
        assert (count.bound == "range") == (count.upper is not None)
