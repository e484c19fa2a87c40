"""Acronyms of the lexicon's wordings: read without a record of their own, and only where nothing else stands."""

import pytest

from extractor.layers.acronyms import LEAST_LETTERS, acronyms, find_acronyms
from extractor.lexicon.concepts import load_concepts
from tests.small_report import read_body, read_section, written


def found(text: str) -> list[tuple[str, str]]:
    """The acronyms of a text, each with its concept."""
    return [(text[span.start : span.end], span.concept.id) for span in find_acronyms(text, [])]


@pytest.mark.parametrize(
    ("acronym", "concept"),
    [
        ("KHTNV", "RATED_NOT_COMPLETED"),
        ("CTTTCS", "UPPER_UNIT"),
        ("CBCCNV", "STAFF"),
        ("CBCCVNLĐ", "STAFF"),  # "cán bộ, công chức, viên chức, người lao động"
        ("CB-CC-NV", "STAFF"),
        ("CTCĐCS", "GRASSROOTS_CHAIRS"),
    ],
)
def test_the_letters_of_a_wording(acronym: str, concept: str) -> None:
    assert found(f"Hiện có 09 {acronym}, trong đó") == [(acronym, concept)]


@pytest.mark.parametrize("words", ["ctttcs", "12/CTTTCS", "CTTTCS/TLĐ", "XCTTTCSX", "Ctttcs", "CTT"])
def test_small_letters_numbers_of_documents_and_parts_of_words_are_none(words: str) -> None:
    assert found(f"Hiện có 09 {words}, trong đó") == []


def test_where_a_concept_stands_no_acronym_is_looked_for() -> None:
    text = "Hiện có 13 CTTTCS"
    (span,) = find_acronyms(text, [])
    assert find_acronyms(text, [span]) == []


def test_short_and_shared_acronyms_are_not_taken() -> None:
    known = acronyms()
    assert known
    assert min(map(len, known)) >= LEAST_LETTERS
    assert {concept.id for concept in known.values()} <= set(load_concepts().by_id)


def test_a_wording_left_out_leaves_its_acronym_out() -> None:
    concept = acronyms()["ctttcs"]
    left_out = frozenset(f"{concept.id}: {words}" for words, _ in concept.examples)
    assert "ctttcs" not in acronyms(left_out)


def test_figures_told_by_acronyms() -> None:
    report = read_section("ĐẶC ĐIỂM TÌNH HÌNH", "Toàn tỉnh có 13 công đoàn CTTTCS, 912 công đoàn cơ sở.")
    assert [written(figure) for figure in report.figures] == [
        "upper_level_units_total exact 13 unit",
        "grassroots_unions exact 912 unit",
    ]


def test_columns_headed_by_acronyms() -> None:
    report = read_body(
        "**I. KẾT QUẢ THỰC HIỆN**\n\nKết quả đánh giá, xếp loại cán bộ:\n\n"
        "| Năm | HTXSNV | HTTNV | KHTNV |\n|---|---|---|---|\n| 2022 | 9 | 36 | 0 |\n| 2023 | 8 | 38 | 1 |\n"
    )
    assert sorted(f"{written(figure)} {figure.period}" for figure in report.figures) == [
        "evaluation_excellent exact 8 person year:2023",
        "evaluation_excellent exact 9 person year:2022",
        "evaluation_good exact 36 person year:2022",
        "evaluation_good exact 38 person year:2023",
        "evaluation_not_completed exact 0 person year:2022",
        "evaluation_not_completed exact 1 person year:2023",
    ]
