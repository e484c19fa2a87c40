"""The task of a worker that draws pages of a report: hostile files end the worker, not the program.

A worker is asked with one path, so the request stands in a file of its own: JSON with `file`, `sha256`,
`pages` (from 1) and `dpi`. The answer is JSON too: for each page its size in points and a JPEG in base64.
"""

import base64
import hashlib
import io
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PIL import Image

from extractor.engine.outcome import Failure, shown
from extractor.engine.pool import Limits, read_many
from extractor.errors import UnreadableFile
from extractor.readers.pages import PagePicture, frames, opened_pdf, rendered

TASK: Final = "extractor.engine.page_pictures:draw"
QUALITY: Final = 60
_POINT: Final = 72.0


@dataclass(frozen=True)
class Drawn:
    """A page as a grey JPEG in base64; width and height are those of the page in PDF points."""

    page: int
    width: float
    height: float
    jpeg: str


def drawn_pages(
    file: Path, sha256: str, pages: Sequence[int], dpi: int, limits: Limits
) -> tuple[tuple[Drawn, ...], Failure | None]:
    """The pages of a report, drawn in a process of its own; none and the reason where that fails."""
    with tempfile.TemporaryDirectory(prefix="tonghop-") as folder:
        request = Path(folder) / "request.json"
        asked = {"file": str(file.resolve()), "sha256": sha256, "pages": list(pages), "dpi": dpi}
        request.write_text(json.dumps(asked), encoding="utf-8")
        # More than one job by name: a single one would draw in this very process.
        (outcome,) = read_many([request], task=TASK, jobs=2, limits=limits)
    if outcome.payload is None:
        return (), _about(file, request, outcome.failure)
    return tuple(Drawn(**page) for page in json.loads(outcome.payload)), None


def _about(file: Path, request: Path, failure: Failure | None) -> Failure | None:
    """The failure told of the report, not of the request that nobody but the worker has seen."""
    if failure is None:
        return None
    name, asked = shown(file.name), shown(request)
    texts = [text.replace(f"{asked}: {name}:", f"{name}:").replace(asked, name) for text in (failure.vi, failure.en)]
    return replace(failure, vi=texts[0], en=texts[1])


def draw(request: Path) -> str:
    """Draw what the request asks for. Raises UnreadableFile where the file is another by now, or has no such page."""
    asked = json.loads(request.read_text(encoding="utf-8"))
    path = Path(asked["file"])
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != asked["sha256"]:
        raise UnreadableFile(
            f"{path.name}: tệp đã thay đổi sau khi đọc. Hãy chạy lại.",
            f"{path.name}: the file has changed since it was read. Run again.",
        )
    pages = sorted(set(asked["pages"]))
    return json.dumps([_page(one, asked["dpi"]) for one in _pictures(data, path.name, pages, asked["dpi"])])


def _pictures(data: bytes, name: str, pages: Sequence[int], dpi: int) -> Iterator[PagePicture]:
    if b"%PDF-" not in data[:1024]:
        yield from (picture for picture in frames(data, name) if picture.page in pages)
        return
    with opened_pdf(data, name) as document:
        for number in pages:
            if 1 <= number <= len(document):
                page = document[number - 1]
                try:
                    yield rendered(page, number, dpi)
                finally:
                    page.close()


def _page(drawn: PagePicture, dpi: int) -> dict[str, object]:
    picture = drawn.picture
    factor = dpi / _POINT / drawn.scale
    if factor < 1:
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    sink = io.BytesIO()
    picture.convert("L").save(sink, "JPEG", quality=QUALITY, optimize=True)
    jpeg = base64.b64encode(sink.getvalue()).decode("ascii")
    return {"page": drawn.page, "width": round(drawn.width, 1), "height": round(drawn.height, 1), "jpeg": jpeg}
