"""The sheets of sums over parts of the country: regions, and new provinces reconstructed from the old ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed
from extractor.national.regions import region_totals
from extractor.national.rollup import reconstruct
from extractor.national.styles import BAND, FILLS, number_format
from extractor.national.tidy import plain
from extractor.national.wording import interval_text
from schemas.catalogue import Indicator
from schemas.table import TotalCell

HEAD_ROW, FIRST_ROW = 4, 5
WIDTHS = (13.0, 36.0, 9.0)
WIDTH = 17.0


@dataclass(frozen=True)
class _Sum:
    """One column: its heading, and the sum of an indicator."""

    heading: str
    cell: Callable[[str], TotalCell | None]


def write_regions(book: Book, number: int) -> None:
    """A column a region and campaign; above it how many of its provinces report."""
    columns = [
        _Sum(
            f"{book.campaign(one.campaign)}\n{one.region} ({one.provinces_reporting}/{one.provinces_of_region})",
            one.cell,
        )
        for one in region_totals(book.table, book.codebook)
    ]
    _write(book, "regions", number, columns)


def write_rebuilt(book: Book, number: int) -> None:
    """A column a new province; its heading names the old ones that it is the sum of."""
    columns = []
    for one in reconstruct(book.table, book.codebook):
        old = ", ".join(book.codebook.provinces["pre_2025_07", code] for code in one.predecessors)
        heading = book.labels.rebuilt_from.format(one.name, old)
        columns.append(_Sum(f"{book.campaign(one.campaign)}\n{heading}", one.cell))
    _write(book, "rebuilt", number, columns, book.labels.rebuilt_note)


def _write(book: Book, key: str, number: int, columns: Sequence[_Sum], note: str = "") -> None:
    labels = book.labels
    sheet = book.add_sheet(key, labels.form.format(number, labels.sheet_holds[key].upper()), note)
    for place, (width, text) in enumerate(zip(WIDTHS, (labels.group, labels.indicator, labels.measure), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(HEAD_ROW, place, text, book.styles.head())
    sheet.set_column(len(WIDTHS), len(WIDTHS) + max(len(columns), 1) - 1, WIDTH)
    for place, column in enumerate(columns, len(WIDTHS)):
        sheet.write_string(HEAD_ROW, place, column.heading, book.styles.head(bg_color=BAND))
    tallest = max(
        (sum(lines_needed(part, WIDTH, 10) for part in one.heading.split("\n")) for one in columns), default=1
    )
    sheet.set_row(HEAD_ROW, 14 * tallest + 6)
    shown = [one for one in book.codebook.indicators if any(column.cell(one.id) for column in columns)]
    for at, indicator in enumerate(shown, FIRST_ROW):
        _row(book, sheet, at, indicator, [column.cell(indicator.id) for column in columns])
    last = FIRST_ROW + max(len(shown), 1) - 1, len(WIDTHS) + max(len(columns), 1) - 1
    sheet.autofilter(HEAD_ROW, 0, *last)
    sheet.freeze_panes(FIRST_ROW, len(WIDTHS))
    book.print_setup(sheet, (HEAD_ROW, HEAD_ROW), last)
    sheet.repeat_columns(0, len(WIDTHS) - 1)
    sheet.set_print_scale(70)


def _row(book: Book, sheet: Worksheet, at: int, indicator: Indicator, cells: Sequence[TotalCell | None]) -> None:
    labels, text = book.labels, book.styles.text(valign="vcenter", font_size=10)
    sheet.write_string(at, 0, labels.groups[indicator.group], text)
    sheet.write_string(at, 1, indicator.label(labels.lang), text)
    sheet.write_string(at, 2, labels.units[indicator.unit], text)
    sheet.set_row(at, 14 * lines_needed(indicator.label(labels.lang), WIDTHS[1], 10) + 4)
    for place, cell in enumerate(cells, len(WIDTHS)):
        if cell is None:
            sheet.write_blank(at, place, None, book.styles.boxed(**FILLS["missing"]))
        else:
            _sum(book, sheet, at, place, indicator, cell)


def _sum(book: Book, sheet: Worksheet, at: int, place: int, indicator: Indicator, cell: TotalCell) -> None:
    """An exact sum is a number; an interval or a refusal is text. The comment says how many provinces give it."""
    labels = book.labels
    suffix = f" {labels.units[cell.unit]}" if cell.unit and cell.unit != indicator.unit else ""
    remark = f"{labels.reporting}: {cell.reporting}/{cell.expected}"
    if cell.interval is None:
        remark += f"\n{labels.refusals[cell.refused or '']}"
        sheet.write_string(at, place, labels.not_added, book.styles.boxed(align="right", **FILLS["refused"]))
    elif cell.exact:
        value = plain(cell.interval.low) or 0
        style = book.styles.boxed(align="right", num_format=number_format(value, suffix=suffix))
        sheet.write_number(at, place, value, style)
    else:
        style = book.styles.boxed(align="right", **FILLS["hedged"])
        sheet.write_string(at, place, interval_text(cell.interval, labels) + suffix, style)
    sheet.write_comment(at, place, remark, {"font_name": "Times New Roman", "width": 190, "height": 60})
