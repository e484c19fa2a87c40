"""A picture file (PNG, JPEG, TIFF of one page or several) read as a scan."""

from extractor.readers.manuscript import Manuscript, PageReading
from extractor.readers.ocr import recognise_pages
from extractor.readers.ocr_engine import available, missing
from extractor.readers.ocr_glyphs import glyphs_of
from extractor.readers.pages import frames
from extractor.readers.pdf import composed, reading_of
from extractor.readers.pdf_glyphs import blank_page


def read_picture(data: bytes, name: str) -> Manuscript:
    """The Manuscript of a picture of a report's pages.

    Raises UnreadableFile if the picture is damaged, too large or without text, MissingProgram if no OCR is installed.
    """
    if not available():
        raise missing(name)
    results = list(recognise_pages(frames(data, name)))
    found = [result for result in results if not isinstance(result, int)]
    glyphs = {page.page: page for page in glyphs_of(found)}
    pages = [blank_page(at, 0.0, 0.0) if at not in glyphs else glyphs[at] for at in range(1, len(results) + 1)]
    readings = {page.ready.page: reading_of(PageReading(page.ready.page, "picture"), page) for page in found}
    sheets = [readings.get(at, PageReading(at, "unread")) for at in range(1, len(results) + 1)]
    return composed(pages, sheets, name)
