"""The first sheet: what the workbook holds, who has reported, what the styles mean."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed
from extractor.national.styles import FILLS, LINK
from extractor.national.wording import date_text
from schemas.table import NationalRow

ONE_PAGE = 25
"""Up to so many reports the contents fit one printed page."""

WIDTHS = (17.0, 28.0, 31.0, 32.0, 14.0, 14.0, 14.0, 14.0)


def write_contents(book: Book, keys: Sequence[str]) -> None:
    """Write the contents sheet; `keys` are the sheets that follow, in order."""
    labels, rows = book.labels, book.table.rows
    sheet = book.workbook.add_worksheet(labels.contents)
    sheet.hide_gridlines(2)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 7, labels.title, book.styles.get(bold=True, font_size=16, align="center"))
    sheet.set_row(0, 30)
    counts = {kind: len({(row.era, row.code, row.name) for row in rows if row.kind == kind}) for kind in _KINDS}
    subtitle = labels.subtitle.format(
        reports=len(rows), provinces=counts["province"], unions=counts["sector_union"], unknown=counts["unknown"]
    )
    sheet.merge_range(1, 0, 1, 7, subtitle, book.styles.get(italic=True, align="center"))
    at = _sheets(book, sheet, 3, keys)
    at = _coverage(book, sheet, at + 1)
    at = _reports(book, sheet, at + 1)
    at = _legend(book, sheet, at + 1)
    book.print_setup(sheet, None, (at, 7))
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1 if len(book.intake.everything) <= ONE_PAGE else 0)


_KINDS = ("province", "sector_union", "unknown")


def _heading(book: Book, sheet: Worksheet, at: int, text: str) -> int:
    sheet.write_string(at, 0, text, book.styles.get(bold=True, font_size=12))
    sheet.set_row(at, 20)
    return at + 1


def _sheets(book: Book, sheet: Worksheet, at: int, keys: Sequence[str]) -> int:
    labels = book.labels
    sheet.write_string(at, 0, labels.sheet, book.styles.head())
    sheet.merge_range(at, 1, at, 3, labels.holds, book.styles.head(align="left"))
    for key in keys:
        at += 1
        name = book.sheet_name(key)
        sheet.write_url(at, 0, f"internal:'{name}'!A1", book.styles.boxed(font_color=LINK, underline=1), name)
        sheet.merge_range(at, 1, at, 3, labels.sheet_holds[key], book.styles.boxed())
    return at + 1


def _coverage(book: Book, sheet: Worksheet, at: int) -> int:
    """Per era and campaign: provinces of how many, and central sector unions."""
    labels = book.labels
    at = _heading(book, sheet, at, labels.coverage)
    sheet.merge_range(at, 0, at, 1, labels.era, book.styles.head())
    sheet.merge_range(at, 2, at, 3, labels.campaign, book.styles.head())
    sheet.write_string(at, 4, labels.provinces, book.styles.head())
    sheet.write_string(at, 5, labels.sector_unions, book.styles.head())
    sheet.set_row(at, 32)
    groups: dict[tuple[str, str], list[NationalRow]] = {}
    for row in book.table.rows:
        groups.setdefault((row.era or "", row.campaign), []).append(row)
    for (era, campaign), rows in groups.items():
        at += 1
        provinces = sum(1 for row in rows if row.kind == "province")
        known = next((row.era for row in rows if row.era is not None), None)
        of_era = f"{provinces}/{book.codebook.province_count(known)}" if known else str(provinces)
        sheet.merge_range(at, 0, at, 1, book.era(era) or labels.unknown_era, book.styles.boxed())
        sheet.merge_range(at, 2, at, 3, book.campaign(campaign), book.styles.boxed())
        sheet.write_string(at, 4, of_era, book.styles.boxed(align="center"))
        unions = sum(1 for row in rows if row.kind == "sector_union")
        sheet.write_number(at, 5, unions, book.styles.boxed(align="center"))
    return at + 1


def _reports(book: Book, sheet: Worksheet, at: int) -> int:
    """Every report taken in, with its reading in numbers, and whether it counts."""
    labels, aside = book.labels, {entry.report_id: entry for entry in book.table.superseded}
    at = _heading(book, sheet, at, labels.reports)
    headings = (
        labels.code,
        labels.unit,
        labels.campaign,
        labels.file,
        labels.issued,
        labels.figures,
        labels.findings,
        labels.unread,
    )
    for column, text in enumerate(headings):
        sheet.write_string(at, column, text, book.styles.head())
    sheet.set_row(at, 32)
    order = [*book.intake.current, *(one for one in book.intake.everything if one.report_id in aside)]
    for one in order:
        at += 1
        entry, text = aside.get(one.report_id), book.styles.text(valign="vcenter")
        look = {} if entry is None else FILLS["refused"]
        text = book.styles.text(valign="vcenter", **look)
        centred = book.styles.text(valign="vcenter", align="center", **look)
        campaign = book.campaign(one.campaign)
        broken = [f for f in book.findings.get(one.report.source.sha256, ()) if f.outcome == "broken"]
        name = one.name if one.kind != "unknown" else f"{one.name} ({labels.unknown_unit})"
        sheet.write_string(at, 0, one.code or "", centred)
        sheet.write_string(at, 1, name, text)
        sheet.write_string(at, 2, campaign, text)
        sheet.write_string(at, 3, one.report.source.name, text)
        sheet.write_string(at, 4, date_text(one.report.header.issued, labels), centred)
        if entry is None:
            sheet.write_number(at, 5, len(one.report.figures), centred)
            sheet.write_number(at, 6, len(broken), centred)
            sheet.write_number(at, 7, len(one.report.unread), centred)
        else:
            why = f"{labels.superseded[entry.reason]}: {labels.superseded_note.format(entry.by_file)}"
            sheet.merge_range(at, 5, at, 7, why, text)
        lines = max(
            lines_needed(name, WIDTHS[1]),
            lines_needed(campaign, WIDTHS[2]),
            lines_needed(one.report.source.name, WIDTHS[3]),
        )
        lines = max(lines, 1 if entry is None else lines_needed(why, sum(WIDTHS[5:])))
        sheet.set_row(at, 15.5 * lines + 2)
    return at + 1


def _legend(book: Book, sheet: Worksheet, at: int) -> int:
    labels, samples = book.labels, {"hedged": "> 1.000", "disputed": "10–12", "refused": book.labels.not_added}
    at = _heading(book, sheet, at, labels.legend) - 1
    for key, text in labels.legend_entries:
        at += 1
        sample = samples.get(key, "" if key == "missing" else "0" if key == "implied" else "123")
        sheet.write_string(at, 0, sample, book.styles.boxed(align="right", **FILLS[key]))
        sheet.merge_range(at, 1, at, 7, text, book.styles.boxed())
    return at + 1
