"""Figures without a numeral: units that are only named, and answers of none."""

import pytest

from tests.small_report import read_section


def implied(heading: str, text: str) -> list[tuple[str, int, str]]:
    report = read_section(heading, text)
    return [(f.indicator, int(f.quantity.value), f.anchor.quote) for f in report.figures if f.implied]


@pytest.mark.parametrize(
    "text",
    [
        "Có 12 công đoàn cấp trên trực tiếp cơ sở: 09 LĐLĐ huyện, 02 công đoàn ngành và Công đoàn Viên chức tỉnh.",
        "Quản lý 12 đơn vị gồm 09 LĐLĐ huyện, thành phố, 02 công đoàn ngành, Công đoàn Viên chức tỉnh.",
    ],
)
def test_a_unit_named_in_a_counted_list_is_one(text: str) -> None:
    assert implied("ĐẶC ĐIỂM TÌNH HÌNH", text) == [("provincial_civil_servants_union", 1, "Công đoàn Viên chức tỉnh")]


@pytest.mark.parametrize(
    "text",
    [
        "Có 09 LĐLĐ huyện, 02 công đoàn ngành và 01 Công đoàn Viên chức tỉnh.",
        "Công đoàn Viên chức tỉnh có nhiều cố gắng.",
        "Cơ quan LĐLĐ tỉnh 19 người, các LĐLĐ huyện và Công đoàn Viên chức tỉnh 28 người.",
    ],
)
def test_a_unit_with_a_number_or_outside_a_list_is_not_implied(text: str) -> None:
    assert implied("ĐẶC ĐIỂM TÌNH HÌNH", text) == []


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Kỷ luật: không có.", "discipline_count"),
        ("Về kỷ luật cán bộ: không.", "discipline_count"),
        ("Biệt phái: không có.", "secondment_count"),
        ("Luân chuyển: không có.", "rotation_count"),
        ("Hoàn thành tốt nhiệm vụ 36 người; không hoàn thành nhiệm vụ: không có.", "evaluation_not_completed"),
        ("Trong 5 năm, không có cán bộ nào bị kỷ luật.", "discipline_count"),
        ("Không có trường hợp nào bị kỷ luật.", "discipline_count"),
    ],
)
def test_an_answer_of_none_is_zero(text: str, indicator: str) -> None:
    assert (indicator, 0) in [entry[:2] for entry in implied("KẾT QUẢ THỰC HIỆN", text)]


@pytest.mark.parametrize(
    "text",
    [
        "Công tác kỷ luật được thực hiện nghiêm.",
        "Không có khó khăn, vướng mắc.",
        "Nhiều đơn vị không có nguồn cán bộ để luân chuyển.",
        "Không có quy định về biệt phái.",
        "Kỷ luật 02 cán bộ.",
        "Kỷ luật: 02 cán bộ.",
    ],
)
def test_silence_and_other_words_are_never_zero(text: str) -> None:
    assert implied("KẾT QUẢ THỰC HIỆN", text) == []
