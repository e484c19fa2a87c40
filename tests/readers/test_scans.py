"""Two scanned pages of the corpus, recognised once each: a clean one with a footnote, a bad one with a table."""

import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from extractor.readers.manuscript import Manuscript, PageReading, Placement
from extractor.readers.ocr import pictures_of, recognise_pages
from extractor.readers.ocr_engine import available
from extractor.readers.ocr_glyphs import RecognisedPage, glyphs_of
from extractor.readers.pdf import composed, read_pdf, reading_of
from schemas.anchor import Box

CORPUS = Path(__file__).parents[2] / "corpus"

needs_tesseract = pytest.mark.skipif(
    not available(),
    reason="tesseract with Vietnamese is not installed: apt-get install tesseract-ocr tesseract-ocr-vie",
)


def scanned(name: str, form: str, page: int) -> tuple[Manuscript, RecognisedPage]:
    """One page of a scan of the corpus, read as if it were the whole file."""
    data = (CORPUS / name / form).read_bytes()
    (read,) = recognise_pages(pictures_of(data, form, [page]))
    assert isinstance(read, RecognisedPage)
    sheet = reading_of(PageReading(page, "picture"), read)
    return composed(glyphs_of([read]), [sheet], form), read


@cache
def printed(name: str) -> Manuscript:
    return read_pdf((CORPUS / name / "report.pdf").read_bytes(), "report.pdf")


def box_of(manuscript: Manuscript, quote: str, page: int) -> Box:
    """The box of the first place where a quote stands on one line of a page."""
    at = -1
    while (at := manuscript.flow.find(quote, at + 1)) >= 0:
        anchor = manuscript.anchor(at, at + len(quote))
        if anchor.page == page and len(anchor.boxes) == 1:
            return anchor.boxes[0]
    raise AssertionError(f"{quote!r} is not on page {page}")


def overlap(one: Box, other: Box) -> float:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(box.x1 - box.x0) * (box.bottom - box.top) for box in (one, other)]
    return wide * high / (sum(areas) - wide * high)


@needs_tesseract
def test_the_signer_is_read_under_seal_and_signature() -> None:
    manuscript, page = scanned("dong-nai-2024", "scan-signed.pdf", 6)
    assert page.aside > 500
    rows = [manuscript.flow[start:end] for grid in manuscript.grids for row in grid.rows for start, end in row[-1:]]
    assert [row for row in rows if row] == ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Phạm Quốc Thịnh"]
    # Nothing of the seal's own words, nor of the signature, is taken for print.
    assert "LIÊN" not in manuscript.flow
    assert [warning.code for warning in manuscript.warnings] == ["read_by_ocr", "ink_set_aside"]


@needs_tesseract
def test_a_clean_page_gives_its_blocks_its_footnote_and_its_boxes() -> None:
    manuscript, page = scanned("lai-chau-2024", "scan-clean.pdf", 3)
    truth = printed("lai-chau-2024")
    flow = manuscript.flow
    assert manuscript.reading == "ocr"
    assert manuscript.sheets[0].skew == 0.0

    # The raised mark is set aside, and the note that it names lifted out and linked.
    (mark,) = manuscript.marks
    assert mark.label == "1"
    assert flow[: mark.at].endswith("giải pháp chủ yếu")
    (note,) = [block for block in manuscript.blocks if block.kind == "footnote"]
    assert note.note == "1"
    assert flow[note.start : note.end].startswith("Kế hoạch số 71/KH-LĐLĐ, ngày 25/3/2019")
    assert [manuscript.text[start:end] for start, end in manuscript.furniture] == ["3"]

    # Paragraphs are whole, headings bold: the same blocks as the born-digital page has.
    ours = [flow[block.start : block.end].split()[:4] for block in manuscript.blocks if block.kind == "paragraph"]
    theirs = [
        truth.flow[block.start : block.end].split()[:4]
        for block in truth.blocks
        if block.kind == "paragraph" and truth.anchor(block.start, block.end).page == 3
    ]
    assert ours == theirs
    heading = next(block for block in manuscript.blocks if "KẾT QUẢ THỰC HIỆN" in flow[block.start : block.end])
    assert heading.emphasis
    assert flow[heading.start : heading.end].startswith("III. ")

    for quote in ("05 chỉ tiêu cụ thể", "hướng dẫn thực hiện", "Mục tiêu (2)"):
        assert overlap(box_of(manuscript, quote, 3), box_of(truth, quote, 3)) > 0.75, quote

    start = flow.index("100% cán bộ chủ chốt")
    sure = manuscript.legibility(start, start + 4)
    assert sure is not None
    assert 0.5 < sure <= 1.0
    assert page.seconds > 0


@needs_tesseract
def test_a_skewed_noisy_table_gives_its_cells_where_the_page_shows_them() -> None:
    manuscript, page = scanned("bac-ninh-2024", "scan-bad.pdf", 2)
    truth = printed("bac-ninh-2024")
    # The script turned the page by 1.2 degrees.
    assert page.ready.skew == pytest.approx(1.2, abs=0.1)
    (grid,) = manuscript.grids
    assert grid.ruled
    rows = [[manuscript.flow[a:b] for a, b in row] for row in grid.rows]
    assert {len(row) for row in rows} == {6}
    numbers = [row[2:] for row in rows if row[0] in ("7", "16", "21")]
    assert numbers == [
        ["66", "52,0", "67", "56,3"],
        ["99", "78,0", "78", "65,5"],
        ["47", "37,0", "46", "38,7"],
    ]
    # A dash alone in its cell says "none", and is no dirt.
    assert [row[2:] for row in rows if row[0] == "3"] == [["7", "5,5", "-", "-"]]

    turned = Placement.turned(math.radians(1.2), page.width / 2, page.height / 2)
    for quote in ("Biên chế có mặt", "Ngạch chuyên viên cao cấp", "89,9"):
        box = box_of(truth, quote, 2)
        x0, top, x1, bottom = turned.rectangle(box.x0, box.top, box.x1, box.bottom)
        shown = Box(page=2, x0=x0, top=top, x1=x1, bottom=bottom)
        assert overlap(box_of(manuscript, quote, 2), shown) > 0.6, quote


@needs_tesseract
def test_lines_beside_a_table_are_read_on_a_gray_sheet() -> None:
    manuscript, _ = scanned("first-contact/dong-thap-2026", "scan-bad.pdf", 7)
    assert "PHỤ LỤC 1" in manuscript.flow
    assert "Ghi chú: số người tại từng đơn vị có cả hợp đồng." in manuscript.flow


@needs_tesseract
def test_the_rest_of_a_rule_at_a_word_is_no_part_of_it() -> None:
    manuscript, _ = scanned("first-contact/lam-dong-2025", "scan-bad.pdf", 2)
    assert "_" not in manuscript.flow


def test_without_a_program_for_ocr_a_scan_is_no_empty_report(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.errors import MissingProgram

    monkeypatch.setattr("extractor.readers.ocr_engine.languages", lambda: frozenset())
    with pytest.raises(MissingProgram) as raised:
        read_pdf((CORPUS / "nghe-an-2024/scan-clean.pdf").read_bytes(), "scan.pdf")
    assert raised.value.exit_code == 5
    assert "tesseract-ocr-vie" in raised.value.vi


def test_a_page_that_failed_is_named_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a printed and a scanned page: the scan cannot be recognised, the printed page is read."""
    pages = list(glyphs_of([]))
    assert pages == []
    truth = printed("nghe-an-2024")
    data = (CORPUS / "nghe-an-2024/report.pdf").read_bytes()
    monkeypatch.setattr("extractor.readers.pdf.verdict", lambda glyphs: "picture" if glyphs.page == 2 else "text")
    monkeypatch.setattr("extractor.readers.ocr_engine.languages", lambda: frozenset())
    manuscript = read_pdf(data, "mixed.pdf")
    assert [(warning.code, "2" in warning.message) for warning in manuscript.warnings] == [("page_unread", True)]
    assert manuscript.sheets[1].verdict == "unread"
    assert manuscript.reading == "text_layer"
    read = {line.page for line in manuscript.lines}
    assert read == {line.page for line in truth.lines} - {2}


def test_recognition_that_takes_too_long_leaves_the_page_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.readers import ocr
    from extractor.readers.ocr_engine import OcrFailed

    def slow(*arguments: object, **options: object) -> None:
        raise OcrFailed("longer than 1 s")

    monkeypatch.setattr(ocr, "recognise", slow)
    data = (CORPUS / "nghe-an-2024/scan-clean.pdf").read_bytes()
    assert list(recognise_pages(pictures_of(data, "scan.pdf", [2]))) == [2]


def test_legibility_is_the_lowest_of_the_span() -> None:
    manuscript = printed("nghe-an-2024")
    assert manuscript.legibility(0, 20) is None
    from array import array

    lines = [
        replace(line, legibility=array("d", [0.9] * (line.end - line.start - 1) + [0.4])) for line in manuscript.lines
    ]
    marked = replace(manuscript, lines=tuple(lines))
    block = next(block for block in marked.blocks if block.kind == "paragraph" and block.end - block.start > 200)
    assert marked.legibility(block.start, block.start + 5) == pytest.approx(0.9)
    assert marked.legibility(block.start, block.end) == pytest.approx(0.4)
