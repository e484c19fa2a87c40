"""One sheet an indicator group: units × indicators, totals below, each figure led back to its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed, shown
from extractor.national.codebook import band_of
from extractor.national.styles import BAND, FILLS, TOTAL, hedge_sign, number_format
from extractor.national.tidy import plain
from extractor.national.wording import correction_text, date_text, interval_text, period_text, total_label
from schemas.catalogue import Indicator
from schemas.table import NationalCell, NationalRow, NationalTable, SourceRef, TotalCell, TotalRow

BAND_ROW, HEAD_ROW, FIRST_ROW = 3, 4, 5
FIXED_WIDTHS = (6.0, 26.0, 12.0, 12.0, 24.0)
"""Code, unit, era, date, campaign."""
FIRST_COLUMN = len(FIXED_WIDTHS)
WIDTH = 10.5
REPEATED = 2
"""Code and unit stand on every printed page."""

SCALE = 58
"""Printed size in percent; at it PAGE_WIDTH characters of columns fit the width of an A4 sheet."""
PAGE_WIDTH = 226.0


@dataclass(frozen=True)
class _Grid:
    """A sheet and its columns."""

    book: Book
    sheet: Worksheet
    indicators: tuple[Indicator, ...]

    def column(self, place: int) -> int:
        return FIRST_COLUMN + place


def write_group(book: Book, group: str, number: int) -> None:
    """Write the sheet of one indicator group; `number` is its place among the forms."""
    labels = book.labels
    title = labels.form.format(number, labels.sheet_holds[group].upper())
    sheet = book.add_sheet(group, title, labels.see_source, title_column=REPEATED)
    grid = _Grid(book, sheet, book.codebook.of_group(group))
    pages = page_runs([band_of(indicator) for indicator in grid.indicators])
    _headings(grid, pages, labels.continued.format(number))
    rows = {row.report_id: FIRST_ROW + place for place, row in enumerate(book.table.rows)}
    for row in book.table.rows:
        _unit_row(grid, rows[row.report_id], row)
    last_unit = FIRST_ROW + max(len(rows), 1) - 1
    bottom = _total_rows(grid, last_unit + 1, rows)
    bottom = _notes(grid, bottom + 1, pages[0] if pages else range(0))
    _finish(grid, pages, last_unit, bottom)


def page_runs(bands: Sequence[str]) -> list[range]:
    """The indicator columns of each printed page: a band stays whole where a page is not left half empty for it.

    >>> page_runs([""] * 9 + ["age"] * 6)
    [range(0, 9), range(9, 15)]
    """
    runs, start = [], 0
    while start < len(bands):
        fixed = sum(FIXED_WIDTHS if start == 0 else FIXED_WIDTHS[:REPEATED])
        room = int((PAGE_WIDTH - fixed) // WIDTH)
        end = min(start + room, len(bands))
        if end < len(bands):
            whole = end
            while whole > start and bands[whole - 1] and bands[whole - 1] == bands[whole]:
                whole -= 1
            end = whole if whole - start >= room / 2 else end
        runs.append(range(start, end))
        start = end
    return runs


def _headings(grid: _Grid, pages: Sequence[range], continued: str) -> None:
    book, sheet, head = grid.book, grid.sheet, grid.book.styles.head()
    labels = book.labels
    for column, text in enumerate((labels.code, labels.unit, labels.era, labels.issued, labels.campaign)):
        sheet.merge_range(BAND_ROW, column, HEAD_ROW, column, text, head)
        sheet.set_column(column, column, FIXED_WIDTHS[column])
    sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(grid.indicators) - 1, WIDTH)
    for page in pages[1:]:
        sheet.write_string(0, grid.column(page.start), continued, book.styles.get(bold=True, font_size=14))
    for page in pages:
        _bands(grid, page)
    tallest = 1
    for place, indicator in enumerate(grid.indicators):
        text = f"{indicator.label(labels.lang)}\n({labels.units[indicator.unit]})"
        top = HEAD_ROW if band_of(indicator) else BAND_ROW
        if top == BAND_ROW:
            sheet.merge_range(BAND_ROW, grid.column(place), HEAD_ROW, grid.column(place), text, head)
        else:
            sheet.write_string(HEAD_ROW, grid.column(place), text, head)
        tallest = max(tallest, lines_needed(indicator.label(labels.lang), WIDTH, 10) + 1)
    sheet.set_row(BAND_ROW, 20)
    sheet.set_row(HEAD_ROW, 13.5 * tallest + 14)


def _bands(grid: _Grid, page: range) -> None:
    """The names of partitions above their columns; a band that goes over a page is named on both."""
    look = grid.book.styles.head(bg_color=BAND)
    banded = [(band_of(grid.indicators[place]), grid.column(place)) for place in page]
    for band, members in groupby(banded, key=lambda item: item[0]):
        columns = [column for _, column in members]
        text = grid.book.labels.bands.get(band, band)
        if band and len(columns) > 1:
            grid.sheet.merge_range(BAND_ROW, columns[0], BAND_ROW, columns[-1], text, look)
        elif band:
            grid.sheet.write_string(BAND_ROW, columns[0], text, look)


def _unit_row(grid: _Grid, at: int, row: NationalRow) -> None:
    book, sheet = grid.book, grid.sheet
    text, label = book.styles.text(valign="vcenter"), book.styles.text(valign="vcenter", align="center")
    sheet.write_string(at, 0, row.code or "", label)
    sheet.write_string(at, 1, row.name if row.kind != "unknown" else f"{row.name} ({book.labels.unknown_unit})", text)
    sheet.write_string(at, 2, book.labels.eras_short.get(row.era or "", ""), label)
    sheet.write_string(at, 3, date_text(row.issued, book.labels), label)
    campaign = book.campaign(row.campaign)
    sheet.write_string(at, 4, campaign, book.styles.text(valign="vcenter", font_size=10))
    sheet.set_row(
        at, 15.5 * max(lines_needed(row.name, FIXED_WIDTHS[1]), lines_needed(campaign, FIXED_WIDTHS[4], 10)) + 2
    )
    for place, indicator in enumerate(grid.indicators):
        cell = row.cell(indicator.id)
        if cell is None:
            sheet.write_blank(at, grid.column(place), None, book.styles.boxed(**FILLS["missing"]))
        else:
            _figure_cell(grid, at, grid.column(place), indicator, cell)


def _look(cell: NationalCell) -> dict[str, Any]:
    if cell.state == "disputed":
        return FILLS["disputed"]
    if cell.corrected:
        return FILLS["corrected"]
    if cell.state == "computed":
        return FILLS["computed"]
    if cell.implied:
        return FILLS["implied"]
    return FILLS["exact"] if cell.bound == "exact" else FILLS["hedged"]


def _figure_cell(grid: _Grid, at: int, column: int, indicator: Indicator, cell: NationalCell) -> None:
    book, sheet, look = grid.book, grid.sheet, {"align": "right", **_look(cell)}
    first = cell.sources[0]
    link = f"internal:'{book.labels.sources}'!A{book.source_rows[first.report_id, first.figure_id] + 1}"
    other_unit = cell.unit is not None and cell.unit != indicator.unit
    suffix = f" {book.labels.units[cell.unit]}" if other_unit and cell.unit else ""
    value = plain(cell.value)
    if value is not None and cell.bound != "range":
        sign = hedge_sign(cell.bound, cell.strict)
        style = book.styles.boxed(num_format=number_format(value, sign, suffix), **look)
        # The link is written first: XlsxWriter keeps it when a number then takes the cell's content.
        sheet.write_url(at, column, link, style, str(value))
        sheet.write_number(at, column, value, style)
    else:
        sheet.write_url(at, column, link, book.styles.boxed(shrink=True, **look), _text_of(book, cell) + suffix)
    comment = _comment(book, cell)
    height = 16 * sum(lines_needed(line, 46) for line in comment.split("\n")) + 12
    sheet.write_comment(at, column, comment, {"width": 300, "height": height, "font_name": "Times New Roman"})


def _text_of(book: Book, cell: NationalCell) -> str:
    if cell.interval is not None:
        return interval_text(cell.interval, book.labels)
    figures = [book.figures[ref.report_id, ref.figure_id][1] for ref in cell.sources]
    parts = [
        f"{interval_text(figure.quantity.interval, book.labels)} {book.labels.units[figure.quantity.unit]}"
        for figure in figures
    ]
    return " / ".join(dict.fromkeys(parts))


def _comment(book: Book, cell: NationalCell) -> str:
    labels = book.labels
    remarks = {"disputed": labels.disputed, "computed": labels.computed, "series": labels.series}
    lines = [remarks[cell.state]] if cell.state in remarks else []
    if cell.implied:
        lines.append(labels.implied)
    period = period_text(cell.period, labels) + (f" ({labels.inferred})" if cell.period_inferred else "")
    lines.append(f"{labels.period}: {period}")
    lines += [_place(book, ref) for ref in cell.sources[:6]]
    if len(cell.sources) > 6:
        lines.append(f"… +{len(cell.sources) - 6}")
    lines += _remarks(book, cell)
    return "\n".join(lines)


def _place(book: Book, ref: SourceRef) -> str:
    submission, figure = book.figures[ref.report_id, ref.figure_id]
    where = [submission.report.source.name]
    if figure.anchor.page is not None:
        where.append(book.labels.page_of.format(figure.anchor.page))
    where.append(f"{book.labels.section.lower()} {figure.section}")
    quote = shown(figure.anchor.quote)
    place = f"{', '.join(where)}: “{quote if len(quote) <= 240 else quote[:240] + '…'}”"
    change = submission.corrections.get(figure.id)
    return place if change is None else f"{place}\n{correction_text(change, book.labels)}"


def _remarks(book: Book, cell: NationalCell) -> list[str]:
    """What the audit found broken about this indicator in this report."""
    submission, _ = book.figures[cell.sources[0].report_id, cell.sources[0].figure_id]
    return [
        f"{book.labels.severities[finding.severity]}: {shown(finding.message)[:240]}"
        for finding in book.findings.get(submission.report.source.sha256, ())
        if finding.about == cell.indicator and finding.outcome == "broken"
    ]


# Totals ----------------------------------------------------------------------------------------


def total_rows_of(table: NationalTable) -> tuple[tuple[int, TotalRow], ...]:
    """The totals that every group's sheet shows, each with its row: below the units, two rows a total."""
    first = FIRST_ROW + max(len(table.rows), 1)
    shown_totals = [total for total in table.totals if len(total.report_ids) >= 2]
    return tuple((first + 2 * place, total) for place, total in enumerate(shown_totals))


def _total_rows(grid: _Grid, after: int, rows: dict[str, int]) -> int:
    """Two rows a total: the sums, and how many units they rest on. Returns the row after the last."""
    book = grid.book
    for at, total in total_rows_of(book.table):
        label = total_label(total, book.campaign(total.campaign), book.labels)
        bold = book.styles.boxed(bold=True, bg_color=TOTAL, text_wrap=True, top=2)
        grid.sheet.merge_range(at, 0, at, REPEATED - 1, label, bold)
        grid.sheet.merge_range(at, REPEATED, at, FIRST_COLUMN - 1, "", bold)
        light = book.styles.boxed(italic=True, font_size=10, align="right")
        grid.sheet.merge_range(at + 1, 0, at + 1, REPEATED - 1, book.labels.reporting, light)
        grid.sheet.merge_range(at + 1, REPEATED, at + 1, FIRST_COLUMN - 1, "", light)
        # Bold letters are wider.
        grid.sheet.set_row(at, 15.5 * lines_needed(label, sum(FIXED_WIDTHS[:REPEATED]) * 0.9) + 3)
        members = [rows[report_id] for report_id in total.report_ids]
        for place, indicator in enumerate(grid.indicators):
            _total_pair(grid, at, grid.column(place), indicator, total.cell(indicator.id), members)
        after = at + 2
    return after


def _total_pair(
    grid: _Grid, at: int, column: int, indicator: Indicator, cell: TotalCell | None, members: Sequence[int]
) -> None:
    book, sheet = grid.book, grid.sheet
    look: dict[str, Any] = {"bold": True, "bg_color": TOTAL, "align": "right", "top": 2}
    small = book.styles.boxed(italic=True, font_size=10, align="center")
    if cell is None:
        sheet.write_blank(at, column, None, book.styles.boxed(**{**look, **FILLS["missing"]}))
        sheet.write_string(at + 1, column, "", small)
        return
    sheet.write_string(at + 1, column, f"{cell.reporting}/{cell.expected}", small)
    suffix = f" {book.labels.units[cell.unit]}" if cell.unit and cell.unit != indicator.unit else ""
    if cell.interval is None:
        style = book.styles.boxed(**{**look, "bold": False, **FILLS["refused"], "font_size": 10, "text_wrap": True})
        sheet.write_string(at, column, book.labels.not_added, style)
        return
    low, high = plain(cell.interval.low) or 0, plain(cell.interval.high)
    if cell.exact:
        style = book.styles.boxed(num_format=number_format(low, suffix=suffix), **look)
        sheet.write_formula(at, column, f"=SUM({','.join(_runs(members, column))})", style, low)
    elif high is None or high == low:
        sign = "≥ " if high is None else ""
        sheet.write_number(at, column, low, book.styles.boxed(num_format=number_format(low, sign, suffix), **look))
    else:
        text = interval_text(cell.interval, book.labels) + suffix
        # A long interval stands on two lines: total rows are tall enough for it.
        text = text.replace("–", "–\n") if len(text) > WIDTH + 2 else text
        sheet.write_string(at, column, text, book.styles.boxed(text_wrap=True, **look))


def _runs(rows: Sequence[int], column: int) -> list[str]:
    """The rows as cell ranges, neighbours together: E6:E11, E13."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    ends = [(xl_rowcol_to_cell(run[0], column), xl_rowcol_to_cell(run[-1], column)) for run in runs]
    return [first if first == last else f"{first}:{last}" for first, last in ends]


def _notes(grid: _Grid, at: int, page: range) -> int:
    """Below the table, readable in print: why sums were refused, which cells are disputed."""
    book, labels = grid.book, grid.book.labels
    notes = [*_refusal_notes(grid), *_dispute_notes(grid), *_rejection_notes(grid)]
    if any(total.members == "all" for total in book.table.totals):
        notes.append(labels.all_note)
    if not notes:
        return at
    grid.sheet.write_string(at, REPEATED, labels.notes, book.styles.get(bold=True, font_size=10))
    last = max(grid.column(page.stop) - 1, FIRST_COLUMN + 6)
    width = sum(FIXED_WIDTHS[REPEATED:]) + WIDTH * (last - FIRST_COLUMN + 1)
    for note in notes:
        at += 1
        text = f"– {note}"
        grid.sheet.merge_range(
            at, REPEATED, at, last, text, book.styles.get(font_size=10, text_wrap=True, valign="top")
        )
        grid.sheet.set_row(at, 13.5 * lines_needed(text, width, 10) + 2)
    return at


def _refusal_notes(grid: _Grid) -> list[str]:
    """One note a reason and campaign; the total with sector unions is named only where it alone is refused."""
    book, labels = grid.book, grid.book.labels
    indicators: dict[tuple[str, str], list[str]] = {}
    refused: set[tuple[str | None, str]] = set()
    for total in book.table.totals:
        if len(total.report_ids) < 2:
            continue
        for indicator in grid.indicators:
            cell = total.cell(indicator.id)
            if cell is None or cell.refused is None or (f"{total.era}{total.campaign}", indicator.id) in refused:
                continue
            refused.add((f"{total.era}{total.campaign}", indicator.id))
            name = f"{labels.total_all}, " if total.members == "all" else ""
            scope = f"{name}{book.campaign(total.campaign)}, {labels.eras_short[total.era]}"
            indicators.setdefault((scope, _reason(book, cell)), []).append(indicator.label(labels.lang))
    return [
        f"{scope}: {labels.not_added}, {reason}: {'; '.join(names)}" for (scope, reason), names in indicators.items()
    ]


def _reason(book: Book, cell: TotalCell) -> str:
    labels, reason = book.labels, book.labels.refusals[cell.refused or ""]
    if cell.refused == "mixed_units":
        met = "; ".join(labels.units_met.format(labels.units[unit], count) for unit, count in cell.units)
        return f"{reason} ({met})"
    if cell.refused in ("different_dates", "different_periods"):
        return f"{reason} ({'; '.join(period_text(period, labels) for period in cell.periods)})"
    return reason


def _dispute_notes(grid: _Grid) -> list[str]:
    book, labels = grid.book, grid.book.labels
    return [
        f"{row.name}, {indicator.label(labels.lang)}: {labels.dispute_between.format(_text_of(book, cell))}"
        for row in book.table.rows
        for indicator in grid.indicators
        if (cell := row.cell(indicator.id)) is not None and cell.state == "disputed"
    ]


def _rejection_notes(grid: _Grid) -> list[str]:
    """Figures that a person took out: their cells may be empty, so they are told below the table."""
    labels, group = grid.book.labels, {indicator.id: indicator for indicator in grid.indicators}
    return [
        f"{submission.name}, {group[change.reported.indicator].label(labels.lang)}: {labels.not_counted}. "
        f"{correction_text(change, labels)} (“{shown(change.reported.anchor.quote)[:240]}”)"
        for submission in grid.book.intake.current
        for change in submission.corrections.values()
        if change.kind == "reject" and change.reported is not None and change.reported.indicator in group
    ]


def _finish(grid: _Grid, pages: Sequence[range], last_unit: int, bottom: int) -> None:
    last_column = FIRST_COLUMN + len(grid.indicators) - 1
    grid.sheet.autofilter(HEAD_ROW, 0, last_unit, last_column)
    grid.sheet.freeze_panes(FIRST_ROW, REPEATED)
    grid.book.print_setup(grid.sheet, (BAND_ROW, HEAD_ROW), (bottom, last_column))
    grid.sheet.repeat_columns(0, REPEATED - 1)
    grid.sheet.set_print_scale(SCALE)
    grid.sheet.set_v_pagebreaks([grid.column(page.start) for page in pages[1:]])
