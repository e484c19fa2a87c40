"""Columns of percentages that are a column over another ("TH/KH (%)", "% so cùng kỳ"), row by row.

Which two columns a percentage is of is not told reliably by its head: it is the pair of which nearly all rows
are the ratio (or the change). The rows that are not are called wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from extractor.audit.arithmetic import write_number
from extractor.audit.case import Case
from extractor.audit.percentages import fits
from extractor.audit.tables import about_cell, anchors_of, head_of, is_ratio, named_table, value_of
from schemas.facts import Table, TableRow
from schemas.finding import Finding

FEWEST = 3
"""In so many rows a percentage must be that of the pair."""
MOST_WRONG = 5
"""At most one row in so many, but always one, may not be."""


@dataclass(frozen=True)
class _Pair:
    """A numerator's and a denominator's column; `change`: the percentage is of their difference."""

    part: int
    whole: int
    change: bool

    def holds(self, row: TableRow, column: int) -> bool | None:
        """Whether a row's percentage is that of the pair; None where the row does not print all three."""
        part, whole, share = value_of(row, self.part), value_of(row, self.whole), value_of(row, column)
        if part is None or share is None or not whole or whole < 0:
            return None
        return fits(part - whole if self.change else part, whole, share)


def ratio_columns(case: Case) -> Iterator[Finding]:
    """The rows of a column of percentages that are not what nearly all its rows are."""
    for index, table in enumerate(case.report.tables):
        numbers = [place for place in range(len(table.columns)) if not is_ratio(table, place, table.rows)]
        for column in range(len(table.columns)):
            if column in numbers:
                continue
            found = _pair(table.rows, column, numbers)
            if found is not None:
                yield from _findings(case, index, table, column, found)


def _pair(rows: Sequence[TableRow], column: int, numbers: Sequence[int]) -> _Pair | None:
    best: tuple[int, _Pair] | None = None
    for part, whole in permutations(numbers, 2):
        for change in (False, True):
            pair = _Pair(part, whole, change)
            told = [holds for row in rows if (holds := pair.holds(row, column)) is not None]
            right, wrong = sum(told), len(told) - sum(told)
            enough = right >= FEWEST and wrong <= max(1, len(told) // MOST_WRONG)
            if enough and (best is None or right > best[0]):
                best = right, pair
    return best[1] if best else None


def _findings(case: Case, index: int, table: Table, column: int, pair: _Pair) -> Iterator[Finding]:
    right: list[str] = []
    for row in table.rows:
        holds = pair.holds(row, column)
        if holds is None:
            continue
        part, whole, share = (value_of(row, place) or Decimal(0) for place in (pair.part, pair.whole, column))
        first = f"({write_number(part, case.lang)} - {write_number(whole, case.lang)})"
        told = f"{first if pair.change else write_number(part, case.lang)} / {write_number(whole, case.lang)}"
        if holds:
            right.append(f"{told} = {write_number(share, case.lang)}%")
            continue
        if any(f.share is not None and f.share.value == share and f.quantity.value == part for f in case.in_order):
            continue  # the share of a figure is checked as such
        cells = [row.cells[place] for place in (pair.part, pair.whole, column)]
        counted = (part - whole if pair.change else part) * 100 / whole
        yield case.finding(
            "percent_mismatch",
            "broken",
            about_cell(case, index, table, pair.part, row.cells[pair.part]),
            anchors_of(cells),
            arithmetic=f"{told} = {write_number(round(counted, 1), case.lang)}% ≠ {write_number(share, case.lang)}%",
            detail=case.say(
                f"{named_table(case, table)}, cột “{head_of(table, column)}”, dòng “{row.label}”.",
                f"{named_table(case, table)}, column “{head_of(table, column)}”, row “{row.label}”.",
            ),
        )
    if right:
        anchors = [cell.anchor for row in table.rows for cell in row.cells[column : column + 1] if cell.anchor]
        arithmetic = "; ".join(right)
        yield case.finding("percent_mismatch", "holds", head_of(table, column), anchors, arithmetic=arithmetic)
