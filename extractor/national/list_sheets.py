"""The sheets that are lists: regulations, findings, sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed, shown
from extractor.national.citations import NationalRegulation, merge
from extractor.national.styles import DISPUTED, FILLS, SEVERITY_FILLS, hedge_sign, number_format
from extractor.national.tidy import in_text_order, plain
from extractor.national.wording import correction_text, date_text, interval_text, period_text

HEAD_ROW, FIRST_ROW = 3, 4
SOURCES_FIRST_ROW = FIRST_ROW
"""The row of the first figure in Sources; cells link to SOURCES_FIRST_ROW + their place."""

_SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}
_OUTCOME_ORDER = {"broken": 0, "cannot_tell": 1, "holds": 2}


@dataclass(frozen=True)
class _Column:
    heading: str
    width: float
    align: str = "left"


def _begin(book: Book, key: str, title: str, columns: Sequence[_Column]) -> Worksheet:
    sheet = book.add_sheet(key, title)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEAD_ROW, place, column.heading, book.styles.head())
    sheet.set_row(HEAD_ROW, 32)
    return sheet


def _row(book: Book, sheet: Worksheet, at: int, columns: Sequence[_Column], values: Sequence[str | int | None]) -> None:
    """One row of plain values; a text stays text whatever it begins with. The height fits the longest text."""
    lines = 1
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        style = book.styles.text(align=column.align, font_size=10)
        if value is None or value == "":
            sheet.write_blank(at, place, None, style)
        elif isinstance(value, int):
            sheet.write_number(at, place, value, style)
        else:
            sheet.write_string(at, place, value, style)
            lines = max(lines, lines_needed(value, column.width, 10))
    sheet.set_row(at, min(400.0, 13.5 * lines + 3))


def _end(book: Book, sheet: Worksheet, columns: Sequence[_Column], rows: int, frozen: int) -> None:
    last = FIRST_ROW + max(rows, 1) - 1
    sheet.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(FIRST_ROW, frozen)
    book.print_setup(sheet, (HEAD_ROW, HEAD_ROW), (last, len(columns) - 1))
    sheet.fit_to_pages(1, 0)


def write_regulations(book: Book, number: int) -> None:
    """Who cites what: national documents once for all reports, local ones by their unit."""
    labels = book.labels
    columns = (
        _Column(labels.scope, 10),
        _Column(labels.type, 12),
        _Column(labels.number, 18),
        _Column(labels.name, 20),
        _Column(labels.issuer, 20),
        _Column(labels.date, 18),
        _Column(labels.variants, 14),
        _Column(labels.citing_count, 9, "center"),
        _Column(labels.mentions, 8, "center"),
        _Column(labels.citing_units, 40),
    )
    title = labels.form.format(number, labels.sheet_holds["regulations"].upper())
    sheet = _begin(book, "regulations", title, columns)
    regulations = merge(book.intake.current)
    for place, entry in enumerate(regulations):
        at = FIRST_ROW + place
        units = [f"{one.submission.name} ({len(one.regulation.mentions)})" for one in entry.citing]
        values: tuple[str | int | None, ...] = (
            labels.scopes[entry.scope],
            entry.type,
            entry.number,
            shown(entry.name) if entry.name else None,
            shown(entry.issuer) if entry.issuer else None,
            _dates(book, entry),
            "; ".join(entry.variants),
            len(entry.citing),
            entry.mentions,
            "; ".join(units),
        )
        _row(book, sheet, at, columns, values)
        if entry.date_conflict:
            sheet.write_string(at, 5, _dates(book, entry), book.styles.text(font_size=10, bg_color=DISPUTED))
    _end(book, sheet, columns, len(regulations), 3)


def _dates(book: Book, entry: NationalRegulation) -> str:
    """The date; where several are printed, each with the number of places that print it."""
    if not entry.date_conflict:
        longest = max((day for day, _ in entry.dates), key=len, default="")
        return date_text(longest, book.labels)
    return "; ".join(f"{date_text(day, book.labels)} ({count})" for day, count in entry.dates)


def write_findings(book: Book, number: int) -> None:
    """The audit of each report that counts, broken checks first."""
    labels = book.labels
    columns = (
        _Column(labels.unit, 14),
        _Column(labels.severity, 9, "center"),
        _Column(labels.outcome, 10, "center"),
        _Column(labels.rule, 17),
        _Column(labels.about, 19),
        _Column(labels.message, 44),
        _Column(labels.arithmetic, 20),
        _Column(labels.page, 6, "center"),
        _Column(labels.evidence, 34),
        _Column(labels.file, 15),
    )
    title = labels.form.format(number, labels.sheet_holds["findings"].upper())
    sheet = _begin(book, "findings", title, columns)
    at = FIRST_ROW
    for submission in book.intake.current:
        found = book.findings.get(submission.report.source.sha256, ())
        order = sorted(
            found, key=lambda one: (_OUTCOME_ORDER[one.outcome], _SEVERITY_ORDER[one.severity], one.rule, one.about)
        )
        for finding in order:
            indicator = book.codebook.indicator(finding.about)
            pages = sorted({anchor.page for anchor in finding.evidence if anchor.page is not None})
            values = (
                submission.name,
                labels.severities[finding.severity],
                labels.outcomes[finding.outcome],
                labels.rules.get(finding.rule, finding.rule),
                indicator.label(labels.lang) if indicator else _about(book, finding.about),
                shown(finding.message),
                finding.arithmetic,
                ", ".join(map(str, pages)),
                "; ".join(f"“{shown(anchor.quote)[:300]}”" for anchor in finding.evidence[:6]),
                submission.report.source.name,
            )
            _row(book, sheet, at, columns, values)
            if finding.outcome == "broken":
                fill = book.styles.text(align="center", font_size=10, bg_color=SEVERITY_FILLS[finding.severity])
                sheet.write_string(at, 1, labels.severities[finding.severity], fill)
            at += 1
    _end(book, sheet, columns, at - FIRST_ROW, 1)


def _about(book: Book, about: str) -> str:
    """A target in the workbook's language; a regulation's number as it is."""
    kind, _, number = about.partition(" ")
    return book.labels.target.format(number) if kind == "target" and number else about


def write_sources(book: Book, number: int) -> None:
    """Every figure of every report that counts, in the order of `Book.source_rows`."""
    labels = book.labels
    columns = (
        _Column(labels.code, 5, "center"),
        _Column(labels.unit, 15),
        _Column(labels.issued, 10, "center"),
        _Column(labels.group, 11),
        _Column(labels.indicator, 26),
        _Column(labels.value, 10, "right"),
        _Column(labels.measure, 7, "center"),
        _Column(labels.period, 16),
        _Column(labels.section, 9),
        _Column(labels.page, 6, "center"),
        _Column(labels.quote, 46),
        _Column(labels.confidence, 8, "center"),
        _Column(labels.file, 16),
        _Column(labels.correction, 16),
    )
    title = labels.form.format(number, labels.sheet_holds["sources"].upper())
    sheet = _begin(book, "sources", title, columns)
    at = FIRST_ROW
    for submission in book.intake.current:
        for figure in in_text_order(submission):
            indicator = book.codebook.indicator(figure.indicator)
            period = period_text(figure.period, labels) + (f" ({labels.inferred})" if figure.period_inferred else "")
            quantity, change = figure.quantity, submission.corrections.get(figure.id)
            values = (
                submission.code,
                submission.name,
                date_text(submission.report.header.issued, labels),
                labels.groups.get(indicator.group, indicator.group) if indicator else None,
                indicator.label(labels.lang) if indicator else figure.indicator,
                interval_text(quantity.interval, labels) if quantity.bound == "range" else None,
                labels.units[quantity.unit],
                period,
                figure.section,
                figure.anchor.page,
                shown(figure.anchor.quote),
                None,
                submission.report.source.name,
                correction_text(change, labels) if change else None,
            )
            _row(book, sheet, at, columns, values)
            value = plain(quantity.value) or 0
            if quantity.bound != "range":
                look: dict[str, Any] = {} if quantity.bound == "exact" else FILLS["hedged"]
                look = FILLS["implied"] if figure.implied else look
                look = FILLS["corrected"] if change else look
                style = book.styles.text(
                    font_size=10, num_format=number_format(value, hedge_sign(quantity.bound, quantity.strict)), **look
                )
                sheet.write_number(at, 5, value, style)
            sheet.write_number(at, 11, figure.confidence, book.styles.text(font_size=10, num_format="0.0000"))
            at += 1
    _end(book, sheet, columns, at - FIRST_ROW, 2)
