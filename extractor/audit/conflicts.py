"""One indicator, one period, two values."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.arithmetic import write_quantity
from extractor.audit.case import Case, doubtful, places
from extractor.audit.quota import padded_posts
from extractor.audit.scopes import comparable, is_inferred
from schemas.facts import Figure, OtherFigure
from schemas.finding import Finding

PASSAGE = 600
"""Characters within which an author does not give one number twice: two values there are of two things."""
MISPRINT = 2
"""Two values of which one is more than so many times the other are hardly one number printed twice."""
CONTRADICTED = 0.4
"""As `SURE`, of a figure that another contradicts: that alone costs it confidence, and it is what is to be told."""
SLIP_DIGITS = 3
"""Of numbers with fewer digits than this, nearly any two are one slip apart."""


def conflicts(case: Case) -> Iterator[Finding]:
    """Figures of one indicator and period whose values cannot both be true; repeated agreeing ones hold."""
    for group in told_again(case):
        values = list(dict.fromkeys(write_quantity(figure.quantity, case.lang) for figure in group))
        indicator = group[0].indicator
        if _apart(group):
            sections = ", ".join(dict.fromkeys(figure.section for figure in group))
            unsure = (
                _two_things(group)
                or _of_a_part(case, group)
                or (doubtful(group, CONTRADICTED) and not _turned_round(case, group))
            )
            yield case.finding(
                "figure_conflict",
                "cannot_tell" if unsure else "broken",
                indicator,
                places(group),
                arithmetic=" ≠ ".join(values),
                detail=case.say(f"Mục: {sections}.", f"Sections: {sections}."),
            )
        else:
            yield case.finding("figure_conflict", "holds", indicator, places(group), arithmetic=" = ".join(values))


def disputed(case: Case) -> frozenset[str]:
    """The ids of figures whose value another figure of the report disputes, or calls inexact ("55", "hơn 55")."""
    if not case.disputes:
        unsure = (group for group in told_again(case) if _apart(group) or _hedged_besides(group))
        case.disputes.append(frozenset(figure.id for group in unsure for figure in group))
    return case.disputes[0]


def told_again(case: Case) -> tuple[tuple[Figure, ...], ...]:
    """Figures that speak of the same thing, two or more together."""
    if not case.told:
        case.told.append(tuple(_groups(case)))
    return case.told[0]


def _groups(case: Case) -> Iterator[tuple[Figure, ...]]:
    issued = case.report.header.issued
    padded = frozenset(padded.stated.id for padded in padded_posts(case))
    for every in case.figures.values():
        figures = [figure for figure in every if figure.id not in padded]
        if len(figures) < 2:
            continue
        groups: list[list[Figure]] = []
        for figure in figures:
            group = next((g for g in groups if all(_same_thing(figure, other, issued) for other in g)), None)
            if group is None:
                groups.append([figure])
            else:
                group.append(figure)
        yield from (tuple(group) for group in groups if len(group) > 1)


def _two_things(group: Sequence[Figure]) -> bool:
    """True if the values that differ stand in one passage, or are far apart: a part was taken for its whole.

    "318.264 đoàn viên …; khu vực ngoài nhà nước 124.570": nobody states one number twice in a breath.
    """
    pairs = [(one, other) for index, one in enumerate(group) for other in group[index + 1 :] if not _agree(one, other)]
    return all(_in_one_passage(one, other) or _far_apart(one, other) for one, other in pairs)


def _of_a_part(case: Case, group: Sequence[Figure]) -> bool:
    """True if a value that differs is printed elsewhere as a part of the other: the annex of the units adds up to it.

    "mở 486 lớp, trong đó cơ quan 48 lớp, các đơn vị 438 lớp", and below the table of the units "Cộng | 438".
    """
    indicator = group[0].indicator
    told: list[Figure | OtherFigure] = [it for it in case.report.other_figures if it.about == indicator]
    for identity in case.catalogue.identities:
        if identity.whole == indicator and identity.kind == "partition":
            told += (figure for name in identity.parts for figure in case.figures.get(name, ()))
    parts = {(figure.quantity.value, figure.quantity.unit) for figure in told}
    partial = [figure for figure in group if (figure.quantity.value, figure.quantity.unit) in parts]
    rest = [figure for figure in group if figure not in partial]
    smaller = all(one.quantity.value < other.quantity.value for one in partial for other in rest)
    return bool(partial and rest) and smaller and not _apart(rest)


def _in_one_passage(one: Figure, other: Figure) -> bool:
    prose = one.table is None and other.table is None
    gap = max(one.anchor.start, other.anchor.start) - min(one.anchor.end, other.anchor.end)
    return prose and one.section == other.section and gap <= PASSAGE


def _far_apart(one: Figure, other: Figure) -> bool:
    """True if the values are too different for one number printed twice, even with a digit lost in another section."""
    small, large = sorted((one.quantity.value, other.quantity.value))
    if large <= MISPRINT * small:
        return False
    return one.section == other.section or not one_slip(small, large)


def one_slip(one: Decimal, other: Decimal) -> bool:
    """True if one slip of the hand makes one number of the other: a digit lost, added or wrong, two turned round.

    >>> one_slip(Decimal(118), Decimal(18)), one_slip(Decimal(604), Decimal(26)), one_slip(Decimal(15), Decimal(5))
    (True, False, False)
    """
    short, long = sorted((str(one), str(other)), key=len)
    if len(short) == len(long) and _swapped(short, long):
        return True
    if len(long) < SLIP_DIGITS:
        return False
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    return sum(a != b for a, b in zip(short, long, strict=True)) == 1


def _swapped(one: str, other: str) -> bool:
    return any(one[:at] + one[at + 1] + one[at] + one[at + 2 :] == other for at in range(len(one) - 1))


def _turned_round(case: Case, group: Sequence[Figure]) -> bool:
    """True if two values printed for one day or period differ in two digits turned round.

    Reading doubts a figure that another contradicts. But no misreading turns digits round, and no two things
    have such numbers: who typed the report did it.
    """
    issued = case.report.header.issued
    return any(
        len(str(one.quantity.value)) >= SLIP_DIGITS
        and one.quantity.value != other.quantity.value
        and one.period == other.period
        and not is_inferred(one, issued)
        and not is_inferred(other, issued)
        and _swapped(str(one.quantity.value), str(other.quantity.value))
        for index, one in enumerate(group)
        for other in group[index + 1 :]
    )


def _apart(group: Sequence[Figure]) -> bool:
    return any(not _agree(one, other) for index, one in enumerate(group) for other in group[index + 1 :])


def _hedged_besides(group: Sequence[Figure]) -> bool:
    """True if one number is printed both exactly and with a hedge around it: then it is not exact."""
    exact = {figure.quantity.value for figure in group if figure.quantity.bound == "exact"}
    return any(figure.quantity.bound != "exact" and figure.quantity.value in exact for figure in group)


def _agree(one: Figure, other: Figure) -> bool:
    """True if both may be one number; who writes "hơn 35" of 35 has rounded it carelessly and contradicts nothing."""
    return one.quantity.value == other.quantity.value or one.quantity.interval.meets(other.quantity.interval)


def _same_thing(one: Figure, other: Figure, issued: str | None) -> bool:
    """Same unit and a period that may be the same; rows of one table speak of different things."""
    if one.quantity.unit != other.quantity.unit or (one.table is not None and one.table == other.table):
        return False
    return comparable(one, other, issued)
