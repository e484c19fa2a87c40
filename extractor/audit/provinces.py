"""Former provinces as parts of a merged one: labels, columns and figures that tile the whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.arithmetic import below, is_point, write_number, write_quantity
from extractor.audit.case import Case, doubtful, places
from extractor.audit.causes import Sum, figure_number, ink
from schemas.facts import Figure, OtherFigure
from schemas.finding import Finding, Outcome

BESIDE = 160
"""At most so many characters between a total and the parts that are printed beside it."""


def predecessors_named(case: Case, labels: Sequence[str]) -> list[int]:
    """The positions of the labels that name the unit's former provinces; empty unless each is named exactly once."""
    unit = case.report.header.unit
    if unit is None or unit.era != "post_2025_07" or unit.code is None:
        return []
    wanted = {province.code for province in case.catalogue.predecessors(unit.code)}
    if len(wanted) < 2:
        return []
    named: dict[str, list[int]] = {}
    for position, label in enumerate(labels):
        # A label is a name, however its header was folded.
        province = case.catalogue.find_province(label.title(), "pre_2025_07")
        if province is not None:
            named.setdefault(province.code, []).append(position)
    if set(named) != wanted or any(len(positions) > 1 for positions in named.values()):
        return []
    return sorted(positions[0] for positions in named.values())


CHOSEN_ANEW = frozenset(
    {
        "provincial_committee_members",
        "standing_committee_members",
        "inspection_committee_members",
        "specialist_departments_after",
    }
)
"""What a merged province chooses or arranges anew: it is no sum of what the former ones had."""


def parts_of_figures(case: Case) -> Iterator[Finding]:
    """A figure against the parts of it that stand beside it ("Lào Cai (cũ) 446, Yên Bái (cũ) 556").

    Only parts that name all former provinces are certain to be complete; other parts may overlap or
    leave a rest, and are remarked on only where they add up, or where one exceeds the whole.
    """
    for figure, parts in _groups(case).values():
        for part in parts:
            if part.about == figure.indicator and _exceeds_all(case, part, figure):
                numbers = [write_quantity(quantity, case.lang) for quantity in (part.quantity, figure.quantity)]
                yield case.finding(
                    "subset_exceeds_total",
                    "cannot_tell" if doubtful([figure]) else "broken",
                    figure.indicator,
                    [*places([figure]), part.anchor],
                    arithmetic=" > ".join(numbers),
                    detail=f"“{part.anchor.quote}”.",
                )
        if (
            len(parts) < 2
            or not all(is_point(part.quantity.interval) for part in parts)
            or not is_point(figure.quantity.interval)
        ):
            continue
        certain = len(predecessors_named(case, [part.subset or "" for part in parts])) == len(parts)
        result = sum((part.quantity.value for part in parts), Decimal(0))
        printed = figure.quantity.value
        left = " + ".join(write_number(part.quantity.value, case.lang) for part in parts)
        labels = ", ".join(part.subset or part.counted for part in parts)
        outcome: Outcome = "holds" if result == printed else "broken"
        relation = f"{left} = {write_number(printed, case.lang)}"
        if result != printed:
            relation = f"{left} = {write_number(result, case.lang)} ≠ {write_number(printed, case.lang)}"
            if figure.indicator in CHOSEN_ANEW:
                continue
            if not certain:
                continue  # women and young officers among the planned: overlapping parts add up to nothing
            if any(part.about is None and part.quantity.value > printed for part in parts):
                continue  # "01 công đoàn tổng công ty …; trước hợp nhất QB có 16 đơn vị": parts of something else
            if doubtful([figure]):
                outcome = "cannot_tell"
        yield case.finding(
            "sum_mismatch",
            outcome,
            figure.indicator,
            [*places([figure]), *(part.anchor for part in parts)],
            arithmetic=relation,
            detail=labels + ".",
            addition=Sum(tuple(ink(part.quantity.value, [part.anchor]) for part in parts), figure_number(figure)),
        )


def _exceeds_all(case: Case, part: OtherFigure, figure: Figure) -> bool:
    """True if the part is more than its whole, and than every value of the indicator in the section.

    "64, 41, 22 … Trong tổng số nói trên, LĐLĐ tỉnh trực tiếp mở 88 lớp": of a total given further above.
    """
    return all(
        below(whole.quantity.interval, part.quantity.interval)
        for whole in case.figures[figure.indicator]
        if whole is figure or whole.section == figure.section
    )


def _groups(case: Case) -> dict[str, tuple[Figure, list[OtherFigure]]]:
    """For each figure (by id) the parts that belong to it: same unit, distinct labels, printed close by."""
    groups: dict[str, tuple[Figure, list[OtherFigure]]] = {}
    for other in sorted(case.report.other_figures, key=lambda other: other.anchor.start):
        if other.subset is None or other.table is not None:
            continue
        figure = _whole_of(case, other, groups)
        if figure is not None:
            groups.setdefault(figure.id, (figure, []))[1].append(other)
    return {
        key: (figure, parts)
        for key, (figure, parts) in groups.items()
        if len({part.subset for part in parts}) == len(parts)
    }


def _whole_of(case: Case, other: OtherFigure, groups: dict[str, tuple[Figure, list[OtherFigure]]]) -> Figure | None:
    """The figure printed before the part, no further away than a clause, in its unit, and of its indicator if known.

    Where the indicator is not known, nothing else that was counted may stand between the two.
    """
    before: list[tuple[int, Figure]] = []
    for figure in case.in_order:
        if figure.quantity.unit != other.quantity.unit or figure.section != other.section:
            continue
        if other.about is not None and figure.indicator != other.about:
            continue
        taken = groups.get(figure.id)
        end = taken[1][-1].anchor.end if taken else figure.anchor.end
        gap = other.anchor.start - end
        if (
            0 <= gap <= BESIDE
            and not _dated_between(case, end, other.anchor.start)
            and (other.about is not None or not _counted_between(case, end, other.anchor.start))
        ):
            before.append((gap, figure))
    return min(before, key=lambda pair: pair[0])[1] if before else None


def _dated_between(case: Case, start: int, end: int) -> bool:
    """ "Đến 31/12/2025 có 2.152 CĐCS. Ngày 30/6/2025, Tây Ninh cũ có 1.012 CĐCS": the parts are of another day."""
    return any(start <= date.anchor.start < end for date in case.report.dates)


def _counted_between(case: Case, start: int, end: int) -> bool:
    facts: list[Figure | OtherFigure] = [*case.report.figures, *case.report.other_figures]
    return any(start <= fact.anchor.start < end for fact in facts if fact.quantity.unit != "percent")
