"""The rows and cells of a DOCX table, with merged cells, and whether it is drawn with rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from extractor.readers.docx_package import W
from extractor.readers.docx_styles import Styles, switch, value

_EDGES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
# Word allows 63 columns; a larger span is damage.
_WIDEST = 63
_FRAMED = 8
_WRAPPERS = frozenset({f"{W}ins", f"{W}moveTo", f"{W}customXml"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell from `column` over `width` columns; `continues` the cell above; no element where the row is indented."""

    element: etree._Element | None
    column: int
    width: int
    continues: bool


def rows_of(table: etree._Element) -> Iterator[list[Cell]]:
    """The rows of a table as printed: without those that are hidden or whose deletion is tracked."""
    for row in _children(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if is_deleted(row) or switch(properties, "hidden"):
            continue
        column = min(_count(value(properties, "gridBefore"), 0), _WIDEST)
        cells = [Cell(None, 0, column, False)] if column else []
        for element in _children(row, f"{W}tc"):
            own = element.find(f"{W}tcPr")
            width = min(_count(value(own, "gridSpan"), 1), _WIDEST)
            across = value(own, "hMerge")
            if own is not None and own.find(f"{W}cellDel") is not None:
                continue
            if cells and across is not None and across != "restart":
                # The way of Word 97: the cell is there, and is the one before it going on.
                cells[-1] = replace(cells[-1], width=cells[-1].width + width)
                column += width
                continue
            merge = value(own, "vMerge")
            cells.append(Cell(element, column, width, merge is not None and merge != "restart"))
            column += width
        if cells:
            yield cells


def is_deleted(row: etree._Element) -> bool:
    """Whether the deletion of a row is tracked."""
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def is_frame(table: etree._Element) -> bool:
    """Whether a table is a frame around running text: one cell a row, with more than a few paragraphs in one."""
    rows = list(rows_of(table))
    if not rows or any(len(row) != 1 for row in rows):
        return False
    cells = [row[0].element for row in rows]
    return any(cell is not None and len(cell.findall(f"{W}p")) > _FRAMED for cell in cells)


def is_caption(row: list[Cell], below: list[Cell]) -> bool:
    """Whether a row is one cell over all columns of the row below."""
    return len(row) == 1 < len(below) and not row[0].continues and row[0].width >= sum(cell.width for cell in below)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, tag)
        elif element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            if content is not None:
                yield from _children(content, tag)


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


def is_ruled(table: etree._Element, styles: Styles) -> bool:
    """Whether lines are drawn between the cells: a letterhead or signature has none."""
    properties = table.find(f"{W}tblPr")
    edges: dict[str, bool] = {}
    chain = list(styles.chain(value(properties, "tblStyle")))
    sources = [style.find(f"{W}tblPr/{W}tblBorders") for style in reversed(chain)]
    if properties is not None:
        sources.append(properties.find(f"{W}tblBorders"))
    for borders in sources:
        edges.update(_drawn(borders))
    if edges.get("insideH") or edges.get("insideV"):
        return True
    cells = list(table.iter(f"{W}tc"))
    boxed = sum(1 for cell in cells if sum(_drawn(cell.find(f"{W}tcPr/{W}tcBorders")).values()) >= 2)
    return bool(cells) and boxed * 2 > len(cells)


def _drawn(borders: etree._Element | None) -> dict[str, bool]:
    if borders is None:
        return {}
    said = {}
    for edge in _EDGES:
        kind = value(borders, edge)
        if kind is not None:
            said[edge] = kind not in ("nil", "none")
    return said
