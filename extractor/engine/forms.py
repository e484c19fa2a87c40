"""The same report in several forms (PDF, DOCX, text): consolidation must count it once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from schemas.report import Report

_RANK = {"text_layer": 0, "docx": 1, "text": 2, "mixed": 3, "ocr": 4}
"""Which form is kept: one with pages to show before one without, recognised images last."""

Item = tuple[Path, Report]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A report that came in several forms; `differing` counts figures that one form has and another not."""

    who: str
    kept: tuple[Path, ...]
    dropped: tuple[Path, ...]
    differing: int


def one_form_each(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Duplicate, ...]]:
    """Keep one form of each report, in the order of `items`, and tell what was left out.

    Two files are forms of one report if their bytes are the same, or if their headers state the same
    unit, date of issue and reviewed document and no different numbers. A header without unit or date
    proves nothing. Two files of the best form whose figures differ are both kept: which of them is
    right is not for the program to choose, and the national table marks such cells as disputed.
    """
    groups: dict[object, list[Item]] = defaultdict(list)
    for item in items:
        groups[_identity(item[1])].append(item)
    kept: list[Item] = []
    duplicates: list[Duplicate] = []
    for group in (part for whole in groups.values() for part in _by_number(whole)):
        taken = _best(group)
        kept.extend(taken)
        dropped = [item for item in group if item not in taken]
        if dropped:
            figures = [_figures(report) for _, report in group]
            differing = len(frozenset.union(*figures) - frozenset.intersection(*figures))
            unit = group[0][1].header.unit
            who = f"{unit.name}, {group[0][1].header.issued}" if unit else group[0][0].name
            paths = tuple(path for path, _ in taken), tuple(path for path, _ in dropped)
            duplicates.append(Duplicate(who, *paths, differing))
    order = {id(report): at for at, (_, report) in enumerate(items)}
    return tuple(sorted(kept, key=lambda item: order[id(item[1])])), tuple(duplicates)


def _identity(report: Report) -> object:
    header = report.header
    if header.unit is None or header.issued is None:
        return report.source.sha256
    reviewed = header.reviewed
    about = (reviewed.type, reviewed.number or reviewed.name) if reviewed else None
    return header.unit.era, header.unit.code or header.unit.name, header.issued, about


def _by_number(group: list[Item]) -> list[list[Item]]:
    parts: dict[str | None, list[Item]] = defaultdict(list)
    for item in group:
        parts[item[1].header.number].append(item)
    stated = [number for number in parts if number is not None]
    return [group] if len(stated) <= 1 else list(parts.values())


def _best(group: list[Item]) -> list[Item]:
    best = min(_RANK[report.source.reading] for _, report in group)
    taken: list[Item] = []
    seen: set[frozenset[object]] = set()
    for path, report in group:
        figures = _figures(report)
        if _RANK[report.source.reading] == best and figures not in seen:
            seen.add(figures)
            taken.append((path, report))
    return taken


def _figures(report: Report) -> frozenset[tuple[str, Decimal, Decimal | None, str, str]]:
    quantities = ((figure.indicator, figure.quantity) for figure in report.figures)
    return frozenset((name, q.value, q.upper, q.bound, q.unit) for name, q in quantities)
