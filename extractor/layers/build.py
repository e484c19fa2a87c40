"""Draws the layers on the sheet, one after the other: outline, atoms, concepts, quantities, clauses."""

from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.language.citations import Citation
from extractor.language.citations import find as find_citations
from extractor.language.dates import DateSpan, find_dates
from extractor.language.folding import fold
from extractor.language.repair import repaired, retoned, with_bars
from extractor.layers.acronyms import find_acronyms
from extractor.layers.anchored import WordIndex
from extractor.layers.clauses import Splitter
from extractor.layers.concepts import ConceptSpan, damaged, find_concepts
from extractor.layers.definitions import explained
from extractor.layers.in_turn import find_in_turn
from extractor.layers.masks import Mask, find_masks
from extractor.layers.outline import Place, outline
from extractor.layers.own_union import with_own_union
from extractor.layers.quantities import Count, find_counts
from extractor.layers.sheet import Sheet
from extractor.layers.short_forms import find_short_forms
from extractor.layers.subsets import item_of_unit, named_parts
from extractor.layers.tokens import folded_words, sheet_language, sheet_of, token_places, word_index
from extractor.lexicon.abbreviations import abbreviations
from extractor.lexicon.concepts import Concept
from extractor.readers.manuscript import Manuscript

_KEPT_IN_CITATIONS = frozenset({"PLAN", "DECREE_111", "DECREE_68", "CONTRACT"})


@dataclass(slots=True)
class Layers:
    """All layers of one manuscript."""

    sheet: Sheet
    citations: list[Citation]
    dates: list[DateSpan]
    masks: list[Mask]
    counts: list[Count]


def build(manuscript: Manuscript, without: frozenset[str] = frozenset()) -> Layers:
    """The layers of a manuscript. Parts of the reporting unit are known when its name is: see `name_parts`."""
    folded = fold(manuscript.flow)
    recognised = manuscript.reading in ("ocr", "mixed")
    if recognised:
        short = frozenset(form for forms in abbreviations().values() for form in forms)
        folded = with_bars(retoned(folded, manuscript.flow), manuscript.flow, short)
    layers = _draw(manuscript, folded, without, recognised=recognised, parted=recognised)
    if damaged(layers.sheet.concepts, folded):
        return _draw(manuscript, repaired(folded, manuscript.flow), without, recognised=True, parted=True)
    return layers


def _draw(
    manuscript: Manuscript, folded: str, without: frozenset[str], *, recognised: bool, parted: bool = False
) -> Layers:
    flow = manuscript.flow
    places = outline(manuscript, folded)
    citations = find_citations(flow)
    dates = find_dates(flow)
    numbers = [(block.start, place.body_start) for block, place in zip(manuscript.blocks, places, strict=True)]
    doc = sheet_of(flow, folded, parted=parted)
    words = word_index(doc)
    masks = find_masks(
        folded,
        [(date.start, date.end) for date in dates],
        [(citation.start, citation.end) for citation in citations],
        numbers,
        words,
    )
    concepts = _outside(find_concepts(doc, folded, without, recognised=recognised), citations)
    concepts = with_own_union(folded, concepts, without)
    concepts += find_short_forms(manuscript, folded, places, concepts, words, without)
    nlp = sheet_language()
    concepts += explained(flow, concepts, lambda words: find_concepts(nlp(words), fold(words), without))
    concepts += _outside(find_acronyms(flow, concepts, without), citations)
    concepts = sorted([*concepts, *_ages(folded, masks)], key=lambda span: span.start)
    concepts = _in_labels(folded, concepts, words, without)
    counts = find_counts(folded, masks, concepts, words)
    sheet = Sheet(
        manuscript=manuscript,
        folded=folded,
        places=places,
        concepts=concepts,
        splitter=Splitter(folded, concepts, masks, counts),
        subsets=[],
        words=folded_words(doc),
        word_starts=token_places(doc)[0],
    )
    return Layers(sheet, citations, dates, masks, counts)


def name_parts(sheet: Sheet, own_place: str) -> None:
    """Marks the parts of the reporting unit. `own_place`: its name, which is no part of itself."""
    manuscript = sheet.manuscript
    sheet.subsets = named_parts(manuscript.flow, own_place)
    items = ((index, block) for index, block in enumerate(manuscript.blocks) if block.table is None)
    named = ((index, item_of_unit(manuscript.flow, (block.start, block.end), own_place)) for index, block in items)
    sheet.items_of_units = {index: name for index, name in named if name is not None}


def _in_labels(
    folded: str, concepts: list[ConceptSpan], words: WordIndex, without: frozenset[str]
) -> list[ConceptSpan]:
    """Concepts over several labels of a list told in turn give way to those of each label."""
    lists: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for entry in find_in_turn(folded, concepts, words).values():
        if entry.clear and entry.year is None:
            lists.setdefault(entry.whole, set()).add(entry.label)
    found = list(concepts)
    for whole, labels in lists.items():
        inside = [span for span in found if whole[0] <= span.start < whole[1]]
        if all(any(first <= span.start and span.end <= last for first, last in labels) for span in inside):
            continue
        found = [span for span in found if span not in inside]
        for first, last in labels:
            text = folded[first:last]
            own = find_concepts(sheet_language()(text), text, without)
            found += [ConceptSpan(span.start + first, span.end + first, span.concept, span.exact) for span in own]
        found += [span for span in inside if not any(span.start < last and first < span.end for first, last in labels)]
    return sorted(found, key=lambda span: span.start)


def _outside(concepts: list[ConceptSpan], citations: list[Citation]) -> list[ConceptSpan]:
    """Words inside a citation name a document, not a concept of the report."""
    inside = bytearray((max((c.end for c in citations), default=0)) + 1)
    for citation in citations:
        inside[citation.start : citation.end] = b"\1" * (citation.end - citation.start)
    return [
        span
        for span in concepts
        if span.concept.id in _KEPT_IN_CITATIONS or span.start >= len(inside) or not inside[span.start]
    ]


def _ages(folded: str, masks: list[Mask]) -> list[ConceptSpan]:
    """Age bands as concepts; a band that no indicator has is AGE_OTHER."""
    spans = []
    for mask in masks:
        if mask.kind != "age":
            continue
        words = folded[mask.start : mask.end]
        years = [Decimal(digits) for digits in regex.findall(r"[0-9]{2}", words)]
        if years:
            spans.append(ConceptSpan(mask.start, mask.end, _AGE_CONCEPTS[_band(words, [int(year) for year in years])]))
    return spans


def _band(words: str, years: list[int]) -> str:
    if len(years) >= 2:
        low, high = years[0], years[1]
        if low in (30, 31) and high in (39, 40):
            return "AGE_31_40"
        if low in (40, 41) and high in (49, 50):
            return "AGE_41_50"
        if low in (50, 51) and high >= 55:
            return "AGE_OVER_50"
        return "AGE_UNDER_30" if high in (29, 30) else "AGE_OTHER"
    year = years[0]
    below = words.startswith(("dưới", "đến", "tới", "không quá")) or "trở xuống" in words
    if below and 29 <= year <= 31:
        return "AGE_UNDER_30"
    if (
        not below
        and 50 <= year <= 51
        and (words.startswith(("trên", "từ", "ngoài", "quá", "qua", "hơn")) or "trở lên" in words)
    ):
        return "AGE_OVER_50"
    return "AGE_OTHER"


_AGE_CONCEPTS = {
    name: Concept(id=name, kind="attribute", wordings=())
    for name in ("AGE_UNDER_30", "AGE_31_40", "AGE_41_50", "AGE_OVER_50", "AGE_OTHER")
}


__all__ = ["Layers", "Place", "build", "name_parts"]
