"""Composes the text of laid out pages: paragraphs in reading order, whole across page breaks; each footnote under the
paragraph that carries its mark; page numbers and running heads after the paragraph that was open when
the page ended. A printed page has no paragraphs: `pdf_paragraphs` finds them in the geometry of the lines.
"""

from collections.abc import Iterable

import regex

from extractor.readers.composer import Composer
from extractor.readers.manuscript import CELL, PrintedLine
from extractor.readers.nesting import ITEM, Nesting, shown_mark
from extractor.readers.pdf_columns import Columns
from extractor.readers.pdf_layout import Note, PageLayout
from extractor.readers.pdf_lines import Segment, hangs, in_order, mark_label
from extractor.readers.pdf_paragraphs import Paragraph
from extractor.readers.pdf_tables import PageTable, TableCell
from extractor.readers.syllables import is_syllable

_OVERSHOOT = 0.02
"""How far round letters and digits reach below the line they stand on, in sizes."""
_SQUARED = regex.compile(r"[0-9][ ]?[dckm]?m$")
_HYPHENS = ("-", "\u2010", "\u2011", "\ufffe", "–", "/")


class Composition:
    """Walks the pages and writes text, flow and printed lines; `out` and `lines` are complete after `run`."""

    def __init__(self, parts: list[PageLayout]) -> None:
        self.parts = parts
        self.placements = {part.page: part.placement for part in parts}
        self.out = Composer()
        self.lines: list[PrintedLine] = []
        self.nesting = Nesting()
        self.notes: dict[tuple[int, str], Note] = {}
        self.loose: list[tuple[int, Note]] = []
        self.furniture: list[Segment] = []
        self.claimed: list[tuple[int, str]] = []
        self.paragraph: Paragraph | None = None
        self.table: _Table | None = None
        self.columns: Columns | None = None
        self._register_notes()

    def _register_notes(self) -> None:
        last: Note | None = None
        for part in self.parts:
            for note in part.notes:
                if note.label is None and last is not None:
                    last.segments += note.segments
                elif note.label is None or (part.page, note.label) in self.notes:
                    self.loose.append((part.page, note))
                else:
                    self.notes[(part.page, note.label)] = note
                    last = note

    def run(self) -> None:
        """Write all pages."""
        for part in self.parts:
            for place, element in enumerate(part.body):
                if isinstance(element, Segment):
                    self._close_table()
                    self._line(element, part)
                    continue
                if isinstance(element, Columns) and element.goes_on and self.columns:
                    self.columns.extend(element.rows)
                    continue
                self._close_paragraph()
                if isinstance(element, PageTable):
                    self._page_table(element, first=place == 0)
                else:
                    self._close_table()
                    self._flush(part.page)
                    self.columns = Columns(element.page, list(element.rows), element.gutter)
            self.furniture += part.furniture
        self._close_paragraph()
        self._close_table()
        self._flush(len(self.parts) + 1)

    # --- paragraphs -------------------------------------------------------------------------------

    def _line(self, line: Segment, part: PageLayout) -> None:
        if self.paragraph is not None and self.paragraph.goes_on(line, part.metrics):
            self.paragraph.segments.append(line)
            return
        self._close_paragraph()
        self._flush(line.page)
        self.paragraph = Paragraph(line, part.metrics)

    def _close_paragraph(self) -> None:
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None:
            return
        item = ITEM.match(paragraph.first.text)
        if item is None:
            self.nesting.reset()
        marker = shown_mark(item[1]) if item else ""
        self.out.open(
            "item" if item else "paragraph",
            marker=marker,
            depth=self.nesting.depth(marker, paragraph.first.x0) if item else 0,
            emphasis=paragraph.emphasis,
            centred=paragraph.centred,
        )
        self._print(paragraph.segments, skip=item.end() if item else 0)
        self.out.add("\n")
        self._claimed_notes()

    def _print(self, segments: Iterable[Segment], *, skip: int = 0) -> None:
        """Write printed lines as one run of prose; the first `skip` characters stay out of the flow."""
        before: Segment | None = None
        for segment in segments:
            if before is not None and not _glued(before, segment):
                self.out.add(" ")
                self.out.blank()
            start, end = self._place(segment)
            at = start + skip
            skip = 0
            for first, last in segment.marks:
                label = mark_label(segment.text[first:last])
                if start + first < at or not self._is_mark(segment, first, label):
                    continue
                self.out.take(at, start + first)
                self.out.mark(start + first, start + last, label)
                at = start + last
                self.claimed.append((segment.page, label))
            self.out.take(at, end)
            before = segment

    def _is_mark(self, segment: Segment, first: int, label: str) -> bool:
        """A small raised number is a mark where there is such a footnote, or after a word; "12 m²" has none."""
        if _SQUARED.search(segment.text[:first]):
            return False
        known = (segment.page, label) in self.notes or (segment.page + 1, label) in self.notes
        return known or segment.text[:first].rstrip()[-1:].isalpha()

    def _place(self, segment: Segment) -> tuple[int, int]:
        start, end = self.out.add(segment.text)
        # A font's box reaches below the line also where no letter does.
        standing = min(segment.bottom, segment.base + _OVERSHOOT * segment.size)
        self.lines.append(
            PrintedLine(
                start,
                end,
                segment.page,
                segment.top,
                segment.bottom if hangs(segment.text) else standing,
                segment.lefts,
                segment.rights,
                self.placements[segment.page],
                segment.legibility,
            )
        )
        return start, end

    # --- what stands between the blocks -----------------------------------------------------------

    def _claimed_notes(self) -> None:
        for page, label in self.claimed:
            for key in ((page, label), (page + 1, label)):
                if key in self.notes:
                    self._note(self.notes.pop(key), label)
                    break
        self.claimed.clear()

    def _note(self, note: Note, label: str) -> None:
        self.out.open("footnote", note=label)
        self._print(note.segments, skip=note.skip)
        self.out.add("\n")

    def _flush(self, page: int) -> None:
        """Before a block on `page` opens: footnotes nobody claimed and the furniture of the pages before."""
        for key in [key for key in self.notes if key[0] < page]:
            self._note(self.notes.pop(key), key[1])
        for _, note in [pair for pair in self.loose if pair[0] < page]:
            self._note(note, note.label or "")
        self.loose = [pair for pair in self.loose if pair[0] >= page]
        for segment in self.furniture:
            self.out.furniture(*self._place(segment))
            self.out.add("\n")
        self.furniture.clear()

    # --- columns and tables -----------------------------------------------------------------------

    def _close_columns(self) -> None:
        columns, self.columns = self.columns, None
        if columns is None:
            return
        self.nesting.reset()
        number = self.out.tables
        grid = []
        for index, row in enumerate(columns.rows):
            self.out.open("row", table=number, row=index)
            spans = []
            for place, cell in enumerate(row):
                if place:
                    self.out.add("\t")
                    self.out.put(CELL)
                spans.append(self._cell(cell))
            self.out.add("\n")
            grid.append(spans)
        self.out.grid(grid, ruled=False)
        self._claimed_notes()

    def _cell(self, segments: list[Segment]) -> tuple[list[int], list[int]]:
        first: list[int] = []
        last: list[int] = []
        self.out.here(first)
        self._print(segments)
        self.out.here(last)
        return first, last

    def _page_table(self, table: PageTable, *, first: bool) -> None:
        if self.table is not None and first and self.table.goes_on(table):
            self.table.add(table)
            return
        self._close_table()
        self._flush(table.page)
        self.table = _Table(table)

    def _close_table(self) -> None:
        self._close_columns()
        table, self.table = self.table, None
        if table is None:
            return
        self.nesting.reset()
        number = self.out.tables
        grid: list[list[tuple[list[int], list[int]]]] = []
        spans: dict[int, tuple[list[int], list[int]]] = {}
        for index, row in enumerate(table.rows):
            self.out.open("row", table=number, row=index)
            places: list[tuple[list[int], list[int]]] = []
            for place, cell in enumerate(row):
                if place:
                    self.out.add("\t")
                    self.out.put(CELL)
                if id(cell) not in spans:
                    spans[id(cell)] = self._cell(in_order(cell.segments))
                places += [spans[id(cell)]] * cell.columns
            self.out.add("\n")
            grid.append(places)
        self.out.grid(grid, ruled=True)
        self._claimed_notes()
        for segment in table.repeated:
            self.out.furniture(*self._place(segment))
            self.out.add("\n")


class _Table:
    """A ruled table that may go on over pages: its rows of cells, and header rows that were printed again."""

    def __init__(self, table: PageTable) -> None:
        self.page = table.page
        self.xs = table.xs
        self.rows = [table.row(index) for index in range(len(table.ys) - 1)]
        self.repeated: list[Segment] = []

    def goes_on(self, table: PageTable) -> bool:
        """Whether `table`, at the top of the next page, has the same columns."""
        return (
            table.page == self.page + 1
            and len(table.xs) == len(self.xs)
            and all(abs(a - b) < 4 for a, b in zip(table.xs, self.xs, strict=True))
        )

    def add(self, table: PageTable) -> None:
        """Add the rows of `table`, without a header that is printed again; a row cut by the page is joined."""
        rows = [table.row(index) for index in range(len(table.ys) - 1)]
        while len(rows) > 1 and self._is_header(rows[0], len(table.ys) - 1 - len(rows)):
            self.repeated += [segment for cell in rows[0] for segment in cell.segments]
            rows = rows[1:]
        if rows and self._is_cut(self.rows[-1], rows[0]):
            for above, below in zip(self.rows[-1], rows[0], strict=True):
                above.segments += below.segments
            rows = rows[1:]
        self.rows += rows
        self.page = table.page

    def _is_header(self, row: list[TableCell], index: int) -> bool:
        return index < len(self.rows) and [c.text for c in row] == [c.text for c in self.rows[index]]

    @staticmethod
    def _is_cut(above: list[TableCell], below: list[TableCell]) -> bool:
        """The row of a page's end goes on where its first cell stays empty and its words start small."""
        filled = [cell for cell in below if cell.segments]
        if len(above) != len(below) or not filled or below[0].segments:
            return False
        pairs = zip(above, below, strict=True)
        return all(up.segments for up, down in pairs if down.segments) and any(c.text[0].islower() for c in filled)


_REST_OF_ABBREVIATION = regex.compile(r"[BCDĐGHKLMNPQRSTVX]{1,3}")
_ABBREVIATION_END = regex.compile(r"(?:^|\s)[BCDĐGHKLMNPQRSTVX]{3,}$|^[BCDĐGHKLMNPQRSTVX]{2}$")


def _broken_syllable(before: str, after: str) -> bool:
    """Whether a very narrow cell broke a syllable ("Tổ" | "ng"): the parts are none, the whole is one."""
    head, tail = _LAST_LETTERS.search(before), _FIRST_LETTERS.match(after)
    if not head or not tail or not tail[0].islower():
        return False
    return not is_syllable(tail[0]) and is_syllable(head[0] + tail[0])


_LAST_LETTERS = regex.compile(r"\p{L}{1,5}$")
_FIRST_LETTERS = regex.compile(r"\p{L}{1,4}(?!\p{L})")
_CUT_NUMBER = regex.compile(r"(?<![0-9])[0-9]{1,3}(?:\.[0-9]{3})*\.([0-9]{1,2})$")
_REST_OF_NUMBER = regex.compile(r"([0-9]{1,2})(?:[).;,]|\s|$)")
_CUT_YEAR = regex.compile(r"(?<![0-9])[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([12]|19|20[0-9]?)$")
_CUT_SECOND_YEAR = regex.compile(r"(?<![0-9])(?:19|20)[0-9]{2} ?[/-] ?([12]|19|20[0-9]?)$")
_CUT_BARE_YEAR = regex.compile(r"(?:\p{L}+ )?(20[0-9])")
_CUT_AT_POINT = regex.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*[.,]")
_LAST_OF_YEAR = regex.compile(r"[0-9]")
_REST_OF_YEAR = regex.compile(r"[0-9]{1,3}(?![0-9])")
_CLOSES = ")]"


def _glued(before: Segment, after: Segment) -> bool:
    """Whether a line break stands inside a word.

    Vietnamese breaks only after a hyphen or slash that is written. A narrow cell may also break an
    abbreviation ("HTXSN" | "V"): a rest in capitals without a vowel is no syllable of its own; or a number
    inside its group of thousands ("265.95" | "3"); or the year of a date ("31/12/20" | "18"),
    the second of two years ("2024/20" | "23"), a year that fills the cell ("202" | "1") or a number at its
    point ("108," | "3").
    """
    text = before.text
    if _REST_OF_ABBREVIATION.fullmatch(after.text) and _ABBREVIATION_END.search(text):
        return True
    if after.text[:1] in _CLOSES and after.text[0] not in "([":
        return True
    cut = _CUT_NUMBER.search(text)
    rest = _REST_OF_NUMBER.match(after.text)
    if cut and rest and len(cut[1]) + len(rest[1]) == 3:
        return True
    if _CUT_AT_POINT.fullmatch(text) and after.text.isdecimal():
        return True
    if _CUT_BARE_YEAR.fullmatch(text) and _LAST_OF_YEAR.fullmatch(after.text):
        return True
    year = _CUT_YEAR.search(text) or _CUT_SECOND_YEAR.search(text)
    if year and (rest_of_year := _REST_OF_YEAR.match(after.text)) and len(year[1]) + len(rest_of_year[0]) == 4:
        return True
    if _broken_syllable(text, after.text):
        return True
    return (
        not before.ends_blank
        and len(text) > 1
        and text.endswith(_HYPHENS)
        and not text[-2].isspace()
        and after.text[0].isalnum()
    )
