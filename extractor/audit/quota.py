"""Posts called filled by people of whom some hold contracts: "đã sử dụng 199/225 biên chế", 9 of them on contract.

The quota's identity tells it where the quota itself equals all staff. Here two statements of the report about the
posts filled differ by exactly its contracts, or the posts filled are those of the office and of the upper-level
units and the contracts besides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractor.audit.arithmetic import is_point, write_number
from extractor.audit.case import Case, doubtful, places
from extractor.audit.scopes import comparable
from schemas.facts import Figure
from schemas.finding import Finding

_POSTS = "payroll_present"
_BY_PLACE = ("payroll_present_provincial_office", "payroll_present_upper_level_units")
_CONTRACTS = ("contract_nd111", "contract_nd68", "contract_other")
_PEOPLE = "staff_present_total"


@dataclass(frozen=True)
class Padded:
    """A statement of posts filled (`stated`), the posts that are (`real`, in parts), and the contracts between them."""

    stated: Figure
    real: tuple[Figure, ...]
    contracts: tuple[Figure, ...]

    @property
    def about(self) -> str:
        """The quota where the statement is one of it ("199/225 biên chế"), else the posts filled."""
        return "payroll_assigned" if self.stated.fraction is not None else _POSTS


def padded_posts(case: Case) -> tuple[Padded, ...]:
    """The statements of posts filled that contracts pad, at most one for each figure."""
    return tuple(
        padded
        for stated in case.figures.get(_POSTS, ())
        if is_point(stated.quantity.interval) and (padded := _padded(case, stated)) is not None
    )


def quota_filled(case: Case) -> Iterator[Finding]:
    """Posts filled that are so by contracts only."""
    for padded in padded_posts(case):
        if _equals_quota_and_people(case, padded.stated):
            continue  # the quota's identity tells it
        told = [padded.stated, *padded.real, *padded.contracts]
        numbers = [write_number(figure.quantity.value, case.lang) for figure in told]
        yield case.finding(
            "quota_counts_contracts",
            "cannot_tell" if doubtful(_to_trust(padded)) else "broken",
            padded.about,
            places(told),
            arithmetic=f"{numbers[0]} = {' + '.join(numbers[1:])}",
            detail=case.say(
                "Hợp đồng lao động nằm ngoài biên chế, không lấp chỉ tiêu biên chế.",
                "Contracts are outside the payroll and fill no post of the quota.",
            ),
        )


def _to_trust(padded: Padded) -> list[Figure]:
    """The figures whose reading must be sure. That of a share of the quota is, if the contracts make up for it."""
    apart = [*padded.real, *padded.contracts]
    return apart if padded.stated.fraction is not None else [padded.stated, *apart]


def _equals_quota_and_people(case: Case, stated: Figure) -> bool:
    issued = case.report.header.issued
    return all(
        any(
            other.quantity.value == stated.quantity.value and comparable(stated, other, issued)
            for other in case.figures.get(indicator, ())
        )
        for indicator in ("payroll_assigned", _PEOPLE)
    )


def _padded(case: Case, stated: Figure) -> Padded | None:
    contracts = [found for name in _CONTRACTS if (found := _beside(case, name, stated))]
    sums = {
        sum((figure.quantity.value for figure in group), Decimal(0)): group
        for size in range(1, len(contracts) + 1)
        for group in combinations(contracts, size)
    }
    for real in _real(case, stated):
        excess = stated.quantity.value - sum((figure.quantity.value for figure in real), Decimal(0))
        if excess > 0 and excess in sums:
            return Padded(stated, real, sums[excess])
    return None


def _real(case: Case, stated: Figure) -> Iterator[tuple[Figure, ...]]:
    """The posts that the report counts elsewhere for the same time: as a figure, or by the places where people work."""
    issued = case.report.header.issued
    for other in case.figures.get(_POSTS, ()):
        if other.id != stated.id and is_point(other.quantity.interval) and comparable(stated, other, issued):
            yield (other,)
    everybody = any(
        figure.quantity.value == stated.quantity.value and comparable(stated, figure, issued)
        for figure in case.figures.get(_PEOPLE, ())
    )
    parts = [found for name in _BY_PLACE if (found := _beside(case, name, stated))]
    if everybody and len(parts) == len(_BY_PLACE):
        yield tuple(parts)


def _beside(case: Case, indicator: str, stated: Figure) -> Figure | None:
    """The one exact figure of an indicator for the time of another; null where two differ."""
    issued = case.report.header.issued
    found = [
        figure
        for figure in case.figures.get(indicator, ())
        if is_point(figure.quantity.interval) and figure.quantity.value and comparable(stated, figure, issued)
    ]
    if {figure.quantity.value for figure in found} != {found[0].quantity.value if found else None}:
        return None
    return found[0]
