"""The PDF files of corpus/difficulties/: the same report as the others there, one difficulty of print a file."""

import io
import math
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy
import pypdfium2
from difficulty_pdf import LEADING, LEFT, RIGHT, SIZE, Document, Picture, Sheet, broken, width
from difficulty_text import (
    CONTROL,
    CONTROLS,
    DECISION,
    DEGREES,
    HEAD,
    OPENING,
    PARTY,
    RESULTS,
    SIGNATURE,
    STAFF,
    STAFF_HEADING,
    TARGETS,
    TITLE,
    UNIONS,
    UNIONS_HEADING,
)  # fmt: skip
from PIL import Image
from scan_ink import pen, places, received, scanned, seal
from scan_ink import signature as signature_of

sys.path.insert(0, str(Path(__file__).parents[1]))

from extractor.readers.legacy_fonts import Encoding, letters

Part = Callable[[Sheet], None]
LEFT_COLUMN, RIGHT_COLUMN = 178.0, 405.0
COLUMNS = (LEFT, 140.0, 400.0, RIGHT)
NOTE = f"{DECISION} của Ban Thường vụ Liên đoàn Lao động tỉnh."


# --- parts of the page ---


def letterhead(lower: float = 0.0, number: str = HEAD[4], date: str = HEAD[5]) -> Part:
    """Two columns side by side; the left one stands `lower` by some points."""

    def draw(sheet: Sheet) -> None:
        top = sheet.y
        for k, text in enumerate((HEAD[0], HEAD[1], number)):
            size = 11.0 if k < 2 else 13.0
            sheet.put(LEFT_COLUMN - width(text, size) / 2, top - lower - 16 * k, text, size=size, bold=k == 1)
        for k, text in enumerate((HEAD[2], HEAD[3], date)):
            size = 11.0 if k == 0 else 13.0
            sheet.put(RIGHT_COLUMN - width(text, size) / 2, top - 16 * k, text, size=size, bold=k < 2)
        sheet.y = top - 80

    return draw


def title(sheet: Sheet) -> None:
    """BÁO CÁO and the subject."""
    sheet.centred(TITLE[0], bold=True)
    for _, line, _ in broken(TITLE[1], 0, RIGHT - 60):
        sheet.centred(line, bold=True)
    sheet.y -= 10


def prose(*texts: str, bold: bool = False) -> Part:
    """Paragraphs."""

    def draw(sheet: Sheet) -> None:
        for text in texts:
            sheet.paragraph(text, bold=bold)

    return draw


def ruled(rows: Sequence[Sequence[str]], heads: int = 1) -> Part:
    """A ruled table; with two `heads` the first cell of the header reaches over both."""

    def draw(sheet: Sheet) -> None:
        top = sheet.y + 6
        for number, row in enumerate(rows):
            for at, text in enumerate(row):
                x = COLUMNS[at]
                if text:
                    sheet.put(x + 5, sheet.y - 8, text, size=12, bold=number < heads)
            low = sheet.y - 14
            merged = heads == 2 and number == 0
            sheet.line(COLUMNS[1] if merged else COLUMNS[0], low, COLUMNS[-1], low)
            sheet.y = low - 6
        sheet.line(COLUMNS[0], top, COLUMNS[-1], top)
        for x in COLUMNS:
            sheet.line(x, top, x, sheet.y + 6)
        sheet.y -= 24

    return draw


def unruled(sheet: Sheet) -> None:
    """The same table with nothing drawn: columns are where words begin, numbers end at one edge."""
    for number, (order, name, count) in enumerate(DEGREES):
        sheet.put(LEFT + 8, sheet.y, order, size=12, bold=number == 0)
        sheet.put(140, sheet.y, name, size=12, bold=number == 0)
        sheet.put(480 - width(count, 12), sheet.y, count, size=12, bold=number == 0)
        sheet.y -= 17
    sheet.y -= 12


def signature(sheet: Sheet) -> None:
    """The signer's block on the right."""
    for k, text in enumerate(SIGNATURE):
        size = 13.0
        sheet.put(425 - width(text, size) / 2, sheet.y - (18 * k if k < 2 else 90), text, size=size, bold=True)
    sheet.y -= 110


def report(document: Document, *, second: Sheet | None = None, **changed: Part) -> list[Sheet]:
    """The report on two pages; a part given by its name replaces the plain one."""
    parts: dict[str, Part] = {
        "head": letterhead(),
        "title": title,
        "opening": prose(OPENING),
        "party": prose(PARTY, STAFF_HEADING, bold=True),
        "staff": prose(STAFF),
        "degrees": ruled(DEGREES),
        "unions_heading": prose(UNIONS_HEADING, bold=True),
        "unions": prose(UNIONS),
        "results": prose(RESULTS, bold=True),
        "turn": lambda _: None,
        "targets": prose(*TARGETS),
        "controls": prose(CONTROLS, bold=True),
        "control": prose(CONTROL),
        "signature": signature,
    }
    sheet = document.sheet()
    sheets = [sheet]
    for name, draw in {**parts, **changed}.items():
        if name == "turn":
            sheet = second or document.sheet()
            sheets.append(sheet)
        draw(sheet)
    return sheets


def written(**changed: Part) -> bytes:
    """The file of the report with some parts changed."""
    document = Document()
    report(document, **changed)
    return document.data()


# --- difficulties ---


def over_pages() -> bytes:
    """A table with a header of two rows, broken by the page, its header printed again."""
    header = [["TT", "Cán bộ chuyên trách", ""], ["", DEGREES[0][1], DEGREES[0][2]]]
    document = Document()

    def half(rows: Sequence[Sequence[str]]) -> Part:
        return ruled([*header, *rows], heads=2)

    def first(sheet: Sheet) -> None:
        sheet.y = 60 + 20 * 4
        half(DEGREES[1:3])(sheet)
        sheet.y = document.sheet().y
        half(DEGREES[3:])(document.sheets[-1])

    parts: list[Part] = [
        letterhead(), title, prose(OPENING), prose(PARTY, STAFF_HEADING, bold=True), prose(STAFF), first,
    ]  # fmt: skip
    sheet = document.sheet()
    for draw in parts:
        draw(sheet)
    sheet = document.sheets[-1]
    sheet.y = 700
    for draw in (
        prose(UNIONS_HEADING, bold=True), prose(UNIONS), prose(RESULTS, bold=True), prose(*TARGETS),
        prose(CONTROLS, bold=True), prose(CONTROL), signature,
    ):  # fmt: skip
        draw(sheet)
    return document.data()


def noted(*, raised: bool) -> bytes:
    """The decision stands in a footnote, its mark a raised digit or a plain one glued to its word."""
    before, after = CONTROL.split(DECISION)

    def control(sheet: Sheet) -> None:
        lines = list(broken(f"{before}quy định1{after}", 28))
        for x, line, stretch in lines:
            at = x
            for k, word in enumerate(line.split(" ")):
                if "định1" in word:
                    at = sheet.put(at, sheet.y, "định")
                    at = sheet.put(at, sheet.y + 5 if raised else sheet.y, "1", size=8.5 if raised else SIZE)
                    at = sheet.put(at, sheet.y, word[5:] + " ")
                else:
                    at = sheet.put(at, sheet.y, word + " ")
                at += stretch if k + 1 < len(line.split(" ")) else 0
            sheet.y -= LEADING
        sheet.line(LEFT, 96, LEFT + 145, 96)
        if raised:
            sheet.put(LEFT, 84, "1", size=7)
            sheet.put(LEFT + 7, 80, NOTE, size=11)
        else:
            sheet.put(LEFT, 80, f"1 {NOTE}", size=11)
        sheet.y -= 6

    return written(control=control)


def turned() -> bytes:
    """Pages stored lying and turned by the viewer."""
    document = Document()
    for sheet in report(document):
        sheet.wide, sheet.high, sheet.turn = sheet.high, sheet.wide, 90
        sheet.operators.insert(0, f"0 1 -1 0 {sheet.wide} 0 cm")
    return document.data()


def sideways() -> bytes:
    """The second page is printed lying on an upright sheet, as a wide annex is."""
    document = Document()
    second = Sheet(document, y=535.0)
    _, sheet = report(document, second=second)
    document.sheets.append(second)
    sheet.operators.insert(0, "0 1 -1 0 595 0 cm")
    return document.data()


def base_letters_first() -> bytes:
    """A font without Vietnamese letters: each line's plain letters, then the accented ones of another font."""

    def spread(texts: Sequence[str], *, bold: bool = False) -> Part:
        def draw(sheet: Sheet) -> None:
            for text in texts:
                for x, line, stretch in broken(text, 28):
                    at, late, plain = x, [], ""
                    begin = at
                    for letter in line:
                        wide = width(letter, SIZE) + (stretch if letter == " " else 0.0)
                        if letter.isascii() and letter != " ":
                            plain = plain or ""
                            begin = at if not plain else begin
                            plain += letter
                        else:
                            if plain:
                                sheet.put(begin, sheet.y, plain, bold=bold)
                                plain = ""
                            if letter != " ":
                                late.append((at, letter))
                        at += wide
                    if plain:
                        sheet.put(begin, sheet.y, plain, bold=bold)
                    for place, letter in late:
                        sheet.put(place, sheet.y, letter, font="Arial Unicode MS", bold=bold)
                    sheet.y -= LEADING
                sheet.y -= 6

        return draw

    return written(
        opening=spread([OPENING]), staff=spread([STAFF]), unions=spread([UNIONS]), targets=spread(TARGETS),
        control=spread([CONTROL]),
    )  # fmt: skip


def broken_number() -> bytes:
    """The number of the decision is cut at its hyphen by the end of a line."""
    before, after = CONTROL.split("LĐLĐ ngày", 1)

    def control(sheet: Sheet) -> None:
        words = before.split(" ")
        first = " ".join(words)
        sheet.put(LEFT, sheet.y, first)
        sheet.y -= LEADING
        for _, line, _ in broken("LĐLĐ ngày" + after, 0):
            sheet.put(LEFT, sheet.y, line)
            sheet.y -= LEADING
        sheet.y -= 6

    return written(control=control)


def hidden() -> bytes:
    """Figures that nobody sees: invisible, white, under a white patch."""

    def unions(sheet: Sheet) -> None:
        y = sheet.y
        sheet.put(LEFT + 28, y, "Toàn tỉnh có 9.999 công đoàn cơ sở với 99.999 đoàn viên.", mode=3)
        sheet.put(LEFT + 28, y, "Tổng số cán bộ là 888 người.", shade=1.0)
        sheet.put(LEFT + 28, y, "Cán bộ nữ: 777 người.")
        sheet.patch(LEFT, y - 5, RIGHT, y + 14)
        sheet.paragraph(UNIONS)

    return written(unions=unions)


def covered() -> bytes:
    """An old figure under a patch, the new one printed on it."""

    def staff(sheet: Sheet) -> None:
        before, after = STAFF.split("52", 1)
        x = LEFT + 28
        end = x + width(before, SIZE)
        sheet.put(end, sheet.y, "51")
        sheet.patch(end - 1, sheet.y - 3, end + width("51", SIZE) + 1, sheet.y + 12)
        sheet.put(x, sheet.y, before)
        end = sheet.put(end, sheet.y, "52")
        words = after.split(" ")
        room = [k for k in range(len(words) + 1) if end + width(" ".join(words[:k]), SIZE) < RIGHT][-1]
        sheet.put(end, sheet.y, " ".join(words[:room]))
        sheet.put(LEFT, sheet.y - LEADING, " ".join(words[room:]))
        sheet.y -= 2 * LEADING + 6

    return written(staff=staff)


def wrong_table() -> bytes:
    """A font whose table says Ƣ and ƣ (the letter OI) for Ư and ư."""
    document = Document()
    report(document)
    own = document.fonts[""]
    own.codes = {(shown, said.replace("ư", "ƣ").replace("Ư", "Ƣ")): code for (shown, said), code in own.codes.items()}
    return document.data()


def old_font(encoding: Encoding) -> bytes:
    """All text in an old font: the letters look right, the file says what the old keyboard typed."""
    table = {letter: code for code, letter in letters(encoding).items()}
    document = Document()
    capital, small = (".VnTimeH", ".VnTime") if encoding == "tcvn3" else ("VNI-Times", "VNI-Times")
    put = Sheet.put

    def set_old(sheet: Sheet, x: float, y: float, text: str, **how: object) -> float:
        upper = encoding == "tcvn3" and text.isupper()
        said = []
        for letter in text:
            typed = letter.lower() if upper else letter
            said.append(table.get(typed) or (table.get(typed.lower()) if encoding == "tcvn3" else None) or typed)
        return put(sheet, x, y, text, **{**how, "font": capital if upper else small, "said": said})  # type: ignore[arg-type]

    Sheet.put = set_old  # type: ignore[method-assign, assignment]
    try:
        report(document)
    finally:
        Sheet.put = put  # type: ignore[method-assign]
    return document.data()


def signed_digitally() -> bytes:
    """The text of an electronic signature over the signer's block, and of one at the head of the page."""

    def sign(sheet: Sheet) -> None:
        x, y = 345.0, sheet.y - 42
        for k, text in enumerate(
            (
                "Ký bởi: LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG",
                "Cơ quan: Tỉnh Cao Bằng",
                "Thời gian ký: 18/04/2024 08:31:05 +07:00",
            )
        ):
            sheet.put(x, y - 9 * k, text, size=7)
        signature(sheet)

    def head(sheet: Sheet) -> None:
        for k, text in enumerate(("Người ký: Văn thư", "Ngày ký: 18/04/2024", "14:05:22 +07:00")):
            sheet.put(470, 828 - 8 * k, text, size=6.5)
        letterhead()(sheet)

    return written(head=head, signature=sign)


def stamped() -> bytes:
    """A received stamp printed into the file, as a document office's program puts it there."""

    def head(sheet: Sheet) -> None:
        letterhead()(sheet)
        top = sheet.y + 34
        for x0, y0, x1, y1 in (
            (80, top, 205, top), (80, top - 52, 205, top - 52), (80, top - 52, 80, top), (205, top - 52, 205, top),
        ):  # fmt: skip
            sheet.line(x0, y0, x1, y1)
        for k, text in enumerate(("CÔNG VĂN ĐẾN", "Số: 1274", "Ngày: 18/4/2024")):
            sheet.put(90, top - 14 - 15 * k, text, size=10, bold=k == 0)
        sheet.y -= 24

    return written(head=head)


def blank_number() -> bytes:
    """Number and day are left blank to be written by hand."""
    return written(head=letterhead(number="Số:       /BC-LĐLĐ", date="Cao Bằng, ngày      tháng 4 năm 2024"))


# --- pages as pictures ---


def picture(data: bytes, page: int, skew: float = 0.0) -> Picture:
    """The picture of a page at 200 dpi, turned by some degrees."""
    shown = pypdfium2.PdfDocument(data)[page].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    if skew:
        shown = shown.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=45, optimize=True)
    return Picture(out.getvalue(), shown.size)


def bare(letter: str) -> str:
    """What OCR in English makes of a letter."""
    plain = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))[0]
    return plain if plain.isascii() else "?"


def garbage_layer() -> bytes:
    """Scanned pages with a layer of letters without marks, as OCR in English leaves them."""
    plain = written()
    document = Document()
    put = Sheet.put

    def unseen(sheet: Sheet, x: float, y: float, text: str, **how: object) -> float:
        return put(sheet, x, y, text, **{**how, "mode": 3, "said": [bare(letter) for letter in text]})  # type: ignore[arg-type]

    Sheet.put = unseen  # type: ignore[method-assign, assignment]
    try:
        sheets = report(document, degrees=lambda sheet: unruled(sheet))
    finally:
        Sheet.put = put  # type: ignore[method-assign]
    for number, sheet in enumerate(sheets):
        sheet.picture = picture(plain, number)
    return document.data()


def skewed_layer() -> bytes:
    """A scan askew by 1.4 degrees, with the honest layer that Vietnamese OCR put over it, as askew."""
    skew = 1.4
    plain = written(degrees=unruled)
    document = Document()
    put = Sheet.put

    def unseen(sheet: Sheet, x: float, y: float, text: str, **how: object) -> float:
        return put(sheet, x, y, text, **{**how, "mode": 3})  # type: ignore[arg-type]

    Sheet.put = unseen  # type: ignore[method-assign, assignment]
    try:
        sheets = report(document, degrees=unruled)
    finally:
        Sheet.put = put  # type: ignore[method-assign]
    angle = math.radians(-skew)
    c, s, x, y = math.cos(angle), math.sin(angle), 595 / 2, 842 / 2
    for number, sheet in enumerate(sheets):
        sheet.picture = picture(plain, number, skew)
        turn = f"{c:.6f} {s:.6f} {-s:.6f} {c:.6f} {x - c * x + s * y:.4f} {y - s * x - c * y:.4f} cm"
        sheet.operators.insert(0, turn)
    return document.data()


def mixed() -> bytes:
    """The first page as it was printed to PDF, the second scanned after signing."""
    plain = written()
    document = Document()
    _, second = report(document)
    second.operators.clear()
    second.picture = picture(plain, 1)
    return document.data()


def sealed(*, by_hand: bool) -> bytes:
    """A colour scan as it leaves an office: seal, signature, received stamp; number and day may be written by hand."""
    number, date = ("Số:        /BC-LĐLĐ", "Cao Bằng, ngày       tháng 4 năm 2024") if by_hand else (HEAD[4], HEAD[5])
    source = pypdfium2.PdfDocument(written(head=letterhead(number=number, date=date)))
    document = Document()
    scale = 200 / 72
    for page, shown in enumerate(source):
        draw = numpy.random.default_rng(20 + page)
        canvas = shown.render(scale=scale).to_pil().convert("RGB")
        if page == 0:
            received(canvas, scale, (60, 4, 188, 50), [("CÔNG VĂN ĐẾN", ""), ("Số:", "1274"), ("Ngày:", "18/4/2024")])
            if by_hand:
                pen(canvas, scale, (LEFT_COLUMN - 28, 100.0), "31")
                pen(canvas, scale, (RIGHT_COLUMN - 10, 100.0), "15")
        else:
            found = places(source, SIGNATURE[2])
            x0, top, x1, _ = found.name if found else (0.0, 0.0, 0.0, 0.0)
            middle = (x0 + x1) / 2
            signature_of(canvas, scale, (middle - 55, top - 60, middle + 75, top - 2), draw)
            seal(canvas, scale, middle - 46, top - 32, "LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG", draw)
        seen = scanned(canvas, draw, 0.4)
        out = io.BytesIO()
        seen.save(out, "JPEG", quality=50, optimize=True)
        document.sheet().picture = Picture(out.getvalue(), seen.size, "DeviceRGB")
    return document.data()


PICTURED = (
    "garbage-layer.pdf", "skewed-layer.pdf", "mixed-pages.pdf", "sealed-scan.pdf", "handwritten-scan.pdf",
)  # fmt: skip
"""Their bytes depend on PDFium and Pillow too."""


def pages() -> dict[str, bytes]:
    """The PDF forms by file name."""
    return {
        "plain.pdf": written(),
        "letterhead-uneven.pdf": written(head=letterhead(lower=5.0)),
        "table-over-pages.pdf": over_pages(),
        "table-unruled.pdf": written(degrees=unruled),
        "marks-raised.pdf": noted(raised=True),
        "marks-plain.pdf": noted(raised=False),
        "turned.pdf": turned(),
        "sideways.pdf": sideways(),
        "base-letters-first.pdf": base_letters_first(),
        "number-over-lines.pdf": broken_number(),
        "hidden.pdf": hidden(),
        "covered.pdf": covered(),
        "letter-oi.pdf": wrong_table(),
        "tcvn3-font.pdf": old_font("tcvn3"),
        "vni-font.pdf": old_font("vni"),
        "signed-digitally.pdf": signed_digitally(),
        "received-stamp.pdf": stamped(),
        "blank-number.pdf": blank_number(),
        "garbage-layer.pdf": garbage_layer(),
        "skewed-layer.pdf": skewed_layer(),
        "mixed-pages.pdf": mixed(),
        "sealed-scan.pdf": sealed(by_hand=False),
        "handwritten-scan.pdf": sealed(by_hand=True),
    }
