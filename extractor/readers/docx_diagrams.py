"""Words in drawn diagrams (SmartArt), which stand in a part of their own, and charts, whose numbers are not read.

A diagram is a tree of points, each a paragraph or more (ECMA-376 part 1, 21.4: `dgm:pt`, `dgm:cxn`). It is read as a
text box at the place of its drawing: a point before those below it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from lxml import etree

from extractor.readers.docx_package import Package, W

_DIAGRAM: Final = "relIds"
_CHART: Final = "{*}chart"


def is_diagram(element: etree._Element) -> bool:
    """Whether an element of a drawing names the parts of a diagram."""
    return isinstance(element.tag, str) and etree.QName(element).localname == _DIAGRAM


def has_chart(body: etree._Element) -> bool:
    """Whether a chart is drawn in the document."""
    return any(graphic.find(_CHART) is not None for graphic in body.iter("{*}graphicData"))


def diagram_box(package: Package, names: etree._Element) -> etree._Element | None:
    """The words of a diagram as a text box; None where its part is missing or damaged."""
    identifier = next((str(value) for name, value in names.attrib.items() if str(name).endswith("}dm")), "")
    model = package.named(identifier)
    if model is None:
        return None
    box = etree.Element(f"{W}txbxContent")
    for words in _paragraphs(model):
        text = etree.SubElement(etree.SubElement(etree.SubElement(box, f"{W}p"), f"{W}r"), f"{W}t")
        text.text = words
    return box


def _paragraphs(model: etree._Element) -> Iterator[str]:
    points: dict[str, etree._Element] = {}
    root = None
    for point in model.iter("{*}pt"):
        # Other kinds are the lines between the points and the shapes that show them.
        if point.get("type", "node") in ("node", "asst", "doc"):
            points[point.get("modelId", "")] = point
            root = point if point.get("type") == "doc" else root
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in model.iter("{*}cxn"):
        order = line.get("srcOrd", "0")
        if line.get("type", "parOf") == "parOf" and line.get("destId", "") in points:
            below[line.get("srcId", "")].append((int(order) if order.isdecimal() else 0, line.get("destId", "")))
    seen: set[str] = set()
    waiting = [root.get("modelId", "")] if root is not None else []
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield from _words(points[name])
        waiting += [child for _, child in sorted(below[name], reverse=True)]
    for name, point in points.items():
        if name not in seen:
            yield from _words(point)


def _words(point: etree._Element) -> Iterator[str]:
    for text in point.findall("{*}t"):
        for paragraph in text.iter("{*}p"):
            words = "".join(part.text or "" for part in paragraph.iter("{*}t"))
            if words.strip():
                yield words
