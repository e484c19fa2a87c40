"""DOCX to a Manuscript, read from its XML: what a reader of the printed page would see, in reading order.

Deleted text and hidden text are left out, inserted text is kept; text boxes, content controls and the
shown results of fields are read; numbers that Word counts stand in the text as printed. The text is
composed here: a line a paragraph, a tab between the cells of a row, a footnote under its paragraph.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers.composer import Composer
from extractor.readers.docx_diagrams import diagram_box, has_chart, is_diagram
from extractor.readers.docx_inline import Inline, Piece, shown_content
from extractor.readers.docx_letterhead import letterhead
from extractor.readers.docx_notes import note_formats, notes_of
from extractor.readers.docx_numbering import Numbering, note_label
from extractor.readers.docx_package import Package, W
from extractor.readers.docx_paragraph import Paragraph, tabbed
from extractor.readers.docx_styles import Styles
from extractor.readers.docx_table import Cell, is_caption, is_deleted, is_frame, is_ruled, rows_of
from extractor.readers.docx_warnings import LARGE_PICTURES, warnings_of
from extractor.readers.manuscript import CELL, LINE, Manuscript
from extractor.readers.nesting import ITEM, Nesting, shown_mark

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TRANSPARENT = frozenset({f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag", f"{W}sdtContent"})
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRACKED = frozenset({f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"})


def read_docx(data: bytes, name: str) -> Manuscript:
    """The Manuscript of a DOCX file.

    Raises UnreadableFile if the file is damaged, locked, not a Word document, or has no text.
    """
    package = Package(data, name)
    document = package.xml(package.main)
    body = None if document is None else document.find(f"{W}body")
    if document is None or body is None:
        raise UnreadableFile(
            f"{name}: không phải tài liệu Word. Hãy kiểm tra lại tệp hoặc lưu báo cáo thành DOCX.",
            f"{name}: not a Word document. Check the file or save the report as DOCX.",
        )
    reader = _Reader(package)
    reader.document(document, body)
    manuscript = reader.out.writer().finish(reading="docx")
    manuscript = replace(manuscript, warnings=tuple(warnings_of(package, reader.inline, manuscript.flow, reader.odd)))
    if not manuscript.flow.strip():
        if package.picture_bytes > LARGE_PICTURES:
            raise UnreadableFile(
                f"{name}: tài liệu chỉ có ảnh, không có chữ. Hãy lưu thành PDF để nhận dạng chữ, hoặc xin bản gốc.",
                f"{name}: the document holds pictures and no text. Save it as PDF to have the text recognised,"
                " or ask for the original.",
            )
        raise UnreadableFile(
            f"{name}: tài liệu không có chữ. Hãy gửi bản có nội dung.",
            f"{name}: the document has no text. Send the copy that has.",
        )
    return manuscript


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.odd: list[str] = []
        self.styles = Styles(package.related("styles"))
        self.numbering = Numbering(package.related("numbering"))
        self.inline = Inline(self.styles)
        self.notes = {kind: notes_of(package.related(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self.labels: dict[tuple[str, str], str] = {}
        self.formats = note_formats(package)
        self.out = Composer()
        self.nesting = Nesting()
        self.pending: list[tuple[str, str]] = []
        self.carried: list[Piece] = []

    def document(self, document: etree._Element, body: etree._Element) -> None:
        """Read the letterhead, where it stands in a header of its own, and the body."""
        parts = [body, *(note for notes in self.notes.values() for note in notes.values())]
        head = letterhead(self.package, document, body)
        if head is not None:
            self.odd.append("letterhead_in_header")
            parts.append(head)
        for part in parts:
            self.inline.survey(part)
        if has_chart(body):
            self.odd.append("chart_unread")
        if head is not None:
            self.blocks(head)
        self.blocks(body)

    # --- blocks ---------------------------------------------------------------------------------

    def blocks(self, parent: etree._Element | None) -> None:
        if parent is None:
            return
        elements = list(self._flattened(parent))
        at = 0
        while at < len(elements):
            element = elements[at]
            if element.tag != f"{W}p":
                self.table(element)
            elif count := tabbed(elements, at):
                self.tabbed_table(elements[at : at + count])
                at += count
                continue
            else:
                self.paragraph(element)
            at += 1

    def _flattened(self, parent: etree._Element) -> Iterator[etree._Element]:
        for element in parent:
            if element.tag in (f"{W}p", f"{W}tbl"):
                yield element
            elif element.tag in _TRANSPARENT:
                if element.tag in _TRACKED:
                    self.inline.tracking.seen = True
                yield from self._flattened(element)
            elif element.tag == f"{W}sdt":
                if (content := shown_content(element)) is not None:
                    yield from self._flattened(content)
            elif element.tag == f"{W}altChunk":
                self.odd.append("embedded_document_unread")
            elif element.tag == f"{_ALTERNATE}AlternateContent":
                yield from self._flattened(element[0] if len(element) else element)
            elif element.tag in _TRACKED:
                self.inline.tracking.seen = True

    def _parsed(self, element: etree._Element) -> Paragraph:
        properties = element.find(f"{W}pPr")
        paragraph = Paragraph([])
        paragraph.pieces, paragraph.boxes = self.inline.read(element)
        if self.carried:
            paragraph.pieces = [*self.carried, *paragraph.pieces]
            self.carried = []
        first = next((piece for piece in paragraph.pieces if piece.note or piece.text.strip()), None)
        if first is not None and first.mark and any(not it.mark and it.text.strip() for it in paragraph.pieces):
            # A footnote typed by hand: its number raised before its words.
            paragraph.typed_note = first.mark
            paragraph.pieces = paragraph.pieces[paragraph.pieces.index(first) + 1 :]
        paragraph.centred = self.styles.paragraph(properties, "jc") == "center"
        level = self.styles.paragraph(properties, "outlineLvl")
        if level and level.isdecimal() and int(level) < 9:
            paragraph.heading = int(level) + 1
        if properties is not None:
            paragraph.indent = _indent(properties) or 0.0
            marks = properties.find(f"{W}rPr")
            if marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None):
                self.inline.tracking.seen = paragraph.joins_next = True
        if paragraph.joins_next:
            return paragraph
        number = self.styles.paragraph(properties, "numPr/numId")
        if number and number != "0":
            said = self.styles.paragraph(properties, "numPr/ilvl")
            depth = self.numbering.level_of(number, self.styles.names(properties)) if said is None else said
            # Word counts an empty paragraph of a list too, so the next one's number tells of it.
            label = self.numbering.label(number, int(depth) if str(depth).isdecimal() else 0)
            if label is not None:
                paragraph.label, paragraph.marker, indent = label
                own = None if properties is None else _indent(properties)
                paragraph.indent = indent / 20 if own is None else own
        return paragraph

    def paragraph(self, element: etree._Element) -> None:
        paragraph = self._parsed(element)
        if paragraph.joins_next:
            self.carried = paragraph.pieces
        else:
            for part in paragraph.parts():
                if any(piece.text.strip() for piece in part.pieces):
                    self._open(part)
                    self._pieces(part.pieces, skip=self._typed_mark(part))
                    self.out.add("\n")
        self._after(paragraph.boxes)

    def tabbed_table(self, elements: list[etree._Element]) -> None:
        """Paragraphs whose fields are parted by tabs, as a table."""
        self.nesting.reset()
        number = self.out.tables
        grid: list[list[tuple[list[int], list[int]]]] = []
        boxes: list[etree._Element] = []
        for index, element in enumerate(elements):
            paragraph = self._parsed(element)
            boxes += paragraph.boxes
            self.out.open("row", table=number, row=index)
            spans: list[tuple[list[int], list[int]]] = []
            for place, field_pieces in enumerate(paragraph.fields()):
                if place:
                    self.out.add("\t")
                    self.out.put(CELL)
                first: list[int] = []
                last: list[int] = []
                self.out.here(first)
                if not place and paragraph.label:
                    self.out.words(f"{paragraph.label} ")
                self._pieces(field_pieces, in_cell=True)
                self.out.here(last)
                spans.append((first, last))
            self.out.add("\n")
            grid.append(spans)
        self.out.grid(grid, ruled=True)
        self._after(boxes)

    def _after(self, boxes: list[etree._Element]) -> None:
        """What stands under a paragraph or table: its footnotes, then its text boxes."""
        for kind, identifier in self.pending:
            self._note(kind, identifier)
        self.pending.clear()
        for box in boxes:
            if not is_diagram(box):
                self.blocks(box)
            elif (words := diagram_box(self.package, box)) is not None:
                self.blocks(words)
            else:
                self.odd.append("diagram_unread")

    def _open(self, paragraph: Paragraph) -> None:
        if paragraph.typed_note:
            self.out.open("footnote", note=paragraph.typed_note)
            self.out.add(f"{paragraph.typed_note.translate(_SUPERSCRIPT)} ")
            return
        text = "".join(piece.text for piece in paragraph.pieces if piece.note is None)
        typed = None if paragraph.marker or paragraph.label else ITEM.match(text)
        marker = paragraph.marker or (shown_mark(typed[1]) if typed else "")
        if not marker:
            self.nesting.reset()
        self.out.open(
            "item" if marker else "paragraph",
            marker=marker,
            depth=self.nesting.depth(marker, paragraph.indent) if marker else 0,
            heading=paragraph.heading,
            emphasis=paragraph.emphasis,
            centred=paragraph.centred,
        )
        if paragraph.marker:
            self.out.add(f"{paragraph.marker} ")
        elif paragraph.label:
            self.out.words(f"{paragraph.label} ")

    @staticmethod
    def _typed_mark(paragraph: Paragraph) -> int:
        if paragraph.marker or paragraph.label or paragraph.typed_note:
            return 0
        text = "".join(piece.text for piece in paragraph.pieces if piece.note is None)
        typed = ITEM.match(text)
        return typed.end() if typed else 0

    def _pieces(self, pieces: list[Piece], *, skip: int = 0, in_cell: bool = False) -> None:
        """Compose the pieces of a paragraph; the first `skip` characters stay out of the flow."""
        for piece in pieces:
            if piece.note is not None:
                self._mark(piece)
                continue
            if piece.mark:
                start, end = self.out.add(piece.text.translate(_SUPERSCRIPT))
                self.out.mark(start, end, piece.mark)
                continue
            start, end = self.out.add(piece.text)
            passed = min(skip, end - start)
            skip -= passed
            if in_cell and piece.text == "\n":
                self.out.put(LINE)
            else:
                self.out.take(start + passed, end)

    def _mark(self, piece: Piece) -> None:
        key = piece.note or ("", "")
        if key not in self.labels:
            kind = key[0]
            count = sum(1 for seen, _ in self.labels if seen == kind)
            start, shape = self.formats.get(kind, (1, "decimal"))
            self.labels[key] = piece.text or note_label(start + count, shape)
            self.pending.append(key)
        label = self.labels[key]
        start, end = self.out.add(label.translate(_SUPERSCRIPT))
        self.out.mark(start, end, label)

    def _note(self, kind: str, identifier: str) -> None:
        note = self.notes[kind].get(identifier)
        if note is None:
            return
        label = self.labels[(kind, identifier)]
        self.out.open("footnote", note=label)
        self.out.add(f"{label.translate(_SUPERSCRIPT)} ")
        for element in note.iter(f"{W}p"):
            pieces, _ = self.inline.read(element)
            self.out.blank()
            while pieces and pieces[0].note is None and pieces[0].text.strip() in ("", label):
                pieces = pieces[1:]
            self._pieces(pieces)
            self.out.add("\n")

    # --- tables ---------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> None:
        self.nesting.reset()
        ruled = is_ruled(element, self.styles)
        if is_frame(element):
            for row in rows_of(element):
                self.blocks(row[0].element)
            return
        for line in element.iter(f"{W}tr"):
            if is_deleted(line):
                old = " ".join("".join(words.text or "" for words in line.iter(f"{W}t", f"{W}delText")).split())
                self.inline.tracking.add(old, "", joined=False)
        rows = list(rows_of(element))
        while len(rows) > 1 and is_caption(rows[0], rows[1]):
            # "Biểu 1. …" in a cell over the whole table is its caption, no heading of a column.
            self.blocks(rows.pop(0)[0].element)
        number = self.out.tables
        after = _After()
        above: dict[int, tuple[list[int], list[int]]] = {}
        grid: list[list[tuple[list[int], list[int]]]] = []
        for index, cells in enumerate(rows):
            self.out.open("row", table=number, row=index)
            spans: list[tuple[list[int], list[int]]] = []
            for place, cell in enumerate(cells):
                if place:
                    self.out.add("\t")
                    self.out.put(CELL)
                merged = above.get(cell.column) if cell.continues else None
                span = merged or self._cell(cell, after)
                for column in range(cell.column, cell.column + cell.width):
                    above[column] = span
                spans.extend([span] * cell.width)
            self.out.add("\n")
            grid.append(spans)
        self.out.grid(grid, ruled=ruled)
        self._after(after.boxes)
        for inner in after.tables:
            self.table(inner)

    def _cell(self, cell: Cell, after: "_After") -> tuple[list[int], list[int]]:
        first: list[int] = []
        last: list[int] = []
        self.out.here(first)
        begun = False
        for element in [] if cell.element is None else self._in_cell(cell.element, after):
            paragraph = self._parsed(element)
            after.boxes.extend(paragraph.boxes)
            if paragraph.joins_next:
                self.carried = paragraph.pieces
                continue
            if not any(piece.text.strip() for piece in paragraph.pieces):
                continue
            if begun:
                self.out.add("\n")
                self.out.put(LINE)
            begun = True
            if mark := paragraph.marker or paragraph.label:
                self.out.words(f"{mark} ")
            self._pieces(paragraph.pieces, in_cell=True)
        if self.carried:
            # The end of a cell ends the paragraph, even one whose own end is struck out.
            self._pieces(self.carried, in_cell=True)
            self.carried = []
        self.out.here(last)
        return first, last

    def _in_cell(self, cell: etree._Element, after: "_After") -> Iterator[etree._Element]:
        """The paragraphs of a cell; a ruled table inside it is read after the table it stands in."""
        for element in self._flattened(cell):
            if element.tag == f"{W}p":
                yield element
            elif is_ruled(element, self.styles):
                after.tables.append(element)
            else:
                for row in rows_of(element):
                    for inner in row:
                        if inner.element is not None:
                            yield from self._in_cell(inner.element, after)


@dataclass(slots=True)
class _After:
    """What stands in the cells of a table and is read after it."""

    boxes: list[etree._Element] = field(default_factory=list)
    tables: list[etree._Element] = field(default_factory=list)


def _indent(properties: etree._Element) -> float | None:
    """The left edge of a paragraph's first line in points, where its own properties give one."""
    indent = properties.find(f"{W}ind")
    if indent is None:
        return None
    twips = 0.0
    for name, sign in (("left", 1), ("start", 1), ("firstLine", 1), ("hanging", -1)):
        try:
            twips += sign * float(indent.get(f"{W}{name}", 0))
        except ValueError:
            continue
    return twips / 20
