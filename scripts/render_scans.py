"""Makes two scans of each corpus report from its `report.pdf`: pictures only, without a text layer.

    python scripts/render_scans.py [NAME...] [--corpus DIR]

`scan-clean.pdf`: 200 dpi, four shades of gray, straight, as a good office scanner gives it.
`scan-bad.pdf`: 150 dpi, turned by 1.2 degrees, blurred, unevenly lit, noisy and speckled, JPEG of quality 35.
The noise comes from a generator seeded with the report's name and the page, so that the same PDF, PDFium and
Pillow give the same bytes.
"""

import argparse
import io
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageFilter

SKEW = 1.2
QUALITY = 35
SHADES = 4


@dataclass(frozen=True)
class Picture:
    """One page: its size in points, and its picture as a PDF stores it."""

    width: float
    height: float
    pixels: tuple[int, int]
    bits: int
    coding: str
    data: bytes


def clean(picture: Image.Image, size: tuple[float, float]) -> Picture:
    """The page in four shades of gray, packed two bits a pixel and deflated with PNG's "up" predictor."""
    shades = numpy.asarray(picture, dtype=numpy.uint16)
    levels = ((shades * (SHADES - 1) + 127) // 255).astype(numpy.uint8)
    padded = numpy.pad(levels, ((0, 0), (0, -levels.shape[1] % 4)), constant_values=SHADES - 1)
    packed = padded[:, 0::4] << 6 | padded[:, 1::4] << 4 | padded[:, 2::4] << 2 | padded[:, 3::4]
    above = numpy.vstack([numpy.zeros_like(packed[:1]), packed[:-1]])
    rows = numpy.hstack([numpy.full((packed.shape[0], 1), 2, numpy.uint8), packed - above])
    coding = f"/FlateDecode/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent 2/Columns {picture.width}>>"
    return Picture(*size, picture.size, 2, coding, zlib.compress(rows.tobytes(), 9))


def bad(picture: Image.Image, size: tuple[float, float], seed: int) -> Picture:
    """The page as a hurried hand scans it."""
    draw = numpy.random.default_rng(seed)
    turned = picture.rotate(-SKEW, Image.Resampling.BICUBIC, fillcolor=250).filter(ImageFilter.GaussianBlur(0.6))
    ink = numpy.asarray(turned, dtype=numpy.float32)
    high, wide = ink.shape
    light = numpy.linspace(1.0, 0.9, wide)[None, :] * numpy.linspace(0.97, 1.0, high)[:, None]
    # Ink prints gray rather than black, paper is not white, and the sensor adds its own grain.
    seen = (35 + ink * 0.84) * light + draw.normal(0, 4.0, ink.shape)
    for _ in range(120):
        y, x = int(draw.integers(0, high - 2)), int(draw.integers(0, wide - 2))
        seen[y : y + int(draw.integers(1, 3)), x : x + int(draw.integers(1, 3))] = float(draw.integers(40, 140))
    out = io.BytesIO()
    Image.fromarray(seen.clip(0, 255).astype(numpy.uint8)).save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(*size, turned.size, 8, "/DCTDecode", out.getvalue())


def pdf(pictures: list[Picture]) -> bytes:
    """A PDF file of pages that are one picture each."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for picture in pictures:
        wide, high = picture.pixels
        header = (
            f"<</Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceGray"
            f"/BitsPerComponent {picture.bits}/Filter{picture.coding}/Length {len(picture.data)}>>stream\n"
        )
        objects.append(header.encode() + picture.data + b"\nendstream")
        draw = f"q {picture.width:.2f} 0 0 {picture.height:.2f} 0 0 cm /S Do Q".encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw))
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {picture.width:.2f} {picture.height:.2f}]"
            f"/Contents {len(objects)} 0 R/Resources<</XObject<</S {len(objects) - 1} 0 R>>>>>>"
        )
        objects.append(page.encode())
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


def render(folder: Path) -> None:
    """Write `scan-clean.pdf` and `scan-bad.pdf` in `folder` from its `report.pdf`."""
    straight, hurried = [], []
    document = pypdfium2.PdfDocument(folder / "report.pdf")
    for number, page in enumerate(document, start=1):
        size = page.get_size()
        shown = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for dpi in (200, 150)]
        straight.append(clean(shown[0], size))
        hurried.append(bad(shown[1], size, zlib.crc32(folder.name.encode()) + number))
    (folder / "scan-clean.pdf").write_bytes(pdf(straight))
    (folder / "scan-bad.pdf").write_bytes(pdf(hurried))


def main() -> int:
    """Render the named folders of the corpus, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    options = parser.parse_args()
    for folder in sorted(path.parent for path in options.corpus.glob("*/gold.json")):
        if not options.names or folder.name in options.names:
            render(folder)
            sizes = [(folder / f"scan-{kind}.pdf").stat().st_size // 1000 for kind in ("clean", "bad")]
            print(f"{folder.name}: {sizes[0]} kB clean, {sizes[1]} kB bad")
    return 0


if __name__ == "__main__":
    sys.exit(main())
