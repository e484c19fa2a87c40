"""Partitions, subsets and the quota: the catalogue's identities held against the report's figures."""

import itertools
from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.arithmetic import is_point, write_number, write_quantity
from extractor.audit.case import Case, doubtful, places
from extractor.audit.causes import Sum, figure_number
from extractor.audit.conflicts import MISPRINT, disputed, one_slip
from extractor.audit.identities import Relations, Verdict, evaluate, relations
from extractor.audit.quota import padded_posts
from extractor.audit.scopes import Scope, scopes
from schemas.facts import Figure, OtherFigure
from schemas.finding import Finding, Outcome

REACH = 60
"""Characters around the list in which a numeral that no indicator took may still belong to it."""
ROUNDED = Decimal("0.1")
"""Points by which a percentage printed with one decimal may differ from its quotient."""
JOINT = 25
"""Longest stretch between two items of a list; a longer one with no fact in it may hold an item not understood."""


def identities(case: Case) -> Iterator[Finding]:
    """Every identity of the catalogue, in every scope in which the report states its whole."""
    known = relations(case.catalogue)
    padded = frozenset(padded.stated.id for padded in padded_posts(case))
    in_dispute = disputed(case) | _with_contracts(case) | padded
    for identity in case.catalogue.identities:
        for scope in scopes(case, identity, known.named[identity.id]):
            elsewhere = _told_elsewhere(scope, known)
            quantities = {name: figure.quantity for name, figure in scope.figures.items() if name not in elsewhere}
            verdict = evaluate(identity, quantities, known.refinements)
            if verdict is not None:
                yield from _findings(case, scope, verdict, in_dispute)


def _told_elsewhere(scope: Scope, known: Relations) -> set[str]:
    """The parts that another passage gives while the table of the whole has two and more of their own parts.

    A table that lists doctors, masters and bachelors below its total is added up as it stands, and not with
    the "university or higher" of a sentence, which may be of another day or scope.
    """
    table = scope.whole.table
    if table is None:
        return set()
    inside = {name for name, figure in scope.figures.items() if figure.table == table}
    return {
        name
        for name in scope.figures.keys() - inside
        if name in known.refinements and len(inside & (known.with_finer((name,)) - {name})) > 1
    }


def _with_contracts(case: Case) -> frozenset[str]:
    """The ids of figures of posts and people that differ from their parts by exactly the contracts.

    Where a quota is called filled by people some of whom hold contracts, that is the remark (the
    quota rule's), and not the sums besides that come out higher or lower by those contracts.
    """
    found: set[str] = set()
    known = relations(case.catalogue)
    for quota in (identity for identity in case.catalogue.identities if identity.kind == "quota"):
        for scope in scopes(case, quota, (*known.named[quota.id], "payroll_present")):
            quantities = {indicator: figure.quantity for indicator, figure in scope.figures.items()}
            verdict = evaluate(quota, quantities, known.refinements)
            if verdict is None or verdict.outcome != "broken":
                continue
            filled = scope.figures.get("payroll_present")
            if filled is not None and filled.quantity == scope.whole.quantity:
                found.add(filled.id)
    return frozenset(found)


def _findings(case: Case, scope: Scope, verdict: Verdict, in_dispute: frozenset[str]) -> Iterator[Finding]:
    identity = verdict.identity
    parts = [scope.figures[term.indicator] for term in verdict.terms]
    if identity.kind == "quota":
        people = scope.figures[str(identity.people)]
        yield case.finding(
            "quota_counts_contracts",
            _unless_unsure(verdict.outcome, [scope.whole, people, *parts], in_dispute),
            identity.whole,
            places([scope.whole, people, *parts]),
            arithmetic=verdict.arithmetic(case.lang),
            detail=identity.message(case.lang) + ".",
        )
    elif identity.kind in ("partition", "partial"):
        if len(parts) > 1:
            yield from _of_sum(case, scope, verdict, in_dispute)
        elif verdict.outcome == "broken":
            yield from _of_parts(case, scope, verdict, in_dispute)
    else:
        yield from _of_parts(case, scope, verdict, in_dispute)


def _of_sum(case: Case, scope: Scope, verdict: Verdict, in_dispute: frozenset[str]) -> Iterator[Finding]:
    identity = verdict.identity
    parts = [scope.figures[term.indicator] for term in verdict.terms]
    evidence = places([scope.whole, *parts])
    arithmetic = verdict.arithmetic(case.lang)
    told = [figure for figure in (scope.whole, *parts) if figure.quantity.value]
    mixed = {figure.quantity.unit for figure in told} >= {"person", "attendance"}
    if mixed:
        detail = _units(case, [scope.whole, *parts])
        outcome = _unless_unsure("broken", [scope.whole, *parts], frozenset())
        yield case.finding("unit_mixture", outcome, identity.whole, evidence, arithmetic=arithmetic, detail=detail)
    outcome = _unless_unsure(verdict.outcome, [scope.whole, *parts], in_dispute)
    if outcome == "broken" and (
        mixed
        or _of_other_things(scope.whole, parts)
        or _whole_among(scope.whole, parts)
        or (verdict.short and _unexplained(case, verdict, parts))
    ):
        outcome = "cannot_tell"
    message = identity.message(case.lang) + "."
    if verdict.short and identity.kind == "partial":
        message = identity.message(case.lang) + case.say("; phần còn lại không nêu.", "; the rest is not stated.")
    yield case.finding(
        "sum_mismatch",
        outcome,
        identity.whole,
        evidence,
        arithmetic=arithmetic,
        detail=message,
        severity="warning" if outcome == "broken" and not verdict.firm else None,
        addition=_addition(scope.whole, parts),
    )


def _of_other_things(whole: Figure, parts: list[Figure]) -> bool:
    """True if the parts make more than twice the whole, and no slip in one number would mend that.

    "Riêng cơ quan: thạc sĩ trở lên 22" beside 5 doctors and 42 masters of the whole system: another scope.
    """
    numbers = [figure.quantity.value for figure in parts]
    excess = sum(numbers, Decimal(0)) - whole.quantity.value
    if excess <= whole.quantity.value * (MISPRINT - 1):
        return False
    return not (
        one_slip(whole.quantity.value, whole.quantity.value + excess)
        or any(number >= excess and one_slip(number, number - excess) for number in numbers)
    )


def _whole_among(whole: Figure, parts: list[Figure]) -> bool:
    """True if the whole itself was read as one of three parts or more: "trên tổng số 48 người, tiến sĩ 05, thạc sĩ 21".

    Of two parts one may be printed like its whole: posts, where the people with contracts are counted in.
    """
    told = [figure for figure in parts if figure.quantity.value]
    return len(told) > 2 and any(figure.quantity == whole.quantity for figure in told)


def _addition(whole: Figure, parts: list[Figure]) -> Sum | None:
    """The sum with its numbers, if all are exact."""
    exact = all(is_point(figure.quantity.interval) for figure in (whole, *parts))
    return Sum(tuple(map(figure_number, parts)), figure_number(whole)) if exact else None


def _of_parts(case: Case, scope: Scope, verdict: Verdict, in_dispute: frozenset[str]) -> Iterator[Finding]:
    """A part larger than its whole is a remark of its own; parts that fit make one remark together."""
    identity = verdict.identity
    message = identity.message(case.lang) + "."
    parts = [scope.figures[term.indicator] for term in verdict.terms]
    if verdict.outcome != "broken":
        yield case.finding(
            "subset_exceeds_total",
            verdict.outcome,
            identity.whole,
            places([scope.whole, *parts]),
            arithmetic=verdict.arithmetic(case.lang),
            detail=message,
        )
        return
    right = write_quantity(scope.whole.quantity, case.lang)
    for figure in parts:
        mixed = {figure.quantity.unit, scope.whole.quantity.unit} == {"person", "attendance"}
        outcome = _unless_unsure("cannot_tell" if mixed else "broken", [scope.whole, figure], in_dispute)
        yield case.finding(
            "subset_exceeds_total",
            outcome,
            figure.indicator,
            places([scope.whole, figure]),
            arithmetic=f"{write_quantity(figure.quantity, case.lang)} > {right}",
            detail=message,
            severity="warning" if outcome == "broken" and not verdict.firm else None,
        )


def _unless_unsure(outcome: Outcome, figures: list[Figure], in_dispute: frozenset[str]) -> Outcome:
    """The outcome, softened where a figure was read with little confidence or another disputes it.

    Where the report contradicts itself about a number, that is the remark, and not the sum besides.
    """
    unsure = doubtful(figures) or any(figure.id in in_dispute for figure in figures)
    return "cannot_tell" if outcome == "broken" and unsure else outcome


def _units(case: Case, figures: list[Figure]) -> str:
    """Which of the figures are in which unit: "lượt: 176, > 100; người: 10, 4"."""
    names = {"person": case.say("người", "persons"), "attendance": case.say("lượt", "attendances")}
    groups: dict[str, list[str]] = {}
    for figure in figures:
        unit = figure.quantity.unit
        groups.setdefault(names.get(unit, unit), []).append(write_quantity(figure.quantity, case.lang))
    return "; ".join(f"{name}: {', '.join(numbers)}" for name, numbers in groups.items())


def _unexplained(case: Case, verdict: Verdict, parts: list[Figure]) -> bool:
    """True if the missing part may stand in the list under another name.

    That is so if a part is printed for a time that cannot be compared (a decree's year taken for the
    figure's), or if the list holds an unread numeral, one of the parts' unit that no indicator took, a
    figure of an indicator that has nothing to do with the identity, or words between two items that
    nothing was read from ("một đồng chí tốt nghiệp trung cấp").
    """
    if len({figure.section for figure in parts}) > 1:
        return not verdict.firm  # gathered from several sections, they are no list that could be called complete
    identity = verdict.identity
    used = {figure.id for figure in parts}
    inside = {figure.section for figure in parts}
    aside = (
        figure
        for name in relations(case.catalogue).with_finer(identity.parts)
        for figure in case.figures.get(name, ())
        if figure.id not in used and figure.section in inside and figure.table == parts[0].table
    )
    if any(figure.indicator not in {part.indicator for part in parts} for figure in aside) or _gap(case, parts):
        return True
    first = min(figure.anchor.start for figure in parts)
    last = max(figure.anchor.end for figure in parts)
    units = {figure.quantity.unit for figure in parts}
    family = {identity.whole, *relations(case.catalogue).with_finer(identity.parts)}
    strangers = [figure for figure in case.in_order if figure.indicator not in family]
    return (
        any(first - REACH <= unread.anchor.start < last + REACH for unread in case.report.unread)
        or any(
            first - REACH <= other.anchor.start < last + REACH and other.quantity.unit in units
            for other in case.report.other_figures
        )
        or any(first < figure.anchor.start < last and figure.quantity.unit in units for figure in strangers)
    )


def _gap(case: Case, parts: list[Figure]) -> bool:
    """True if two neighbouring items of a list in prose are further apart than items are, with no fact between."""
    if any(figure.table is not None for figure in parts):
        return False
    facts: list[Figure | OtherFigure] = [*case.report.figures, *case.report.other_figures]
    stretches = sorted((figure.anchor.start, figure.anchor.end) for figure in parts)
    for (_, end), (start, _) in itertools.pairwise(stretches):
        known = [f for f in facts if f.quantity.unit != "percent" and end <= f.anchor.start < start]
        if start - end > JOINT and not known:
            return True
    return False


def fractions(case: Case) -> Iterator[Finding]:
    """A part that is larger than the whole it is printed over: "54/52"."""
    for figure in case.in_order:
        fraction = figure.fraction
        if fraction is not None and fraction.part > fraction.whole and not _over_its_plan(case, figure):
            yield case.finding(
                "subset_exceeds_total",
                "broken",
                figure.indicator,
                places([figure]),
                arithmetic=f"{write_number(fraction.part, case.lang)} > {write_number(fraction.whole, case.lang)}",
            )


def _over_its_plan(case: Case, figure: Figure) -> bool:
    """True if a flow is printed over its plan: "thành lập mới 61/50 CĐCS, đạt 122%", whose percentage says so."""
    fraction, share = figure.fraction, figure.share
    if case.catalogue.indicators[figure.indicator].type != "flow":
        return False
    if fraction is None or share is None or not fraction.whole:
        return False
    return abs(fraction.part * 100 / fraction.whole - share.value) < ROUNDED


def years(case: Case) -> Iterator[Finding]:
    """A flow of several years against the flows of each of those years."""
    in_dispute = disputed(case)
    for indicator, figures in case.figures.items():
        for whole in figures if len(figures) > 2 else ():
            kind, _, span = (whole.period or "").partition(":")
            if kind != "range" or not is_point(whole.quantity.interval):
                continue
            first, last = (int(year) for year in span.split("-"))
            wanted = [f"year:{year}" for year in range(first, last + 1)]
            by_year = {figure.period: figure for figure in figures if figure.period in wanted}
            if len(by_year) != len(wanted) or len(wanted) < 2:
                continue
            parts = [by_year[period] for period in wanted]
            if not all(is_point(figure.quantity.interval) for figure in parts):
                continue
            if _in_rows_of_one_table(case, whole, parts):
                continue  # its total row is checked as such, with every row, also those of no whole year
            result = sum((figure.quantity.value for figure in parts), Decimal(0))
            same = result == whole.quantity.value
            if not same and any(f.period == whole.period and f.quantity.value == result for f in figures):
                continue  # the report gives two totals, which is a remark of its own, and the years bear out one
            outcome: Outcome = "holds" if same else _unless_unsure("broken", [whole, *parts], in_dispute)
            left = " + ".join(write_number(figure.quantity.value, case.lang) for figure in parts)
            right = write_number(whole.quantity.value, case.lang)
            yield case.finding(
                "sum_mismatch",
                outcome,
                indicator,
                places([whole, *parts]),
                arithmetic=f"{left} = {right}" if same else f"{left} = {write_number(result, case.lang)} ≠ {right}",
                detail=case.say("Cộng theo năm.", "Added up over the years."),
                addition=_addition(whole, parts),
            )


def _in_rows_of_one_table(case: Case, whole: Figure, parts: list[Figure]) -> bool:
    """True if the figures stand below one another in one table, the whole in a row of totals."""
    if whole.table is None or any(part.table != whole.table for part in parts):
        return False
    ends = {whole.anchor.end}
    return (
        any(
            row.total and any(cell.anchor is not None and cell.anchor.end in ends for cell in row.cells)
            for table in case.report.tables
            for row in table.rows
        )
        and len({part.anchor.start for part in (whole, *parts)}) == len(parts) + 1
    )
