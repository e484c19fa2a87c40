"""One audited report as its page shows it: findings in both languages, the text, pictures of pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.audit_views.coverage import coverage_of
from extractor.audit_views.words import Pair
from schemas.finding import Coverage, Finding
from schemas.report import Report

_ORDER = {"broken": 0, "cannot_tell": 1, "holds": 2}


@dataclass(frozen=True)
class Picture:
    """A page as a JPEG in base64, with its size in PDF points."""

    page: int
    width: float
    height: float
    jpeg: str


@dataclass(frozen=True)
class Spoken:
    """A finding in Vietnamese and in English; everything but the words is the same."""

    vi: Finding
    en: Finding

    def both(self, name: str) -> Pair:
        """A text of the finding in both languages."""
        return str(getattr(self.vi, name) or ""), str(getattr(self.en, name) or "")


@dataclass(frozen=True)
class View:
    """`name` is how the report is called; `text` what its anchors count in, where it is at hand.

    `notes` say in both languages what the page lacks.
    """

    name: str
    report: Report
    findings: tuple[Spoken, ...]
    coverage: Coverage
    text: str | None = None
    pictures: dict[int, Picture] = field(default_factory=dict)
    notes: tuple[Pair, ...] = ()

    def of(self, outcome: str) -> list[tuple[int, Spoken]]:
        """The findings with that outcome, each with its place among all."""
        return [(place, one) for place, one in enumerate(self.findings) if one.vi.outcome == outcome]

    def count(self, outcome: str, severity: str | None = None) -> int:
        """How many findings have that outcome, of one severity where it is given."""
        return sum(one.vi.outcome == outcome and severity in (None, one.vi.severity) for one in self.findings)


def view_of(
    name: str, report: Report, vietnamese: Sequence[Finding], english: Sequence[Finding], text: str | None
) -> View:
    """A view without pictures, of the same audit in two languages."""
    return View(name, report, spoken(vietnamese, english), coverage_of(report, vietnamese), text)


def spoken(vietnamese: Sequence[Finding], english: Sequence[Finding]) -> tuple[Spoken, ...]:
    """Each Vietnamese finding with itself in English, in the order of the Vietnamese ones."""
    others: dict[object, list[Finding]] = {}
    for finding in english:
        others.setdefault(_identity(finding), []).append(finding)
    pairs = []
    for finding in vietnamese:
        same = others.get(_identity(finding))
        pairs.append(Spoken(finding, same.pop(0) if same else finding))
    return tuple(pairs)


def _identity(finding: Finding) -> tuple[object, ...]:
    """What a finding has in common with itself in another language."""
    places = tuple((anchor.start, anchor.end) for anchor in finding.evidence)
    return (finding.rule, finding.outcome, finding.severity, finding.about, places, finding.figures)


def pages_shown(findings: tuple[Spoken, ...]) -> Iterator[int]:
    """The pages that evidence of what is broken, then of what cannot be told, stands on; each once."""
    seen: set[int] = set()
    for one in sorted(findings, key=lambda one: _ORDER[one.vi.outcome]):
        if one.vi.outcome == "holds":
            return
        for anchor in one.vi.evidence:
            for box in anchor.boxes:
                if box.page not in seen:
                    seen.add(box.page)
                    yield box.page
