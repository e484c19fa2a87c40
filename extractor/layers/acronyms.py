"""Acronyms of the lexicon's wordings: "HTXSNV", "CTTTCS", "LL&NV CĐ" need no record of their own.

An acronym is made of the first letters of a wording's syllables, with or without the words that join them
("lý luận và nghiệp vụ công đoàn": LLVNVCĐ, LLNVCĐ). Only one of four letters or more that no other concept's
wording gives is taken, in capitals, and where nothing else was found.
"""

from collections import defaultdict
from functools import cache

import regex

from extractor.language.folding import fold, toneless
from extractor.layers.concepts import ConceptSpan
from extractor.lexicon.concepts import Concept, load_concepts

LEAST_LETTERS = 4
"""Shorter ones stand for too many things; those that are common are in the lexicon."""

_JOINING = frozenset({"và", "các", "của", "cho", "với", "ở", "tại", "theo", "trong", "được", "là"})
_ACRONYM = regex.compile(r"(?<![\p{L}\p{N}/])\p{Lu}(?:[-–&]?\p{Lu})+(?![\p{L}\p{N}/])")
_MARKS = regex.compile(r"[-–&]")
_BETWEEN = regex.compile(r"[\s,/-]+")


@cache
def acronyms(without: frozenset[str] = frozenset()) -> dict[str, Concept]:
    """The concept of each acronym, in small letters without tones; `without` drops wordings of the lexicon."""
    meanings: dict[str, dict[str, Concept]] = defaultdict(dict)
    for concept in load_concepts(without).by_id.values():
        for wording in concept.wordings:
            syllables = _BETWEEN.split(wording)
            if not all(syllable.isalpha() for syllable in syllables):
                continue
            for chosen in (syllables, [syllable for syllable in syllables if syllable not in _JOINING]):
                letters = toneless("".join(syllable[0] for syllable in chosen))
                if len(letters) >= LEAST_LETTERS:
                    meanings[letters][concept.id] = concept
    return {letters: next(iter(found.values())) for letters, found in meanings.items() if len(found) == 1}


def find_acronyms(flow: str, concepts: list[ConceptSpan], without: frozenset[str] = frozenset()) -> list[ConceptSpan]:
    """Spans of acronyms of the lexicon's wordings where no concept stands."""
    known = acronyms(without)
    taken = bytearray(len(flow) + 1)
    for span in concepts:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    found = []
    for match in _ACRONYM.finditer(flow):
        if match.end() - match.start() < LEAST_LETTERS:
            continue
        concept = known.get(toneless(fold(_MARKS.sub("", match[0]))))
        if concept is not None and not any(taken[match.start() : match.end()]):
            found.append(ConceptSpan(match.start(), match.end(), concept))
    return found
