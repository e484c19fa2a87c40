"""Finds the words for concepts everywhere in the sheet; where they overlap, the longest wins."""

from dataclasses import dataclass
from functools import cache

import regex
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractor.layers.tokens import sheet_language
from extractor.lexicon.abbreviations import shortened_wordings
from extractor.lexicon.concepts import Concept, load_concepts

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


@cache
def _matchers(
    without: frozenset[str],
) -> tuple[PhraseMatcher, PhraseMatcher, PhraseMatcher, tuple[tuple[regex.Pattern[str], str], ...]]:
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
            level.add(concept.id, pairs)
        patterns += [(regex.compile(rf"(?<!\w)(?:{p})(?!\w)"), concept.id) for p in concept.patterns]
    return exact, damaged, level, tuple(patterns)


def find_concepts(
    doc: Doc, folded: str, without: frozenset[str] = frozenset(), *, recognised: bool = False
) -> list[ConceptSpan]:
    """The concept spans of the sheet in order, none overlapping another.

    `recognised`: the text was recognised from pictures, so that its tones are in doubt.
    """
    by_id = load_concepts(without).by_id
    exact, damaged, level, patterns = _matchers(without)
    strings = doc.vocab.strings
    candidates: list[ConceptSpan] = []
    for is_exact, matcher in ((True, exact), (False, damaged), *(((False, level),) if recognised else ())):
        for key, first, last in matcher(doc):
            start = doc[first].idx
            end = doc[last - 1].idx + len(doc[last - 1].text)
            candidates.append(ConceptSpan(start, end, by_id[strings[key]], is_exact))
    for pattern, name in patterns:
        for match in pattern.finditer(folded, timeout=PATTERN_SECONDS):
            candidates.append(ConceptSpan(match.start(), match.end(), by_id[name]))
    # Longest first; of equals the exact one, then the order of the file.
    order = {name: place for place, name in enumerate(by_id)}
    candidates.sort(key=lambda span: (span.start - span.end, not span.exact, span.start, order[span.concept.id]))
    taken = bytearray(len(folded) + 1)
    kept: dict[tuple[int, int], ConceptSpan] = {}
    for span in candidates:
        if any(
            folded.endswith(words + " ", 0, span.start) or folded.endswith(words, 0, span.start)
            for words in span.concept.not_after
        ):
            continue
        if "\n" in folded[span.start : span.end]:
            continue
        if (span.start, span.end) not in kept and any(taken[span.start : span.end]):
            continue
        if (span.start, span.end) in kept:
            continue
        kept[(span.start, span.end)] = span
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return sorted(kept.values(), key=lambda span: span.start)
