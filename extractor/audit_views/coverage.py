"""How much of a report its audit reached."""

from collections.abc import Iterable

from schemas.finding import AuditedReport, AuditSource, Coverage, Finding
from schemas.report import Report


def coverage_of(report: Report, findings: Iterable[Finding]) -> Coverage:
    """Figures that a check decided on, whichever way; one that could not tell has decided nothing.

    The ids of the untouched figures stand in the order of the text.
    """
    decided = {id for finding in findings if finding.outcome != "cannot_tell" for id in finding.figures}
    in_order = sorted(report.figures, key=lambda figure: (figure.anchor.start, figure.indicator))
    untouched = tuple(figure.id for figure in in_order if figure.id not in decided)
    return Coverage(figures=len(in_order), checked=len(in_order) - len(untouched), untouched=untouched)


def audited(report: Report, findings: tuple[Finding, ...]) -> AuditedReport:
    """The findings with the report they are about and what they leave unchecked."""
    source = AuditSource(name=report.source.name, sha256=report.source.sha256)
    return AuditedReport(source=source, findings=findings, coverage=coverage_of(report, findings))
