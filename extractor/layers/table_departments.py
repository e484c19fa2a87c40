"""Departments of the office in a table whose columns stand before and after a change: "Ban, văn phòng | 13 | 6"."""

import regex

from extractor.layers.concepts import ConceptSpan
from extractor.layers.table_view import Column, TableView, period_of

_BEFORE = regex.compile(r"(?<!\w)(?:trước|đầu (?:nhiệm )?kỳ|khi chưa|nhiệm kỳ (?:trước|cũ)|cũ)(?!\w)")
_AFTER = regex.compile(
    r"(?<!\w)(?:sau|cuối (?:nhiệm )?kỳ|hiện(?: nay| có| tại)?|nay|đến nay|nhiệm kỳ (?:này|mới)|mới)(?!\w)"
)
_OFFICE = frozenset({"DEPARTMENTS", "PROVINCIAL_OFFICE"})
_NOUN = regex.compile(r"(?:số (?:lượng )?)?(?:các )?(?:ban|phòng|đầu mối)(?!\w)")


def departments_told(view: TableView, column: Column, label: str, spans: list[ConceptSpan]) -> str | None:
    """The indicator of a cell in a row that counts departments: before the change or after it; None: neither.

    Without words for it the two columns of a table are before and after where both are dated and nothing else is told.
    """
    names = {span.concept.id for span in spans if span.concept.kind != "neutral"}
    if "DEPARTMENTS" not in names or not names <= _OFFICE or not _NOUN.match(label.strip(" -+*\\.0123456789")):
        return None
    before, after = _BEFORE.search(column.header), _AFTER.search(column.header)
    if before is None and after is None:
        dated = [other for other in view.columns if other.kind == "value" and period_of(other.own)]
        if len(dated) != 2 or column not in dated:
            return None
        before = column is dated[0]
    return f"specialist_departments_{'before' if before else 'after'}"
