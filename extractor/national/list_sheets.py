"""The sheets that are lists: regulations, findings, sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format

from extractor.national.book import Book, lines_needed, shown
from extractor.national.citations import NationalRegulation, merge
from extractor.national.styles import DISPUTED, FILLS, SEVERITY_FILLS, hedge_sign, number_format
from extractor.national.tidy import in_text_order, plain
from extractor.national.wording import about_text, correction_text, date_text, interval_text, period_text

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


class _List:
    """A sheet under construction, with the format of each of its columns."""

    def __init__(self, book: Book, key: str, title: str, columns: Sequence[_Column]) -> None:
        self._book = book
        self._columns = columns
        self.sheet = book.add_sheet(key, title)
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, column.width)
            self.sheet.write_string(HEAD_ROW, place, column.heading, book.styles.head())
        self.sheet.set_row(HEAD_ROW, 32)
        self._styles: list[Format] = []

    def row(self, at: int, values: Sequence[str | int | None]) -> None:
        """One row of plain values; a text stays text whatever it begins with. The height fits the longest text."""
        # Made at the first row: formats are numbered in the order of their first use.
        self._styles = self._styles or [self._book.styles.text(align=one.align, font_size=10) for one in self._columns]
        self.sheet.write_values(at, values, self._styles)
        lines = 1
        for column, value in zip(self._columns, values, strict=True):
            # What has fewer letters than the column has digits stands on one line.
            if isinstance(value, str) and len(value) >= column.width:
                lines = max(lines, lines_needed(value, column.width, 10))
        self.sheet.set_row(at, min(400.0, 13.5 * lines + 3))

    def end(self, rows: int, frozen: int) -> None:
        """Filter, frozen panes and print set-up, when all rows are there."""
        sheet, last = self.sheet, FIRST_ROW + max(rows, 1) - 1
        sheet.autofilter(HEAD_ROW, 0, last, len(self._columns) - 1)
        sheet.freeze_panes(FIRST_ROW, frozen)
        self._book.print_setup(sheet, (HEAD_ROW, HEAD_ROW), (last, len(self._columns) - 1))
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
    made = _List(book, "regulations", title, columns)
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
        made.row(at, values)
        if entry.date_conflict:
            made.sheet.write_string(at, 5, _dates(book, entry), book.styles.text(font_size=10, bg_color=DISPUTED))
    made.end(len(regulations), 3)


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
    made = _List(book, "findings", title, columns)
    at = FIRST_ROW
    for submission in book.intake.current:
        found = book.findings.get(submission.report.source.sha256, ())
        order = sorted(
            found, key=lambda one: (_OUTCOME_ORDER[one.outcome], _SEVERITY_ORDER[one.severity], one.rule, one.about)
        )
        for finding in order:
            pages = sorted({anchor.page for anchor in finding.evidence if anchor.page is not None})
            values = (
                submission.name,
                labels.severities[finding.severity],
                labels.outcomes[finding.outcome],
                book.codebook.rule_name(finding.rule)[labels.lang == "en"],
                about_text(finding.about, book.codebook, labels),
                shown(finding.message),
                finding.arithmetic,
                ", ".join(map(str, pages)),
                "; ".join(f"“{shown(anchor.quote)[:300]}”" for anchor in finding.evidence[:6]),
                submission.report.source.name,
            )
            made.row(at, values)
            if finding.outcome == "broken":
                fill = book.styles.text(align="center", font_size=10, bg_color=SEVERITY_FILLS[finding.severity])
                made.sheet.write_string(at, 1, labels.severities[finding.severity], fill)
            at += 1
    made.end(at - FIRST_ROW, 1)


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
    made = _List(book, "sources", title, columns)
    at = FIRST_ROW
    for submission in book.intake.current:
        issued = date_text(submission.report.header.issued, labels)
        for figure in in_text_order(submission):
            indicator = book.codebook.indicator(figure.indicator)
            period = period_text(figure.period, labels) + (f" ({labels.inferred})" if figure.period_inferred else "")
            quantity, change = figure.quantity, submission.corrections.get(figure.id)
            values = (
                submission.code,
                submission.name,
                issued,
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
            made.row(at, values)
            value = plain(quantity.value) or 0
            if quantity.bound != "range":
                look: dict[str, Any] = {} if quantity.bound == "exact" else FILLS["hedged"]
                look = FILLS["implied"] if figure.implied else look
                look = FILLS["corrected"] if change else look
                style = book.styles.text(
                    font_size=10, num_format=number_format(value, hedge_sign(quantity.bound, quantity.strict)), **look
                )
                made.sheet.write_number(at, 5, value, style)
            made.sheet.write_number(at, 11, figure.confidence, book.styles.text(font_size=10, num_format="0.0000"))
            at += 1
    made.end(at - FIRST_ROW, 2)
