"""Tables typed with tabs: lines one under another with the same number of fields, and numbers in one of them."""

from collections.abc import Sequence
from itertools import pairwise

import regex

_LEAST_ROWS = 3
_NUMERIC = 0.6
_NUMBER = regex.compile(r"[-–+]?[0-9][0-9.,/]*[ ]?%?|[-–—x]|\([0-9.,]+[ ]?%?\)")
_SECTION = regex.compile(r"(?:[IVXLC]{1,6}|[0-9]{1,2}|(?:Phần|Phụ lục|Chương)[ ].*)(?:[./) -]|$)")
_FIELD = regex.compile(r"[^\t]*[^\t\s][^\t]*")


def fields_of(line: str) -> list[tuple[int, int]]:
    """Where the fields of a line stand that tabs part; several tabs in a row part once.

    >>> fields_of("\\tThạc sĩ\\t\\t9")
    [(1, 8), (10, 11)]
    """
    return [match.span() for match in _FIELD.finditer(line)]


def tabbed_rows(lines: Sequence[str]) -> int:
    """How many of the first lines make a table typed with tabs; 0 where they make none.

    >>> tabbed_rows(["Trình độ\\tSố người", "Thạc sĩ\\t9", "Đại học\\t41", "Toàn tỉnh có"])
    3
    >>> tabbed_rows(["I. Đặc điểm\\t1", "II. Kết quả\\t3", "III. Kiến nghị\\t9"])
    0
    """
    rows: list[list[str]] = []
    for line in lines:
        row = [line[start:end].strip() for start, end in fields_of(line)]
        if len(row) < 2 or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
    if len(rows) < _LEAST_ROWS or _is_contents(rows):
        return 0
    for column in range(1, len(rows[0])):
        texts = [row[column] for row in rows[1:]]
        numbers = [text for text in texts if _NUMBER.fullmatch(text) and any(map(str.isdigit, text))]
        if len(numbers) >= 2 and len(numbers) >= _NUMERIC * len(texts):
            return len(rows)
    return 0


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    """Whether lines are a table of contents: headings with pages that only grow."""
    pages = [row[-1] for row in rows]
    if len(rows[0]) != 2 or not all(map(str.isdecimal, pages)):
        return False
    grows = all(int(one) <= int(other) for one, other in pairwise(pages))
    return grows and sum(1 for row in rows if _SECTION.match(row[0])) > len(rows) / 2
