"""The short ways through XlsxWriter write what its own ways write, byte for byte."""

import io
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook

from extractor.national.quick_workbook import QuickWorkbook

CREATED = datetime(2024, 1, 1)
LONG = ["đ" * 40_000, "x" * 20_000, "🙂" * 9_000]
TEXTS = ["", "=1+1", " hai đầu ", "a\nb", "<&>\"'", "_x0041_", "\x00\x1f\ufffe", *LONG]
NUMBERS = [0, -1, 22_877, 98.5, 1e300, 0.1 + 0.2, 123_456_789_012_345]
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
)


def written(kind: type[Workbook], fill: Any) -> bytes:
    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = kind(sink, options)
    workbook.set_properties({"created": CREATED})
    fill(workbook)
    workbook.close()
    return sink.getvalue()


def same(fill: Any) -> None:
    assert written(QuickWorkbook, fill) == written(Workbook, fill)


def put(sheet: Any, row: int, values: Any, formats: Any) -> None:
    """A row by the short way where there is one, else cell by cell."""
    if hasattr(sheet, "write_values"):
        sheet.write_values(row, values, formats)
        return
    for col, (value, form) in enumerate(zip(values, formats, strict=True)):
        if value is None or value == "":
            sheet.write_blank(row, col, None, form)
        elif isinstance(value, str):
            sheet.write_string(row, col, value, form)
        else:
            sheet.write_number(row, col, value, form)


def test_every_kind_of_cell() -> None:
    def fill(workbook: Workbook) -> None:
        plain, bold = workbook.add_format({"border": 1}), workbook.add_format({"bold": True, "num_format": '"≥ "#,##0'})
        sheet, other = workbook.add_worksheet("Tổ chức"), workbook.add_worksheet("Trống")
        for row, text in enumerate(TEXTS):
            sheet.write_string(row, 0, text, plain)
            sheet.write_string(row, 700, text)
        for row, number in enumerate(NUMBERS):
            sheet.write_number(row, 1, number, bold)
            sheet.write_number(row, 2, number)
        sheet.write_blank(3, 3, None, bold)
        sheet.write_blank(4, 3, None)
        sheet.write_formula(5, 3, "=SUM(B1:B3)", bold, 22876)
        sheet.write_url(6, 3, "internal:'Trống'!A1", plain, "sang")
        sheet.write_number(6, 3, 7, plain)
        sheet.write_boolean(7, 3, True, bold)
        sheet.merge_range(9, 0, 10, 4, "gộp", bold)
        sheet.set_row(2, 40)
        put(sheet, 20, [*TEXTS, *NUMBERS, None], [plain, bold] * ((len(TEXTS) + len(NUMBERS) + 1) // 2))
        other.set_column(0, 3, 20, plain)
        other.write_string(0, 0, "kiểu của cột")

    assert (len(TEXTS) + len(NUMBERS) + 1) % 2 == 0
    same(fill)


@pytest.mark.parametrize("author", [None, "Ban <Tổ chức>"])
@pytest.mark.parametrize("visible", [False, True])
def test_comments(author: str | None, visible: bool) -> None:
    def fill(workbook: Workbook) -> None:
        for name in ("một", "không", "hai"):
            sheet = workbook.add_worksheet(name)
            if name == "không":
                continue
            if author:
                sheet.set_comments_author(author)
            for row, text in enumerate(one for one in TEXTS if one and len(one) < 30_000):
                options = {"width": 300, "height": 16 * row + 12, "visible": visible and row % 2 == 0}
                sheet.write_comment(row, 27 * row, text, {**options, "font_name": "Times & Co", "color": "#E4DCF4"})
                sheet.write_comment(row, 27 * row + 1, text, {"font_size": 9.5})
            sheet.set_row(1, 200)

    same(fill)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_values(rows: list[list[Any]]) -> None:
    def fill(workbook: Workbook) -> None:
        sheet, form = workbook.add_worksheet(), workbook.add_format({"text_wrap": True})
        for row, values in enumerate(rows):
            put(sheet, row, values, [form] * len(values))

    same(fill)
