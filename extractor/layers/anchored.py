"""Patterns that are looked for only where the words with which they can begin stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import merge
from typing import Any, TypeAlias

import regex

from extractor.lexicon.first_words import first_words

PATTERN_SECONDS = 5.0
Pattern: TypeAlias = re.Pattern[str] | regex.Pattern[str]
Match: TypeAlias = Any
"""A match of either engine."""


class WordIndex:
    """Where each word of letters stands in a folded text."""

    def __init__(self, words: Iterable[str], starts: Iterable[int]) -> None:
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for word, start in zip(words, starts, strict=True):
            self._starts[word].append(start)

    def starts(self, words: Iterable[str]) -> Iterable[int]:
        """The places of any of the words, in order."""
        found = [self._starts[word] for word in words if word in self._starts]
        return merge(*found) if len(found) > 1 else found[0] if found else ()


_WORD = re.compile(r"[^\W\d_]+")


def words_of(folded: str) -> WordIndex:
    """The index of a text that is on no sheet."""
    found = list(_WORD.finditer(folded))
    return WordIndex((match[0] for match in found), (match.start() for match in found))


@dataclass(frozen=True, slots=True)
class Anchored:
    """A pattern whose matches begin with a word: no letter, digit or low line before them.

    `first`: the words one of which begins it, None where that is not known.
    """

    pattern: Pattern
    first: frozenset[str] | None

    def matches(self, folded: str, words: WordIndex) -> Iterator[Match]:
        """The matches in order, none within the one before it."""
        return self._everywhere(folded) if self.first is None else self._at(folded, words.starts(self.first))

    def _everywhere(self, folded: str) -> Iterator[Match]:
        search = _bounded(self.pattern, "search")
        at = 0
        while (match := search(folded, at)) is not None:
            start, end = match.span()
            if _inside_word(folded, start):
                at = start + 1
            else:
                yield match
                at = max(end, start + 1)

    def _at(self, folded: str, places: Iterable[int]) -> Iterator[Match]:
        match_at = _bounded(self.pattern, "match")
        end = 0
        for at in places:
            if at >= end and (match := match_at(folded, at)) is not None and not _inside_word(folded, at):
                yield match
                end = match.end()


def anchored(pattern: Pattern) -> Anchored:
    """The pattern with the words that it can begin with."""
    return Anchored(pattern, first_words(pattern.pattern))


def _bounded(pattern: Pattern, method: str) -> Any:
    bound = getattr(pattern, method)
    return partial(bound, timeout=PATTERN_SECONDS) if isinstance(pattern, regex.Pattern) else bound


def _inside_word(folded: str, start: int) -> bool:
    return start > 0 and (folded[start - 1].isalnum() or folded[start - 1] == "_")
