"""Bare counts, "Tại 31/8/2023: 4.870 người", take what the words above them say, if these say one thing."""

import pytest

from tests.small_report import read_body, written


def under(heading: str, text: str) -> list[str]:
    body = f"**I. ĐẶC ĐIỂM TÌNH HÌNH**\n\n**{heading}**\n\n{text}"
    return [f"{written(figure)} {figure.period}" for figure in read_body(body).figures]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        (
            "2. Cán bộ công đoàn không chuyên trách",
            "Tại 31/8/2023: 4.870 người.",
            ["parttime_officers exact 4870 person as_of:2023-08-31"],
        ),
        ("1. Công đoàn cơ sở", "Hiện toàn tỉnh có 912 đơn vị.", ["grassroots_unions exact 912 unit as_of:2024-04-15"]),
        (
            "1. Công đoàn cơ sở",
            "Tổng cộng đến ngày 31/12/2023 = 912 đơn vị.",
            ["grassroots_unions exact 912 unit as_of:2023-12-31"],
        ),
        # words of its own besides times and totals: not bare
        ("2. Cán bộ công đoàn không chuyên trách", "Tại huyện Hà Quảng: 870 người.", []),
        ("2. Cán bộ công đoàn không chuyên trách", "Tại 31/8/2023: 4.870 người tham gia hội thi.", []),
        # a heading that says two things
        ("2. Đoàn viên và cán bộ công đoàn không chuyên trách", "Tại 31/8/2023: 4.870 người.", []),
        ("2. Những vấn đề khác", "Tại 31/8/2023: 4.870 người.", []),
    ],
)
def test_a_count_under_a_heading(heading: str, text: str, expected: list[str]) -> None:
    assert under(heading, text) == expected


def test_items_of_times_under_a_list_head() -> None:
    text = "Công đoàn cơ sở:\n\n- Đến 31/12/2023: 912 đơn vị\n\n- Cuối năm 2019: 880 đơn vị"
    assert under("1. Tổ chức", text) == [
        "grassroots_unions exact 912 unit as_of:2023-12-31",
        "grassroots_unions exact 880 unit as_of:2019-12-31",
    ]


def test_stocks_and_flows_under_a_heading_of_growth() -> None:
    """A heading "Phát triển đoàn viên" makes no founding of what is said to be there."""
    text = (
        "Hiện toàn tỉnh có 912 công đoàn cơ sở với 31.450 đoàn viên. Trong năm 2023 thành lập mới 21 công đoàn cơ sở."
    )
    assert under("1. Phát triển đoàn viên, thành lập công đoàn cơ sở", text) == [
        "grassroots_unions exact 912 unit as_of:2024-04-15",
        "union_members exact 31450 person as_of:2024-04-15",
        "grassroots_unions_new exact 21 unit year:2023",
    ]
