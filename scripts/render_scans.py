"""Makes scans of each corpus report from its `report.pdf`: pictures only, without a text layer.

    python scripts/render_scans.py [NAME...] [--corpus DIR] [--signed]

`scan-clean.pdf`: 200 dpi, four shades of gray, straight, as a good office scanner gives it.
`scan-bad.pdf`: 150 dpi, turned by 1.2 degrees, blurred, unevenly lit, noisy and speckled, JPEG of quality 35.
`scan-signed.pdf` (with `--signed`): 200 dpi, as it leaves an office: seal and signature over the signer's block, a
received stamp beside the letterhead, a shade along the bound edge, turned by half a degree; the first page and the
page of the signature in colour, JPEG of quality 60, the others in gray. `scan-signed-gray.pdf`: the same, all in gray.
The noise comes from a generator seeded with the report's name and the page, so that the same PDF, PDFium and
Pillow give the same bytes.
"""

import argparse
import io
import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageFilter
from scan_ink import places, received, scanned, seal, signature

SKEW = 1.2
QUALITY = 35
SHADES = 4
KINDS = ("clean", "bad", "signed", "signed-gray")


@dataclass(frozen=True)
class Picture:
    """One page: its size in points, and its picture as a PDF stores it."""

    width: float
    height: float
    pixels: tuple[int, int]
    bits: int
    coding: str
    data: bytes
    space: str = "/DeviceGray"


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


def signed(folder: Path) -> tuple[list[Picture], list[Picture]]:
    """The pages with an office's ink on them: first and signed page in colour, and once more all in gray."""
    document = pypdfium2.PdfDocument(folder / "report.pdf")
    header = json.loads((folder / "gold.json").read_text("utf-8"))["header"]
    where = places(document, header["signer_name"])
    words = (header["unit"] or {}).get("name") or folder.name
    coloured, gray = [], []
    for number, page in enumerate(document):
        draw = numpy.random.default_rng(zlib.crc32(folder.name.encode()) + 1000 + number)
        size, scale = page.get_size(), 200 / 72
        canvas = page.render(scale=scale).to_pil().convert("RGB")
        if number == 0:
            box = (62.0, 4.0, 190.0, 58.0) if draw.integers(2) else (66.0, 128.0, 190.0, 182.0)
            lines = [("CÔNG VĂN ĐẾN", ""), ("Số:", str(draw.integers(200, 2000))), ("Ngày:", "03/6/2024")]
            received(canvas, scale, box, lines)
        if where is not None and number == where.page:
            x0, top, x1, _ = where.name
            middle = (x0 + x1) / 2
            signature(canvas, scale, (middle - 55, top - 62, middle + 75, top - 2), draw)
            seal(canvas, scale, middle - 48, top - 34, f"LIÊN ĐOÀN LAO ĐỘNG {words.upper()}"[:40], draw)
        seen = scanned(canvas, draw, 0.5 if number % 2 == 0 else -0.4)
        shades = _jpeg(seen.convert("L"), size)
        gray.append(shades)
        coloured.append(_jpeg(seen, size) if number == 0 or (where and number == where.page) else shades)
    return coloured, gray


def _jpeg(picture: Image.Image, size: tuple[float, float]) -> Picture:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60, optimize=True)
    space = "/DeviceRGB" if picture.mode == "RGB" else "/DeviceGray"
    return Picture(*size, picture.size, 8, "/DCTDecode", out.getvalue(), space)


def pdf(pictures: list[Picture]) -> bytes:
    """A PDF file of pages that are one picture each."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for picture in pictures:
        wide, high = picture.pixels
        header = (
            f"<</Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace{picture.space}"
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
    parser.add_argument("--signed", action="store_true", help="also scan-signed.pdf and scan-signed-gray.pdf")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    options = parser.parse_args()
    for folder in sorted(path.parent for path in options.corpus.glob("*/gold.json")):
        if not options.names or folder.name in options.names:
            render(folder)
            if options.signed:
                coloured, gray = signed(folder)
                (folder / "scan-signed.pdf").write_bytes(pdf(coloured))
                (folder / "scan-signed-gray.pdf").write_bytes(pdf(gray))
            made = [path for kind in KINDS if (path := folder / f"scan-{kind}.pdf").exists()]
            print(f"{folder.name}: " + ", ".join(f"{path.stem} {path.stat().st_size // 1000} kB" for path in made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
