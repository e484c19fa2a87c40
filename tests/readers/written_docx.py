"""DOCX files written part by part, for tests of one feature each."""

import io
import zipfile

from extractor.readers.docx import read_docx
from extractor.readers.manuscript import Manuscript

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
KINDS = ("styles", "numbering", "footnotes", "endnotes", "settings", "header")
ROOTS = {"header": "hdr"}
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file with the given body and further parts, each by the name of its relation."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{TYPE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        relations = "".join(
            f'<Relationship Id="r{i}" Type="{TYPE}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(KINDS)
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
            "</Relationships>",
        )
        package.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        for kind, xml in parts.items():
            root = ROOTS.get(kind, kind)
            package.writestr(f"word/{kind}.xml", f"<w:{root} {NS}>{xml}</w:{root}>")
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(body: str, **parts: str) -> Manuscript:
    return read_docx(docx(body, **parts), "x.docx")


def shown(manuscript: Manuscript) -> list[str]:
    return [manuscript.flow[block.start : block.end] for block in manuscript.blocks]


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(p, paragraphs)) or '<w:p/>'}</w:tc>"


def table(*rows: str, borders: str = "single") -> str:
    lines = "".join(
        f'<w:{edge} w:val="{borders}"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return f"<w:tbl><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"
