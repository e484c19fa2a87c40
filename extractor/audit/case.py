"""The case under audit: the report, the catalogue, and how a finding is made of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.audit.causes import Sum
from schemas.anchor import Anchor
from schemas.catalogue import Catalogue, Lang
from schemas.facts import Figure
from schemas.finding import Compared, Finding, Outcome, Severity
from schemas.report import Report

EVIDENCE = 12
"""At most so many places are shown for one finding, so that a long table does not drown the reader."""


SURE = 0.5
"""A figure read with less confidence than this accuses nobody: the check cannot tell."""


@dataclass(frozen=True)
class Case:
    """One report before the auditor."""

    report: Report
    catalogue: Catalogue
    lang: Lang = "vi"
    additions: dict[int, tuple[Finding, Sum]] = field(default_factory=dict)
    """The findings that are about an addition of exact numbers, by their `id()`, with the addition: see `causes`."""
    told: list[tuple[tuple[Figure, ...], ...]] = field(default_factory=list)
    """Figures that tell the same thing, once `conflicts.told_again` has looked for them."""
    disputes: list[frozenset[str]] = field(default_factory=list)
    """The ids of disputed figures, once `conflicts.disputed` has looked for them."""

    @property
    def scanned(self) -> bool:
        """True if letters were recognised in pictures: a stroke or a comma may have been lost on the way."""
        return self.report.source.reading in ("ocr", "mixed")

    @cached_property
    def in_order(self) -> tuple[Figure, ...]:
        """The report's figures in the order of the text."""
        return tuple(sorted(self.report.figures, key=lambda figure: (figure.anchor.start, figure.indicator)))

    @cached_property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """The report's figures by indicator, in the order of the text."""
        found: dict[str, list[Figure]] = {}
        for figure in self.in_order:
            found.setdefault(figure.indicator, []).append(figure)
        return {indicator: tuple(figures) for indicator, figures in found.items()}

    @cached_property
    def _starts(self) -> tuple[list[int], int]:
        """Where the figures in order start, and the longest stretch that one of them takes."""
        longest = max((figure.anchor.end - figure.anchor.start for figure in self.in_order), default=0)
        return [figure.anchor.start for figure in self.in_order], longest

    def overlapping(self, place: Anchor) -> Iterator[Figure]:
        """The figures whose own place shares characters with this one."""
        starts, longest = self._starts
        for figure in self.in_order[bisect_left(starts, place.start - longest) : bisect_left(starts, place.end)]:
            if place.start < figure.anchor.end:
                yield figure

    @cached_property
    def _ending(self) -> dict[int, tuple[tuple[int, str], ...]]:
        """For each end of a figure's place its start and the figure's id."""
        found: dict[int, tuple[tuple[int, str], ...]] = {}
        for figure in self.in_order:
            for anchor in (figure.anchor, *figure.also_at):
                found[anchor.end] = (*found.get(anchor.end, ()), (anchor.start, figure.id))
        return found

    def _figures_at(self, anchor: Anchor) -> Iterator[str]:
        """The figures whose own place or cell it is; the place of a figure in a table begins with the row's label."""
        for start, id in self._ending.get(anchor.end, ()):
            if start <= anchor.start:
                yield id

    def subject(self, about: str) -> str:
        """The indicator's or target's name for the reader, or what was given where the catalogue lacks it."""
        if about.startswith("target "):
            return self.say(f"Mục tiêu {about[7:]}", f"Target {about[7:]}")
        known = self.catalogue.indicators.get(about)
        return known.label(self.lang) if known else about

    def say(self, vi: str, en: str) -> str:
        """The sentence in the reader's language."""
        return en if self.lang == "en" else vi

    def finding(
        self,
        rule: str,
        outcome: Outcome,
        about: str,
        evidence: Iterable[Anchor],
        *,
        arithmetic: str = "",
        detail: str = "",
        severity: Severity | None = None,
        number: str = "",
        addition: Sum | None = None,
        others: Iterable[Compared] = (),
    ) -> Finding:
        """A finding by a rule of the catalogue. `severity` softens or hardens a broken check."""
        known = self.catalogue.rules[rule]
        message = known.template(outcome, self.lang).format(
            subject=self.subject(about), about=about, arithmetic=arithmetic, detail=detail, number=number
        )
        if severity is None:
            asked = outcome == "broken" or (outcome == "cannot_tell" and known.suspects)
            severity = known.severity if asked else "info"
        places = _distinct(evidence)
        figures = dict.fromkeys(id for anchor in places for id in self._figures_at(anchor))
        finding = Finding(
            rule=rule,
            severity=severity,
            outcome=outcome,
            about=about,
            message=" ".join(message.split()),
            arithmetic=arithmetic or None,
            evidence=_shown(places),
            figures=tuple(figures),
            others=tuple(others),
        )
        if addition is not None:
            self.additions[id(finding)] = (finding, addition)
        return finding


def _distinct(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    unique: dict[tuple[int, int], Anchor] = {}
    for anchor in anchors:
        unique.setdefault((anchor.start, anchor.end), anchor)
    return tuple(unique[key] for key in sorted(unique))


def _shown(places: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
    """As many as are shown, with the last of them: the total of a column stands at its foot."""
    return places if len(places) <= EVIDENCE else (*places[: EVIDENCE - 1], places[-1])


def doubtful(figures: Sequence[Figure], least: float = SURE) -> bool:
    """True if one of the figures was read with so little confidence that it proves nothing."""
    return any(figure.confidence < least for figure in figures)


def places(figures: Sequence[Figure]) -> list[Anchor]:
    """Where the figures stand, with the places that repeat them."""
    return [anchor for figure in figures for anchor in (figure.anchor, *figure.also_at)]
