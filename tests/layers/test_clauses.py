"""Clauses: which words belong to which quantity."""

import itertools

import pytest

from extractor.layers.clauses import sentences
from tests.layers.drawn import layers_of


def regions(text: str) -> list[tuple[str, str]]:
    """The words left and right of each quantity of the first sentence that are its own."""
    layers = layers_of(text)
    flow = layers.sheet.manuscript.flow
    (sentence,) = sentences(flow, 0, layers.sheet.manuscript.blocks[0].end)
    return [
        (
            flow[region.left_clause : region.count.start].strip(" ,;:."),
            flow[region.count.end : region.right_clause].strip(" ,;:."),
        )
        for region in layers.sheet.splitter.regions(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nữ 20 người, đảng viên 41 người.", [("Nữ", ""), ("đảng viên", "")]),
        ("Nữ: 20; đảng viên: 41.", [("Nữ", ""), ("đảng viên", "")]),
        (
            "Có 11 người trình độ thạc sĩ, 34 người trình độ đại học.",
            [("Có", "trình độ thạc sĩ"), ("", "trình độ đại học")],
        ),
        ("Thạc sĩ 11 người và đại học 34 người.", [("Thạc sĩ", ""), ("đại học", "")]),
        ("Luân chuyển 06 cán bộ; trong đó nữ 02 người.", [("Luân chuyển", ""), ("nữ", "")]),
        ("Tuyển dụng, tiếp nhận 12 người; nghỉ hưu 09 người.", [("Tuyển dụng, tiếp nhận", ""), ("nghỉ hưu", "")]),
    ],
)
def test_the_words_of_each_quantity(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(bare(left), bare(right)) for left, right in regions(text)] == expected


def bare(words: str) -> str:
    """Without the separator, which may stand on either side."""
    return words.removeprefix("và").removeprefix("trong đó").removesuffix("và").removesuffix("trong đó").strip(" ,;")


def test_regions_do_not_overlap() -> None:
    layers = layers_of("Có 48 người, trong đó nữ 20 người (41,7%), đảng viên 41 người; thạc sĩ 11, đại học 34.")
    flow = layers.sheet.manuscript.flow
    (sentence,) = sentences(flow, 0, layers.sheet.manuscript.blocks[0].end)
    found = layers.sheet.splitter.regions(sentence)
    assert len(found) == 5
    for first, second in itertools.pairwise(found):
        assert first.right_clause <= second.left_clause
    for region in found:
        assert region.left_clause <= region.left_near <= region.count.start
        assert region.count.end <= region.right_near


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một câu. Hai câu.", ["Một câu.", "Hai câu."]),
        ("LĐLĐ TP. Cao Bằng có 3 người. Hết.", ["LĐLĐ TP. Cao Bằng có 3 người.", "Hết."]),
        ("Có 22.877 người. Nữ 1.5 người.", ["Có 22.877 người.", "Nữ 1.5 người."]),
        ("Đồng chí ThS. Lý Hoa. Hết.", ["Đồng chí ThS. Lý Hoa.", "Hết."]),
        ("Đạt 100%. 34 người là nữ.", ["Đạt 100%.", "34 người là nữ."]),
        ("viết tắt v.v. và tiếp theo", ["viết tắt v.v. và tiếp theo"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end].strip() for start, end in sentences(text, 0, len(text))] == parts


def test_parentheses_are_counted() -> None:
    layers = layers_of("Bổ nhiệm 14 lượt (nữ 05 người [trẻ 02 người]), điều động 11 lượt.")
    flow = layers.sheet.manuscript.flow
    (sentence,) = sentences(flow, 0, layers.sheet.manuscript.blocks[0].end)
    assert [region.depth for region in layers.sheet.splitter.regions(sentence)] == [0, 1, 1, 0]
