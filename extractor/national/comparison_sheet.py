"""The sheet that sets campaigns side by side: totals over the provinces that report for both."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed
from extractor.national.campaign_comparison import Change, Comparison, Given, comparisons
from extractor.national.styles import BAND, FILLS, number_format
from extractor.national.tidy import plain
from extractor.national.wording import change_text, interval_text

FIRST_ROW = 4
WIDTHS = (13.0, 40.0, 10.0, 18.0, 18.0, 18.0, 10.0)


def has_comparison(book: Book) -> bool:
    """True if two campaigns share enough provinces; otherwise there is no such sheet."""
    return any(one.totals for one in _of(book))


def _of(book: Book) -> tuple[Comparison, ...]:
    return comparisons(book.table, [indicator.id for indicator in book.codebook.indicators])


def write_comparison(book: Book, number: int) -> None:
    """A block a pair of campaigns: earlier, later, change, and how many provinces the sums rest on."""
    labels = book.labels
    title = labels.form.format(number, labels.sheet_holds["comparison"].upper())
    sheet = book.add_sheet("comparison", title, labels.comparison_note)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    at = FIRST_ROW
    for one in _of(book):
        if one.totals:
            at = _block(book, sheet, at, one) + 1
    book.print_setup(sheet, None, (at, len(WIDTHS) - 1))
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.fit_to_pages(1, 0)


def _block(book: Book, sheet: Worksheet, at: int, one: Comparison) -> int:
    labels, head = book.labels, book.styles.head(bg_color=BAND)
    before, after = book.campaign(one.before), book.campaign(one.after)
    provinces = sum(later.kind == "province" for _, later in one.pairs)
    text = labels.compared.format(before, after, provinces)
    sheet.merge_range(at, 0, at, len(WIDTHS) - 1, text, book.styles.get(bold=True, text_wrap=True))
    headings = (labels.group, labels.indicator, labels.measure, before, after, labels.change, labels.provinces)
    for place, heading in enumerate(headings):
        sheet.write_string(at + 1, place, heading, head)
    sheet.set_row(at + 1, 14 * max(lines_needed(text, WIDTHS[place], 10) for place, text in enumerate(headings)) + 6)
    at += 2
    for indicator in book.codebook.indicators:
        total = one.totals.get(indicator.id)
        if total is None:
            continue
        plain_text = book.styles.text(valign="vcenter", font_size=10)
        sheet.write_string(at, 0, labels.groups[indicator.group], plain_text)
        sheet.write_string(at, 1, indicator.label(labels.lang), plain_text)
        sheet.write_string(at, 2, labels.units[total.before.unit or indicator.unit], plain_text)
        sheet.set_row(at, 14 * lines_needed(indicator.label(labels.lang), WIDTHS[1], 10) + 4)
        _side(book, sheet, at, 3, total, total.before)
        _side(book, sheet, at, 4, total, total.after)
        _change(book, sheet, at, total)
        sheet.write_number(at, 6, total.units, book.styles.boxed(align="center", font_size=10))
        at += 1
    return at


def _side(book: Book, sheet: Worksheet, at: int, place: int, total: Change, side: Given) -> None:
    if total.refused == "percent" or side.interval is None:
        sheet.write_string(at, place, book.labels.not_added, book.styles.boxed(align="right", **FILLS["refused"]))
    elif side.low == side.high:
        value = plain(side.low) or 0
        sheet.write_number(at, place, value, book.styles.boxed(align="right", num_format=number_format(value)))
    else:
        text = interval_text(side.interval, book.labels)
        sheet.write_string(at, place, text, book.styles.boxed(align="right", **FILLS["hedged"]))


def _change(book: Book, sheet: Worksheet, at: int, total: Change) -> None:
    """Both sides exact: a formula, so that Excel can subtract again. An open or hedged change is told in words."""
    labels, low, high = book.labels, plain(total.low), plain(total.high)
    look: dict[str, Any] = {"align": "right", "bold": True}
    if total.refused is not None:
        sheet.write_string(at, 5, labels.not_compared, book.styles.boxed(align="right", **FILLS["refused"]))
    elif low is not None and low == high and total.before.low == total.before.high:
        form = number_format(low)
        style = book.styles.boxed(num_format=f"+{form};-{form};0", **look)
        sheet.write_formula(at, 5, f"=E{at + 1}-D{at + 1}", style, low)
    else:
        sheet.write_string(at, 5, change_text(total, labels), book.styles.boxed(align="right", **FILLS["hedged"]))
