"""Writes DOCX files part by part, as Word, LibreOffice and other programs write them, with fixed bytes."""

import io
import zipfile
from html import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATION}" xmlns:mc="{COMPATIBLE}" xmlns:v="urn:schemas-microsoft-com:vml"'
ROOTS = {"header": "hdr"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def package(body: str, *, macros: bool = False, **parts: str) -> bytes:
    """A DOCX file; `parts` by the kind of their relation: styles, numbering, footnotes, endnotes, header."""
    kinds = sorted(parts)
    main = "application/vnd.ms-word.document.macroEnabled.main+xml" if macros else f"{WORD}.document.main+xml"
    types = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}.{kind}+xml"/>' for kind in kinds)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/'
        f'vnd.ms-office.vbaProject"/><Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([(kind, f"{kind}.xml") for kind in kinds]),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    for kind in kinds:
        root = ROOTS.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {SPACES}>{parts[kind]}</w:{root}>"
    if macros:
        files["word/vbaProject.bin"] = "no program, only its name"
    return packed(
        {name: _DECLARATION + text if name.endswith((".xml", ".rels")) else text for name, text in files.items()}
    )


def packed(files: dict[str, str]) -> bytes:
    """A ZIP archive of these files that is the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 1, 8, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, str]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs (XML) and words (anything else)."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{style}{properties}</w:pPr>{''.join(it if it.startswith('<') else run(it) for it in runs)}</w:p>"
    )


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run of one look."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def cell(text: str, properties: str = "") -> str:
    """A table cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"


def table(*rows: list[str], ruled: bool = True) -> str:
    """A table of rows of cells (XML, or words)."""
    kind = "single" if ruled else "nil"
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="{kind}" w:sz="4"/>' for edge in edges)
    lines = "".join(f"<w:tr>{''.join(it if it.startswith('<') else cell(it) for it in cells)}</w:tr>" for cells in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid/>{lines}</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A field with its stored result."""
    return (
        _field_mark("begin") + run(instruction, tag="instrText") + _field_mark("separate") + run(result)
        + _field_mark("end")
    )  # fmt: skip


def _field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="r{kind}" Type="{RELATION}/{kind}" Target="{target}"/>' for kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'
