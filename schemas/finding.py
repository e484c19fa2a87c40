"""An auditor's remark on what a report says: a value with its place, never an exception."""

from typing import Literal, get_args

from schemas.anchor import Anchor
from schemas.frozen import Frozen

Severity = Literal["error", "warning", "info"]
Outcome = Literal["broken", "holds", "cannot_tell"]
SEVERITIES: tuple[str, ...] = get_args(Severity)


class AuditSource(Frozen):
    """Which report the findings are about."""

    name: str
    sha256: str


class Compared(Frozen):
    """Another report that a finding compares with: what it prints, and where, in its own text."""

    source: AuditSource
    unit: str
    printed: str
    anchor: Anchor | None = None


class Finding(Frozen):
    """`about` names the indicator, target ("target 6") or regulation (its number).

    `arithmetic` writes the check out as an auditor would: "20 + 2 + 30 = 52". `figures` are the ids
    of all figures that stand at the places of the check, also where `evidence` shows only some. `others`
    are the reports that it compares with, empty where a report is checked against itself.
    """

    rule: str
    severity: Severity
    outcome: Outcome
    about: str
    message: str
    arithmetic: str | None = None
    evidence: tuple[Anchor, ...] = ()
    figures: tuple[str, ...] = ()
    others: tuple[Compared, ...] = ()


class Coverage(Frozen):
    """How much of a report the audit reached: its figures, those some check decided on, the ids of the others."""

    figures: int
    checked: int
    untouched: tuple[str, ...]


class AuditedReport(Frozen):
    """What `tonghop audit --json` prints for one report."""

    source: AuditSource
    findings: tuple[Finding, ...]
    coverage: Coverage
