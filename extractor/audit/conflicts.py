"""One indicator, one period, two values."""

from collections.abc import Iterator

from extractor.audit.arithmetic import write_quantity
from extractor.audit.case import Case, doubtful, places
from extractor.audit.scopes import comparable
from schemas.facts import Figure
from schemas.finding import Finding


def conflicts(case: Case) -> Iterator[Finding]:
    """Figures of one indicator and period whose values cannot both be true; repeated agreeing ones hold."""
    issued = case.report.header.issued
    for indicator, figures in case.figures.items():
        groups: list[list[Figure]] = []
        for figure in figures:
            group = next((g for g in groups if all(_same_thing(figure, other, issued) for other in g)), None)
            if group is None:
                groups.append([figure])
            else:
                group.append(figure)
        for group in groups:
            values = list(dict.fromkeys(write_quantity(figure.quantity, case.lang) for figure in group))
            apart = any(
                not one.quantity.interval.meets(other.quantity.interval)
                for index, one in enumerate(group)
                for other in group[index + 1 :]
            )
            if apart:
                yield case.finding(
                    "figure_conflict",
                    "cannot_tell" if doubtful(group) else "broken",
                    indicator,
                    places(group),
                    arithmetic=" ≠ ".join(values),
                    detail=case.say("Mục: ", "Sections: ") + ", ".join(dict.fromkeys(f.section for f in group)) + ".",
                )
            elif len(group) > 1:
                yield case.finding("figure_conflict", "holds", indicator, places(group), arithmetic=" = ".join(values))


def _same_thing(one: Figure, other: Figure, issued: str | None) -> bool:
    """Same unit and a period that may be the same; rows of one table speak of different things."""
    if one.quantity.unit != other.quantity.unit or (one.table is not None and one.table == other.table):
        return False
    return comparable(one, other, issued)
