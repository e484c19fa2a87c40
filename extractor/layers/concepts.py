"""Finds the words for concepts everywhere in the sheet; where they overlap, the longest wins."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import regex
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractor.layers.anchored import Anchored, Pattern, anchored
from extractor.layers.tokens import mark_toneless, sheet_language, sheet_of, token_places, word_index
from extractor.lexicon.abbreviations import shortened_wordings
from extractor.lexicon.concepts import Concept, load_concepts

_PAIR = 6
"""Letters and blanks of a wording of two syllables that is told without its tones."""


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A concept's words at `start:end` of the flow. `exact`: matched with their diacritics."""

    start: int
    end: int
    concept: Concept
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Told:
    """A wording of a concept told by a pattern."""

    key: int
    wording: Anchored


_UNBOUNDED = re.compile(r"(?<![\\*+}?])[*+](?!\+)")


def _compiled(pattern: str) -> Pattern:
    """A wording told by a pattern, whose end is that of a word.

    The standard library's engine is the faster one but has no clock; it takes what cannot run away.
    """
    if not _UNBOUNDED.search(pattern):
        with suppress(re.error):  # a variable lookbehind, or a class of letters that it does not have
            return re.compile(rf"(?:{pattern})(?!\w)")
    return regex.compile(rf"(?:{pattern})(?!\w)")


@cache
def _matchers(
    without: frozenset[str],
) -> tuple[PhraseMatcher, PhraseMatcher, PhraseMatcher, tuple[_Told, ...]]:
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
        patterns += [
            _Told(nlp.vocab.strings.add(concept.id), anchored(_compiled(pattern))) for pattern in concept.patterns
        ]
    return exact, damaged, level, tuple(patterns)


def find_concepts(
    doc: Doc, folded: str, without: frozenset[str] = frozenset(), *, recognised: bool = False
) -> list[ConceptSpan]:
    """The concept spans of the sheet in order, none overlapping another.

    `recognised`: the text was recognised from pictures, so that its tones are in doubt.
    """
    by_id = load_concepts(without).by_id
    exact, damaged, level, patterns = _matchers(without)
    known = _known(without)
    starts, ends = token_places(doc)
    if recognised:
        doc = mark_toneless(doc)
    # Longest first; of equals the exact one, then the order of the file.
    candidates: list[tuple[int, bool, int, int, str]] = []
    for damage, matcher in ((False, exact), (True, damaged), *(((True, level),) if recognised else ())):
        for key, first, last in matcher(doc):
            start = starts[first]
            candidates.append((start - ends[last - 1], damage, start, *known[key]))
    words = word_index(doc)
    for told in patterns:
        for match in told.wording.matches(folded, words):
            start, end = match.span()
            candidates.append((start - end, False, start, *known[told.key]))
    candidates.sort()
    taken = bytearray(len(folded) + 1)
    kept: list[ConceptSpan] = []
    for length, damage, start, _, name in candidates:
        end = start - length
        # Every kept span is as long or longer: one that this one meets covers one of its ends.
        if taken[start] or taken[end - 1]:
            continue
        concept = by_id[name]
        if folded.endswith(concept.not_after, 0, start):
            continue
        if start and folded[start - 1] == " " and folded.endswith(concept.not_after, 0, start - 1):
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
def _known(without: frozenset[str]) -> dict[int, tuple[int, str]]:
    """Place in the lexicon and name of each concept, by the vocabulary's key of it."""
    strings = sheet_language().vocab.strings
    return {strings.add(name): (place, name) for place, name in enumerate(load_concepts(without).by_id)}
