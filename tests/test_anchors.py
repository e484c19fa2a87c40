"""Every fact leads back to its characters, and in a PDF to its place on the page."""

import io
import random
import unicodedata
from functools import cache
from typing import Any

import pdfplumber
import pytest
import regex

from schemas.anchor import Anchor
from tests.corpus_reports import CORPUS, FOLDERS, FORMS, anchors_of, path_of, read

WITH_PDF = [name for name in FOLDERS if path_of(name, "pdf").exists()]
EXISTING = [(name, form) for name in FOLDERS for form in FORMS if path_of(name, form).exists()]
NUMERAL = regex.compile("[0-9]+")


@cache
def characters(name: str, page: int) -> list[dict[str, Any]]:
    """The characters of a page as pdfplumber, which reads the file by itself, sees them."""
    return list(document(name).pages[page - 1].chars)


@cache
def document(name: str) -> Any:
    return pdfplumber.open(io.BytesIO((CORPUS / name / "report.pdf").read_bytes()))


def under(name: str, anchor: Anchor) -> str:
    """What is printed under an anchor's boxes, without blanks."""
    seen = ""
    for box in anchor.boxes:
        for character in characters(name, box.page):
            x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
            if box.x0 - 0.5 <= x <= box.x1 + 0.5 and box.top - 1 <= y <= box.bottom + 1:
                seen += character["text"].strip()
    return seen


@pytest.mark.parametrize(("name", "form"), EXISTING)
def test_the_slice_of_the_text_is_the_quote(name: str, form: str) -> None:
    seen = read(name, form)
    anchors = anchors_of(seen.report)
    assert len(anchors) > 100
    for what, anchor in anchors:
        assert seen.text[anchor.start : anchor.end] == anchor.quote, what
        assert anchor.quote.strip(), what


@pytest.mark.parametrize(("name", "form"), EXISTING)
def test_pages_and_boxes_only_where_the_source_has_pages(name: str, form: str) -> None:
    seen = read(name, form)
    pages = seen.report.source.pages
    assert (pages is not None) == (form == "pdf")
    for what, anchor in anchors_of(seen.report):
        if pages is None:
            assert anchor.page is None, what
            assert anchor.boxes == (), what
        else:
            assert anchor.boxes, what
            assert anchor.page == anchor.boxes[0].page, what
            assert all(1 <= box.page <= pages and box.x0 < box.x1 and box.top < box.bottom for box in anchor.boxes)
            assert [box.page for box in anchor.boxes] == sorted(box.page for box in anchor.boxes)


@pytest.mark.parametrize("name", WITH_PDF)
def test_the_words_under_the_boxes_are_those_of_the_fact(name: str) -> None:
    report = read(name, "pdf").report
    choose = random.Random(name)
    places = [(figure.indicator, figure.anchor) for figure in choose.sample(report.figures, 15)]
    places += choose.sample(anchors_of(report), 15)
    for what, anchor in places:
        printed = under(name, anchor)
        for numeral in NUMERAL.findall(anchor.quote):
            assert numeral in printed, (what, anchor.quote)
        assert letters(printed) == letters(anchor.quote), (what, anchor.quote)


def letters(text: str) -> list[str]:
    """The letters and digits in any order: a line above another may be read first."""
    return sorted(letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum())


def test_the_numeral_of_every_figure_of_the_sample_stands_in_its_quote() -> None:
    for form in FORMS:
        for figure in read("lai-chau-2024", form).report.figures:
            digits = "".join(NUMERAL.findall(figure.anchor.quote))
            value = f"{figure.quantity.value}"
            assert figure.implied or value in digits or value.zfill(2) in digits, figure.anchor.quote
