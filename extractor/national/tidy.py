"""The tidy tables of a dataset: one row a fact, columns described, the same rows for Parquet and CSV."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.national.citations import merged_key, scope_of
from extractor.national.codebook import Codebook
from extractor.national.submissions import Intake, Submission
from schemas.anchor import Anchor
from schemas.facts import Figure, Threshold
from schemas.finding import Finding
from schemas.table import NationalCell, NationalTable, SourceRef, TotalCell

ColumnType = Literal["string", "number", "integer", "boolean"]
Value = str | int | float | bool | None
Findings = Mapping[str, Sequence[Finding]]


@dataclass(frozen=True)
class Column:
    """A column: its name, its Table Schema type and what it means."""

    name: str
    type: ColumnType
    description: str


@dataclass(frozen=True)
class TidyTable:
    """A named table; every row has a value (or null) for every column."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


_UNIT_COLUMNS = (
    Column("report_id", "string", "Stable name of the report; records/REPORT_ID.json is its record"),
    Column("unit_era", "string", "pre_2025_07 (63 provinces) or post_2025_07 (34); a code means nothing without it"),
    Column("unit_code", "string", "Two-digit province code as text; null for a central sector union"),
    Column("unit_name", "string", "Name of the reporting unit"),
    Column("issued", "string", "Date of the report as far as it is known (YYYY, YYYY-MM or YYYY-MM-DD)"),
)
_ANCHOR_COLUMNS = (
    Column("section", "string", "Path of headings where the fact stands"),
    Column("page", "integer", "Page, from 1; null where the source has no pages"),
    Column("quote", "string", "The words as printed: characters start to end of the text that was read"),
    Column("start", "integer", "First character of the quote (Unicode code points)"),
    Column("end", "integer", "Character after the quote"),
)
_CAMPAIGN = Column("campaign", "string", "What is reported on: key of the reviewed document or of the periodic report")
_FILE = Column("file", "string", "Name of the report's file")

FACTS = (
    *_UNIT_COLUMNS,
    Column("indicator", "string", "Indicator of the catalogue"),
    Column("group", "string", "Group of the indicator"),
    Column("value", "number", "The number as normalised; the lower end of a range"),
    Column("upper", "number", "Upper end of a range, otherwise null"),
    Column("bound", "string", "exact, at_least, at_most, approx or range"),
    Column("unit", "string", "Unit of the thing counted; person and attendance are never added"),
    Column("period", "string", "as_of:DATE, year:YYYY or range:YYYY-YYYY; null where none is stated"),
    *_ANCHOR_COLUMNS,
    Column("confidence", "number", "How sure the reading is, 0 to 1"),
    Column("corrected", "boolean", "True if a person corrected the figure"),
    Column("figure_id", "string", "The figure's id in the record"),
    Column("strict", "boolean", "True for more than / less than, false for at least / at most"),
    Column("period_inferred", "boolean", "True if the period comes from the context"),
    Column("implied", "boolean", "True for a figure without a numeral of its own (không có)"),
    Column("share", "number", "Percentage printed beside the count"),
    _CAMPAIGN,
    _FILE,
)
TARGETS = (
    *_UNIT_COLUMNS,
    Column("number", "string", "Number of the target as the report counts"),
    Column("objective", "string", "Objective of the known resolution that it answers"),
    Column("text", "string", "Wording of the target"),
    Column("thresholds", "string", "What it demands, joined by |"),
    Column("deadline", "string", "By when"),
    Column("status", "string", "Verdict of the report"),
    Column("derived", "boolean", "True if the verdict follows from a printed value alone"),
    Column("actual", "number", "Result as a number"),
    Column("actual_unit", "string", "Unit of the result"),
    *_ANCHOR_COLUMNS,
    _CAMPAIGN,
    _FILE,
)
REGULATIONS = (
    *_UNIT_COLUMNS,
    Column("key", "string", "Identity inside the report"),
    Column("merged_key", "string", "Identity across reports: a local document carries its unit"),
    Column("scope", "string", "national or local"),
    Column("type", "string", "Kind of document"),
    Column("number", "string", "Number in canonical spelling; null for a law cited by name"),
    Column("name", "string", "Name of a law cited by name"),
    Column("issuer", "string", "Issuing body"),
    Column("date", "string", "Date of the document that most mentions print"),
    Column("variants", "string", "Other spellings printed, joined by |"),
    Column("mentions", "integer", "Places where it is cited"),
)
MENTIONS = (
    *_UNIT_COLUMNS,
    Column("key", "string", "Regulation, as in regulations.key"),
    Column("as_printed", "string", "The citation as printed"),
    Column("number", "string", "Number as printed there"),
    Column("date", "string", "Date printed there"),
    Column("form", "string", "full, short or title"),
    *_ANCHOR_COLUMNS,
)
FINDINGS = (
    *_UNIT_COLUMNS,
    Column("rule", "string", "Rule of the audit"),
    Column("severity", "string", "error, warning or info"),
    Column("outcome", "string", "broken, holds or cannot_tell"),
    Column("about", "string", "Indicator, target or regulation"),
    Column("message", "string", "The remark"),
    Column("arithmetic", "string", "The check written out"),
    Column("evidence", "integer", "Number of places that show it"),
    *_ANCHOR_COLUMNS[1:],
)
NATIONAL = (
    Column("level", "string", "unit, or total over the provinces (provinces) or all units (all) of an era"),
    *_UNIT_COLUMNS,
    Column("campaign", "string", "Campaign; null for a total over all campaigns of an era"),
    Column("indicator", "string", "Indicator of the catalogue"),
    Column("group", "string", "Group of the indicator"),
    Column("low", "number", "Smallest value that the reports allow"),
    Column("high", "number", "Largest value; null where it is open above or the total is refused"),
    Column("value", "number", "The number where there is one exact or hedged value; null where disputed"),
    Column("bound", "string", "exact, at_least, at_most, approx, range; interval for an inexact total"),
    Column("unit", "string", "Unit of measure; null where units are mixed"),
    Column("period", "string", "Period of the value; several of a total are joined by |"),
    Column("state", "string", "single, series, computed, disputed; for a total: sum or refused"),
    Column("refused", "string", "Why a total is not formed"),
    Column("reporting", "integer", "Units that give a figure"),
    Column("expected", "integer", "Units that reported at all"),
    Column("provinces_of_era", "integer", "63 or 34, on totals"),
    Column("implied", "boolean", "True if the value has no numeral of its own"),
    Column("confidence", "number", "Lowest confidence of the figures shown"),
    Column("figures", "string", "Ids of the figures shown, joined by |"),
    Column("other_figures", "string", "Ids of the figures of other periods, joined by |"),
)
REPORTS = (
    *_UNIT_COLUMNS,
    Column("kind", "string", "province, sector_union or unknown"),
    _CAMPAIGN,
    _FILE,
    Column("sha256", "string", "Hash of the file's bytes"),
    Column("media_type", "string", "Kind of file"),
    Column("pages", "integer", "Pages, null where the source has none"),
    Column("reading", "string", "How it was read"),
    Column("number", "string", "Number of the report"),
    Column("status", "string", "current, or superseded and not counted"),
    Column("superseded_by", "string", "The report that counts in its place"),
    Column("reason", "string", "earlier_issue, draft or same_issue"),
    Column("figures", "integer", "Figures read"),
    Column("unread", "integer", "Numerals that nothing explains"),
    Column("warnings", "string", "Codes of the reader's warnings, joined by |"),
)


def tidy_tables(intake: Intake, table: NationalTable, findings: Findings, codebook: Codebook) -> tuple[TidyTable, ...]:
    """All tables of the dataset. Facts, targets, regulations, mentions, findings are those of reports that count."""
    return (
        _table("reports", "Reports taken in", REPORTS, _reports(intake)),
        _per_report("facts", "Figures, one row each", FACTS, intake, lambda one: _facts(one, codebook)),
        _per_report("targets", "Targets and their statuses", TARGETS, intake, _targets),
        _per_report("regulations", "Regulations cited by each report", REGULATIONS, intake, _regulations),
        _per_report("mentions", "Places where regulations are cited", MENTIONS, intake, _mentions),
        _per_report("findings", "Findings of the audit", FINDINGS, intake, lambda one: _findings(one, findings)),
        _table("national", "Cells and totals of the national table", NATIONAL, _national(table, codebook)),
    )


def _table(name: str, title: str, columns: tuple[Column, ...], rows: Iterable[tuple[Value, ...]]) -> TidyTable:
    clean = tuple(tuple(None if value == "" else value for value in row) for row in rows)
    for row in clean:
        if len(row) != len(columns):
            raise ValueError(f"{name}: a row has {len(row)} values for {len(columns)} columns")
    return TidyTable(name, title, columns, clean)


def _per_report(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    intake: Intake,
    rows: Callable[[Submission], Iterable[tuple[Value, ...]]],
) -> TidyTable:
    return _table(name, title, columns, (_unit(one) + row for one in intake.current for row in rows(one)))


def _unit(one: Submission) -> tuple[Value, ...]:
    return one.report_id, one.era, one.code, one.name, one.report.header.issued


def plain(value: Decimal | None) -> int | float | None:
    """A quantity as the exports show it, whole numbers without a point; at most 15 digits are ever read."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _place(anchor: Anchor) -> tuple[Value, ...]:
    return anchor.page, anchor.quote, anchor.start, anchor.end


def in_text_order(one: Submission) -> list[Figure]:
    """The figures of a report as they stand in its text."""
    return sorted(one.report.figures, key=lambda figure: (figure.anchor.start, figure.anchor.end, figure.id))


def _facts(one: Submission, codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    for figure in in_text_order(one):
        indicator, quantity = codebook.indicator(figure.indicator), figure.quantity
        yield (
            figure.indicator,
            indicator.group if indicator else None,
            plain(quantity.value),
            plain(quantity.upper),
            quantity.bound,
            quantity.unit,
            figure.period,
            figure.section,
            *_place(figure.anchor),
            figure.confidence,
            False,
            figure.id,
            quantity.strict,
            figure.period_inferred,
            figure.implied,
            plain(figure.share.value) if figure.share else None,
            one.campaign,
            one.report.source.name,
        )


def threshold_text(threshold: Threshold) -> str:
    """A threshold in one line: ">= 20 percent"."""
    return f"{threshold.op} {plain(threshold.value)} {threshold.unit}"


def _targets(one: Submission) -> Iterable[tuple[Value, ...]]:
    for target in one.report.targets:
        yield (
            target.number,
            target.objective,
            target.text,
            "|".join(map(threshold_text, target.thresholds)),
            target.deadline,
            target.status,
            target.derived,
            plain(target.actual.value) if target.actual else None,
            target.actual.unit if target.actual else None,
            target.section,
            *_place(target.anchor),
            one.campaign,
            one.report.source.name,
        )


def _regulations(one: Submission) -> Iterable[tuple[Value, ...]]:
    for regulation in one.report.regulations:
        yield (
            regulation.key,
            merged_key(one, regulation),
            scope_of(regulation),
            regulation.type,
            regulation.number,
            regulation.name,
            regulation.issuer,
            regulation.issued,
            "|".join(regulation.variants),
            len(regulation.mentions),
        )


def _mentions(one: Submission) -> Iterable[tuple[Value, ...]]:
    for regulation in one.report.regulations:
        for mention in regulation.mentions:
            yield (
                regulation.key,
                mention.as_printed,
                mention.number,
                mention.issued,
                mention.form,
                mention.section,
                *_place(mention.anchor),
            )


def _findings(one: Submission, findings: Findings) -> Iterable[tuple[Value, ...]]:
    for finding in findings.get(one.report.source.sha256, ()):
        yield (
            finding.rule,
            finding.severity,
            finding.outcome,
            finding.about,
            finding.message,
            finding.arithmetic,
            len(finding.evidence),
            *(_place(finding.evidence[0]) if finding.evidence else (None,) * 4),
        )


def _national(table: NationalTable, codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    for row in table.rows:
        unit = ("unit", row.report_id, row.era, row.code, row.name, row.issued, row.campaign)
        for cell in row.cells:
            yield unit + _cell(cell, codebook)
    for total in table.totals:
        scope = (total.members, None, total.era, None, None, None, total.campaign)
        for summed in total.cells:
            yield scope + _total(summed, total.provinces_of_era, codebook)


def _ids(refs: Sequence[SourceRef]) -> str:
    return "|".join(ref.figure_id for ref in refs)


def _group(identifier: str, codebook: Codebook) -> str | None:
    indicator = codebook.indicator(identifier)
    return indicator.group if indicator else None


def _cell(cell: NationalCell, codebook: Codebook) -> tuple[Value, ...]:
    return (
        cell.indicator,
        _group(cell.indicator, codebook),
        plain(cell.interval.low) if cell.interval else None,
        plain(cell.interval.high) if cell.interval else None,
        plain(cell.value),
        cell.bound,
        cell.unit,
        cell.period,
        cell.state,
        None,
        1,
        1,
        None,
        cell.implied,
        cell.confidence,
        _ids(cell.sources),
        _ids(cell.others),
    )


def _total(cell: TotalCell, provinces: int, codebook: Codebook) -> tuple[Value, ...]:
    low = plain(cell.interval.low) if cell.interval else None
    return (
        cell.indicator,
        _group(cell.indicator, codebook),
        low,
        plain(cell.interval.high) if cell.interval else None,
        low if cell.exact else None,
        None if cell.interval is None else "exact" if cell.exact else "interval",
        cell.unit,
        "|".join(cell.periods),
        "refused" if cell.refused else "sum",
        cell.refused,
        cell.reporting,
        cell.expected,
        provinces,
        None,
        None,
        None,
        None,
    )


def _reports(intake: Intake) -> Iterable[tuple[Value, ...]]:
    aside = {entry.report_id: entry for entry in intake.superseded}
    for one in intake.everything:
        source, entry = one.report.source, aside.get(one.report_id)
        yield (
            *_unit(one),
            one.kind,
            one.campaign,
            source.name,
            source.sha256,
            source.media_type,
            source.pages,
            source.reading,
            one.report.header.number,
            "superseded" if entry else "current",
            entry.by_report_id if entry else None,
            entry.reason if entry else None,
            len(one.report.figures),
            len(one.report.unread),
            "|".join(warning.code for warning in source.warnings),
        )
