"""The first words of a pattern: none of what it finds begins otherwise, and what is not known is not said."""

import re

import pytest

from extractor.language.folding import fold
from extractor.layers.anchored import Anchored, anchored, words_of
from extractor.layers.concepts import _matchers
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
        (r"(?:tel|fax)(?!\w)[^0-9]{0,4}[0-9]", {"tel", "fax"}),
        ("lần thứ (?:[0-9]{1,2}|[a-z]+)", {"lần"}),
    ],
)
def test_first_words(pattern: str, words: set[str] | None) -> None:
    assert first_words(pattern) == words


@pytest.mark.parametrize("name", FOLDERS[::4])
def test_where_a_pattern_can_begin_all_that_it_matches_is_found(name: str) -> None:
    folded = fold(path_of(name, "source").read_text(encoding="utf-8"))
    words = words_of(folded)
    *_, patterns = _matchers(frozenset())
    for told in patterns:
        everywhere = [match.span() for match in Anchored(told.wording.pattern, None).matches(folded, words)]
        found = [match.span() for match in told.wording.matches(folded, words)]
        assert found == everywhere, told.wording.pattern.pattern


def test_a_match_within_the_one_before_it_does_not_count() -> None:
    text = "lớp lớp lớp xlớp 2lớp"
    found = [match.span() for match in anchored(re.compile("lớp(?: lớp)?")).matches(text, words_of(text))]
    assert found == [(0, 7), (8, 11)]
