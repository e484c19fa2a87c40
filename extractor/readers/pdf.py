"""PDF to a Manuscript with the place of every character: each page by its text layer, or from its picture."""

from dataclasses import replace
from math import atan, degrees
from typing import TYPE_CHECKING

from extractor.errors import UnreadableFile
from extractor.readers.manuscript import Manuscript, PageReading, PageVerdict
from extractor.readers.page_warnings import warnings_of
from extractor.readers.pdf_compose import Composition
from extractor.readers.pdf_glyphs import Glyphs, blank_page, pages_of
from extractor.readers.pdf_layout import layout
from extractor.readers.pdf_marks import with_plain_marks
from extractor.readers.triage import accented_share, slope, straightened, verdict
from schemas.report import Reading

if TYPE_CHECKING:
    from extractor.readers.ocr_glyphs import RecognisedPage


def read_pdf(data: bytes, name: str) -> Manuscript:
    """The Manuscript of a PDF file: each page by its text layer, or recognised from its picture.

    Raises UnreadableFile if the file is locked, damaged or without any print, MissingProgram if all its
    pages must be recognised and no OCR is installed.
    """
    pages = list(pages_of(data, name))
    sheets = [_judged(glyphs) for glyphs in pages]
    wanted = {sheet.page for sheet in sheets if sheet.verdict in ("picture", "wrong_text")}
    installed = True
    if wanted:
        pages, sheets, installed = _with_pictures(data, name, pages, sheets, wanted)
    level = [_level(glyphs, sheet) for glyphs, sheet in zip(pages, sheets, strict=True)]
    return composed([glyphs for glyphs, _ in level], [sheet for _, sheet in level], name, installed=installed)


def composed(pages: list[Glyphs], sheets: list[PageReading], name: str, *, installed: bool = True) -> Manuscript:
    """The Manuscript of pages whose characters are known; `installed` tells whether OCR is.

    Raises UnreadableFile where no page has any text.
    """
    parts = layout(pages)
    with_plain_marks(parts)
    drawn = {sheet.page for sheet in sheets if sheet.verdict not in ("blank", "unread")}
    bare = [part.page for part in parts if not part.inked and part.page in drawn]
    composer = Composition(parts)
    composer.run()
    reads = {_READINGS[sheet.verdict] for sheet in sheets} - {None}
    reading: Reading = "mixed" if len(reads) > 1 else "ocr" if "ocr" in reads else "text_layer"
    manuscript = composer.out.writer().finish(
        reading=reading,
        pages=len(pages),
        lines=composer.lines,
        warnings=warnings_of(
            sheets,
            bare,
            installed,
            {glyphs.page: glyphs.hidden for glyphs in pages if glyphs.hidden},
            {glyphs.page: glyphs.converted for glyphs in pages if glyphs.converted},
        ),
        sheets=sheets,
    )
    if not manuscript.flow.strip():
        raise UnreadableFile(
            f"{name}: không có chữ nào trong lớp chữ hay trong ảnh quét của tệp."
            " Hãy mở thử tệp, rồi quét lại hoặc gửi bản Word.",
            f"{name}: no text in the file, neither as a text layer nor in the scan of its pages."
            " Look at the file, then scan again or send the Word file.",
        )
    return manuscript


_READINGS: dict[PageVerdict, Reading | None] = {
    "text": "text_layer",
    "skewed_text": "text_layer",
    "reordered_text": "text_layer",
    "picture": "ocr",
    "wrong_text": "ocr",
    "blank": None,
    "unread": None,
}


def _judged(glyphs: Glyphs) -> PageReading:
    return PageReading(glyphs.page, verdict(glyphs), accented=accented_share(glyphs.text))


def _with_pictures(
    data: bytes, name: str, pages: list[Glyphs], sheets: list[PageReading], wanted: set[int]
) -> tuple[list[Glyphs], list[PageReading], bool]:
    """The pages with those in `wanted` recognised from their pictures."""
    # OCR and pictures take their time to load; most files need neither.
    from extractor.readers.ocr import pictures_of, recognise_pages
    from extractor.readers.ocr_engine import available, missing
    from extractor.readers.ocr_glyphs import glyphs_of

    if not available():
        if all(sheet.page in wanted or sheet.verdict == "blank" for sheet in sheets):
            raise missing(name)
        found: dict[int, RecognisedPage] = {}
    else:
        read = recognise_pages(pictures_of(data, name, sorted(wanted)))
        found = {page.ready.page: page for page in read if not isinstance(page, int)}
    recognised = {glyphs.page: glyphs for glyphs in glyphs_of(list(found.values()))}
    out, judged = [], []
    for glyphs, sheet in zip(pages, sheets, strict=True):
        if sheet.page not in wanted:
            out.append(glyphs)
            judged.append(sheet)
        elif sheet.page in found:
            out.append(recognised[sheet.page])
            judged.append(reading_of(sheet, found[sheet.page]))
        else:
            out.append(blank_page(glyphs.page, glyphs.width, glyphs.height))
            judged.append(replace(sheet, verdict="unread"))
    return out, judged, available()


def reading_of(sheet: PageReading, page: "RecognisedPage") -> PageReading:
    """How a page was read, with what its recognition tells."""
    return replace(
        sheet,
        legibility=round(page.legibility, 3) if page.lines else None,
        skew=round(page.ready.skew, 2),
        seconds=page.seconds,
        aside=page.aside or None,
    )


def _level(glyphs: Glyphs, sheet: PageReading) -> tuple[Glyphs, PageReading]:
    """The page with the lines of its text layer made level, where that was laid over a picture askew."""
    fall = slope(glyphs) if sheet.verdict == "text" and glyphs.pictured else 0.0
    if not fall:
        return glyphs, sheet
    skew = round(degrees(atan(fall)), 2)
    return straightened(glyphs, fall), replace(sheet, verdict="skewed_text", skew=skew)
