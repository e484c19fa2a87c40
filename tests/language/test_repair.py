"""Repair of the folded spelling of badly recognised letters: what is repaired, and what is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.folding import fold
from extractor.language.repair import halves, known_syllables, repaired


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("khoãng", "khoảng"),
        ("tiến sỷ", "tiến sỹ"),
        ("doan viên", "đoàn viên"),
        ("tôt", "tốt"),
        ("eán bộ eông đoàn", "cán bộ công đoàn"),
        ("4s người", "45 người"),
        ("s0 người", "50 người"),
    ],
)
def test_damaged_words(damaged: str, right: str) -> None:
    assert repaired(damaged) == right


@pytest.mark.parametrize("word", ["nghỉ", "số", "sở", "đắk lắk", "kon tum", "yok đôn", "em", "cđcs", "s", "6s1"])
def test_what_may_be_right_is_left(word: str) -> None:
    """Known syllables, names of other languages, abbreviations, and an s that is no five."""
    assert repaired(word) == word


@pytest.mark.parametrize(
    ("word", "at"),
    [
        ("côngđoàn", 4),
        ("đoànviên", 4),
        ("tổngsố", 4),
        ("kếtquả", 3),
        ("người", None),
        ("toàn", None),
        ("krông", None),
        ("đoàn", None),
        ("lđlđ", None),
    ],
)
def test_words_run_together(word: str, at: int | None) -> None:
    assert halves(word) == at


@given(st.lists(st.sampled_from(sorted(known_syllables())), min_size=1, max_size=12))
def test_right_words_stay_as_they_are(syllables: list[str]) -> None:
    text = " ".join(syllables)
    assert repaired(text) == text


@given(st.text(max_size=200))
def test_the_length_of_any_text_stays(text: str) -> None:
    """Rules look at the repaired text, quotes are cut from the printed one: offsets must hold."""
    folded = fold(text)
    assert len(repaired(folded)) == len(folded)
