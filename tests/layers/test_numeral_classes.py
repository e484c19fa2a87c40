"""The class of every numeral: the numerals of one quantity stand in one class, parts told by name are no riddles."""

import json
from pathlib import Path

import pytest

from extractor.pipeline import read_ledger
from tests.small_report import LETTERHEAD


def classes(folder: Path, text: str) -> list[tuple[str, str]]:
    """The numerals of a paragraph with their classes."""
    path = folder / "report.md"
    path.write_text(f"{LETTERHEAD}\n**I. KẾT QUẢ THỰC HIỆN**\n\n{text}\n", encoding="utf-8")
    ledger = json.loads(read_ledger(path))
    flow = ledger["text"]
    first = flow.index("KẾT QUẢ THỰC HIỆN")
    return [(flow[start:end], kind) for start, end, kind, _ in ledger["entries"] if start > first]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kinh phí đào tạo là 1 tỷ 350 triệu đồng.", [("1", "figure"), ("350", "figure")]),
        ("Đã luân chuyển từ 15 đến 20 người.", [("15", "figure"), ("20", "figure")]),
        ("Nữ 34/52 người (65,4%).", [("34", "figure"), ("52", "figure"), ("65,4", "figure")]),
        (
            "Kiểm tra công tác cán bộ 39 cuộc (trực tiếp: 19; đột xuất: 20).",
            [("39", "figure"), ("19", "figure"), ("20", "figure")],
        ),
        ("Trong 5 năm 2019 - 2023, có chuyển biến.", [("5", "other"), ("2019", "date"), ("2023", "date")]),
    ],
)
def test_the_classes_of_a_paragraph(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert classes(tmp_path, text) == expected


def test_a_number_of_nothing_is_unread(tmp_path: Path) -> None:
    assert classes(tmp_path, "Ghi nhớ 47.") == [("47", "unread")]
