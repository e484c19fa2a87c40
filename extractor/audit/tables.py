"""Total rows of tables against the rows they add up, and total columns where the tiling is certain."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.arithmetic import write_number
from extractor.audit.case import Case
from extractor.audit.causes import Sum, ink
from extractor.audit.provinces import predecessors_named
from schemas.anchor import Anchor
from schemas.facts import Cell, Table, TableRow
from schemas.finding import Finding

_RATIO = re.compile(r"%|tỷ lệ|tỉ lệ|bình quân|trung bình|phần trăm|điểm|xếp hạng|rate|average", re.IGNORECASE)
_OVER = re.compile(
    r"(?<!\w)(?:th|kq)\s?/\s?(?:kh|ct|mt)|20[0-9]{2}\s?/\s?20[0-9]{2}|so sánh|so với|so kh|so cùng kỳ|tăng|giảm",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\s*(tt|stt|số tt|số thứ tự|năm|no\.?)\s*", re.IGNORECASE)
_WHOLE_ROW = re.compile(r"\s*(tổng( số| cộng)?|cộng|toàn (tỉnh|thành phố|ngành|hệ thống))[\s:.]*", re.IGNORECASE)
_WHOLE_COLUMN = re.compile(r"(tổng( số| cộng)?|cộng|toàn (tỉnh|thành phố|hệ thống)|chung)\b.*", re.IGNORECASE)
_WHOLE_WORD = re.compile(
    r"(?<!\w)(tổng( số| cộng)?|cộng|toàn (tỉnh|thành phố|tp|ngành|hệ thống)|chung)(?!\w)", re.IGNORECASE
)
FAR_MORE = Decimal("1.4")
"""A sum that is so much more than the total is none that somebody miscounted."""
LONGEST_CAPTION = 100
"""A longer caption is the sentence before the table, and is cut."""
AGREEING = 3
"""In so many rows a column must be the sum of others, and of so many rows at most one may fail, to be called a sum."""
_TABLE_WORD = re.compile(r"(bảng|biểu|phụ lục|table|annex)(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"\s*(?:năm )?20[0-9]{2}\s*", re.IGNORECASE)
_PART_ROW = re.compile(r"[-+*\s]*(?:trong đó|riêng)(?!\w)", re.IGNORECASE)


def total_rows(case: Case) -> Iterator[Finding]:
    """Each total row, column by column; a total may be of all rows, of those since the last total, or of totals."""
    for index, table in enumerate(case.report.tables):
        for position, row in enumerate(table.rows):
            if row.total:
                yield from _total_row(case, index, table, position, row)


def _total_row(case: Case, index: int, table: Table, position: int, row: TableRow) -> Iterator[Finding]:
    above, below = table.rows[:position], table.rows[position + 1 :]
    if any(_counts(r) for r in above):
        groups = _summed_by(above)
    elif _WHOLE_ROW.fullmatch(row.label):
        groups = _summed_by(below[: _first_total(below)])
    else:
        return  # "Tổng số cán bộ" above "Nữ", "Đảng viên": a row of its own, no sum of those below
    groups = [rows for rows in groups if len(rows) > 1]
    if not groups or (not any(_counts(r) for r in above) and _overlap(table, row, groups)):
        return
    agreeing: list[tuple[str, str, Anchor | None]] = []
    for column, cell in enumerate(row.cells):
        if cell.value is None or not _additive(table, column, (row, *above, *below)):
            continue
        outcome, rows, result = _best(groups, column, cell.value)
        about = about_cell(case, index, table, column, cell)
        left = " + ".join(write_number(v, case.lang) for r in rows if (v := value_of(r, column)) is not None)
        right = write_number(cell.value, case.lang)
        if outcome == "holds":
            agreeing.append((about, f"{left} = {right}", cell.anchor))
            continue
        values = [v for r in rows if (v := value_of(r, column)) is not None]
        yield case.finding(
            "sum_mismatch",
            "broken" if outcome == "broken" and not _no_sum(cell.value, values) else "cannot_tell",
            about,
            anchors_of([cell, *(r.cells[column] for r in rows if column < len(r.cells))]),
            arithmetic=f"{left} = {write_number(result, case.lang)} ≠ {right}",
            detail=case.say(
                f"{named_table(case, table)}, cột “{head_of(table, column)}”, dòng “{row.label}”.",
                f"{named_table(case, table)}, column “{head_of(table, column)}”, row “{row.label}”.",
            ),
            addition=_addition(cell, [r.cells[column] for r in rows if column < len(r.cells)]),
        )
    if agreeing:
        yield case.finding(
            "sum_mismatch",
            "holds",
            agreeing[0][0],
            [anchor for _, _, anchor in agreeing if anchor is not None],
            arithmetic="; ".join(arithmetic for _, arithmetic, _ in agreeing),
            detail=f"{named_table(case, table)}.",
        )


def _overlap(table: Table, total: TableRow, groups: list[list[TableRow]]) -> bool:
    """Whether rows after "Tổng số" break it down in several ways ("Nữ", "Đảng viên", "Thạc sĩ"): far more than all."""
    sums = [
        (_best(groups, column, cell.value)[2], cell.value)
        for column, cell in enumerate(total.cells)
        if cell.value and _additive(table, column, (total, *groups[0]))
    ]
    return bool(sums) and all(result > printed * FAR_MORE for result, printed in sums)


def _counts(row: TableRow) -> bool:
    return not row.total and any(cell.value is not None for cell in row.cells)


def _first_total(rows: Sequence[TableRow]) -> int:
    return next((index for index, row in enumerate(rows) if row.total), len(rows))


def _summed_by(rows: Sequence[TableRow]) -> list[list[TableRow]]:
    """The sets of rows that a total after `rows` may add up: since the last total, all, or the totals."""
    last = max((index for index, row in enumerate(rows) if row.total), default=-1)
    since = [row for row in rows[last + 1 :] if _counts(row)]
    everything = [row for row in rows if _counts(row)]
    totals = [row for row in rows if row.total]
    groups = [since, everything, totals] if totals else [everything]
    heads = _outermost(everything)
    return [heads, *groups] if len(heads) < len(everything) else groups


def _outermost(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows that are part of no other: a row is of those after it where nearly all its columns are their sum.

    "A. Cơ quan LĐLĐ tỉnh 64" over its six offices; "Trong đó: công đoàn phường" is a part of the row before it.
    """
    rows = [row for row in rows if not _PART_ROW.match(row.label)]
    heads, at = [], 0
    while at < len(rows):
        heads.append(rows[at])
        at += 1 + _members(rows, at)
    return heads


def _members(rows: Sequence[TableRow], at: int) -> int:
    """How many rows after `rows[at]` it sums up, or none."""
    columns = [column for column, cell in enumerate(rows[at].cells) if cell.value]
    for last in range(at + 3, len(rows) + 1):
        sums = (
            sum((value_of(row, column) or Decimal(0) for row in rows[at + 1 : last]), Decimal(0)) for column in columns
        )
        agree = sum(value == value_of(rows[at], column) for column, value in zip(columns, sums, strict=True))
        if agree >= 2 and agree >= len(columns) - 1:
            return last - at - 1
    return 0


def value_of(row: TableRow, column: int) -> Decimal | None:
    """The number in a column of a row, or null."""
    return row.cells[column].value if column < len(row.cells) else None


def _best(groups: list[list[TableRow]], column: int, printed: Decimal) -> tuple[str, list[TableRow], Decimal]:
    """The group that gives the printed total, else the first with its sum; blank cells make a shortfall undecidable."""
    sums = [(rows, sum((v for r in rows if (v := value_of(r, column)) is not None), Decimal(0))) for rows in groups]
    for rows, result in sums:
        if result == printed:
            return "holds", rows, result
    rows, result = sums[0]
    blank = any(value_of(r, column) is None for r in rows)
    return ("cannot_tell" if blank and result < printed else "broken"), rows, result


def _additive(table: Table, column: int, rows: Sequence[TableRow]) -> bool:
    head = head_of(table, column)
    if _RATIO.search(head) or _ORDINAL.fullmatch(head):
        return False
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    return not any("%" in cell.text for cell in cells) and sum(cell.value is not None for cell in cells) > 1


def is_ratio(table: Table, column: int, rows: Sequence[TableRow]) -> bool:
    """Whether a column's head or cells say that it is of percentages: "TH/KH", "So sánh (%)", "2024/2023"."""
    head = head_of(table, column)
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    return bool(_RATIO.search(head) or _OVER.search(head)) or any("%" in cell.text for cell in cells)


def head_of(table: Table, column: int) -> str:
    """The head of a column, or its number."""
    return table.columns[column] if column < len(table.columns) else str(column + 1)


def _shortened(caption: str) -> str:
    """The caption; of a whole paragraph above the table no more than its first words."""
    return caption if len(caption) <= LONGEST_CAPTION else f"{caption[:LONGEST_CAPTION].rsplit(None, 1)[0]} …"


def named_table(case: Case, table: Table) -> str:
    """The table by its caption, which may say itself that it is one ("Biểu số 3"), else by its section."""
    title = _shortened(table.caption or table.section)
    return f"“{title}”" if _TABLE_WORD.match(title) else case.say(f"Bảng “{title}”", f"Table “{title}”")


def about_cell(case: Case, index: int, table: Table, column: int, cell: Cell) -> str:
    """The column's indicator; else that of the figure read from this cell or repeating its value; else the head."""
    if column < len(table.indicators) and (known := table.indicators[column]) is not None:
        return known
    if cell.anchor is not None:
        for figure in case.in_order:
            at = (figure.anchor, *figure.also_at)
            if (
                any(a.start <= cell.anchor.start and cell.anchor.end <= a.end for a in at)
                and figure.quantity.value == cell.value
            ):
                return figure.indicator
    return head_of(table, column)


def _addition(whole: Cell, parts: Sequence[Cell]) -> Sum:
    """The sum with its numbers, where they stand."""
    numbers = [ink(cell.value, anchors_of([cell])) for cell in parts if cell.value is not None]
    return Sum(tuple(numbers), ink(whole.value or Decimal(0), anchors_of([whole])))


def anchors_of(cells: Sequence[Cell]) -> list[Anchor]:
    """Where cells stand, of those that say."""
    return [cell.anchor for cell in cells if cell.anchor is not None]


def total_columns(case: Case) -> Iterator[Finding]:
    """The column of the whole against the columns of its parts, row by row, where it is certain which these are."""
    for table in case.report.tables:
        for whole, parts in _tilings(case, table):
            yield from _total_column(case, table, whole, parts)


def _total_column(case: Case, table: Table, whole: int, parts: Sequence[int]) -> Iterator[Finding]:
    agreeing: list[str] = []
    agreed: list[Cell] = []
    for row in table.rows:
        printed = value_of(row, whole)
        values = [value_of(row, column) for column in parts]
        if printed is None or _is_rate(row):
            continue
        known = [value for value in values if value is not None]
        result = sum(known, Decimal(0))
        left = " + ".join(write_number(value, case.lang) for value in known)
        if result == printed:
            agreeing.append(f"{left} = {write_number(printed, case.lang)}")
            agreed.append(row.cells[whole])
            continue
        unprinted = len(known) < len(values) and result < printed
        yield case.finding(
            "sum_mismatch",
            "cannot_tell" if unprinted or _no_sum(printed, known) else "broken",
            _row_about(case, row, whole),
            anchors_of([row.cells[column] for column in (*parts, whole) if column < len(row.cells)]),
            arithmetic=f"{left} = {write_number(result, case.lang)} ≠ {write_number(printed, case.lang)}",
            detail=case.say(
                f"{named_table(case, table)}, dòng “{row.label}”.", f"{named_table(case, table)}, row “{row.label}”."
            ),
            addition=_addition(row.cells[whole], [row.cells[c] for c in parts if c < len(row.cells)]),
        )
    if agreeing:
        yield case.finding(
            "sum_mismatch",
            "holds",
            head_of(table, whole),
            anchors_of(agreed),
            arithmetic="; ".join(agreeing),
            detail=f"{named_table(case, table)}.",
        )


def _no_sum(printed: Decimal, parts: Sequence[Decimal]) -> bool:
    """True where a stock or an average stands in the place of a sum: "CĐCS hiện có: 742, 760, 785; cộng 785"."""
    return bool(parts) and printed <= max(parts)


def _is_rate(row: TableRow) -> bool:
    return any("%" in cell.text for cell in row.cells) or _RATIO.search(row.label) is not None


def _tilings(case: Case, table: Table) -> Iterator[tuple[int, Sequence[int]]]:
    """Each column of a whole with the columns of its parts.

    They are certain where the parts' heads name all former provinces, or each a year, of which a row agrees;
    else where a column whose head says "Cộng" or "Tổng" is the sum of those beside it in nearly all rows
    (`AGREEING` of them and more).
    """
    former = predecessors_named(case, table.columns)
    wholes = [i for i, head in enumerate(table.columns) if i not in former and _WHOLE_COLUMN.fullmatch(head.strip())]
    if former and len(wholes) == 1:
        yield wholes[0], former
        return
    years = [i for i, head in enumerate(table.columns) if _YEAR.fullmatch(head)]
    if years and len(wholes) == 1 and _adds_up(table, wholes[0], years, 1):
        yield wholes[0], years
        return
    for whole, head in enumerate(table.columns):
        if _WHOLE_WORD.search(head) and not _RATIO.search(head):
            parts = next((parts for parts in _beside(table, whole) if _adds_up(table, whole, parts, AGREEING)), None)
            if parts is not None:
                yield whole, parts


def _beside(table: Table, whole: int) -> Iterator[Sequence[int]]:
    """The runs of two and more columns that end before the whole or begin after it, the longest first.

    Also every second or third column: counts and percentages, or classes and attendances, may take turns.
    """
    last = len(table.columns)
    for step in (1, 2, 3):
        for columns in (range(whole - step, -1, -step), range(whole + step, last, step)):
            for length in range(len(columns), 1, -1):
                yield sorted(columns[:length])


def _adds_up(table: Table, whole: int, parts: Sequence[int], agreeing: int) -> bool:
    """True if the parts make the whole in so many rows that the others are more likely wrong than of another kind."""
    right = wrong = 0
    for row in table.rows:
        values = [value_of(row, column) for column in parts]
        printed = value_of(row, whole)
        if printed is None or None in values or _is_rate(row):
            continue
        if sum(bool(value) for value in values) > 1 and sum((v for v in values if v), Decimal(0)) == printed:
            right += 1
        elif sum((v for v in values if v), Decimal(0)) != printed:
            wrong += 1
    return right >= agreeing and wrong * agreeing <= right


def _row_about(case: Case, row: TableRow, column: int) -> str:
    anchor = row.cells[column].anchor
    if anchor is not None:
        for figure in case.in_order:
            if any(a.start <= anchor.start and anchor.end <= a.end for a in (figure.anchor, *figure.also_at)):
                return figure.indicator
    return row.label
