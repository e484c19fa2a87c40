"""A small PDF writer that sets each character where and as a difficulty needs it.

Letters are those of scripts/data/tinos-vietnamese.ttf, a subset of Tinos (Google, SIL Open Font License 1.1), named as
the difficulty wants: what a character *looks like* and what the file *says it is* are told apart, as they are in
PDFs of old fonts and wrong tables.
"""

import csv
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
WIDE, HIGH = 595.0, 842.0
LEFT, RIGHT, SIZE, LEADING = 85.0, 540.0, 14.0, 19.0


@cache
def glyphs() -> dict[str, tuple[int, int]]:
    """The number and the width, in thousandths of the size, of each letter."""
    with (DATA / "tinos-vietnamese.csv").open(encoding="utf-8", newline="") as file:
        known = {chr(int(row["character"], 16)): (int(row["glyph"]), int(row["width"])) for row in csv.DictReader(file)}
    # A mark of old fonts: it moves nothing, and the letter before shows it.
    return {**known, "": (known[" "][0], 0)}


def width(text: str, size: float) -> float:
    """How wide a text is in points."""
    return sum(glyphs()[letter][1] for letter in text) * size / 1000


@dataclass
class Font:
    """A font of the file: its name, and for each code the letter it shows and the text it stands for."""

    name: str = "Tinos"
    codes: dict[tuple[str, str], int] = field(default_factory=dict)

    def code(self, shown: str, said: str) -> int:
        """The code for a letter that looks like `shown` and is said to be `said`."""
        return self.codes.setdefault((shown, said), len(self.codes) + 1)


@dataclass
class Picture:
    """A JPEG over the whole page."""

    data: bytes
    pixels: tuple[int, int]
    space: str = "DeviceGray"


@dataclass
class Sheet:
    """A page under work: what it draws, in order. Places are in points from the lower left corner."""

    document: "Document"
    wide: float = WIDE
    high: float = HIGH
    turn: int = 0
    y: float = HIGH - 60
    operators: list[str] = field(default_factory=list)
    picture: Picture | None = None

    def put(
        self, x: float, y: float, text: str, *, size: float = SIZE, font: str = "", said: Sequence[str] | None = None,
        bold: bool = False, mode: int | None = None, shade: float = 0.0, matrix: str = "1 0 0 1",
    ) -> float:  # fmt: skip
        """Set a text; `said` is what the file says each letter is. Returns where it ends."""
        own = self.document.font(font)
        pairs = [
            (shown if k == 0 else "", part)
            for shown, meant in zip(text, said if said is not None else text, strict=True)
            for k, part in enumerate(meant)
        ]
        codes = "".join(f"{own.code(shown, meant):04X}" for shown, meant in pairs)
        look = mode if mode is not None else 2 if bold else 0
        name = list(self.document.fonts).index(font)
        self.operators.append(
            f"{shade} g {shade} G 0.5 w BT {look} Tr /F{name} {size} Tf {matrix} {x:.2f} {y:.2f} Tm <{codes}> Tj ET"
        )
        return x + width(text, size)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rule."""
        self.operators.append(f"0 G 0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def patch(self, x0: float, y0: float, x1: float, y1: float, shade: float = 1.0) -> None:
        """Fill a rectangle."""
        self.operators.append(f"{shade} g {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")

    def centred(self, text: str, *, at: float = (LEFT + RIGHT) / 2, size: float = SIZE, bold: bool = False) -> None:
        """A line in the middle of `at`; goes down."""
        self.put(at - width(text, size) / 2, self.y, text, size=size, bold=bold)
        self.y -= 1.3 * size

    def paragraph(
        self, text: str, *, bold: bool = False, indent: float = 28.0, right: float = RIGHT, **how: str
    ) -> None:
        """A justified paragraph; goes down."""
        for x, line, stretch in broken(text, indent, right):
            at = x
            words = line.split(" ")
            for k, word in enumerate(words):
                piece = word + (" " if k + 1 < len(words) else "")
                at = self.put(at, self.y, piece, bold=bold) + (stretch if k + 1 < len(words) else 0.0)
            self.y -= LEADING
        self.y -= 6


def broken(text: str, indent: float, right: float = RIGHT) -> Iterable[tuple[float, str, float]]:
    """The lines of a justified paragraph: where each begins, its words, and how far its blanks are stretched."""
    lines: list[tuple[float, list[str]]] = [(LEFT + indent, [])]
    for word in text.split(" "):
        x, words = lines[-1]
        if words and x + width(" ".join([*words, word]), SIZE) > right:
            lines.append((LEFT, [word]))
        else:
            words.append(word)
    for number, (x, words) in enumerate(lines):
        line = " ".join(words)
        free = right - x - width(line, SIZE)
        last = number + 1 == len(lines)
        yield x, line, 0.0 if last or len(words) < 2 else free / (len(words) - 1)


@dataclass
class Document:
    """A PDF file under work."""

    fonts: dict[str, Font] = field(default_factory=lambda: {"": Font()})
    sheets: list[Sheet] = field(default_factory=list)

    def font(self, name: str) -> Font:
        """The font of that name; "" is the usual one."""
        return self.fonts.setdefault(name, Font(name))

    def sheet(self, **how: float | int) -> Sheet:
        """Begin a page."""
        wide, high = float(how.get("wide", WIDE)), float(how.get("high", HIGH))
        made = Sheet(self, wide=wide, high=high, turn=int(how.get("turn", 0)), y=high - 60)
        self.sheets.append(made)
        return made

    def data(self) -> bytes:
        """The file."""
        objects: list[bytes] = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"",
            _stream(_program(), f"/Length1 {len(_program())}"),
        ]
        names = []
        for number, font in enumerate(self.fonts.values()):
            at = len(objects)
            objects += _font(font, at)
            names.append(f"/F{number} {at + 1} 0 R")
        kids = []
        for sheet in self.sheets:
            drawn = "\n".join(sheet.operators)
            resources = f"<</Font<<{''.join(names)}>>"
            if sheet.picture is not None:
                wide, high = sheet.picture.pixels
                objects.append(
                    b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8"
                    b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
                    % (wide, high, sheet.picture.space.encode(), len(sheet.picture.data), sheet.picture.data)
                )
                resources += f"/XObject<</S {len(objects)} 0 R>>"
                drawn = f"q {sheet.wide} 0 0 {sheet.high} 0 0 cm /S Do Q\n{drawn}"
            objects.append(_stream(drawn.encode("ascii")))
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.wide} {sheet.high}]/Rotate {sheet.turn}"
                f"/Contents {len(objects)} 0 R/Resources{resources}>>>>".encode()
            )
            kids.append(len(objects))
        objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
        out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(out)


@cache
def _program() -> bytes:
    return (DATA / "tinos-vietnamese.ttf").read_bytes()


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data, 9)
    return f"<</Filter/FlateDecode/Length {len(packed)}{more}>>stream\n".encode() + packed + b"\nendstream"


def _font(font: Font, before: int) -> list[bytes]:
    """The five objects of a font; `before` is how many objects stand before them."""
    name = "ABCDEF+" + font.name.replace(" ", "#20")
    letters = {code: glyphs()[shown] for (shown, _), code in font.codes.items()}
    numbers = bytearray(2 * (len(letters) + 1))
    for code, (glyph, _) in letters.items():
        numbers[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    widths = " ".join(str(letters[code][1]) for code in sorted(letters))
    said = "\n".join(
        f"<{code:04X}> <{meant.encode('utf-16-be').hex().upper()}>" for (_, meant), code in font.codes.items() if meant
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(said.splitlines())} beginbfchar\n{said}\nendbfchar\nendcmap end end"
    )
    at = before + 1
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{at + 1} 0 R]"
        f"/ToUnicode {at + 4} 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {at + 2} 0 R/CIDToGIDMap {at + 3} 0 R/W[1[{widths}]]>>".encode(),
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-200 -250 1200 1000]/ItalicAngle 0/Ascent 891"
        f"/Descent -216/CapHeight 662/StemV 80/FontFile2 3 0 R>>".encode(),
        _stream(bytes(numbers)),
        _stream(table.encode("ascii")),
    ]
