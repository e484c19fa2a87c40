"""The words of a DOCX paragraph: its runs through fields, tracked changes, boxes and content controls."""

from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx_package import W
from extractor.readers.docx_styles import Styles

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_THROUGH = frozenset(
    {f"{W}{name}" for name in ("hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo", "fldSimple", "rt")}
)
_INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_BOXES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}
# The signs of Microsoft's symbol fonts that reports use; `w:sym` gives them by their place in the font.
_SYMBOLS = {
    0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0xFD: "☒", 0x6F: "☐", 0x76: "❖",
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xE0: "→", 0xAE: "→", 0xDE: "⇒",
    0x2D: "-", 0x2B: "+", 0x2F: "/", 0x25: "%",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look; `note` is the kind and identifier of the footnote whose mark it is."""

    text: str
    bold: bool = False
    note: tuple[str, str] | None = None


class Inline:
    """Reads paragraphs; `tracked` says whether any change was tracked."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.tracked = False
        self._looks: dict[tuple[bytes, bytes], tuple[bool, bool]] = {}

    def read(self, paragraph: etree._Element) -> tuple[list[Piece], list[etree._Element]]:
        """The pieces of a paragraph and the text boxes anchored in it."""
        walk = _Walk(self, paragraph.find(f"{W}pPr"))
        walk.children(paragraph)
        return walk.pieces, walk.boxes

    def look(self, run: etree._Element | None, paragraph: etree._Element | None) -> tuple[bool, bool]:
        """Whether a run is bold, and whether it is hidden."""
        style = None if paragraph is None else paragraph.find(f"{W}pStyle")
        key = (
            b"" if run is None else etree.tostring(run),
            b"" if style is None else etree.tostring(style),
        )
        if key not in self._looks:
            bold = self.styles.switched(run, paragraph, "b")
            self._looks[key] = bold, self.styles.switched(run, paragraph, "vanish")
        return self._looks[key]


class _Walk:
    """One paragraph's walk; fields may open in one run and close in another."""

    def __init__(self, inline: Inline, properties: etree._Element | None) -> None:
        self.inline = inline
        self.properties = properties
        self.pieces: list[Piece] = []
        self.boxes: list[etree._Element] = []
        self.fields: list[bool] = []

    def children(self, parent: etree._Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                self.run(element)
            elif tag in _INSERTED:
                self.inline.tracked = True
                self.children(element)
            elif tag in _DELETED:
                self.inline.tracked = True
            elif tag in _THROUGH:
                self.children(element)
            elif tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None:
                    self.children(content)
            elif tag == f"{_ALTERNATE}AlternateContent":
                self.alternate(element)
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self.add("".join(found.text or "" for found in element.iter(f"{_MATH}t")), False)

    def alternate(self, element: etree._Element) -> None:
        """Of the choices of one content, which hold the same text, only the first."""
        for choice in element:
            for box in choice.iter(f"{W}txbxContent"):
                self.boxes.append(box)
            self.children(choice)
            return

    def run(self, run: etree._Element) -> None:
        bold, hidden = self.inline.look(run.find(f"{W}rPr"), self.properties)
        for element in run:
            tag = element.tag
            if tag == f"{W}fldChar":
                self.field(element.get(f"{W}fldCharType", ""))
            elif any(self.fields) or hidden:
                continue
            elif tag == f"{W}t":
                self.add(element.text or "", bold)
            elif tag in _CHARACTERS:
                self.add(_CHARACTERS[tag], bold)
            elif tag == f"{W}br":
                if element.get(f"{W}type", "textWrapping") == "textWrapping":
                    self.add("\n", bold)
            elif tag == f"{W}sym":
                self.symbol(element, bold)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnote" if tag.endswith("footnoteReference") else "endnote"
                self.pieces.append(Piece("", bold, (kind, element.get(f"{W}id", ""))))
            elif tag in _BOXES:
                self.boxes.extend(element.iter(f"{W}txbxContent"))
            elif tag == f"{_ALTERNATE}AlternateContent":
                self.alternate(element)

    def field(self, kind: str) -> None:
        """Between `begin` and `separate` stands the instruction of a field, which nobody sees."""
        if kind == "begin":
            self.fields.append(True)
        elif self.fields and kind == "separate":
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()

    def symbol(self, element: etree._Element, bold: bool) -> None:
        try:
            code = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            return
        if 0xF000 <= code <= 0xF0FF:
            self.add(_SYMBOLS.get(code & 0xFF, chr(code)), bold)
        elif 0x20 <= code < 0xD800:
            self.add(chr(code), bold)

    def add(self, text: str, bold: bool) -> None:
        if text:
            self.pieces.append(Piece(text, bold))
