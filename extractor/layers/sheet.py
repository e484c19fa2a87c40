"""The sheet: everything the layers found in one report, and what became of each quantity."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Literal

from extractor.layers.clauses import Region, Splitter
from extractor.layers.concepts import ConceptSpan
from extractor.layers.outline import Place
from extractor.layers.quantities import Count
from extractor.layers.scope import Clue, clue_of
from extractor.readers.manuscript import Manuscript
from schemas.quantity import Unit

Told = Literal["words", "series", "list", "table", "whole", "implied"]
"""How a figure is told: by its own words, as the next of a series or a list, by a cell, as y of x/y, by no number."""


@dataclass(slots=True)
class Reading:
    """What became of one quantity: an indicator, or the reason for none."""

    count: Count
    block: int
    region: Region | None
    indicator: str | None = None
    unit: Unit | None = None
    reason: str = ""
    population: str | None = None
    concepts: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    subset: str | None = None
    about: str | None = None
    score: float = 0.0
    margin: float = 1.0
    told: Told = "words"
    start: int = 0
    end: int = 0
    table: int | None = None
    row_label: str = ""
    of_whole: bool = False


@dataclass(slots=True)
class Sheet:
    """Everything the earlier layers found, for the composition to look at."""

    manuscript: Manuscript
    folded: str
    places: list[Place]
    concepts: list[ConceptSpan]
    splitter: Splitter
    subsets: list[tuple[int, int, str]]
    items_of_units: dict[int, str] = field(default_factory=dict)
    """Blocks that begin with the name of another unit and a colon."""
    trails: dict[int, list[Clue]] = field(default_factory=dict)
    totals: dict[tuple[int, ...], Clue] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    word_starts: list[int] = field(default_factory=list)
    """The folded tokens of the text, and where each begins."""
    headed: dict[tuple[int, ...], list[Clue]] = field(default_factory=dict)
    """What the headings above a block say, by the headings."""
    _starts: list[int] = field(default_factory=list)
    _told: list[tuple[int, Clue | None]] = field(default_factory=list)

    def spans(self, start: int, end: int) -> list[ConceptSpan]:
        """The concept spans wholly inside a span of the flow."""
        return [span for span in self.concepts[self._from(start) : self._from(end)] if span.end <= end]

    def clues(self, start: int, end: int) -> list[Clue]:
        """What the words of a span say to those after them."""
        if len(self._told) != len(self.concepts):
            self._told = [(span.end, clue_of(span)) for span in self.concepts]
        told = self._told[self._from(start) : self._from(end)]
        return [clue for last, clue in told if clue is not None and last <= end]

    def _from(self, position: int) -> int:
        if len(self._starts) != len(self.concepts):
            self._starts = [span.start for span in self.concepts]
        return bisect_left(self._starts, position)


def outer_clues(sheet: Sheet, place: Place) -> list[Clue]:
    """The clues of list heads and headings above a block, nearest first."""
    clues: list[Clue] = []
    for parent in place.parents:
        own = sheet.trails.get(parent, [])
        if place.called_at is not None:
            own = [clue for clue in own if clue.at < place.called_at]
        block = sheet.manuscript.blocks[parent]
        if not sheet.folded[block.start : block.end].rstrip(" *").endswith(":"):
            # A line that answers for itself is no list head: what it says was done is not said of its items.
            own = [replace(clue, concept=None) if _is_act(clue) else clue for clue in own]
        clues += reversed(own)
    if place.headings not in sheet.headed:
        sheet.headed[place.headings] = _clues_of_headings(sheet, place.headings)
    return clues + sheet.headed[place.headings]


def _clues_of_headings(sheet: Sheet, headings: tuple[int, ...]) -> list[Clue]:
    clues: list[Clue] = []
    for heading in headings:
        block = sheet.manuscript.blocks[heading]
        own = sheet.clues(block.start, block.end)
        if len({clue.population for clue in own if clue.population}) > 1:
            # "Cán bộ chuyên trách và không chuyên trách": a heading over several says nothing of one.
            own = [replace(clue, population=None) if clue.restricting else clue for clue in own]
        clues += reversed(own)
    return clues


def _is_act(clue: Clue) -> bool:
    return clue.concept is not None and clue.concept.kind in ("event", "attribute") and not clue.ladder
