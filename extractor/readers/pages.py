"""Pictures of pages: a PDF's through PDFium, a picture file's own; and the crop of a place on a page.

Pictures are bounded in pixels: a page may claim any size, and a picture of it may not fill the memory.
"""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageDraw

from extractor.errors import UnreadableFile
from schemas.anchor import Box

OCR_DPI: Final = 200
MAX_PIXELS: Final = 16_000_000
"""A sheet of A3 at 200 dpi has 8 million."""

MAX_FRAMES: Final = 500
_POINT = 72.0
_LEAST_DPI, _MOST_DPI = 30.0, 600.0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is shown, in shades of gray or in colour; `scale` is pixels a point.

    `zones` are where ink lay that is no print (`ocr_ink`), in pixels.
    """

    page: int
    picture: Image.Image
    scale: float
    zones: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def width(self) -> float:
        """The width of the page in points."""
        return self.picture.width / self.scale

    @property
    def height(self) -> float:
        """The height of the page in points."""
        return self.picture.height / self.scale


def bounded_scale(width: float, height: float, dpi: float) -> float:
    """Pixels a point for `dpi`, or fewer where the page would have more than MAX_PIXELS.

    >>> round(bounded_scale(595, 842, 200), 3)
    2.778
    >>> bounded_scale(59500, 84200, 200) < 0.06
    True
    """
    scale = dpi / _POINT
    most: float = math.sqrt(MAX_PIXELS / max(1.0, width * height))
    return min(scale, most)


def rendered(page: Any, number: int, dpi: float = OCR_DPI, *, colour: bool = False) -> PagePicture:
    """The picture of an opened PDF page."""
    scale = bounded_scale(page.get_width(), page.get_height(), dpi)
    bitmap = page.render(scale=scale, grayscale=not colour, may_draw_forms=True)
    try:
        picture = bitmap.to_pil().convert("RGB" if colour else "L")
    finally:
        bitmap.close()
    return PagePicture(number, picture, scale)


@contextmanager
def opened_pdf(data: bytes, name: str) -> Iterator[Any]:
    """A PDF document. Raises UnreadableFile if it is damaged or locked."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise UnreadableFile(
                f"{name}: tệp PDF bị khóa bằng mật khẩu. Hãy xin bản không khóa, hoặc in lại thành PDF.",
                f"{name}: the PDF is locked with a password. Ask for a copy without one, or print it to PDF again.",
            ) from problem
        raise UnreadableFile(
            f"{name}: tệp PDF bị hỏng hoặc không phải PDF. Hãy mở thử bằng trình xem PDF, rồi xuất hoặc xin lại.",
            f"{name}: the PDF is damaged, or is none. Try it in a PDF viewer, then export it again or ask for it.",
        ) from problem
    try:
        yield document
    finally:
        document.close()


def frames(data: bytes, name: str) -> Iterator[PagePicture]:
    """The pages of a picture file (PNG, JPEG, TIFF with one picture or several).

    Raises UnreadableFile if it is damaged or too large.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            count = min(getattr(picture, "n_frames", 1), MAX_FRAMES)
            for index in range(count):
                picture.seek(index)
                if picture.width * picture.height > 4 * MAX_PIXELS:
                    raise UnreadableFile(
                        f"{name}: ảnh quá lớn ({picture.width} × {picture.height}). Hãy quét lại ở 200–300 dpi.",
                        f"{name}: the picture is too large ({picture.width} × {picture.height})."
                        " Scan again at 200–300 dpi.",
                    )
                dpi = _resolution(picture)
                shown = picture.convert("L" if picture.mode in ("1", "L", "LA", "I;16") else "RGB")
                want = bounded_scale(shown.width * _POINT / dpi, shown.height * _POINT / dpi, OCR_DPI)
                factor = want * _POINT / dpi
                if not 0.9 < factor < 1.1:
                    size = (max(1, round(shown.width * factor)), max(1, round(shown.height * factor)))
                    shown = shown.resize(size, Image.Resampling.LANCZOS if factor < 1 else Image.Resampling.BICUBIC)
                    yield PagePicture(index + 1, shown, want)
                else:
                    yield PagePicture(index + 1, shown, dpi / _POINT)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise UnreadableFile(
            f"{name}: tệp ảnh bị hỏng hoặc không đọc được. Hãy quét hoặc chụp lại.",
            f"{name}: the picture is damaged or cannot be read. Scan or photograph it again.",
        ) from problem


def _resolution(picture: Image.Image) -> float:
    """The dots an inch that a picture states; of a page of A4 where it states none that can be true."""
    stated = picture.info.get("dpi")
    try:
        dpi = float(stated[0]) if stated else 0.0
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        dpi = 0.0
    short = min(picture.size)
    # Cameras and screen tools state 72 or 96 dpi for whatever they show.
    if _LEAST_DPI < dpi < _MOST_DPI and 4.0 < short / dpi < 14.0:
        return dpi
    return short / 8.27


def page_picture(data: bytes, name: str, page: int, dpi: float = 100, *, colour: bool = True) -> Image.Image:
    """The picture of one page of a PDF or picture file, counted from 1.

    Raises UnreadableFile if there is no such page, or the file cannot be read.
    """
    if b"%PDF-" in data[:1024]:
        with opened_pdf(data, name) as document:
            if not 1 <= page <= len(document):
                raise _no_page(name, page, len(document))
            opened = document[page - 1]
            try:
                return rendered(opened, page, dpi, colour=colour).picture
            finally:
                opened.close()
    shown = list(frames(data, name))
    if not 1 <= page <= len(shown):
        raise _no_page(name, page, len(shown))
    picture = shown[page - 1]
    factor = dpi / _POINT / picture.scale
    size = (max(1, round(picture.picture.width * factor)), max(1, round(picture.picture.height * factor)))
    return picture.picture.resize(size).convert("RGB" if colour else "L")


def _no_page(name: str, page: int, count: int) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: không có trang {page}; tệp có {count} trang.", f"{name}: there is no page {page} of {count}."
    )


def crop(
    data: bytes, name: str, boxes: Sequence[Box], *, dpi: float = 150, margin: float = 24.0, mark: bool = True
) -> list[Image.Image]:
    """The place of an anchor as pictures, one a page that it stands on, its lines framed in red.

    `margin` is the room around it in points. Raises UnreadableFile as reading would.
    """
    out = []
    for page in sorted({box.page for box in boxes}):
        picture = page_picture(data, name, page, dpi)
        here = [box for box in boxes if box.page == page]
        scale = dpi / _POINT
        # A page too large for this resolution was shown with fewer pixels.
        if b"%PDF-" in data[:1024]:
            with opened_pdf(data, name) as document:
                opened = document[page - 1]
                scale = bounded_scale(opened.get_width(), opened.get_height(), dpi)
        if mark:
            draw = ImageDraw.Draw(picture)
            for box in here:
                frame = (box.x0 - 1.5, box.top - 1.0, box.x1 + 1.5, box.bottom + 1.0)
                draw.rectangle([edge * scale for edge in frame], outline=(200, 0, 0), width=max(1, round(scale)))
        edges = (
            min(box.x0 for box in here) - margin,
            min(box.top for box in here) - margin,
            max(box.x1 for box in here) + margin,
            max(box.bottom for box in here) + margin,
        )
        left, top, right, bottom = (round(edge * scale) for edge in edges)
        area = (max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom))
        if area[0] < area[2] and area[1] < area[3]:
            out.append(picture.crop(area))
    return out
