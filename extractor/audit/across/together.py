"""Several reports audited together: each against itself, and all against each other."""

from collections.abc import Iterable, Mapping, Sequence

from extractor.audit.across.citations import dates_across
from extractor.audit.across.copies import copies
from extractor.audit.across.earlier import against_earlier
from extractor.audit.across.outliers import outliers
from extractor.audit.across.peers import Peer
from extractor.audit.auditor import audit_case, in_order
from extractor.audit.case import Case
from schemas.catalogue import Catalogue, Lang, load
from schemas.finding import Finding
from schemas.report import Report

COMPARISONS = (outliers, dates_across, copies, against_earlier)


def audit_together(
    reports: Iterable[Report], catalogue: Catalogue | None = None, *, lang: Lang = "vi"
) -> dict[str, tuple[Finding, ...]]:
    """The findings of each report, by its sha256: what `audit` finds in it, and what the others show of it.

    A report given twice is one report. The result does not depend on the order of the reports.
    """
    known = load() if catalogue is None else catalogue
    cases = {report.source.sha256: Case(report, known, lang) for report in reports}
    return _compared(cases, {sha256: audit_case(case) for sha256, case in cases.items()})


def compared(
    reports: Iterable[Report],
    alone: Mapping[str, Sequence[Finding]],
    catalogue: Catalogue | None = None,
    *,
    lang: Lang = "vi",
) -> dict[str, tuple[Finding, ...]]:
    """The findings of each report alone, by its sha256, with what the other reports show of it."""
    known = load() if catalogue is None else catalogue
    return _compared({report.source.sha256: Case(report, known, lang) for report in reports}, alone)


def _compared(cases: Mapping[str, Case], alone: Mapping[str, Sequence[Finding]]) -> dict[str, tuple[Finding, ...]]:
    findings = {sha256: list(alone[sha256]) for sha256 in cases}
    peers = [Peer(case) for _, case in sorted(cases.items())]
    for compare in COMPARISONS if len(peers) > 1 else ():
        for peer, finding in compare(peers):
            findings[peer.report.source.sha256].append(finding)
    return {sha256: in_order(found) for sha256, found in findings.items()}
