"""The parts of a DOCX file that are the same for every document, and the file itself."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATE = (1980, 1, 1, 0, 0, 0)

_PARTS = (
    ("styles", "styles.xml"),
    ("footnotes", "footnotes.xml"),
    ("settings", "settings.xml"),
    ("header", "header1.xml"),
)
"""Kind and file of each part that the document refers to, in the order of the ids rId1 …"""


def xml(body: str) -> str:
    """A whole XML document."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'


def package(document: str, footnotes: str) -> bytes:
    """The file's bytes, the same on any day."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"),)),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(_PARTS),
        "word/styles.xml": _STYLES,
        "word/footnotes.xml": footnotes,
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": _PAGE_NUMBER,
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as file:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            file.writestr(info, text.encode("utf-8"))
    return sink.getvalue()


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "footnotes": "footnotes", "settings": "settings"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return xml(
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/word/header1.xml" ContentType="{_TYPES}.header+xml"/></Types>'
    )


def _relations(parts: tuple[tuple[str, str], ...]) -> str:
    made = "".join(
        f'<Relationship Id="rId{place}" Type="{R}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(parts, 1)
    )
    return xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>')


_FACES = " ".join(f'w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
_FONTS = f"<w:rFonts {_FACES}/>"
_STYLES = xml(
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="FootnoteText">'
    '<w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr><w:rPr>'
    '<w:sz w:val="20"/></w:rPr></w:style><w:style w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
)
_SETTINGS = xml(
    f'<w:settings xmlns:w="{W}"><w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
_PAGE_NUMBER = xml(
    f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
