"""The numeral ledger: every numeral of the report in one class, and what nothing explains."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from extractor.layers.build import Layers
from extractor.layers.masks import mask_at
from extractor.layers.sheet import Reading, Sheet
from extractor.layers.table_view import TableView
from extractor.layers.target_reading import TargetReading
from extractor.readers.manuscript import Manuscript
from schemas.anchor import Anchor
from schemas.report import Numerals, Unread

_START = attrgetter("start")
_NUMERAL = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")


ROLES_WITHOUT_FIGURES = frozenset({"header", "signature", "recipients"})


def block_at(sheet: Sheet, position: int) -> int:
    """The index of the block that a position of the flow stands in."""
    return max(0, bisect_right(sheet.manuscript.blocks, position, key=_START) - 1)


@dataclass(slots=True)
class Found:
    """Everything read from the quantities of one report."""

    readings: list[Reading]
    tables: list[TableView]
    targets: list[TargetReading]


@dataclass(frozen=True, slots=True)
class Entry:
    """A numeral of the flow: where it stands, its class, and the indicator or the reason."""

    start: int
    end: int
    kind: str
    reason: str


def ledger_entries(layers: Layers, found: Found) -> Iterator[Entry]:
    """Every numeral of the flow in order, each in one class."""
    figure_at: dict[int, Reading] = {}
    beyond: dict[int, Reading] = {}
    numerals = [match.span() for match in _NUMERAL.finditer(layers.sheet.manuscript.flow)]
    begins = [start for start, _ in numerals]
    for reading in found.readings:
        count = reading.count
        places = [count.digits, *([count.whole_digits] if count.whole_digits else [])]
        if count.share is not None:
            places.append(count.share.digits)
        for start, end in places:
            for position in begins[bisect_left(begins, start) : bisect_left(begins, end)]:
                figure_at.setdefault(position, reading)
        # "1 tỷ 350 triệu", "từ 15 đến 20 người": one quantity of two numerals.
        for position in begins[bisect_left(begins, count.start) : bisect_left(begins, count.end)]:
            beyond.setdefault(position, reading)
    figure_at = beyond | figure_at
    in_target = bytearray(len(layers.sheet.manuscript.flow) + 1)
    for target in found.targets:
        for start, end in (target.text, target.verdict):
            in_target[start:end] = b"\1" * (end - start)
    for start, end in numerals:
        kind, reason = _class_of(layers, figure_at, in_target, start)
        source = figure_at.get(start)
        told = source.indicator if kind == "figure" and source is not None and source.indicator else reason
        yield Entry(start, end, kind, told)


def take_ledger(layers: Layers, found: Found) -> tuple[Numerals, tuple[Unread, ...]]:
    """Each numeral of the text in one class; what nothing explains is unread, with the reason."""
    manuscript = layers.sheet.manuscript
    counts: Counter[str] = Counter()
    unread: list[Unread] = []
    for entry in ledger_entries(layers, found):
        counts[entry.kind] += 1
        if entry.kind == "unread":
            words = manuscript.flow[entry.start : entry.end]
            unread.append(Unread(text=words, reason=entry.reason, anchor=_context(manuscript, entry.start, entry.end)))
    counts["footnote_mark"] += len(manuscript.marks) + sum(1 for block in manuscript.blocks if block.kind == "footnote")
    counts["other"] += sum(len(_NUMERAL.findall(manuscript.text[start:end])) for start, end in manuscript.furniture)
    total = sum(counts.values())
    return Numerals(total=total, **{name: counts[name] for name in counts}), tuple(unread)


def _class_of(layers: Layers, figure_at: dict[int, Reading], in_target: bytearray, position: int) -> tuple[str, str]:
    sheet = layers.sheet
    at = bisect_right(layers.dates, position, key=_START)
    if at and position < layers.dates[at - 1].end:
        return "date", "date"
    mask = mask_at(layers.masks, position)
    if mask is not None:
        return ("other" if mask.kind == "age" else mask.kind), mask.reason
    reading = figure_at.get(position)
    if reading is not None:
        if reading.indicator:
            return "figure", ""
        if (
            reading.unit
            or reading.count.unit
            or reading.table is not None
            or reading.about
            or reading.count.whole is not None
        ):
            return ("other" if sheet.places[reading.block].role == "future" else "figure"), reading.reason
        if in_target[position]:
            return "figure", "a target's own number"
        if reading.subset is not None:
            return "other", f"a part: {reading.subset}"
        return "unread", reading.reason or "no unit and no concept"
    block = block_at(sheet, position)
    role = sheet.places[block].role
    if in_target[position]:
        return "figure", "a target's own number"
    if role in ROLES_WITHOUT_FIGURES:
        return "other", role
    if sheet.manuscript.blocks[block].kind == "row":
        return "heading" if _first_cell(sheet, block, position) else "figure", "a cell"
    return "unread", "not taken as a quantity"


def _first_cell(sheet: Sheet, block: int, position: int) -> bool:
    start = sheet.manuscript.blocks[block].start
    return "\t" not in sheet.manuscript.flow[start:position]


def _context(manuscript: Manuscript, start: int, end: int) -> Anchor:
    return manuscript.anchor(start, end)
