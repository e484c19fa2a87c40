"""What changed between two records, figure by figure: two submissions, or two readings of one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from schemas.anchor import Anchor
from schemas.facts import Figure, Regulation, Target
from schemas.report import Report

Kind = Literal["added", "removed", "changed"]
Family = Literal["header", "figure", "target", "regulation"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `name` is the header's field, the indicator, the target's number or the regulation's key."""

    family: Family
    kind: Kind
    name: str
    before: str | None
    after: str | None
    quote_before: str | None = None
    quote_after: str | None = None
    page_before: int | None = None
    page_after: int | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a pair: what it is called, what it says, where."""

    name: str
    said: str
    anchor: Anchor | None


def compare(before: Report, after: Report) -> tuple[Change, ...]:
    """All differences of facts, in the order of header, figures, targets, regulations.

    Facts are matched from the most to the least alike, so that one changed number is one change and not
    a loss and a gain: first equal facts, then the same indicator and period, then the same indicator.
    Where a fact stands in the text is no difference.
    """
    return (
        *_headers(before, after),
        *_figures(before.figures, after.figures),
        *_targets(before.targets, after.targets),
        *_regulations(before.regulations, after.regulations),
    )


def tally(changes: Iterable[Change]) -> dict[Kind, int]:
    """How many facts were gained, lost and changed."""
    counts: dict[Kind, int] = {"added": 0, "removed": 0, "changed": 0}
    for change in changes:
        counts[change.kind] += 1
    return counts


def printed(figure: Figure) -> str:
    """A figure's quantity and period in one line, as the exports spell them: "34 person, as_of:2024-05-23"."""
    quantity = figure.quantity
    value = f"{quantity.value}" if quantity.upper is None else f"{quantity.value}-{quantity.upper}"
    bound = "" if quantity.bound in {"exact", "range"} else f"{quantity.bound} "
    return f"{bound}{value} {quantity.unit}" + (f", {figure.period}" if figure.period else "")


def _headers(before: Report, after: Report) -> Iterable[Change]:
    mine, theirs = (one.header.model_dump(mode="json", exclude={"anchors"}) for one in (before, after))
    for name, value in mine.items():
        if value != theirs[name]:
            yield Change("header", "changed", name, _plain(value), _plain(theirs[name]))


def _plain(value: object) -> str | None:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return None if value is None else str(value)


def _figures(before: Sequence[Figure], after: Sequence[Figure]) -> Iterable[Change]:
    keys: tuple[Callable[[Figure], Hashable], ...] = (
        lambda figure: (figure.indicator, figure.quantity, figure.period, figure.anchor.quote),
        lambda figure: (figure.indicator, figure.quantity, figure.period),
        lambda figure: (figure.indicator, figure.period, figure.section),
        lambda figure: (figure.indicator, figure.period),
        lambda figure: figure.indicator,
    )
    for mine, theirs in _paired(before, after, keys):
        sides = [_Side(one.indicator, printed(one), one.anchor) if one else None for one in (mine, theirs)]
        yield from _change("figure", sides[0], sides[1])


def _targets(before: Sequence[Target], after: Sequence[Target]) -> Iterable[Change]:
    def said(target: Target) -> str:
        return target.status + (f", {target.actual.value} {target.actual.unit}" if target.actual else "")

    keys: tuple[Callable[[Target], Hashable], ...] = (
        lambda target: (target.number, target.text, said(target)),
        lambda target: (target.number, target.text),
        lambda target: target.number,
    )
    for mine, theirs in _paired(before, after, keys):
        sides = [_Side(one.number, said(one), one.anchor) if one else None for one in (mine, theirs)]
        yield from _change("target", sides[0], sides[1])


def _regulations(before: Sequence[Regulation], after: Sequence[Regulation]) -> Iterable[Change]:
    def said(regulation: Regulation) -> str:
        name = regulation.number or regulation.name or ""
        dated = f", {regulation.issued}" if regulation.issued else ""
        return f"{regulation.type} {name}{dated}, {len(regulation.mentions)}×"

    keys: tuple[Callable[[Regulation], Hashable], ...] = (
        lambda regulation: (regulation.key, said(regulation)),
        lambda regulation: regulation.key,
    )
    for mine, theirs in _paired(before, after, keys):
        sides = [
            _Side(one.key, said(one), one.mentions[0].anchor if one.mentions else None) if one else None
            for one in (mine, theirs)
        ]
        yield from _change("regulation", sides[0], sides[1])


def _paired(
    before: Sequence[T], after: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> list[tuple[T | None, T | None]]:
    """Pairs by the first key under which both sides have one left; the rest alone, in their order."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in keys:
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at, one in enumerate(after):
            if at not in taken:
                waiting[key(one)].append(at)
        for at, one in enumerate(before):
            if at not in partner and waiting[key(one)]:
                partner[at] = waiting[key(one)].pop(0)
                taken.add(partner[at])
    pairs: list[tuple[T | None, T | None]] = [
        (one, after[partner[at]] if at in partner else None) for at, one in enumerate(before)
    ]
    return pairs + [(None, one) for at, one in enumerate(after) if at not in taken]


def _change(family: Family, before: _Side | None, after: _Side | None) -> Iterable[Change]:
    """The change between two sides of a pair, or none if both say the same."""
    known = after or before
    if known is None or (before is not None and after is not None and before.said == after.said):
        return
    yield Change(
        family,
        "added" if before is None else "removed" if after is None else "changed",
        known.name,
        before.said if before else None,
        after.said if after else None,
        before.anchor.quote if before and before.anchor else None,
        after.anchor.quote if after and after.anchor else None,
        before.anchor.page if before and before.anchor else None,
        after.anchor.page if after and after.anchor else None,
    )
