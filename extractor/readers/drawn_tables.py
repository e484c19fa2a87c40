"""Tables drawn with dashes and bars, as converters write them into plain text.

Four forms: a grid (`+---+`, `|`), lines under a row of dashes ("simple"), the same between full lines of
dashes with rows parted by blank lines ("multiline"), and columns between two rows of dashes without a header,
which converters use for a letterhead. A cell may go on over several lines. Source of the forms: the pandoc manual,
section "Tables".
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

Span = tuple[int, int]
Cell = tuple[Span, ...]

_GAPPED = regex.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
_FULL = regex.compile(r"[ \t]*-{10,}[ \t]*")
_GRID_RULE = regex.compile(r"[ \t]*\+(?:[-=:]{2,}\+)+[ \t]*")
# "|        +------+------+": a rule under some columns only, where the cell of the others goes on.
_PART_RULE = regex.compile(r"[ \t]*[|+][^|\n]*?\+(?:[-=:]{2,}\+)+(?:[^|+\n]*[|+])?[ \t]*")
_MOST_HEADER = 8
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table found: how many lines it takes, its rows of cells (each the spans of its lines), whether it is a table
    of data or only a layout."""

    lines: int
    rows: list[list[Cell]]
    ruled: bool = True


def drawn_table(text: str, lines: Sequence[Span], index: int) -> Drawn | None:
    """The table that begins at a line, or None."""
    line = text[slice(*lines[index])]
    if _GRID_RULE.fullmatch(line):
        return _grid(text, lines, index)
    if _FULL.fullmatch(line):
        return _multiline(text, lines, index)
    if _GAPPED.fullmatch(line):
        return _headless(text, lines, index)
    under = index + 1
    if line.strip() and under < len(lines) and _GAPPED.fullmatch(text[slice(*lines[under])]):
        return _simple(text, lines, index)
    return None


def _grid(text: str, lines: Sequence[Span], index: int) -> Drawn | None:
    stop = index
    while stop < len(lines) and text[slice(*lines[stop])].strip().startswith(("+", "|")):
        stop += 1
    rows: list[list[Cell]] = []
    open_lines: list[Span] = []
    edges = sorted({at for span in lines[index:stop] for at in _crossings(text[slice(*span)])})
    for span in lines[index:stop]:
        line = text[slice(*span)]
        if _GRID_RULE.fullmatch(line) or _PART_RULE.fullmatch(line):
            if open_lines:
                rows.append(_merged(text, [_under(text, one, edges) for one in open_lines]))
            open_lines = []
        else:
            open_lines.append(span)
    if open_lines or not rows:
        return None
    if len(rows) == 1:
        # One row alone: a letterhead, whose lines are its rows.
        lined = [_barred(text, span) for span in lines[index:stop] if not _GRID_RULE.fullmatch(text[slice(*span)])]
        return Drawn(
            stop - index, [_merged(text, [line]) for line in lined if any(a < b for a, b in line)], ruled=False
        )
    layout = all(not cell for cell in rows[0])
    return Drawn(stop - index, rows[1:] if layout else rows, ruled=not layout)


def _crossings(line: str) -> list[int]:
    """Where columns begin and end, as a rule of a grid shows: the crosses at the ends of its dashes."""
    if not (_GRID_RULE.fullmatch(line) or _PART_RULE.fullmatch(line)):
        return []
    return [match.start() for match in regex.finditer(r"\+(?=[-=:]{2})|(?<=[-=:]{2})\+", line)]


def _under(text: str, line: Span, edges: list[int]) -> list[Span]:
    """The cells of a line, each at the column where it begins; a cell over several columns leaves the others empty."""
    start, end = line
    bars = [match.start() for match in regex.finditer(r"(?<!\\)\|", text[start:end])]
    if len(bars) == len(edges) or not set(bars) <= set(edges):
        return _barred(text, line)
    cells = [(start, start)] * (len(edges) - 1)
    for left, right in itertools.pairwise(bars):
        cells[edges.index(left)] = _trimmed(text, start + left + 1, start + right)
    return cells


def _barred(text: str, line: Span) -> list[Span]:
    start, end = line
    bars = [match.start() + start for match in regex.finditer(r"(?<!\\)\|", text[start:end])]
    return [_trimmed(text, left + 1, right) for left, right in itertools.pairwise(bars)]


def _multiline(text: str, lines: Sequence[Span], index: int) -> Drawn | None:
    ruler = next(
        (
            at
            for at in range(index + 1, min(index + 1 + _MOST_HEADER, len(lines)))
            if _GAPPED.fullmatch(text[slice(*lines[at])])
        ),
        None,
    )
    if ruler is None or not any(text[slice(*span)].strip() for span in lines[index + 1 : ruler]):
        return None
    closing = next(
        (
            at
            for at in range(ruler + 1, min(ruler + _MOST_LINES, len(lines)))
            if _FULL.fullmatch(text[slice(*lines[at])])
        ),
        None,
    )
    if closing is None:
        return None
    edges = _edges(text[slice(*lines[ruler])])
    header = _merged(text, [_cut(text, span, edges) for span in lines[index + 1 : ruler] if text[slice(*span)].strip()])
    return Drawn(closing - index + 1, [header, *_rows(text, lines[ruler + 1 : closing], edges)])


def _simple(text: str, lines: Sequence[Span], index: int) -> Drawn | None:
    edges = _edges(text[slice(*lines[index + 1])])
    stop = index + 2
    while stop < len(lines) and text[slice(*lines[stop])].strip() and not _ruled(text[slice(*lines[stop])]):
        stop += 1
    if stop == index + 2:
        return None
    closed = stop < len(lines) and _ruled(text[slice(*lines[stop])])
    rows = [_merged(text, [_cut(text, span, edges)]) for span in (lines[index], *lines[index + 2 : stop])]
    return Drawn(stop - index + closed, rows)


def _headless(text: str, lines: Sequence[Span], index: int) -> Drawn | None:
    for closing in range(index + 1, min(index + 60, len(lines))):
        if _GAPPED.fullmatch(text[slice(*lines[closing])]):
            edges = _edges(text[slice(*lines[index])])
            filled = [span for span in lines[index + 1 : closing] if text[slice(*span)].strip()]
            rows = [_merged(text, [_cut(text, span, edges)]) for span in filled]
            return Drawn(closing - index + 1, rows, ruled=False) if rows else None
    return None


def _rows(text: str, lines: Sequence[Span], edges: list[int]) -> list[list[Cell]]:
    """Rows parted by blank lines; without any blank line each line is a row."""
    groups: list[list[Span]] = [[]]
    for span in lines:
        if text[slice(*span)].strip():
            groups[-1].append(span)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if len(groups) == 1:
        groups = [[span] for span in groups[0]]
    return [_merged(text, [_cut(text, span, edges) for span in group]) for group in groups]


def _ruled(line: str) -> bool:
    return _FULL.fullmatch(line) is not None or _GAPPED.fullmatch(line) is not None


def _edges(ruler: str) -> list[int]:
    """Where the columns begin, counted from the start of a line."""
    return [0, *(match.start() for match in list(regex.finditer("-{2,}", ruler))[1:])]


def _cut(text: str, line: Span, edges: list[int]) -> list[Span]:
    start, end = line
    at = [start, *(_between_words(text, min(start + edge, end), end) for edge in edges[1:]), end]
    return [_trimmed(text, left, right) for left, right in itertools.pairwise(at)]


def _between_words(text: str, at: int, end: int) -> int:
    """An edge that would cut a word moves before it: text that is a little wider than its column."""
    moved = at
    while moved < end and moved > at - 4 and not (text[moved - 1].isspace() or text[moved].isspace()):
        moved -= 1
    return moved if moved > at - 4 else at


def _merged(text: str, lines: list[list[Span]]) -> list[Cell]:
    """The cells of one row, each with the spans of its lines."""
    width = max(len(line) for line in lines)
    return [
        tuple(line[place] for line in lines if place < len(line) and line[place][0] < line[place][1])
        for place in range(width)
    ]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
