"""Writes a corpus report as DOCX in the administrative form of Decree 30/2020/NĐ-CP, Annex I.

A4, Times New Roman 14, letterhead and signature as tables without rules, page numbers centred in the
header from the second page on, footnotes as Word footnotes, lists as Word lists. python-docx knows no
footnotes: their part is added here.
"""

import io
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus_source import Paragraph, Run, Source, Table
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from lxml import etree

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
FONT = "Times New Roman"
WHEN = datetime(2024, 6, 1, 8, 0, 0)
TEXT_WIDTH = 16.0
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def write_docx(source: Source, title: str, path: Path) -> None:
    """Write `source` to `path`; the same source gives the same bytes."""
    document = Document()
    _page(document)
    _styles(document)
    lists = _lists(document, deep=any(isinstance(b, Paragraph) and b.depth > 1 for b in source.blocks))
    writer = _Writer(document, source, lists)
    for block in source.blocks:
        if isinstance(block, Table):
            writer.table(block)
        else:
            writer.paragraph(block)
    _footnotes(document, source)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "tonghop", ""
    properties.created = properties.modified = properties.last_printed = WHEN
    properties.last_modified_by, properties.revision, properties.language = "tonghop", 1, "vi-VN"
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_with_fixed_times(buffer.getvalue()))


def _with_fixed_times(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, WHEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = header.add_run()
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "2"), ("end", "")):
        if kind == "shown":
            element = OxmlElement("w:t")
            element.text = text
        elif kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
    run.font.size = Pt(14)


def _styles(document: Any) -> None:
    for name, size in (("Normal", 14), ("Heading 1", 14), ("Heading 2", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(slot), FONT)
        for slot in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(slot), None)
        for colour in style.element.rPr.findall(qn("w:color")):
            style.element.rPr.remove(colour)
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(6), 1.2
        layout.keep_with_next = name != "Normal"
    footnote_styles = (
        '<w:style {ns} w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="20"/></w:rPr></w:style>',
        '<w:style {ns} w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    )
    for xml in footnote_styles:
        document.styles.element.append(parse_xml(xml.format(ns=nsdecls("w"))))


_LEVEL = (
    '<w:lvl {ns} w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{suffix}'
    '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind {indent}/></w:pPr></w:lvl>'
)


def _lists(document: Any, *, deep: bool) -> dict[str, int]:
    """Lists: "-" over "+", "+" alone, "1." with the numbers that Word counts itself, and one of three levels."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    plans = {"-": (("bullet", "-"), ("bullet", "+")), "+": (("bullet", "+"),), "1.": (("decimal", "%1."),)}
    if deep:
        plans["three levels"] = (("bullet", "-"), ("bullet", "-"), ("bullet", "+"))
    for number, levels in enumerate(plans.values(), start=1):
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"/>')
        for depth, (kind, text) in enumerate(levels):
            counted = kind == "decimal"
            indent = 'w:left="0" w:firstLine="567"' if counted else f'w:left="{900 + 400 * depth}" w:hanging="333"'
            suffix = '<w:suff w:val="space"/>' if counted else ""
            xml = _LEVEL.format(ns=nsdecls("w"), level=depth, format=kind, text=text, suffix=suffix, indent=indent)
            abstract.append(parse_xml(xml))
        numbering.append(abstract)
    for number in range(1, len(plans) + 1):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    return {marker: number for number, marker in enumerate(plans, start=1)}


class _Writer:
    """Puts blocks into the document and remembers which footnote has which identifier."""

    def __init__(self, document: Any, source: Source, lists: dict[str, int]) -> None:
        self.document = document
        self.source = source
        self.lists = lists
        self.ids = {label: number for number, label in enumerate(source.notes, start=1)}
        self.count = 0
        self.list = 0
        self.deep = "three levels" in lists

    def paragraph(self, block: Paragraph) -> None:
        """One paragraph of the body."""
        paragraph = self.document.add_paragraph(style=f"Heading {block.level}" if block.level else None)
        layout = paragraph.paragraph_format
        if block.role == "centred":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if block.text.upper().startswith("PHỤ LỤC"):
                layout.page_break_before = True
        elif block.role == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif block.role == "rule":
            _rule(paragraph)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if block.role == "item":
                name = "three levels" if self.deep else block.marker if block.depth == 0 else "-"
                _numbered(paragraph, self.lists[name], block.depth)
            elif number := self._counted(block):
                _numbered(paragraph, number, 0)
                first, *rest = block.runs
                block = replace(block, runs=(replace(first, text=first.text.split(". ", 1)[1]), *rest))
            else:
                layout.first_line_indent = Cm(1)
            layout.keep_with_next = True if block.bold and len(block.text) < 200 else None
        italic = block.role == "right"
        self.runs(paragraph, block.runs, italic=italic)

    def _counted(self, block: Paragraph) -> int | None:
        """The list of a paragraph "1. …" whose number Word shall count; None if the number is typed."""
        first = block.runs[0] if block.runs else None
        expected = f"{self.count + 1}. "
        if first is None or first.bold or not first.text.startswith((expected, "1. ")):
            self.count = 0
            return None
        if first.text.startswith("1. "):
            self.count, self.list = 0, _restarted(self.document, self.lists["1."])
        self.count += 1
        return self.list

    def runs(self, paragraph: Any, runs: tuple[Run, ...], size: float | None = None, italic: bool = False) -> None:
        """The runs of a paragraph with their look; a note becomes a footnote reference."""
        for run in runs:
            if run.note is not None:
                _reference(paragraph.add_run(), self.ids[run.note])
                continue
            shown = paragraph.add_run(run.text)
            shown.bold, shown.italic = run.bold or None, run.italic or italic or None
            if size:
                shown.font.size = Pt(size)
            if run.line_break:
                shown.add_break()

    def table(self, block: Table) -> None:
        """A ruled table, or a letterhead or signature without rules."""
        columns = max(len(row) for row in block.rows)
        table = self.document.add_table(rows=0, cols=columns, style="Table Grid" if block.ruled else None)
        table.autofit = False
        first = not block.ruled and len(self.document.paragraphs) == 0
        size = 12.0 if block.ruled or not first else 11.5
        widths = _widths(block, columns, letterhead=first)
        if first:
            table.alignment = 1
        for number, row in enumerate(block.rows):
            cells = table.add_row().cells
            for column, (cell, paragraphs) in enumerate(zip(cells, row, strict=False)):
                cell.width = Cm(widths[column])
                for k, content in enumerate(paragraphs):
                    paragraph = cell.paragraphs[0] if k == 0 else cell.add_paragraph()
                    centred = (block.ruled and number == 0) or first
                    alignment = "center" if centred else block.alignments[column]
                    paragraph.alignment = ALIGNMENTS[alignment]
                    paragraph.paragraph_format.space_after = Pt(2 if block.ruled else 0)
                    paragraph.paragraph_format.line_spacing = 1.0
                    self.runs(paragraph, content.runs, self._size(block, first, column, content, size))
            if block.ruled and number == 0:
                _repeat_header(table.rows[0])
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        if block.ruled or first:
            self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    @staticmethod
    def _size(block: Table, first: bool, column: int, content: Paragraph, size: float) -> float:
        if block.ruled:
            return 11.0 if len(block.alignments) > 6 else size
        if first:
            return size
        if column == 1:
            return 14.0
        return 12.0 if "nhận" in content.text[:9] else 11.0


def _widths(block: Table, columns: int, letterhead: bool) -> list[float]:
    if letterhead:
        return [8.3, 9.7]
    if not block.ruled:
        return [7.8, 8.2]
    longest = [max(len("".join(p.text for p in row[k])) for row in block.rows[1:]) for k in range(columns)]
    least, most = (10, 24) if columns > 8 else (8, 30)
    weights = [min(max(length, least), most) for length in longest]
    total = sum(weights)
    return [TEXT_WIDTH * weight / total for weight in weights]


def _numbered(paragraph: Any, number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number


def _restarted(document: Any, number: int) -> int:
    """A new list of the same look that counts from one again; its number."""
    numbering = document.part.numbering_part.element
    fresh = len(numbering.findall(qn("w:num"))) + 1
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{fresh}"><w:abstractNumId w:val="{number}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return fresh


def _rule(paragraph: Any) -> None:
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(border))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(6)


def _repeat_header(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)


def _reference(run: Any, identifier: int) -> None:
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), "FootnoteReference")
    run._r.get_or_add_rPr().append(style)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(identifier))
    run._r.append(reference)


def _footnotes(document: Any, source: Source) -> None:
    """Add `footnotes.xml`: the two separators that Word expects, then the notes."""
    if not source.notes:
        return
    root = parse_xml(
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    scratch = Document()
    for number, runs in enumerate(source.notes.values(), start=1):
        paragraph = scratch.add_paragraph()
        for run in (Run(" "), *runs):
            shown = paragraph.add_run(run.text)
            shown.bold, shown.italic = run.bold or None, run.italic or None
        note = parse_xml(f'<w:footnote {nsdecls("w")} w:id="{number}"/>')
        body = deepcopy(paragraph._p)
        body.insert(0, parse_xml(_NOTE_MARK))
        body.insert(0, parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="FootnoteText"/><w:jc w:val="both"/></w:pPr>'))
        note.append(body)
        root.append(note)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


_NOTE_MARK = f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
