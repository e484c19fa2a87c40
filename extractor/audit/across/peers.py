"""The reports that are compared: each with its unit, and which of them are versions of one report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractor.audit.case import Case
from schemas.anchor import Anchor
from schemas.finding import AuditSource, Compared
from schemas.report import Report

ONE_REPORT_DAYS = 60
"""Two reports of one unit signed within so many days are versions of one report: draft and fair copy."""


@dataclass(frozen=True)
class Peer:
    """One report among others."""

    case: Case

    @property
    def report(self) -> Report:
        """The record."""
        return self.case.report

    @cached_property
    def unit(self) -> tuple[str, str]:
        """Whose report it is: (era, code) of a province, (era, name) of a central union; its own file if unknown."""
        unit = self.report.header.unit
        if unit is None:
            return ("", self.report.source.sha256)
        return (unit.era, unit.code or unit.name)

    @cached_property
    def name(self) -> str:
        """The unit's name, else that of the file."""
        unit = self.report.header.unit
        return unit.name if unit is not None else self.report.source.name

    @cached_property
    def day(self) -> date | None:
        """The day of the report, where it is a whole date of the calendar."""
        try:
            return date.fromisoformat(self.report.header.issued or "")
        except ValueError:
            return None

    @property
    def order(self) -> tuple[str, str]:
        """By the day of the report, then by its bytes: the same in any order of inputs."""
        return (self.report.header.issued or "", self.report.source.sha256)

    def printed(self, words: str, anchor: Anchor | None = None) -> Compared:
        """What this report prints, for a finding of another."""
        source = AuditSource(name=self.report.source.name, sha256=self.report.source.sha256)
        return Compared(source=source, unit=self.name, printed=words, anchor=anchor)


def one_report(one: Peer, other: Peer) -> bool:
    """True for versions of one report: the same unit, signed at about the same time (or at a time not known)."""
    if one.unit != other.unit:
        return False
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= ONE_REPORT_DAYS


def by_unit(peers: Iterable[Peer]) -> dict[tuple[str, str], list[Peer]]:
    """The reports of each unit, the oldest first."""
    found: dict[tuple[str, str], list[Peer]] = {}
    for peer in sorted(peers, key=lambda peer: peer.order):
        found.setdefault(peer.unit, []).append(peer)
    return found


def latest(peers: Sequence[Peer]) -> list[Peer]:
    """The latest report of each unit whose unit is known; a draft only where there is nothing else."""
    chosen = []
    for reports in by_unit(peer for peer in peers if peer.report.header.unit is not None).values():
        signed = [peer for peer in reports if not peer.report.header.draft]
        chosen.append((signed or reports)[-1])
    return chosen
