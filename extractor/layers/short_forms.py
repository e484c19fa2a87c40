"""Short forms whose meaning depends on the ladder spoken of: "TC" after LLCT, "TC" after trình độ CM.

In prose the ladder is the nearest one named before the short form in its block, else in the list heads
above it; in a table it is the one that the header cell above (or the group at its left) names.
"""

from bisect import bisect_right
from functools import cache
from operator import attrgetter

import regex

from extractor.layers.anchored import Anchored, WordIndex, anchored
from extractor.layers.concepts import ConceptSpan
from extractor.layers.outline import Place
from extractor.lexicon.concepts import Concept, load_concepts
from extractor.readers.manuscript import Manuscript

_START = attrgetter("start")
_BESIDE_NUMBER = regex.compile(r"(?=\s?(?:[:=(–-]|có|là|,|/|;|và)?\s?(?:có |là |từ )?(?:[0-9]|[a-zđ.]{1,5}\s?[/:,]))")


@cache
def _forms(without: frozenset[str]) -> tuple[Anchored | None, dict[tuple[str, str], Concept]]:
    table = {
        (ladder, words): concept
        for concept in load_concepts(without).by_id.values()
        for ladder, words in concept.within
    }
    words = sorted({words for _, words in table}, key=lambda form: -len(form))
    if not words:
        return None, table
    pattern = rf"(?<![\w.])(?:{'|'.join(map(regex.escape, words))})(?![\w.])"
    return anchored(regex.compile(pattern)), table


def find_short_forms(
    manuscript: Manuscript,
    folded: str,
    places: list[Place],
    concepts: list[ConceptSpan],
    words: WordIndex,
    without: frozenset[str] = frozenset(),
) -> list[ConceptSpan]:
    """The spans of short forms where a ladder gives them a meaning; never over another concept."""
    pattern, table = _forms(without)
    if pattern is None:
        return []
    taken = bytearray(len(folded) + 1)
    for span in concepts:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    ladders = _Ladders(manuscript, places, concepts)
    found = []
    for match in pattern.matches(folded, words):
        index = bisect_right(manuscript.blocks, match.start(), key=_START) - 1
        if index < 0 or any(taken[match.start() : match.end()]):
            continue
        number = manuscript.blocks[index].table
        beside = ladders.beside(match.end())
        if number is None and not beside and not _BESIDE_NUMBER.match(folded, match.end()):
            continue
        scope = ladders.in_table(number, match.start()) if number is not None else None
        named = beside + (scope if scope is not None else ladders.before(index, match.start()))
        for ladder in named:
            if concept := table.get((ladder, match[0])):
                found.append(ConceptSpan(match.start(), match.end(), concept))
                break
    return found


class _Ladders:
    """Which ladders are spoken of at a position, nearest first."""

    def __init__(self, manuscript: Manuscript, places: list[Place], concepts: list[ConceptSpan]) -> None:
        self.manuscript, self.places = manuscript, places
        self.named = [
            (span.start, span.concept.id if span.concept.kind == "ladder" else span.concept.ladder)
            for span in concepts
            if span.concept.kind == "ladder" or span.concept.ladder
        ]

    def beside(self, end: int) -> list[str]:
        """The ladder named right after a short form ("CC LLCT")."""
        return [ladder for at, ladder in self.named if at == end + 1 and ladder]

    def within(self, start: int, end: int) -> list[str]:
        """The ladders named in a span, the last first; a level speaks of its ladder too."""
        return [ladder for at, ladder in reversed(self.named) if start <= at < end and ladder]

    def before(self, index: int, position: int) -> list[str]:
        """The nearest ladder before a position in its block, else that of the list heads above."""
        block = self.manuscript.blocks[index]
        found = self.within(block.start, position)[:1]
        for above in (*self.places[index].parents, *self.places[index].headings):
            if found:
                break
            outer = self.manuscript.blocks[above]
            found = self.within(outer.start, outer.end)[:1]
        return found

    def in_table(self, number: int, position: int) -> list[str]:
        """The ladders that the cell itself, the header cells above it and the row's label name."""
        grid = self.manuscript.grids[number]
        for depth, row in enumerate(grid.rows):
            for place, (start, end) in enumerate(row):
                if start <= position < end:
                    spans = [(start, position), *(cell for cell in row[:place] if place and depth)]
                    spans += [_above(grid.rows, up, place) for up in range(depth - 1, -1, -1)]
                    return [ladder for span in spans for ladder in self.within(*span)]
        return []


def _above(rows: tuple[tuple[tuple[int, int], ...], ...], depth: int, place: int) -> tuple[int, int]:
    """The cell over a column; an empty one lies under the merged cell at its left."""
    row = rows[depth]
    for left in range(min(place, len(row) - 1), 0, -1):
        if row[left][0] < row[left][1]:
            return row[left]
    return (0, 0)
