"""Who has reported and who has not: units × campaigns, one block an era."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed
from extractor.national.styles import BAND, FILLS, STATUS_FILLS, TOTAL
from extractor.national.submissions import Submission, slug
from extractor.national.wording import date_text
from schemas.report import Era

FIRST_ROW = 4
WIDTHS = (6.0, 34.0)
WIDTH = 15.0
ONE_PAGE = 8
ERAS: tuple[Era, ...] = ("pre_2025_07", "post_2025_07")
_Unit = tuple[str | None, str]
"""Code (null for a central sector union) and name."""


def write_coverage(book: Book, number: int) -> None:
    """A row a unit, a column a campaign: the date of the report that counts, and which are still awaited."""
    labels = book.labels
    title = labels.form.format(number, labels.sheet_holds["coverage"].upper())
    sheet = book.add_sheet("coverage", title, labels.coverage_note)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    at, widest = FIRST_ROW, 1
    for era in ERAS:
        reports = [one for one in book.intake.current if one.era == era and one.kind != "unknown"]
        asked = {key: units for key, units in book.intake.expected.items() if units.era == era}
        campaigns = list(dict.fromkeys([*(one.campaign for one in reports), *sorted(asked)]))
        if campaigns:
            at = _block(book, sheet, at, era, campaigns, reports) + 1
            widest = max(widest, len(campaigns))
    sheet.set_column(len(WIDTHS), len(WIDTHS) + widest - 1, WIDTH)
    sheet.freeze_panes(FIRST_ROW, len(WIDTHS))
    book.print_setup(sheet, None, (at, len(WIDTHS) + widest - 1))
    sheet.repeat_columns(0, len(WIDTHS) - 1)
    if widest <= ONE_PAGE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(75)


def _block(
    book: Book, sheet: Worksheet, at: int, era: Era, campaigns: Sequence[str], reports: Sequence[Submission]
) -> int:
    labels = book.labels
    sheet.write_string(at, 0, labels.eras[era], book.styles.get(bold=True, font_size=12))
    at += 1
    sheet.write_string(at, 0, labels.code, book.styles.head())
    sheet.write_string(at, 1, labels.unit, book.styles.head())
    known = {one.key for one in book.table.campaigns}
    headings = [book.campaign(key) if key in known else key for key in campaigns]
    for place, heading in enumerate(headings, len(WIDTHS)):
        sheet.write_string(at, place, heading, book.styles.head(bg_color=BAND))
    sheet.set_row(at, 14 * max(lines_needed(heading, WIDTH, 10) for heading in headings) + 6)
    given = {(slug(one.code or one.name), one.campaign): one for one in reports}
    units = _units(book, era, reports)
    for unit in units:
        at += 1
        _unit(book, sheet, at, era, unit, campaigns, given)
    at += 1
    bold = book.styles.boxed(bold=True, bg_color=TOTAL)
    sheet.merge_range(at, 0, at, 1, labels.reported_of, bold)
    for place, key in enumerate(campaigns, len(WIDTHS)):
        asked = book.intake.expected.get(key)
        expected = len(asked.provinces) if asked and asked.era == era else book.codebook.province_count(era)
        provinces = sum(one.campaign == key and one.kind == "province" for one in reports)
        text = book.styles.boxed(bold=True, bg_color=TOTAL, align="center")
        sheet.write_string(at, place, f"{provinces}/{expected}", text)
    return at + 1


def _units(book: Book, era: Era, reports: Sequence[Submission]) -> list[_Unit]:
    """All provinces of the era, then the central sector unions that report or are asked to."""
    provinces: list[_Unit] = [(code, name) for (of, code), name in book.codebook.provinces.items() if of == era]
    unions = {slug(one.name): one.name for one in reports if one.kind == "sector_union"}
    for asked in book.intake.expected.values():
        if asked.era == era:
            unions |= {slug(name): name for name in sorted(asked.sector_unions) if slug(name) not in unions}
    return [*provinces, *((None, unions[key]) for key in sorted(unions))]


def _unit(
    book: Book,
    sheet: Worksheet,
    at: int,
    era: Era,
    unit: _Unit,
    campaigns: Sequence[str],
    given: dict[tuple[str, str], Submission],
) -> None:
    code, name = unit
    sheet.write_string(at, 0, code or "", book.styles.text(valign="vcenter", align="center"))
    sheet.write_string(at, 1, name, book.styles.text(valign="vcenter"))
    for place, key in enumerate(campaigns, len(WIDTHS)):
        one = given.get((slug(code or name), key))
        if one is not None:
            header = one.report.header
            text = date_text(header.issued, book.labels) or book.labels.undated
            look = {"bg_color": STATUS_FILLS["partly_achieved" if header.draft else "achieved"]}
            text = f"{text} ({book.labels.draft})" if header.draft else text
            sheet.write_string(at, place, text, book.styles.boxed(align="center", **look))
        elif _is_asked(book, era, unit, key):
            look = {"bg_color": STATUS_FILLS["not_yet_achieved"]}
            sheet.write_string(at, place, book.labels.awaited, book.styles.boxed(align="center", **look))
        else:
            sheet.write_blank(at, place, None, book.styles.boxed(**FILLS["missing"]))


def _is_asked(book: Book, era: Era, unit: _Unit, campaign: str) -> bool:
    asked = book.intake.expected.get(campaign)
    if asked is None or asked.era != era:
        return False
    code, name = unit
    return code in asked.provinces if code else slug(name) in {slug(one) for one in asked.sector_unions}
