"""The country on one sheet: every total of every indicator, each led to the group's sheet that forms it."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed
from extractor.national.indicator_sheets import FIRST_COLUMN, total_rows_of
from extractor.national.styles import BAND, FILLS, LINK, number_format
from extractor.national.tidy import plain
from extractor.national.wording import interval_text, total_label
from schemas.catalogue import Indicator
from schemas.table import TotalCell

HEAD_ROW, FIRST_ROW = 4, 5
WIDTHS = (13.0, 38.0, 9.0)
SUM_WIDTH, COVERAGE_WIDTH = 20.0, 9.0
ONE_PAGE = 4
"""Up to so many totals stand beside one another on a printed page."""


def write_overview(book: Book, _number: int) -> None:
    """Two columns a total: the sum, as a formula that takes it from its sheet, and how many units it rests on."""
    labels = book.labels
    sheet = book.add_sheet("overview", labels.sheet_holds["overview"].upper(), labels.overview_note)
    totals = total_rows_of(book.table)
    for place, (width, text) in enumerate(zip(WIDTHS, (labels.group, labels.indicator, labels.measure), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(HEAD_ROW, place, text, book.styles.head())
    tallest = 2
    for place, (_, total) in enumerate(totals):
        column = len(WIDTHS) + 2 * place
        sheet.set_column(column, column, SUM_WIDTH)
        sheet.set_column(column + 1, column + 1, COVERAGE_WIDTH)
        heading = f"{total_label(total, book.campaign(total.campaign), labels)}, {labels.eras_short[total.era]}"
        sheet.write_string(HEAD_ROW, column, heading, book.styles.head(bg_color=BAND))
        sheet.write_string(HEAD_ROW, column + 1, labels.units_reporting, book.styles.head(bg_color=BAND))
        tallest = max(tallest, lines_needed(heading, SUM_WIDTH, 10))
    sheet.set_row(HEAD_ROW, 14 * tallest + 6)
    at = FIRST_ROW
    for group in book.codebook.groups():
        for place, indicator in enumerate(book.codebook.of_group(group)):
            cells = [(row, total, total.cell(indicator.id)) for row, total in totals]
            if any(cell is not None for _, _, cell in cells):
                _indicator(book, sheet, at, indicator)
                for number, (row, _, cell) in enumerate(cells):
                    target = book.sheet_name(group), xl_rowcol_to_cell(row, FIRST_COLUMN + place)
                    _total(book, sheet, (at, len(WIDTHS) + 2 * number), indicator, cell, target)
                at += 1
    last = max(at - 1, FIRST_ROW), len(WIDTHS) + 2 * max(len(totals), 1) - 1
    sheet.autofilter(HEAD_ROW, 0, *last)
    sheet.freeze_panes(FIRST_ROW, len(WIDTHS))
    book.print_setup(sheet, (HEAD_ROW, HEAD_ROW), last)
    sheet.repeat_columns(0, len(WIDTHS) - 1)
    if len(totals) <= ONE_PAGE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(70)


def _indicator(book: Book, sheet: Worksheet, at: int, indicator: Indicator) -> None:
    labels, text = book.labels, book.styles.text(valign="vcenter", font_size=10)
    sheet.write_string(at, 0, labels.groups[indicator.group], text)
    sheet.write_string(at, 1, indicator.label(labels.lang), text)
    sheet.write_string(at, 2, labels.units[indicator.unit], text)
    sheet.set_row(at, 14 * lines_needed(indicator.label(labels.lang), WIDTHS[1], 10) + 4)


def _total(
    book: Book,
    sheet: Worksheet,
    place: tuple[int, int],
    indicator: Indicator,
    cell: TotalCell | None,
    target: tuple[str, str],
) -> None:
    labels = book.labels
    centred = book.styles.boxed(align="center", font_size=10)
    if cell is None:
        sheet.write_blank(*place, None, book.styles.boxed(**FILLS["missing"]))
        sheet.write_blank(place[0], place[1] + 1, None, centred)
        return
    name, there = target
    suffix = f" {labels.units[cell.unit]}" if cell.unit and cell.unit != indicator.unit else ""
    link = f"internal:'{name}'!{there}"
    if cell.interval is None:
        reason = labels.refusals[cell.refused or ""]
        sheet.write_url(*place, link, book.styles.boxed(align="right", **FILLS["refused"]), labels.not_added, reason)
    elif cell.exact:
        value = plain(cell.interval.low) or 0
        style = book.styles.boxed(num_format=number_format(value, suffix=suffix), bold=True, align="right")
        sheet.write_formula(*place, f"='{name}'!{there}", style, value)
    else:
        style = book.styles.boxed(align="right", **FILLS["hedged"])
        sheet.write_url(*place, link, style, interval_text(cell.interval, labels) + suffix)
    coverage = book.styles.boxed(align="center", font_size=10, font_color=LINK)
    sheet.write_url(place[0], place[1] + 1, link, coverage, f"{cell.reporting}/{cell.expected}")
