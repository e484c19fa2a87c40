"""Writes small PDF files by hand, so that a test states exactly where each word stands."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Text at a place of the page as shown, in points from its lower left corner, in Helvetica or its bold.

    `shade` is its gray, 0 black to 1 white; `invisible` text is drawn without ink.
    """

    x: float
    y: float
    text: str
    size: float = 12.0
    bold: bool = False
    shade: float = 0.0
    invisible: bool = False


@dataclass(frozen=True)
class Line:
    """A drawn line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Patch:
    """A filled rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    shade: float = 1.0


def pdf(*pages: Iterable[Words | Line | Patch], turn: int = 0, box: str = "0 0 595 842") -> bytes:
    """A PDF file with the given pages, each stored lying and shown turned by `turn` degrees, cut to the box `box`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        stream = b"\n".join(_operators(item, turn) for item in page)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[%s]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>" % (box.encode(), turn, len(objects))
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _operators(item: Words | Line | Patch, turn: int) -> bytes:
    if isinstance(item, Patch):
        return f"{item.shade} g {item.x0} {item.y0} {item.x1 - item.x0} {item.y1 - item.y0} re f".encode()
    if isinstance(item, Line):
        return f"0.5 w {item.x0} {item.y0} m {item.x1} {item.y1} l S".encode()
    text = item.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if item.bold else "F1"
    matrix = {
        0: f"1 0 0 1 {item.x} {item.y}",
        90: f"0 1 -1 0 {595 - item.y} {item.x}",
        180: f"-1 0 0 -1 {595 - item.x} {842 - item.y}",
        270: f"0 -1 1 0 {item.y} {842 - item.x}",
    }[turn]
    look = f"{item.shade} g {3 if item.invisible else 0} Tr"
    return f"BT {look} /{font} {item.size} Tf {matrix} Tm ({text}) Tj ET".encode("cp1252")
