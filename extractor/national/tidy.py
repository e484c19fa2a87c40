"""The tidy tables of a dataset: one row a fact, columns described, the same rows for Parquet and CSV."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from extractor.national.campaign_comparison import Change, comparisons
from extractor.national.citations import merged_key, scope_of
from extractor.national.codebook import Codebook
from extractor.national.regions import region_totals
from extractor.national.rollup import reconstruct
from extractor.national.submissions import Intake, Submission
from extractor.national.tidy_columns import (
    CHANGES,
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
        _table("regions", "Totals by geographic region", REGIONS, _regions(table, codebook), refers=(_INDICATOR,)),
        _table(
            "reconstructed",
            "New provinces as sums over the old ones",
            RECONSTRUCTED,
            _reconstructed(table, codebook),
            refers=(_INDICATOR,),
        ),
        _table(
            "changes",
            "Campaigns compared over the same units",
            CHANGES,
            _changes(table, codebook),
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
    clean = tuple(tuple(None if value == "" else value for value in row) if "" in row else row for row in rows)
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
    return sorted(one.report.figures, key=_text_order)


def _facts(one: Submission, codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    for figure in _with_rejected(one):
        indicator, quantity = codebook.indicator(figure.indicator), figure.quantity
        change = one.corrections.get(figure.id)
        rejected = change is not None and change.kind == "reject"
        reported = figure if change is None else change.reported
        yield (
            figure.indicator,
            indicator.group if indicator else None,
            None if rejected else plain(quantity.value),
            None if rejected else plain(quantity.upper),
            quantity.bound,
            quantity.unit,
            figure.period,
            figure.section,
            *_place(figure.anchor),
            figure.confidence,
            change is not None,
            figure.id,
            quantity.strict,
            figure.period_inferred,
            figure.implied,
            plain(figure.share.value) if figure.share else None,
            one.campaign,
            one.report.source.name,
            plain(reported.quantity.value) if reported else None,
            reported.indicator if reported else None,
            change.kind if change else None,
            change.why if change else None,
        )


def _with_rejected(one: Submission) -> list[Figure]:
    """The figures that count and, in their places, those that a person took out."""
    rejected = [c.reported for c in one.corrections.values() if c.kind == "reject" and c.reported is not None]
    return sorted((*one.report.figures, *rejected), key=_text_order)


def _text_order(figure: Figure) -> tuple[int, int, str]:
    return figure.anchor.start, figure.anchor.end, figure.id


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
    giving = _giving(table)
    for row in table.rows:
        unit = ("unit", row.report_id, row.era, row.code, row.name, row.issued, row.campaign)
        for cell in row.cells:
            yield unit + _cell(cell, codebook) + (row.report_id,)
    for total in table.totals:
        scope = (total.members, None, total.era, None, None, None, total.campaign)
        for summed in total.cells:
            rest = (total.provinces_of_era, None, None, None, None, None, giving(total.report_ids, summed.indicator))
            yield scope + _sum(summed, codebook) + rest


def _giving(table: NationalTable) -> Callable[[Iterable[str], str], str]:
    """A function that joins those of some reports that give an indicator."""
    given = {(row.report_id, cell.indicator) for row in table.rows for cell in row.cells}
    return lambda reports, indicator: "|".join(one for one in reports if (one, indicator) in given)


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
        cell.corrected,
    )


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


def _regions(table: NationalTable, codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    giving = _giving(table)
    for total in region_totals(table, codebook):
        for cell in total.cells:
            scope = (total.campaign, total.region, total.provinces_of_region)
            yield scope + _sum(cell, codebook) + (giving(total.report_ids, cell.indicator),)


def _reconstructed(table: NationalTable, codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    for one in reconstruct(table, codebook):
        unit = (one.campaign, "post_2025_07", one.code, one.name, "|".join(one.predecessors), True)
        for cell in one.cells:
            yield unit + _sum(cell, codebook) + ("|".join(one.report_ids),)


def _changes(table: NationalTable, codebook: Codebook) -> Iterable[tuple[Value, ...]]:
    for one in comparisons(table, [indicator.id for indicator in codebook.indicators]):
        for name, total in one.totals.items():
            yield ("provinces", one.pairs[0][1].era, None, None, one.before, one.after, *_change(name, total))
        for _, row in one.pairs:
            for indicator in codebook.indicators:
                change = one.changes.get((row.report_id, indicator.id))
                if change is not None:
                    unit = "unit", row.era, row.code, row.name
                    yield (*unit, one.before, one.after, *_change(indicator.id, change))


def _change(indicator: str, change: Change) -> tuple[Value, ...]:
    sides = (change.before.low, change.before.high, change.after.low, change.after.high, change.low, change.high)
    unit = change.before.unit if change.before.unit == change.after.unit else None
    return indicator, unit, *map(plain, sides), change.refused, change.units


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
            len(one.record.figures),
            len(one.record.unread),
            "|".join(warning.code for warning in source.warnings),
            one.report.header.draft,
        )
