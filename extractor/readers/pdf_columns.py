"""Columns without rules: the letterhead, and recipients beside the signature."""

from dataclasses import dataclass

import regex

from extractor.readers.pdf_lines import Segment, joined

_RECIPIENTS = regex.compile(r"N[ơo]i nhận")
_STARTS_ENTRY = regex.compile(r"[-+•*–][ ]|Số|N[ơo]i nhận")
_SIGNATURE_SPACE = 110.0
_LARGER, _LARGER_SEEMING = 1.08, 1.2
"""How much larger the body's type is than that of recipients: as set, and as measured in a picture."""


@dataclass(slots=True)
class Columns:
    """Two columns side by side: rows of two cells, each cell its printed lines.

    `goes_on`: the columns were begun on the page before.
    """

    page: int
    rows: list[list[list[Segment]]]
    gutter: tuple[float, float]
    goes_on: bool = False

    @property
    def top(self) -> float:
        """The first baseline."""
        return min(segment.base for row in self.rows for cell in row for segment in cell)

    def extend(self, rows: list[list[list[Segment]]]) -> None:
        """Go on with the rows of the next page; an entry that the page cut is whole again."""
        before = self.last(0)
        if before and rows[0][0] and not before.text.endswith((".", ";", ",", ":")):
            entry = rows[0][0]
            if not _STARTS_ENTRY.match(entry[0].text):
                next(row for row in reversed(self.rows) if row[0])[0].extend(entry)
                rows = [[[], rows[0][1]], *rows[1:]] if rows[0][1] else rows[1:]
        self.rows += rows

    def last(self, side: int) -> Segment | None:
        """The last printed line on the left (0) or the right (1)."""
        return next((row[side][-1] for row in reversed(self.rows) if row[side]), None)


def columns_of(lines: list[list[Segment]], cut: Columns | None = None) -> list[list[Segment] | Columns]:
    """The lines of a page with its columns put together; `cut` are columns that the page before left open."""
    out: list[list[Segment] | Columns] = []
    at = 0
    if cut is not None and (left := cut.last(0)) and (right := cut.last(1)):
        at, gutter = _below(lines, 0, left, right, cut.gutter, None)
        if at:
            out.append(_columns(lines[:at], gutter, goes_on=True))
    while at < len(lines):
        if len(lines[at]) > 1 and not _is_prose(lines[at]):
            first = at
            gutter = (lines[at][0].x1, lines[at][1].x0)
            while first > 0 and not isinstance(out[-1] if out else None, Columns) and _above(lines, first, gutter):
                first -= 1
                out.pop()
            base = max(segment.base for segment in lines[at])
            stop, gutter = _below(lines, at + 1, lines[at][0], lines[at][1], gutter, base)
            zone = lines[first:stop]
            several = sum(1 for line in zone if len(line) > 1) > 1 or len(zone) > 2
            if several or _RECIPIENTS.match(lines[at][0].text):
                out.append(_columns(zone, gutter))
                at = stop
                continue
        out.append(lines[at])
        at += 1
    return out


def _is_prose(line: list[Segment]) -> bool:
    """A line of prose with a hole in it: its parts are long, and together they fill the width."""
    return len(line) == 2 and len(line[0].text) > 70


def _above(lines: list[list[Segment]], first: int, gutter: tuple[float, float]) -> bool:
    """Whether the line above belongs to the columns: one alone on the right, or the word "Nơi nhận"."""
    line, below = lines[first - 1], lines[first]
    if len(line) != 1 or below[0].base - line[0].base > 2.2 * below[0].size:
        return False
    segment = line[0]
    return segment.x0 > gutter[0] + segment.size or (
        segment.x1 < gutter[1] and _RECIPIENTS.match(segment.text) is not None
    )


def _below(
    lines: list[list[Segment]],
    stop: int,
    left: Segment,
    right: Segment,
    gutter: tuple[float, float],
    base: float | None,
) -> tuple[int, tuple[float, float]]:
    """Where the columns end that go on at line `stop` under `left` and `right`, and what stays free between them.

    `base` is the last baseline, None at the top of a page.
    """
    low, high = gutter
    # A scan may have lost the dash of one entry: any line of the column tells where it begins.
    lefts, rights = [left], [right]
    while stop < len(lines):
        line = lines[stop]
        down = 0.0 if base is None else line[0].base - base
        if down > _SIGNATURE_SPACE:
            break
        if len(line) > 1:
            if not (line[0].x1 < high and line[1].x0 > low):
                break
            low, high = max(low, line[0].x1), min(high, line[1].x0)
            lefts.append(line[0])
            rights.append(line[1])
        elif line[0].x0 > low:
            if not any(_aligned(line[0], other) for other in rights):
                break
            high = min(high, line[0].x0)
            rights.append(line[0])
        else:
            segment = line[0]
            aligned = any(_aligned(segment, other) for other in lefts)
            larger = _LARGER if segment.legibility is None else _LARGER_SEEMING
            if segment.x1 >= high or not aligned or segment.size > larger * max(other.size for other in lefts):
                break
            if down > 2.4 * segment.size:
                break
            low = max(low, segment.x1)
            lefts.append(segment)
        base = max(segment.base for segment in line)
        stop += 1
    return stop, (low, high)


def _aligned(one: Segment, other: Segment) -> bool:
    """Whether two lines of a column share an edge or their middle."""
    edges = min(abs(one.x0 - other.x0), abs(one.x1 - other.x1))
    return edges < 4 or abs(one.x0 + one.x1 - other.x0 - other.x1) < 8


def _columns(zone: list[list[Segment]], gutter: tuple[float, float], *, goes_on: bool = False) -> Columns:
    middle = (gutter[0] + gutter[1]) / 2
    sides: list[list[list[Segment]]] = [[], []]
    for line in zone:
        halves: list[list[Segment]] = [[], []]
        for segment in line:
            halves[1 if (segment.x0 + segment.x1) / 2 > middle else 0].append(segment)
        for side, half in zip(sides, halves, strict=True):
            if not half:
                continue
            segment = half[0] if len(half) == 1 else joined(half)
            if side and _goes_on(side[-1][-1], segment, side):
                side[-1].append(segment)
            else:
                side.append([segment])
    entries = sorted(((cell[0].base, k, cell) for k, side in enumerate(sides) for cell in side), key=lambda e: e[:2])
    rows: list[list[list[Segment]]] = []
    bases: list[float] = []
    for base, k, cell in entries:
        if rows and not rows[-1][k] and not (k == 0 and rows[-1][1]) and base - bases[-1] < 0.5 * cell[0].size:
            rows[-1][k] = cell
        elif rows and k == 0 and not rows[-1][0] and base - bases[-1] < 0.5 * cell[0].size:
            rows[-1][0] = cell
        else:
            rows.append([[], []])
            rows[-1][k] = cell
            bases.append(base)
    return Columns(zone[0][0].page, rows, gutter, goes_on)


def _goes_on(before: Segment, after: Segment, side: list[list[Segment]]) -> bool:
    """Whether a line of a column continues the one above, because that had no room for its first word."""
    if after.base - before.base > 1.6 * after.size or before.bold != after.bold:
        return False
    if abs(before.size - after.size) > 0.6 or _STARTS_ENTRY.match(after.text):
        return False
    if abs(before.x0 - after.x0) < 4:
        return bool(_STARTS_ENTRY.match(side[-1][0].text)) and not before.text.endswith((".", ":"))
    # Centred: the one word that did not fit.
    narrow = after.x1 - after.x0 < 0.35 * (before.x1 - before.x0)
    centred = abs(before.x0 + before.x1 - after.x0 - after.x1) < 8
    return narrow and centred and " " not in after.text and before.text.isupper() == after.text.isupper()
