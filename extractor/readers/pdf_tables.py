"""Tables from the rules that a page draws: which cells they make, and what stands in each."""

from dataclasses import dataclass, field

from extractor.readers.pdf_glyphs import Glyphs, Rule
from extractor.readers.pdf_lines import Segment

_NEAR = 3.0
_MAX_LINES = 400


@dataclass(slots=True)
class TableCell:
    """A cell over `columns` from `column` and `rows` from `row`, with the printed lines in it."""

    row: int
    column: int
    rows: int
    columns: int
    segments: list[Segment] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the cell, for comparison."""
        return " ".join(segment.text for segment in self.segments)


@dataclass(slots=True)
class PageTable:
    """A ruled table, or the part of it that stands on one page."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[TableCell]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[-1]

    def holds(self, segment: Segment) -> bool:
        """Whether a segment stands inside the table's edges."""
        centre = (segment.x0 + segment.x1) / 2
        middle = segment.base - 0.3 * segment.size
        return self.xs[0] - 2 <= centre <= self.xs[-1] + 2 and self.ys[0] - 2 <= middle <= self.ys[-1] + 2

    def row(self, index: int) -> list[TableCell]:
        """The cells that row `index` crosses, from left to right."""
        return sorted((c for c in self.cells if c.row <= index < c.row + c.rows), key=lambda cell: cell.column)

    def put(self, segment: Segment) -> None:
        """Put a segment into the cell where its middle stands."""
        x, y = (segment.x0 + segment.x1) / 2, segment.base - 0.3 * segment.size
        column = max(0, min(sum(1 for edge in self.xs if edge <= x) - 1, len(self.xs) - 2))
        row = max(0, min(sum(1 for edge in self.ys if edge <= y) - 1, len(self.ys) - 2))
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.rows and cell.column <= column < cell.column + cell.columns:
                cell.segments.append(segment)
                return


def tables_of(glyphs: Glyphs) -> list[PageTable]:
    """The ruled tables of a page with two cells or more, from top to bottom, still without text."""
    if len(glyphs.across) < 2 or len(glyphs.down) < 2:
        return []
    across, down = _whole(glyphs.across)[:_MAX_LINES], _whole(glyphs.down)[:_MAX_LINES]
    tables = []
    for horizontal, vertical in _connected(across, down):
        xs = _clustered([rule.at for rule in vertical])
        ys = _clustered([rule.at for rule in horizontal])
        if len(xs) >= 2 and len(ys) >= 2 and (len(xs) - 1) * (len(ys) - 1) >= 2:
            tables.append(PageTable(glyphs.page, xs, ys, _cells(xs, ys, horizontal, vertical)))
    return sorted(tables, key=lambda table: table.top)


def _whole(rules: list[Rule]) -> list[Rule]:
    """Rules whose pieces, drawn cell by cell, are put together."""
    # Two tables may have their edges nearly, not quite, in one line: pieces are ordered within each such line.
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not lines or rule.at - lines[-1][0].at >= 1:
            lines.append([])
        lines[-1].append(rule)
    out: list[Rule] = []
    for line in lines:
        first = len(out)
        for rule in sorted(line, key=lambda rule: rule.start):
            if len(out) > first and rule.start <= out[-1].end + _NEAR:
                out[-1] = Rule(out[-1].at, out[-1].start, max(out[-1].end, rule.end))
            else:
                out.append(rule)
    return out


def _clustered(places: list[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch one another, as groups."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _covered(rules: list[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start - 1 <= place <= rule.end + 1 for rule in rules)


def _cells(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[TableCell]:
    """Cells, joined where no rule parts two neighbours."""
    columns, rows = len(xs) - 1, len(ys) - 1
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            middle = (ys[row] + ys[row + 1]) / 2
            while column + wide < columns and not _covered(down, xs[column + wide], middle):
                wide += 1
            high = 1
            centre = (xs[column] + xs[column + 1]) / 2
            while row + high < rows and not _covered(across, ys[row + high], centre):
                high += 1
            taken.update((row + i, column + j) for i in range(high) for j in range(wide))
            cells.append(TableCell(row, column, high, wide))
    return cells
