"""The interpreter of the catalogue's identities: figures as intervals in, a verdict out.

A relation is broken only if no numbers within the printed words can satisfy it: "over 100" beside
10 + 4 + 10 + 4 + 40 fits a total of 176, and 52 = 50 + 3 never does. A part that is not printed is
unknown, not zero; its finer parts stand in for it where the catalogue knows them (doctorate and
master for "postgraduate").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.audit.arithmetic import below, is_point, total, write_interval, write_quantity
from schemas.catalogue import Catalogue, Identity, Lang
from schemas.finding import Outcome
from schemas.quantity import Interval, Quantity

Relation = Literal["=", "∋", "<", ">", "≤", "⊄"]


@dataclass(frozen=True)
class Term:
    """One printed figure that enters a sum; `part` is the identity's part that it stands for."""

    indicator: str
    part: str
    quantity: Quantity


@dataclass(frozen=True)
class Verdict:
    """What an identity says of some figures.

    `terms` are the figures that were added (for a subset: the parts that are too large, or all that
    fit). `relation` stands between the parts and the whole: `∋` where hedged parts allow the whole.
    `short`: the parts fall short of the whole. `firm`: nothing unprinted could mend it. `people`: the
    persons that a quota is compared with.
    """

    identity: Identity
    outcome: Outcome
    terms: tuple[Term, ...]
    whole: Quantity
    relation: Relation
    short: bool = False
    firm: bool = True
    people: Quantity | None = None

    def arithmetic(self, lang: Lang = "vi") -> str:
        """The check written out: "20 + 2 + 30 = 52"."""
        right = write_quantity(self.whole, lang)
        numbers = [write_quantity(term.quantity, lang) for term in self.terms]
        result = total(term.quantity.interval for term in self.terms)
        if self.identity.kind == "quota":
            people = write_quantity(self.people, lang) if self.people else "?"
            if self.outcome == "holds":
                return f"{people} ≠ {right}"
            rest = Interval(low=self.whole.interval.low - result.low, high=self.whole.interval.low - result.low)
            return f"{people} = {right}; " + " − ".join([right, *numbers]) + f" = {write_interval(rest, lang)}"
        if self.identity.kind not in ("partition", "partial") or (len(numbers) == 1 and self.relation != "="):
            return f"{', '.join(numbers)} {self.relation} {right}"
        left = " + ".join(numbers)
        if self.relation == "=":
            return f"{left} = {right}"
        return f"{left} = {write_interval(result, lang)} {self.relation} {right}"


def _fill(
    part: str, top: str, figures: Mapping[str, Quantity], refinements: Mapping[str, Identity], seen: frozenset[str]
) -> tuple[list[Term], bool]:
    """The figures that stand for a part, and whether they are all of it."""
    if part in figures:
        return [Term(part, top, figures[part])], True
    finer = refinements.get(part)
    if finer is None or part in seen:
        return [], False
    terms: list[Term] = []
    complete = True
    for piece in finer.parts:
        found, whole_piece = _fill(piece, top, figures, refinements, seen | {part})
        terms += found
        complete = complete and whole_piece
    return terms, complete


def refinements_of(identities: Sequence[Identity]) -> dict[str, Identity]:
    """For each indicator the closed partition that may stand for it where it is not printed itself."""
    return {identity.whole: identity for identity in identities if identity.kind == "partition" and identity.closed}


def named_in(identity: Identity, refinements: Mapping[str, Identity]) -> tuple[str, ...]:
    """Every indicator whose figure may enter the identity: its parts, what these may be made up of, its people."""
    found: dict[str, None] = dict.fromkeys((identity.whole, *identity.parts))
    frontier = list(identity.parts)
    while frontier:
        finer = refinements.get(frontier.pop())
        new = [part for part in finer.parts if part not in found] if finer is not None else []
        found |= dict.fromkeys(new)
        frontier += new
    if identity.people is not None:
        found[identity.people] = None
    return tuple(found)


@dataclass(frozen=True)
class Relations:
    """A catalogue's identities prepared once for all reports.

    `named` gives for each identity (by its id) every indicator whose figure may enter it.
    """

    refinements: Mapping[str, Identity]
    named: Mapping[str, tuple[str, ...]]

    def with_finer(self, indicators: Iterable[str]) -> set[str]:
        """The indicators and what they may be made up of."""
        found: set[str] = set()
        frontier = set(indicators)
        while frontier:
            found |= frontier
            finer = [self.refinements[name] for name in frontier if name in self.refinements]
            frontier = {part for identity in finer for part in identity.parts} - found
        return found


@dataclass(frozen=True, eq=False)
class _Same:
    """A catalogue as itself: looking it up compares no contents."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


def relations(catalogue: Catalogue) -> Relations:
    """The catalogue's identities, prepared."""
    return _relations(_Same(catalogue))


@lru_cache(maxsize=4)
def _relations(same: _Same) -> Relations:
    identities = same.catalogue.identities
    refinements = refinements_of(identities)
    return Relations(refinements, {identity.id: named_in(identity, refinements) for identity in identities})


def evaluate(
    identity: Identity, figures: Mapping[str, Quantity], refinements: Mapping[str, Identity]
) -> Verdict | None:
    """The verdict on the figures (indicator id → quantity, all of one scope); null where nothing can be compared."""
    whole = figures.get(identity.whole)
    if whole is None:
        return None
    match identity.kind:
        case "partition" | "partial":
            return _sum(identity, whole, figures, refinements)
        case "subset" | "not_more" | "before_after":
            return _parts(identity, whole, figures)
        case "quota":
            return _quota(identity, whole, figures)


def _sum(
    identity: Identity, whole: Quantity, figures: Mapping[str, Quantity], refinements: Mapping[str, Identity]
) -> Verdict | None:
    terms: list[Term] = []
    all_there = True
    for part in identity.parts:
        found, complete = _fill(part, part, figures, refinements, frozenset({identity.whole}))
        terms += found
        all_there = all_there and complete
    if not terms:
        return None
    result, target = total(term.quantity.interval for term in terms), whole.interval
    if below(target, result):
        return Verdict(identity, "broken", tuple(terms), whole, ">")
    if not below(result, target):
        relation: Relation = "=" if is_point(result) and is_point(target) else "∋"
        return Verdict(identity, "holds", tuple(terms), whole, relation)
    if identity.kind == "partial":
        return Verdict(identity, "holds", tuple(terms), whole, "<", short=True)
    named = {term.part for term in terms}
    if identity.closed and all_there:
        return Verdict(identity, "broken", tuple(terms), whole, "<", short=True)
    exact = all(is_point(term.quantity.interval) for term in terms)
    core = bool(identity.core) and set(identity.core) <= named and len(named) > 1
    listed = identity.listing is not None and len(terms) >= identity.listing
    unnumbered = sum(part not in named for part in identity.singles)
    if exact and (core or listed) and target.low - (result.high or result.low) > unnumbered:
        return Verdict(identity, "broken", tuple(terms), whole, "<", short=True, firm=False)
    if len(terms) == 1:
        return Verdict(identity, "holds", tuple(terms), whole, "<", short=True)
    return Verdict(identity, "cannot_tell", tuple(terms), whole, "<", short=True, firm=False)


def _parts(identity: Identity, whole: Quantity, figures: Mapping[str, Quantity]) -> Verdict | None:
    terms = tuple(Term(part, part, figures[part]) for part in identity.parts if part in figures)
    if not terms:
        return None
    too_large = tuple(term for term in terms if below(whole.interval, term.quantity.interval))
    if too_large:
        return Verdict(identity, "broken", too_large, whole, ">", firm=identity.kind == "subset")
    return Verdict(identity, "holds", terms, whole, "≤")


def _quota(identity: Identity, whole: Quantity, figures: Mapping[str, Quantity]) -> Verdict | None:
    people = figures.get(str(identity.people))
    if people is None:
        return None
    contracts = tuple(
        Term(part, part, figures[part]) for part in identity.parts if part in figures and figures[part].interval.low > 0
    )
    same = is_point(whole.interval) and whole.interval == people.interval
    if not contracts:
        return None
    return Verdict(identity, "broken" if same else "holds", contracts, whole, "⊄", firm=False, people=people)
