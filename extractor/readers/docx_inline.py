"""The words of a DOCX paragraph: its runs through fields, tracked changes, boxes and content controls."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from extractor.readers.docx_diagrams import is_diagram
from extractor.readers.docx_fonts import LegacyText, symbol, symbols
from extractor.readers.docx_package import W
from extractor.readers.docx_styles import Styles, switch
from extractor.readers.legacy_fonts import LegacyFont, legacy_font

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
_SOFT_HYPHEN = "\u00ad"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_UNITS = ("km", "dm", "cm", "mm", "m")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look.

    `note` is the kind and identifier of the footnote whose mark it is; `mark` the label of a footnote
    that was typed by hand, raised over the line; `legacy` the old font that its letters are set in.
    """

    text: str
    bold: bool = False
    note: tuple[str, str] | None = None
    mark: str = ""
    raised: bool = False
    legacy: LegacyFont | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set."""

    bold: bool
    hidden: bool
    capitals: bool
    raised: bool
    font: str

    @property
    def legacy(self) -> LegacyFont | None:
        """The old Vietnamese font of the run, if it is set in one."""
        return legacy_font(self.font) if self.font else None


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: what stood there before, what stands there now; either may be empty."""

    old: str
    new: str


@dataclass(slots=True)
class Tracking:
    """The tracked changes of a document, in reading order. `seen` is true for changes without words too."""

    seen: bool = False
    changes: list[Change] = field(default_factory=list)

    def add(self, old: str, new: str, *, joined: bool) -> None:
        """Note a change; `joined`: it stands right after the last one, which it completes."""
        self.seen = True
        last = self.changes[-1] if self.changes else None
        if last and joined and ((new and not last.new) or (old and not last.old)):
            self.changes[-1] = Change(last.old or old, last.new or new)
        elif old.strip() or new.strip():
            self.changes.append(Change(old, new))


class Inline:
    """Reads paragraphs; `tracking` and `legacy` keep what is to be told of them."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.tracking = Tracking()
        self.legacy = LegacyText()
        self._looks: dict[tuple[bytes, bytes], Look] = {}

    def read(self, paragraph: etree._Element) -> tuple[list[Piece], list[etree._Element]]:
        """The pieces of a paragraph and the text boxes anchored in it."""
        walk = _Walk(self, paragraph.find(f"{W}pPr"))
        walk.children(paragraph)
        return self._settled(walk.pieces), walk.boxes

    def look(self, run: etree._Element | None, paragraph: etree._Element | None) -> Look:
        """How a run is set, by itself, its style and its paragraph's style."""
        style = None if paragraph is None else paragraph.find(f"{W}pStyle")
        key = (
            b"" if run is None else etree.tostring(run),
            b"" if style is None else etree.tostring(style),
        )
        if key not in self._looks:
            switched = self.styles.switched
            self._looks[key] = Look(
                bold=switched(run, paragraph, "b"),
                hidden=switched(run, paragraph, "vanish"),
                capitals=switched(run, paragraph, "caps"),
                raised=self.styles.run(run, paragraph, "vertAlign") == "superscript",
                font=self.styles.font(run, paragraph),
            )
        return self._looks[key]

    def survey(self, root: etree._Element) -> None:
        """Look through a part for text in old fonts, so that a doubtful word can be told by the rest."""
        for paragraph in root.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            for run in paragraph.iter(f"{W}r"):
                if legacy := self.look(run.find(f"{W}rPr"), properties).legacy:
                    self.legacy.survey(legacy, "".join(found.text or "" for found in run.iter(f"{W}t")))

    def _settled(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces with old letters converted, raised digits told from powers, soft hyphens left out."""
        if any(piece.legacy for piece in pieces):
            texts = self.legacy.converted([(piece.text, piece.legacy) for piece in pieces])
            pieces = [replace(piece, text=text) for piece, text in zip(pieces, texts, strict=True)]
        settled: list[Piece] = []
        before = ""
        for piece in pieces:
            text = piece.text.replace(_SOFT_HYPHEN, "")
            if piece.raised and text.strip().isdecimal() and len(text.strip()) <= 3:
                if _is_power(before):
                    text = text.translate(_SUPERSCRIPT)
                else:
                    settled.append(replace(piece, text=text, mark=text.strip()))
                    continue
            settled.append(piece if text == piece.text else replace(piece, text=text))
            before += text
        return settled


def _is_power(before: str) -> bool:
    """Whether a raised digit after this text is a power ("m²", "10³") and no footnote mark."""
    if before[-1:].isdecimal():
        return True
    unit = next((unit for unit in _RAISED_UNITS if before.endswith(unit)), None)
    return unit is not None and not before[: -len(unit)][-1:].isalpha()


class _Walk:
    """One paragraph's walk; fields may open in one run and close in another."""

    def __init__(self, inline: Inline, properties: etree._Element | None) -> None:
        self.inline = inline
        self.properties = properties
        self.pieces: list[Piece] = []
        self.boxes: list[etree._Element] = []
        self.fields: list[bool] = []
        self.changed_at = -1

    def children(self, parent: etree._Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                self.run(element)
            elif tag in _INSERTED:
                self.inserted(element)
            elif tag in _DELETED:
                old = "" if tag == f"{W}moveFrom" else _deleted(element)
                self.inline.tracking.add(old, "", joined=self.changed_at == len(self.pieces))
                self.changed_at = len(self.pieces)
            elif tag in _THROUGH:
                self.children(element)
            elif tag == f"{W}sdt":
                if (content := shown_content(element)) is not None:
                    self.children(content)
            elif tag == f"{_ALTERNATE}AlternateContent":
                self.alternate(element)
            elif tag in _BOXES:
                self.boxes.extend(text_boxes(element))
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self.pieces.append(Piece("".join(found.text or "" for found in element.iter(f"{_MATH}t"))))

    def inserted(self, element: etree._Element) -> None:
        start, joined = len(self.pieces), self.changed_at == len(self.pieces)
        self.children(element)
        new = "" if element.tag == f"{W}moveTo" else "".join(piece.text for piece in self.pieces[start:])
        self.inline.tracking.add("", new, joined=joined)
        self.changed_at = len(self.pieces)

    def alternate(self, element: etree._Element) -> None:
        """Of the choices of one content, which hold the same text, the first that has any."""
        before = len(self.pieces), len(self.boxes)
        for choice in element:
            self.children(choice)
            if (len(self.pieces), len(self.boxes)) != before:
                return

    def run(self, run: etree._Element) -> None:
        look = self.inline.look(run.find(f"{W}rPr"), self.properties)
        custom = False
        for element in run:
            tag = element.tag
            if tag == f"{W}fldChar":
                self.field(element.get(f"{W}fldCharType", ""))
            elif any(self.fields) or look.hidden:
                continue
            elif tag == f"{W}t":
                if custom and element.text:
                    # The mark of this footnote is typed, not counted.
                    self.pieces[-1] = replace(self.pieces[-1], text=element.text.strip())
                    custom = False
                else:
                    self.add(element.text or "", look)
            elif tag in _CHARACTERS:
                self.add(_CHARACTERS[tag], look)
            elif tag == f"{W}softHyphen":
                # In TCVN3 the code of the soft hyphen is the letter ư.
                self.add(_SOFT_HYPHEN, look)
            elif tag == f"{W}br":
                if element.get(f"{W}type", "textWrapping") == "textWrapping":
                    self.add("\n", look)
            elif tag == f"{W}sym":
                self.add(symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")), look)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnote" if tag.endswith("footnoteReference") else "endnote"
                self.pieces.append(Piece("", look.bold, (kind, element.get(f"{W}id", ""))))
                custom = element.get(f"{W}customMarkFollows") in ("1", "true", "on")
            elif tag in _BOXES:
                self.boxes.extend(text_boxes(element))
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

    def add(self, text: str, look: Look) -> None:
        if not text:
            return
        legacy = look.legacy
        text = symbols(look.font, text) if legacy is None else text
        text = text.upper() if look.capitals and legacy is None else text
        if look.capitals and legacy is not None:
            legacy = replace(legacy, capitals=True)
        self.pieces.append(Piece(text, look.bold, raised=look.raised, legacy=legacy))


def shown_content(control: etree._Element) -> etree._Element | None:
    """The content of a content control, None where it still shows its prompt ("Click to enter text")."""
    return None if switch(control.find(f"{W}sdtPr"), "showingPlcHdr") else control.find(f"{W}sdtContent")


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a drawing, and its diagrams, each once: a box in a box is found when that is read."""
    if element.tag == f"{W}txbxContent" or is_diagram(element):
        yield element
    elif element.tag == f"{_ALTERNATE}AlternateContent":
        for choice in element:
            if boxes := [box for child in choice for box in text_boxes(child)]:
                yield from boxes
                return
    else:
        for child in element:
            yield from text_boxes(child)


def _deleted(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}delText", f"{W}t"))
