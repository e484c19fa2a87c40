"""Writes documents as DOCX in the form of Decree 30/2020/NĐ-CP, Annex I: the national brief, letters to units.

A4, Times New Roman 13 and 14, margins 20, 20, 30 and 20 mm (top, bottom, left, right), page numbers at the
top centre from the second page on. The XML is written here so that the same content gives the same bytes and
the notes are real footnotes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from extractor.documents.docx_model import Block, Column, Paragraph, Run, Style, Table
from extractor.documents.docx_package import R, W, package, xml
from extractor.documents.markup import clean

MM = 56.6929
"""Twentieths of a point in a millimetre."""
TEXT_WIDTH = round(160 * MM)
"""210 mm less the margins of 30 and 20 mm."""
BODY, SMALL = 28, 24
"""Half points: running text, and tables with the lists below the text."""

_BLANK = "………………………………"
_INDENT = '<w:ind w:firstLine="709"/>'
_JUSTIFIED = f'{_INDENT}<w:jc w:val="both"/>'
_LINES = 'w:line="288" w:lineRule="auto"'
_LOOKS: Mapping[Style, tuple[str, bool, int]] = {
    # Properties of the paragraph in the order that the format asks for, whether it is bold, its size.
    "body": (f'<w:spacing w:before="120" {_LINES}/>{_JUSTIFIED}', False, BODY),
    "item": (f'<w:spacing w:before="80" {_LINES}/>{_JUSTIFIED}', False, BODY),
    "heading": (f'<w:keepNext/><w:spacing w:before="240" w:after="60"/>{_INDENT}<w:outlineLvl w:val="0"/>', True, BODY),
    "subheading": (
        f'<w:keepNext/><w:spacing w:before="160" w:after="40"/>{_INDENT}<w:outlineLvl w:val="1"/>',
        True,
        BODY,
    ),
    "kind": ('<w:spacing w:before="360"/><w:jc w:val="center"/>', True, BODY),
    "subject": ('<w:jc w:val="center"/>', True, BODY),
    "address": ('<w:spacing w:before="360" w:after="240"/><w:jc w:val="center"/>', False, BODY),
    "question": (f'<w:keepNext/><w:spacing w:before="200" {_LINES}/>{_JUSTIFIED}', True, BODY),
    "caption": ('<w:keepNext/><w:spacing w:before="200" w:after="80"/><w:jc w:val="center"/>', True, 26),
    "end": (f'<w:keepNext/><w:spacing w:before="160" w:after="280" {_LINES}/>{_JUSTIFIED}', False, BODY),
}


@dataclass(frozen=True)
class Form:
    """What the officer finds filled in: the symbol of the document's number, and the places it goes to.

    `about` is the summary under the number ("V/v …"), which only an official letter has: it has no kind as title.
    """

    symbol: str
    about: str = ""
    recipients: tuple[str, ...] = (_BLANK, _BLANK)


class _Notes:
    """The footnotes in their order; Word keeps the numbers 0 and 1 for separators."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def refer(self, text: str) -> str:
        """The mark of a new footnote with that text."""
        self._texts.append(text)
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(self._texts) + 1}"/></w:r>'
        )

    def part(self) -> str:
        """The footnotes part of the package."""
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        made = "".join(
            f'<w:footnote w:id="{place}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{mark}'
            f"{_run(Run(f' {text}'), size=20)}</w:p></w:footnote>"
            for place, text in enumerate(self._texts, 2)
        )
        return xml(
            f'<w:footnotes xmlns:w="{W}">'
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            f"</w:footnote>{made}</w:footnotes>"
        )


def document_bytes(blocks: Iterable[Block], form: Form) -> bytes:
    """The file's bytes: the administrative head, the blocks, recipients and signature left for the officer."""
    notes = _Notes()
    body = "".join(_paragraph(one, notes) if isinstance(one, Paragraph) else _table(one, notes) for one in blocks)
    page = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{round(210 * MM)}" w:h="{round(297 * MM)}"/>'
        f'<w:pgMar w:top="{round(20 * MM)}" w:right="{round(20 * MM)}" w:bottom="{round(20 * MM)}" '
        f'w:left="{round(30 * MM)}" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    # A body that ends in a table lacks the paragraph that Word asks for.
    last = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    whole = f"{_letterhead(form)}{body}{_signature(form)}{last}{page}"
    return package(xml(f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{whole}</w:body></w:document>'), notes.part())


# Text -------------------------------------------------------------------------------------------


def _run(run: Run, *, bold: bool = False, size: int = BODY) -> str:
    look = ("<w:b/>" if bold or run.bold else "") + ("<w:i/>" if run.italic else "")
    text = escape(clean(" ".join(run.text.splitlines())), quote=False)
    return f'<w:r><w:rPr>{look}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _runs(runs: Iterable[Run], notes: _Notes, *, bold: bool = False, size: int = BODY) -> str:
    return "".join(
        _run(run, bold=bold, size=size) + ("" if run.note is None else notes.refer(run.note)) for run in runs
    )


def _paragraph(one: Paragraph, notes: _Notes) -> str:
    properties, bold, size = _LOOKS[one.style]
    rule = _rule(round(TEXT_WIDTH * 0.38)) if one.style == "subject" else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(one.runs, notes, bold=bold, size=size)}</w:p>{rule}"


def _rule(side: int) -> str:
    """A line below the paragraph before, as wide as its box less `side` on both sides."""
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="30" w:line="120" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"/>'
        "</w:pPr></w:p>"
    )


# Tables -----------------------------------------------------------------------------------------

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _table(one: Table, notes: _Notes) -> str:
    widths = [round(TEXT_WIDTH * column.width / 100) for column in one.columns]
    heads = [
        ((Run(column.heading, bold=True),), Column(column.heading, column.width, "center")) for column in one.columns
    ]
    head = "".join(_cell(runs, column, width, notes) for (runs, column), width in zip(heads, widths, strict=True))
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_cell(*part, notes) for part in zip(row, one.columns, widths, strict=True))
        + "</w:tr>"
        for row in one.rows
    )
    return _grid(widths, f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}", _BORDERS)


def _cell(runs: tuple[Run, ...], column: Column, width: int, notes: _Notes) -> str:
    paragraph = f'<w:p><w:pPr><w:spacing w:before="30" w:after="30"/><w:jc w:val="{column.align}"/></w:pPr>'
    return _box(width, f"{paragraph}{_runs(runs, notes, size=SMALL)}</w:p>", "center")


def _box(width: int, content: str, vertical: str = "top") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="{vertical}"/></w:tcPr>{content}</w:tc>'


def _grid(widths: Iterable[int], rows: str, borders: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>{edges}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


# The form ---------------------------------------------------------------------------------------


def _centred(text: str, *, bold: bool = False, italic: bool = False, size: int = 26, before: int = 0) -> str:
    properties = f'<w:spacing w:before="{before}"/><w:jc w:val="center"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(Run(text, bold=bold, italic=italic), size=size)}</w:p>"


def _letterhead(form: Form) -> str:
    """Issuer and number on the left; the country's name and motto, place and date on the right.

    Number and date are for the officer who issues the report.
    """
    left, right = round(TEXT_WIDTH * 0.42), round(TEXT_WIDTH * 0.58)
    issuer = (
        _centred("TỔNG LIÊN ĐOÀN", bold=True)
        + _centred("LAO ĐỘNG VIỆT NAM", bold=True)
        + _rule(round(left * 0.32))
        + _centred(f"Số:            /{form.symbol}", before=60)
        + (_centred(f"V/v {form.about}", size=SMALL, before=120) if form.about else "")
    )
    state = (
        _centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=24)
        + _centred("Độc lập - Tự do - Hạnh phúc", bold=True)
        + _rule(round(right * 0.2))
        + _centred("Hà Nội, ngày        tháng        năm            ", italic=True, before=60)
    )
    return _grid((left, right), f"<w:tr>{_box(left, issuer)}{_box(right, state)}</w:tr>")


def _signature(form: Form) -> str:
    """Recipients and signature: whom it goes to and who signs are the officer's to fill in."""
    half = TEXT_WIDTH // 2

    def small(text: str, *, bold: bool = False, italic: bool = False, size: int = 22) -> str:
        return f"<w:p>{_run(Run(text, bold=bold, italic=italic), size=size)}</w:p>"

    recipients = (
        small("Nơi nhận:", bold=True, italic=True, size=24)
        + "".join(small(f"- {one};") for one in form.recipients)
        + small("- Lưu: VT, …………")
    )
    signer = (
        _centred(f"TM. {_BLANK}", bold=True, size=BODY)
        + _centred("(Chức vụ của người ký)", italic=True)
        + "".join(_centred("") for _ in range(4))
        + _centred("(Họ và tên)", italic=True)
    )
    return _grid(
        (half, half), f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_box(half, recipients)}{_box(half, signer)}</w:tr>"
    )
