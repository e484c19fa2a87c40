"""The tidy tables of a dataset: one row a fact, columns described, the same rows for Parquet and CSV."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from extractor.national.citations import merged_key, scope_of
from extractor.national.codebook import Codebook
from extractor.national.regions import RegionTotal, region_totals
from extractor.national.rollup import Reconstruction, reconstruct
from extractor.national.submissions import Intake, Submission
from extractor.national.tidy_columns import (
    EVIDENCE,
    FACTS,
    FINDINGS,
    MENTIONS,
    NATIONAL,
    RECONSTRUCTED,
    REGIONS,
    REGULATIONS,
    REPORTS,
    TARGETS,
    Column,
    TidyTable,
    Value,
)
from schemas.anchor import Anchor
from schemas.facts import Figure, Threshold
from schemas.finding import Finding
from schemas.table import NationalCell, NationalTable, SourceRef, TotalCell

Findings = Mapping[str, Sequence[Finding]]

_REPORT = (("report_id",), "reports", ("report_id",))
_INDICATOR = (("indicator",), "codebook", ("id",))


def tidy_tables(intake: Intake, table: NationalTable, findings: Findings, codebook: Codebook) -> tuple[TidyTable, ...]:
    """All tables of the dataset. Facts, targets, regulations, mentions, findings are those of reports that count."""
    sums = region_totals(table, codebook), reconstruct(table, codebook)
    return (
        _table("reports", "Reports taken in", REPORTS, _reports(intake), key=("report_id",)),
        _table(
            "facts",
            "Figures, one row each",
            FACTS,
            _of_each(intake, lambda one: _facts(one, codebook)),
            key=("report_id", "figure_id"),
            refers=(_REPORT, _INDICATOR),
        ),
        _table("targets", "Targets and their statuses", TARGETS, _of_each(intake, _targets), refers=(_REPORT,)),
        _table(
            "regulations",
            "Regulations cited",
            REGULATIONS,
            _of_each(intake, _regulations),
            refers=(_REPORT,),
        ),
        _table("mentions", "Places of citation", MENTIONS, _of_each(intake, _mentions), refers=(_REPORT,)),
        _table(
            "findings",
            "Findings of the audit",
            FINDINGS,
            _of_each(intake, lambda one: _findings(one, findings)),
            key=("report_id", "finding"),
            refers=(_REPORT,),
        ),
        _table(
            "evidence",
            "Places that show a finding",
            EVIDENCE,
            _of_each(intake, lambda one: _evidence(one, findings)),
            key=("report_id", "finding", "place"),
            refers=((("report_id", "finding"), "findings", ("report_id", "finding")),),
        ),
        _table(
            "national",
            "Cells and totals",
            NATIONAL,
            _national(table, codebook),
            refers=(_INDICATOR,),
        ),
        _table("regions", "Totals by geographic region", REGIONS, _regions(sums[0], codebook), refers=(_INDICATOR,)),
        _table(
            "reconstructed",
            "New provinces as sums over the old ones",
            RECONSTRUCTED,
            _reconstructed(sums[1], codebook),
            refers=(_INDICATOR,),
        ),
    )


def _table(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Value, ...]],
    *,
    key: tuple[str, ...] = (),
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = (),
) -> TidyTable:
    clean = tuple(tuple(None if value == "" else value for value in row) for row in rows)
    for row in clean:
        if len(row) != len(columns):
            raise ValueError(f"{name}: a row has {len(row)} values for {len(columns)} columns")
    return TidyTable(name, title, columns, clean, key, refers)


def _of_each(intake: Intake, rows: Callable[[Submission], Iterable[tuple[Value, ...]]]) -> Iterable[tuple[Value, ...]]:
    return (_unit(one) + row for one in intake.current for row in rows(one))


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
    for number, finding in enumerate(findings.get(one.report.source.sha256, ()), 1):
        yield (
            finding.rule,
            finding.severity,
            finding.outcome,
            finding.about,
            finding.message,
            finding.arithmetic,
            len(finding.evidence),
            *(_place(finding.evidence[0]) if finding.evidence else (None,) * 4),
            number,
        )


def _evidence(one: Submission, findings: Findings) -> Iterable[tuple[Value, ...]]:
    for number, finding in enumerate(findings.get(one.report.source.sha256, ()), 1):
        for place, anchor in enumerate(finding.evidence, 1):
            yield number, place, *_place(anchor)


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
    return (*_sum(cell, codebook), provinces, None, None, None, None)


def _sum(cell: TotalCell, codebook: Codebook) -> tuple[Value, ...]:
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
    )


def _regions(totals: Iterable[RegionTotal], codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    for total in totals:
        for cell in total.cells:
            yield total.campaign, total.region, total.provinces_of_region, *_sum(cell, codebook)


def _reconstructed(made: Iterable[Reconstruction], codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    for one in made:
        for cell in one.cells:
            unit = (one.campaign, "post_2025_07", one.code, one.name, "|".join(one.predecessors), True)
            yield unit + _sum(cell, codebook)


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
