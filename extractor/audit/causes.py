"""One misprinted number, several sums that do not add up: the cause is told once.

A total that is printed wrongly breaks the sum of its rows, the sum of its years and the total of the
table. Changing that one number would mend them all, and break none that holds: then the sums are one
remark, with all their arithmetic.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas.anchor import Anchor
from schemas.facts import Figure
from schemas.finding import SEVERITIES, Finding


@dataclass(frozen=True)
class Printed:
    """A number as printed: its value and the places where it stands, by their last character."""

    value: Decimal
    ends: frozenset[int]

    def same(self, other: "Printed") -> bool:
        """True if both are the same ink."""
        return self.value == other.value and bool(self.ends & other.ends)


@dataclass(frozen=True)
class Sum:
    """An addition of exact numbers as a report prints it."""

    parts: tuple[Printed, ...]
    whole: Printed

    def wanted(self, number: Printed) -> Decimal | None:
        """What the number would have to be for the sum to add up; null if the number is not in it once."""
        added = sum((part.value for part in self.parts), Decimal(0))
        if self.whole.same(number):
            return added
        if sum(part.same(number) for part in self.parts) == 1:
            return self.whole.value - added + number.value
        return None


def ink(value: Decimal, anchors: Iterable[Anchor]) -> Printed:
    """The number with the places where it stands."""
    return Printed(value, frozenset(anchor.end for anchor in anchors))


def figure_number(figure: Figure) -> Printed:
    """The number of a figure, wherever it is printed."""
    return ink(figure.quantity.value, (figure.anchor, *figure.also_at))


@dataclass(frozen=True)
class Cause:
    """Broken sums that one number explains, and what it would have to be."""

    findings: tuple[Finding, ...]
    number: Printed
    wanted: Decimal


def causes(broken: Sequence[tuple[Finding, Sum]], kept: Sequence[Sum]) -> list[Cause]:
    """The numbers that each explain two or more of the broken sums, those that explain most first.

    `kept` are the sums that hold.
    """
    left = list(broken)
    found: list[Cause] = []
    while len(left) > 1 and (cause := _widest(left, kept)):
        found.append(cause)
        left = [(finding, one) for finding, one in left if finding not in cause.findings]
    return found


def _widest(left: Sequence[tuple[Finding, Sum]], kept: Sequence[Sum]) -> Cause | None:
    best: Cause | None = None
    numbers = [number for _, one in left for number in (one.whole, *one.parts)]
    for number in numbers:
        if any(one.wanted(number) is not None for one in kept):
            continue
        needs: dict[Decimal, list[Finding]] = {}
        for finding, one in left:
            wanted = one.wanted(number)
            if wanted is not None and wanted >= 0:
                needs.setdefault(wanted, []).append(finding)
        for wanted, findings in needs.items():
            if len(findings) > max(1, len(best.findings) if best else 1):
                best = Cause(tuple(findings), number, wanted)
    return best


def heaviest(findings: Sequence[Finding]) -> Finding:
    """The finding with the gravest severity, the first of several."""
    return min(findings, key=lambda finding: SEVERITIES.index(finding.severity))
