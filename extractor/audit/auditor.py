"""The audit: every rule over one report, findings in a stable order."""

from collections.abc import Callable, Iterable, Iterator

from extractor.audit.arithmetic import write_number
from extractor.audit.case import Case
from extractor.audit.causes import causes, heaviest
from extractor.audit.citations import after_report, date_conflicts, impossible_dates, variants
from extractor.audit.conflicts import conflicts
from extractor.audit.known import known_dates, not_yet_issued, number_order, outside_terms
from extractor.audit.magnitudes import flows_of_stocks, magnitudes
from extractor.audit.percentages import percentages
from extractor.audit.provinces import parts_of_figures
from extractor.audit.quota import quota_filled
from extractor.audit.ratio_columns import ratio_columns
from extractor.audit.sums import fractions, identities, years
from extractor.audit.tables import total_columns, total_rows
from extractor.audit.target_counts import target_counts
from extractor.audit.targets import claims, contradictions, missing_statuses
from extractor.audit.timeline import deadlines, periods, plan_before_resolution, review_span
from schemas.catalogue import Catalogue, Lang, load
from schemas.finding import Finding
from schemas.report import Report

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    identities,
    quota_filled,
    fractions,
    years,
    total_rows,
    ratio_columns,
    total_columns,
    parts_of_figures,
    percentages,
    conflicts,
    contradictions,
    claims,
    missing_statuses,
    target_counts,
    date_conflicts,
    variants,
    after_report,
    not_yet_issued,
    impossible_dates,
    known_dates,
    outside_terms,
    number_order,
    plan_before_resolution,
    review_span,
    deadlines,
    periods,
    magnitudes,
    flows_of_stocks,
)

_OUTCOMES = ("broken", "cannot_tell", "holds")
_SEVERITIES = ("error", "warning", "info")


def audit(report: Report, catalogue: Catalogue | None = None, *, lang: Lang = "vi") -> tuple[Finding, ...]:
    """Everything an auditor would remark on what the report says, broken checks first.

    Checks that hold are findings too (outcome `holds`, severity `info`), with their arithmetic. The
    report is not changed, and nothing is raised for what it says. `lang` is that of the messages.
    """
    return audit_case(Case(report, load() if catalogue is None else catalogue, lang))


def audit_case(case: Case) -> tuple[Finding, ...]:
    """The findings of one report before the auditor: see `audit`."""
    findings: dict[tuple[str, ...], Finding] = {}
    for check in CHECKS:
        for finding in check(case):
            # A table's total and the same total as a figure are one remark.
            key = (finding.rule, finding.about, finding.outcome, finding.arithmetic or finding.message)
            findings.setdefault(key, finding)
    return in_order(_told_once(case, list(findings.values())))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as they are shown: broken first, then by severity and place."""
    return tuple(sorted(findings, key=_order))


def _told_once(case: Case, findings: list[Finding]) -> list[Finding]:
    """The findings, those that one misprinted number explains together as one."""
    added = [case.additions[id(finding)] for finding in findings if id(finding) in case.additions]
    broken = [(finding, one) for finding, one in added if finding.outcome == "broken"]
    for cause in causes(broken, [one for finding, one in added if finding.outcome == "holds"]):
        whole = [finding for finding in cause.findings if case.additions[id(finding)][1].whole.same(cause.number)]
        told = [*whole, *(finding for finding in cause.findings if finding not in whole)]
        wrong, right = (write_number(value, case.lang) for value in (cause.number.value, cause.wanted))
        together = case.finding(
            told[0].rule,
            "broken",
            told[0].about,
            [anchor for finding in told for anchor in finding.evidence],
            arithmetic="; ".join(dict.fromkeys(finding.arithmetic or "" for finding in told)),
            detail=case.say(
                f"Nếu {wrong} là {right} thì {len(told)} phép cộng này đều khớp.",
                f"If {wrong} were {right}, these {len(told)} sums would all add up.",
            ),
            severity=heaviest(told).severity,
        )
        findings = [together, *(finding for finding in findings if finding not in cause.findings)]
    return findings


def _order(finding: Finding) -> tuple[int, int, int, str, str, str]:
    place = finding.evidence[0].start if finding.evidence else -1
    return (
        _OUTCOMES.index(finding.outcome),
        _SEVERITIES.index(finding.severity),
        place,
        finding.rule,
        finding.about,
        finding.arithmetic or "",
    )
