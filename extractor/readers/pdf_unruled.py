"""Tables without rules: rows of a page whose words leave the same gutters free, with numbers in one column or more.

Word lays such tables out with tabs or with borders that are not printed; the text layer of a scan has no rules at all.
"""

from array import array
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.readers.pdf_lines import Segment
from extractor.readers.pdf_tables import PageTable, TableCell

_LEAST_ROWS = 3
_GUTTER = 0.75
"""The narrowest gutter, in ems: blanks of justified text do not stand under one another."""

_APART = 2.6
_NUMBER = regex.compile(r"[-–+<>≥≤]?[ ]?[0-9][0-9.,/]*[ ]?%?|[-–—x+]|\([0-9.,]+[ ]?%?\)")
_NUMERIC = 0.6
_LONG = 90

Line = list[Segment]
Gutter = tuple[float, float]


def unruled_tables(lines: list[Line]) -> tuple[list[Line], list[PageTable]]:
    """The lines that are in no such table, and the tables, from top to bottom."""
    rest: list[Line] = []
    tables: list[PageTable] = []
    at = 0
    while at < len(lines):
        stop = _stretch(lines, at)
        table = None
        while stop - at >= _LEAST_ROWS and (table := _table(lines[at:stop])) is None:
            stop -= 1
        if table is None:
            rest.append(lines[at])
            at += 1
        else:
            tables.append(table)
            at = stop
    return rest, tables


def _stretch(lines: list[Line], first: int) -> int:
    """How far lines in several parts follow one another, from `first`; single ones between them are cells that wrap."""
    if len(lines[first]) < 2:
        return first
    stop = last = first + 1
    while stop < len(lines):
        line, above = lines[stop], lines[stop - 1]
        if line[0].base - above[0].base > _APART * line[0].size:
            break
        if len(line) > 1:
            last = stop + 1
        elif stop - last >= 2 or len(line[0].text) > _LONG:
            break
        stop += 1
    return last


def _table(lines: list[Line]) -> PageTable | None:
    """The table that lines make, if they leave gutters free and hold numbers under one another."""
    size = max(segment.size for line in lines for segment in line)
    gutters = _gutters(lines, _GUTTER * size)
    if not gutters:
        return None
    edges = [(low + high) / 2 for low, high in gutters]
    rows = _rows(lines, edges)
    if len(rows) < _LEAST_ROWS or not _has_numbers(rows, len(edges) + 1):
        return None
    if max(len(segment.text) for line in lines for segment in line) > _LONG:
        return None
    left = min(segment.x0 for line in lines for segment in line) - 2
    right = max(segment.x1 for line in lines for segment in line) + 2
    tops = [min(s.base - 0.9 * s.size for cell in row for s in cell) for row in rows]
    bottom = max(s.base + 0.3 * s.size for cell in rows[-1] for s in cell)
    cells = [
        TableCell(number, column, 1, 1, cell) for number, row in enumerate(rows) for column, cell in enumerate(row)
    ]
    return PageTable(lines[0][0].page, [left, *edges, right], [*tops, bottom], cells)


def _gutters(lines: list[Line], least: float) -> list[Gutter]:
    """What stays free of words over all lines, at least `least` wide, from left to right."""
    spans: list[Gutter] = []
    for line in lines:
        for segment in line:
            spans += [(part.x0, part.x1) for part in words_of(segment)]
    spans.sort()
    out: list[Gutter] = []
    reach = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - reach >= least:
            out.append((reach, x0))
        reach = max(reach, x1)
    return out


def _rows(lines: list[Line], edges: Sequence[float]) -> list[list[list[Segment]]]:
    """The cells of each row; a line that only goes on with a cell above joins its row."""
    rows: list[list[list[Segment]]] = []
    for line in lines:
        row: list[list[Segment]] = [[] for _ in range(len(edges) + 1)]
        for segment in line:
            for column, part in _parted(segment, edges):
                row[column].append(part)
        filled = [column for column, cell in enumerate(row) if cell]
        wraps = rows and len(filled) < len(edges) + 1 and not any(_NUMBER.fullmatch(_text(cell)) for cell in row)
        if wraps and all(rows[-1][column] and row[column][0].text[0].islower() for column in filled):
            for column in filled:
                rows[-1][column] += row[column]
        else:
            rows.append(row)
    return rows


def _has_numbers(rows: list[list[list[Segment]]], columns: int) -> bool:
    """Whether some column after the first holds mostly numbers under its header, and every row has a name."""
    body = rows[1:]
    if sum(1 for row in body if any(any(c.isalpha() for c in _text(cell)) for cell in row)) < 0.6 * len(body):
        return False
    for column in range(1, columns):
        texts = [_text(row[column]) for row in body if row[column]]
        numbers = sum(1 for text in texts if _NUMBER.fullmatch(text) and any(map(str.isdigit, text)))
        if numbers >= 2 and numbers >= _NUMERIC * len(texts) and len(texts) >= 0.5 * len(body):
            return True
    return False


def _text(cell: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in cell)


def words_of(segment: Segment) -> list[Segment]:
    """The words of a segment, each by itself."""
    return [part_of(segment, m.start(), m.end()) for m in regex.finditer(r"\S+", segment.text)]


def _parted(segment: Segment, edges: Sequence[float]) -> list[tuple[int, Segment]]:
    """The parts of a segment between the edges, with the number of the column each is in."""
    out: list[tuple[int, int, int]] = []
    for match in regex.finditer(r"\S+", segment.text):
        middle = (segment.lefts[match.start()] + segment.rights[match.end() - 1]) / 2
        column = sum(1 for edge in edges if edge < middle)
        if out and out[-1][0] == column:
            out[-1] = column, out[-1][1], match.end()
        else:
            out.append((column, match.start(), match.end()))
    return [(column, part_of(segment, start, end)) for column, start, end in out]


def part_of(segment: Segment, start: int, end: int) -> Segment:
    """The characters from `start` to `end` of a segment as one of their own."""
    sure = segment.legibility
    return replace(
        segment,
        text=segment.text[start:end],
        lefts=array("d", segment.lefts[start:end]),
        rights=array("d", segment.rights[start:end]),
        ends_blank=segment.ends_blank if end == len(segment.text) else True,
        marks=[(a - start, b - start) for a, b in segment.marks if start <= a and b <= end],
        legibility=None if sure is None else array("d", sure[start:end]),
    )
