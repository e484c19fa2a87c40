"""A paragraph of a DOCX as pieces, and what its author made of line breaks and tabs."""

from dataclasses import dataclass, field, replace

import regex
from lxml import etree

from extractor.readers.docx_inline import Piece
from extractor.readers.docx_package import W
from extractor.readers.tabbed import fields_of, tabbed_rows

_ENDED = regex.compile(r"[.;:!?)…][\"”’]?$")
_BEGINS = regex.compile(r"[\p{Lu}0-9(\-–+•*]")
_MOST_TABBED = 300


@dataclass
class Paragraph:
    """A paragraph as pieces, with what its properties say."""

    pieces: list[Piece]
    label: str = ""
    marker: str = ""
    indent: float = 0.0
    heading: int | None = None
    centred: bool = False
    boxes: list[etree._Element] = field(default_factory=list)
    joins_next: bool = False
    typed_note: str = ""

    @property
    def emphasis(self) -> bool:
        """Whether all its words are bold."""
        inked = [piece for piece in self.pieces if piece.note is None and piece.text.strip()]
        return bool(inked) and all(piece.bold for piece in inked)

    def parts(self) -> list["Paragraph"]:
        """The paragraph parted at line breaks that its author used for ends of paragraphs."""
        ends = [
            at
            for at, piece in enumerate(self.pieces)
            if piece.text == "\n" and piece.note is None and not self.centred and not self.typed_note
            and _ENDED.search(_said(self.pieces[:at])) and _BEGINS.match(_said(self.pieces[at + 1 :]))
        ]  # fmt: skip
        if not ends:
            return [self]
        bounds = zip([0, *(end + 1 for end in ends)], [*ends, len(self.pieces)], strict=True)
        pieces = [self.pieces[start:end] for start, end in bounds]
        return [replace(self, pieces=pieces[0])] + [
            replace(self, pieces=part, label="", marker="", heading=None) for part in pieces[1:]
        ]

    def fields(self) -> list[list[Piece]]:
        """The pieces between tabs."""
        said = "".join(piece.text for piece in self.pieces if piece.note is None)
        out: list[list[Piece]] = [[] for _ in fields_of(said)]
        spans = fields_of(said)
        at = column = 0
        for piece in self.pieces:
            if piece.note is not None:
                out[min(column, len(out) - 1)].append(piece)
                continue
            for k, (start, end) in enumerate(spans):
                cut = piece.text[max(0, start - at) : max(0, end - at)]
                if cut:
                    out[k].append(replace(piece, text=cut))
                    column = k
            at += len(piece.text)
        return out


def _said(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.note is None).strip()


def tabbed(elements: list[etree._Element], first: int) -> int:
    """How many paragraphs from `first` on make a table typed with tabs."""
    lines: list[str] = []
    for element in elements[first : first + _MOST_TABBED]:
        if element.tag != f"{W}p" or element.find(f".//{W}r/{W}tab") is None or _is_contents(element):
            break
        shown = element.iter(f"{W}t", f"{W}tab")
        # A stop in the paragraph's properties is a tab too, by its name.
        lines.append("".join((it.text or "") if it.tag == f"{W}t" else "\t" for it in shown if _in_run(it)))
    return tabbed_rows(lines)


def _in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"


def _is_contents(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and (style.get(f"{W}val") or "").upper().startswith(("TOC", "MUCLUC"))
