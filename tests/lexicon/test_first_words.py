"""The first words of a pattern: none of what it finds begins otherwise, and what is not known is not said."""

import re

import pytest

from extractor.language.folding import fold
from extractor.layers.concepts import _matchers, _matches, _matches_at
from extractor.layers.tokens import sheet_of
from extractor.lexicon.first_words import first_words
from tests.corpus_reports import FOLDERS, path_of


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("lớp", {"lớp"}),
        ("(?:các )?lớp", {"các", "lớp"}),
        ("các{1,2} lớp|khóa", None),
        ("(?:tốt nghiệp |có bằng ){0,3}+đại học", {"tốt", "có", "đại"}),
        ("(?<!thành )lập (?:được|ra)", {"lập"}),
        ("(?=mở)mở", {"mở"}),
        (r"tp\.? lớn", {"tp"}),
        (r"nđ(?![0-9(|)])", {"nđ"}),
        ("h’mông", {"h"}),
        ("cđ ?[a-z]+", None),
        ("lđl[đd]", None),
        (r"\w+ lớp", None),
        ("[0-9]{1,3} lớp", None),
        (" lớp", None),
        ("(?i:lớp)", None),
        ("lớp)", None),
    ],
)
def test_first_words(pattern: str, words: set[str] | None) -> None:
    assert first_words(pattern) == words


@pytest.mark.parametrize("name", FOLDERS[::4])
def test_where_a_pattern_can_begin_all_that_it_matches_is_found(name: str) -> None:
    text = path_of(name, "source").read_text(encoding="utf-8")
    folded = fold(text)
    *_, patterns = _matchers(frozenset())
    at = {wording.pattern.pattern: places for wording, places in patterns.places(sheet_of(text, folded))}
    for wording in patterns.told:
        everywhere = list(_matches(wording.pattern, folded))
        places = at.get(wording.pattern.pattern, [])
        found = everywhere if places is None else list(_matches_at(wording.pattern, folded, places))
        assert found == everywhere, wording.pattern.pattern


def test_a_match_within_the_one_before_it_does_not_count() -> None:
    assert list(_matches_at(re.compile("lớp(?: lớp)?"), "lớp lớp lớp", [0, 4, 8])) == [(0, 7), (8, 11)]
