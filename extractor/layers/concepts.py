"""Finds the words for concepts everywhere in the sheet; where they overlap, the longest wins."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeAlias

import regex
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractor.layers.tokens import folded_words, mark_toneless, sheet_language, sheet_of, token_spans
from extractor.lexicon.abbreviations import shortened_wordings
from extractor.lexicon.concepts import Concept, load_concepts
from extractor.lexicon.first_words import first_words

PATTERN_SECONDS = 5.0
_PAIR = 6
"""Letters and blanks of a wording of two syllables that is told without its tones."""


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A concept's words at `start:end` of the flow. `exact`: matched with their diacritics."""

    start: int
    end: int
    concept: Concept
    exact: bool = True


Pattern: TypeAlias = re.Pattern[str] | regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """A wording of a concept told by a pattern, and the words one of which it begins with; None: any."""

    concept: str
    pattern: Pattern
    first: frozenset[str] | None


class _Patterns:
    """All wordings told by patterns, looked for where their first words stand."""

    def __init__(self, told: list[_Told]) -> None:
        self.told = told
        self._by_first: dict[str, list[int]] = {}
        for place, wording in enumerate(told):
            for word in wording.first or ():
                self._by_first.setdefault(word, []).append(place)

    def places(self, doc: Doc) -> Iterator[tuple[_Told, list[int] | None]]:
        """Each pattern with the places of a sheet where it can begin; None: everywhere."""
        found: list[list[int]] = [[] for _ in self.told]
        asked = self._by_first
        for word, (start, _) in zip(folded_words(doc), token_spans(doc), strict=True):
            if word in asked:
                for place in asked[word]:
                    found[place].append(start)
        for wording, places in zip(self.told, found, strict=True):
            if wording.first is None:
                yield wording, None
            elif places:
                yield wording, places


_UNBOUNDED = re.compile(r"(?<![\\*+}?])[*+](?!\+)")


def _compiled(pattern: str) -> Pattern:
    """A wording told by a pattern, whose end is that of a word.

    The standard library's engine is the faster one but has no clock; it takes what cannot run away.
    """
    if not _UNBOUNDED.search(pattern):
        with suppress(re.error):  # a variable lookbehind, or a class of letters that it does not have
            return re.compile(rf"(?:{pattern})(?!\w)")
    return regex.compile(rf"(?:{pattern})(?!\w)")


def _matches_at(pattern: Pattern, folded: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Where a pattern matches whole words, of the places where it can begin."""
    match_at = partial(pattern.match, timeout=PATTERN_SECONDS) if isinstance(pattern, regex.Pattern) else pattern.match
    end = 0
    for at in places:
        if at < end or (at > 0 and (folded[at - 1].isalnum() or folded[at - 1] == "_")):
            continue
        if (match := match_at(folded, at)) is not None:
            yield at, match.end()
            end = match.end()


def _matches(pattern: Pattern, folded: str) -> Iterator[tuple[int, int]]:
    """Where a pattern matches whole words."""
    search = partial(pattern.search, timeout=PATTERN_SECONDS) if isinstance(pattern, regex.Pattern) else pattern.search
    at = 0
    while (match := search(folded, at)) is not None:
        start, end = match.span()
        if start > 0 and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
            at = start + 1
        else:
            yield start, end
            at = max(end, start + 1)


@cache
def _matchers(
    without: frozenset[str],
) -> tuple[PhraseMatcher, PhraseMatcher, PhraseMatcher, _Patterns]:
    nlp = sheet_language()
    exact, damaged = PhraseMatcher(nlp.vocab, attr="NORM"), PhraseMatcher(nlp.vocab, attr="LEMMA")
    level = PhraseMatcher(nlp.vocab, attr="TAG")
    patterns = []
    by_id = load_concepts(without).by_id
    short = shortened_wordings({concept.id: concept.wordings for concept in by_id.values()})
    for concept in by_id.values():
        docs = [nlp.make_doc(wording) for wording in concept.wordings]
        if docs:
            exact.add(concept.id, [*docs, *map(nlp.make_doc, short[concept.id])])
        # Without diacritics only a long wording is unmistakable.
        long = [doc for doc in docs if sum(token.text.isalpha() for token in doc) >= 3]
        if long:
            damaged.add(concept.id, long)
        # Recognition of scans mistakes one tone for another; with its letters right, two syllables tell.
        pairs = [doc for doc in docs if sum(token.text.isalpha() for token in doc) == 2 and len(doc.text) >= _PAIR]
        if pairs:
            level.add(concept.id, [mark_toneless(doc) for doc in pairs])
        patterns += [_Told(concept.id, _compiled(pattern), first_words(pattern)) for pattern in concept.patterns]
    return exact, damaged, level, _Patterns(patterns)


def find_concepts(
    doc: Doc, folded: str, without: frozenset[str] = frozenset(), *, recognised: bool = False
) -> list[ConceptSpan]:
    """The concept spans of the sheet in order, none overlapping another.

    `recognised`: the text was recognised from pictures, so that its tones are in doubt.
    """
    by_id = load_concepts(without).by_id
    exact, damaged, level, patterns = _matchers(without)
    strings = doc.vocab.strings
    spans = token_spans(doc)
    if recognised:
        doc = mark_toneless(doc)
    order = _order(without)
    # Longest first; of equals the exact one, then the order of the file.
    candidates: list[tuple[int, bool, int, int, str]] = []
    for damage, matcher in ((False, exact), (True, damaged), *(((True, level),) if recognised else ())):
        for key, first, last in matcher(doc):
            start, name = spans[first][0], strings[key]
            candidates.append((start - spans[last - 1][1], damage, start, order[name], name))
    for told, places in patterns.places(doc):
        name = told.concept
        found = _matches(told.pattern, folded) if places is None else _matches_at(told.pattern, folded, places)
        candidates += [(start - end, False, start, order[name], name) for start, end in found]
    candidates.sort()
    taken = bytearray(len(folded) + 1)
    kept: list[ConceptSpan] = []
    for length, damage, start, _, name in candidates:
        end = start - length
        # Every kept span is as long or longer: one that this one meets covers one of its ends.
        if taken[start] or taken[end - 1]:
            continue
        concept = by_id[name]
        if any(
            folded.endswith(words + " ", 0, start) or folded.endswith(words, 0, start) for words in concept.not_after
        ):
            continue
        if folded.find("\n", start, end) >= 0:
            continue
        kept.append(ConceptSpan(start, end, concept, not damage))
        taken[start:end] = b"\1" * (end - start)
    return sorted(kept, key=lambda span: span.start)


def damaged(concepts: list[ConceptSpan], folded: str) -> bool:
    """Whether the letters of a text were recognised badly: some of its long wordings are known without marks only,

    and of its wordings of two syllables many with other tones only.
    """
    bare = sum(not span.exact for span in concepts)
    if bare < _SOME_DAMAGE:
        return False
    exact, _, level, _ = _matchers(frozenset())
    doc = mark_toneless(sheet_of(folded, folded))
    right = {(first, last) for _, first, last in exact(doc)}
    covered = {place for first, last in right for place in range(first, last)}
    wrong = [
        (first, last)
        for _, first, last in level(doc)
        if (first, last) not in right and not covered.issuperset(range(first, last))
    ]
    return bare + len(wrong) >= _MUCH_DAMAGE * len(right)


_SOME_DAMAGE = 4
_MUCH_DAMAGE = 0.016


@cache
def _order(without: frozenset[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(load_concepts(without).by_id)}
