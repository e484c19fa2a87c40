"""The letterhead that some offices keep in the header of the first page instead of the text."""

import itertools

import regex
from lxml import etree

from extractor.language.folding import fold
from extractor.readers.docx_package import Package, W
from extractor.readers.docx_styles import switch

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_MOTTO = regex.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam")
_NUMBER = regex.compile(r"(?<!\w)số\s*:?\s*[0-9.…_ ]{0,12}\s?[-/]\s?\p{L}")
_PLACE_AND_DATE = regex.compile(r"ngày[\s0-9.…]{1,12}tháng[\s0-9.…]{1,12}năm")
_HEAD = 30
"""A letterhead in the text stands among its first paragraphs."""


def letterhead(package: Package, document: etree._Element, body: etree._Element) -> etree._Element | None:
    """The first page's header where it holds the letterhead and the text does not; else None."""
    header = _first_header(package, document)
    if header is None:
        return None
    words = _words(header)
    is_letterhead = _MOTTO.search(words) or (_NUMBER.search(words) and _PLACE_AND_DATE.search(words))
    if not is_letterhead:
        return None
    head = " ".join(_words(paragraph) for paragraph in itertools.islice(body.iter(f"{W}p"), _HEAD))
    if _MOTTO.search(head) or (_NUMBER.search(head) and _PLACE_AND_DATE.search(head)):
        return None
    return header


def _first_header(package: Package, document: etree._Element) -> etree._Element | None:
    section = next(iter(document.iter(f"{W}sectPr")), None)
    if section is None:
        return None
    kind = "first" if switch(section, "titlePg") else "default"
    for reference in section.iter(f"{W}headerReference"):
        if reference.get(f"{W}type", "default") == kind:
            return package.named(reference.get(_RELATION) or reference.get(_RELATION_STRICT) or "")
    return None


def _words(element: etree._Element) -> str:
    return fold(regex.sub(r"\s+", " ", "".join(_pieces(element))))


def _pieces(element: etree._Element) -> list[str]:
    pieces = []
    for found in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p"):
        pieces.append(found.text or "" if found.tag == f"{W}t" else " ")
    return pieces
