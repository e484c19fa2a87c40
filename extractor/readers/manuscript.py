"""The Manuscript: a report's text that knows where every character stood.

Two texts stand side by side. `text` is what was read, untouched: anchors point into it. `flow` is
what the language layers see: NFC, without markup, footnote marks, page numbers and running heads,
with the sentences that a page break cut joined again. Every character of `flow` knows the
characters of `text` it came from, so whatever is found in `flow` is anchored in `text`.

In `flow`, blocks are separated by a line feed, the cells of a table row by a tab, and paragraphs
inside one cell by a vertical tab.
"""

import math
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from schemas.anchor import Anchor, Box
from schemas.report import Reading, Warning

BlockKind = Literal["paragraph", "item", "row", "footnote"]

CELL, LINE = "\t", "\v"

_SAME_LENGTH = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2011": "-",
        "\ufffe": "-",
        # Fonts with a wrong table of characters: the letter OI stands for U with a horn.
        "\u01a2": "Ư",
        "\u01a3": "ư",
        "\u2212": "-",
        "\t": " ",
        "\v": " ",
        "\f": " ",
        "\n": " ",
        "\r": " ",
    }
)
_DROPPED = frozenset("\u200b\u200c\u200d\ufeff\u2060")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


_ROOFS = frozenset("\u0302\u0306")


def _composed(cluster: str) -> str:
    """A letter with its marks in NFC, also where the tone was typed before the roof or the bow."""
    composed = unicodedata.normalize("NFC", cluster)
    if len(composed) > 1 and _ROOFS.intersection(composed):
        marks = sorted(unicodedata.normalize("NFD", cluster)[1:], key=lambda mark: mark not in _ROOFS)
        composed = unicodedata.normalize("NFC", unicodedata.normalize("NFD", cluster)[0] + "".join(marks))
    return composed


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row or footnote: `flow[start:end]`.

    `marker` is the list mark or number that the source prints outside the text or that the reader
    took off (a bullet "-" or "+"); `depth` is the nesting of a list item, 0 for the outermost;
    `heading` is the level that the source declares (1 highest) and None where it declares none;
    `emphasis`: wholly bold; `centred`: centred on the page; `note`: the footnote's label;
    `table`, `row`: the place in `Manuscript.tables`.
    """

    kind: BlockKind
    start: int
    end: int
    marker: str = ""
    depth: int = 0
    heading: int | None = None
    emphasis: bool = False
    centred: bool = False
    note: str | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as spans of `flow`: one span a cell, a merged cell's span repeated in each place it covers.

    `ruled` is false for a layout table (letterhead, signature) where the source tells them apart.
    """

    rows: tuple[tuple[tuple[int, int], ...], ...]
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: the characters `start:end` of `text`, its label, and where in `flow` it stood."""

    start: int
    end: int
    label: str
    at: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Leads from a page as it was straightened for reading to the page as it is shown, in points.

    A point (x, y), y downwards, is shown at (a·x + b·y + c, d·x + e·y + f).
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def turned(cls, angle: float, x: float, y: float) -> "Placement":
        """The straight page is shown turned clockwise by `angle` (radians) around (x, y).

        >>> Placement.turned(math.pi / 2, 0, 0).rectangle(10, 0, 20, 5)
        (-5.0, 10.0, 0.0, 20.0)
        """
        cosine, sine = math.cos(angle), math.sin(angle)
        return cls(cosine, -sine, x - cosine * x + sine * y, sine, cosine, y - sine * x - cosine * y)

    def after(self, first: "Placement | None") -> "Placement":
        """The placement that goes through `first` and then this one."""
        if first is None:
            return self
        return Placement(
            self.a * first.a + self.b * first.d,
            self.a * first.b + self.b * first.e,
            self.a * first.c + self.b * first.f + self.c,
            self.d * first.a + self.e * first.d,
            self.d * first.b + self.e * first.e,
            self.d * first.c + self.e * first.f + self.f,
        )

    def rectangle(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """The upright rectangle around where a rectangle is shown."""
        corners = [(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs = [self.a * x + self.b * y + self.c for x, y in corners]
        ys = [self.d * x + self.e * y + self.f for x, y in corners]
        return round(min(xs), 6), round(min(ys), 6), round(max(xs), 6), round(max(ys), 6)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line: `text[start:end]` on a page, with the left and right edge of each character in points.

    `placement`: edges are those of the page as it was straightened, and this leads back to the page as it
    is shown. `legibility`: how sure the recognition of each character is, from 0 to 1, where it was
    recognised from a picture.
    """

    start: int
    end: int
    page: int
    top: float
    bottom: float
    lefts: array  # type: ignore[type-arg]
    rights: array  # type: ignore[type-arg]
    placement: Placement | None = None
    legibility: array | None = None  # type: ignore[type-arg]


PageVerdict = Literal["text", "skewed_text", "reordered_text", "picture", "wrong_text", "blank", "unread"]


@dataclass(frozen=True, slots=True)
class PageReading:
    """How a page was read, and why so.

    `text`: by its text layer; `skewed_text`: by the text layer over a picture that lies askew;
    `reordered_text`: by places, because the order of the layer lies; `picture`: recognised, there is no
    text layer; `wrong_text`: recognised, because the text layer is no Vietnamese; `blank`; `unread`.
    `accented` is the share of accented letters among the letters of the text layer. `legibility` is the
    mean certainty of the recognised words, `skew` in degrees, `aside` the area in square points of seals, signatures
    and other coloured ink that was not read.
    """

    page: int
    verdict: PageVerdict
    accented: float | None = None
    legibility: float | None = None
    skew: float | None = None
    seconds: float | None = None
    aside: float | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A report as read. `furniture` are spans of `text` set aside: page numbers, running heads."""

    text: str
    flow: str
    starts: array  # type: ignore[type-arg]
    ends: array  # type: ignore[type-arg]
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...] = ()
    marks: tuple[Mark, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    lines: tuple[PrintedLine, ...] = ()
    pages: int | None = None
    reading: Reading = "text"
    warnings: tuple[Warning, ...] = ()
    sheets: tuple[PageReading, ...] = ()
    _line_starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of `flow[start:end]`; blanks at its ends are left out.

        Raises ValueError if the span holds no character of the source.
        """
        flow = self.flow
        while start < end and (flow[start].isspace() or self.starts[start] == self.ends[start]):
            start += 1
        while end > start and (flow[end - 1].isspace() or self.starts[end - 1] == self.ends[end - 1]):
            end -= 1
        if start >= end:
            raise ValueError("an empty span has no anchor")
        return self.anchor_of_text(self.starts[start], self.ends[end - 1])

    def anchor_of_text(self, start: int, end: int) -> Anchor:
        """The anchor of `text[start:end]`, with a box for each printed line it touches."""
        boxes = tuple(self._boxes(start, end))
        page = boxes[0].page if boxes else None
        return Anchor(start=start, end=end, quote=self.text[start:end], page=page, boxes=boxes)

    def legibility(self, start: int, end: int) -> float | None:
        """How sure the recognition of `flow[start:end]` is: the lowest of its characters, from 0 to 1.

        None where nothing of it was recognised from a picture.
        """
        inked = [i for i in range(start, end) if self.starts[i] < self.ends[i]]
        if not inked:
            return None
        known = [
            float(line.legibility[i])
            for line, first, last in self._on_lines(self.starts[inked[0]], self.ends[inked[-1]])
            if line.legibility is not None
            for i in range(first, last)
            if not self.text[line.start + i].isspace()
        ]
        return min(known, default=None)

    def _boxes(self, start: int, end: int) -> Iterable[Box]:
        for line, first, last in self._on_lines(start, end):
            # A blank between two characters lies between their edges.
            edges = (min(line.lefts[first:last]), line.top, max(line.rights[first:last]), line.bottom)
            if line.placement is not None:
                edges = line.placement.rectangle(*edges)
            x0, top, x1, bottom = (round(edge, 2) for edge in edges)
            yield Box(page=line.page, x0=x0, top=top, x1=x1, bottom=bottom)

    def _on_lines(self, start: int, end: int) -> Iterable[tuple[PrintedLine, int, int]]:
        """The printed lines that `text[start:end]` touches, with where, blanks at the ends left out."""
        if not self.lines:
            return
        if not self._line_starts:
            self._line_starts.extend(line.start for line in self.lines)
        for place in range(max(0, bisect_right(self._line_starts, start) - 1), len(self.lines)):
            line = self.lines[place]
            if line.start >= end:
                break
            first, last = max(start, line.start), min(end, line.end)
            while first < last and self.text[first].isspace():
                first += 1
            while last > first and self.text[last - 1].isspace():
                last -= 1
            if first < last:
                yield line, first - line.start, last - line.start


class FlowWriter:
    """Builds a Manuscript from the text that was read: a reader opens blocks and takes spans into them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._flow: list[str] = []
        self._starts = array("l")
        self._ends = array("l")
        self._blocks: list[Block] = []
        self._open: dict[str, object] | None = None
        self._open_at = 0
        self._grids: list[Grid] = []
        self._marks: list[Mark] = []
        self._furniture: list[tuple[int, int]] = []

    @property
    def position(self) -> int:
        """The length of the flow so far."""
        return len(self._starts)

    @property
    def last(self) -> str:
        """The last character of the flow, or an empty string."""
        return self._flow[-1] if self._flow else ""

    def open(
        self,
        kind: BlockKind,
        *,
        marker: str = "",
        depth: int = 0,
        heading: int | None = None,
        emphasis: bool = False,
        centred: bool = False,
        note: str | None = None,
        table: int | None = None,
        row: int | None = None,
    ) -> None:
        """Close the open block, if any, and open another."""
        self.close()
        self._open = {
            "kind": kind,
            "marker": marker,
            "depth": depth,
            "heading": heading,
            "emphasis": emphasis,
            "centred": centred,
            "note": note,
            "table": table,
            "row": row,
        }
        self._open_at = self.position

    def close(self) -> None:
        """Close the open block; one without a character is dropped."""
        if self._open is None:
            return
        while self.position > self._open_at and self._flow[-1] == " ":
            self._flow.pop()
            self._starts.pop()
            self._ends.pop()
        if self.position > self._open_at:
            self._blocks.append(Block(start=self._open_at, end=self.position, **self._open))  # type: ignore[arg-type]
            self.put("\n")
        self._open = None

    def put(self, character: str) -> None:
        """Append one character that is not in the source (a joint, a cell or line break)."""
        at = self._ends[-1] if self._ends else 0
        self._flow.append(character)
        self._starts.append(at)
        self._ends.append(at)

    def blank(self) -> None:
        """Append a blank unless the open block is empty or ends with white space."""
        if self.position > self._open_at and not self._flow[-1].isspace():
            self.put(" ")

    def take(self, start: int, end: int) -> None:
        """Append `text[start:end]`, normalised to NFC, runs of white space as one blank."""
        text = self.text
        at = start
        while at < end:
            stop = at + 1
            while stop < end and unicodedata.combining(text[stop]):
                stop += 1
            cluster = text[at:stop]
            if cluster in _DROPPED:
                at = stop
                continue
            shown = _LIGATURES.get(cluster) or _composed(cluster).translate(_SAME_LENGTH)
            if shown == " ":
                if self.position > self._open_at and self._flow[-1] not in " \t\v\n":
                    self._append(" ", at, stop)
            else:
                for character in shown:
                    self._append(character, at, stop)
            at = stop

    def mark(self, start: int, end: int, label: str) -> None:
        """Set a footnote mark aside: it stands in `text`, not in `flow`."""
        self._marks.append(Mark(start, end, label, self.position))

    def furniture(self, start: int, end: int) -> None:
        """Set a page number or running head aside."""
        self._furniture.append((start, end))

    def grid(self, rows: Iterable[Iterable[tuple[int, int]]], *, ruled: bool = True) -> None:
        """Record a table; its rows were opened as blocks with `table=` the number of grids before it."""
        self._grids.append(Grid(tuple(tuple(row) for row in rows), ruled))

    @property
    def tables(self) -> int:
        """The number of tables recorded so far, which is the index of the next."""
        return len(self._grids)

    def finish(
        self,
        *,
        reading: Reading,
        pages: int | None = None,
        lines: Iterable[PrintedLine] = (),
        warnings: Iterable[Warning] = (),
        sheets: Iterable[PageReading] = (),
    ) -> Manuscript:
        """Close the last block and return the Manuscript."""
        self.close()
        return Manuscript(
            text=self.text,
            flow="".join(self._flow),
            starts=self._starts,
            ends=self._ends,
            blocks=tuple(self._blocks),
            grids=tuple(self._grids),
            marks=tuple(self._marks),
            furniture=tuple(self._furniture),
            lines=tuple(lines),
            pages=pages,
            reading=reading,
            warnings=tuple(warnings),
            sheets=tuple(sheets),
        )

    def _append(self, character: str, start: int, end: int) -> None:
        self._flow.append(character)
        self._starts.append(start)
        self._ends.append(end)
