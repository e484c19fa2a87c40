"""`tonghop crop`: the picture of a place in a report, or of a whole page."""

import argparse
import json
from pathlib import Path

import regex
from PIL import Image

from extractor.cli.arguments import WrongUsage
from extractor.cli.screen import tell, wants_json
from extractor.errors import UsageError
from extractor.messages import say
from extractor.readers.manuscript import Manuscript
from extractor.readers.open import load, read_manuscript
from extractor.readers.pages import crop, page_picture
from schemas.anchor import Anchor, Box

_OFFSETS = regex.compile(r"([0-9]{1,9})[:-]([0-9]{1,9})")
_PAGE = regex.compile(r"(?:trang|page|p)[ =]?([0-9]{1,5})", regex.IGNORECASE)
_GAP = 8


def execute(options: argparse.Namespace) -> int:
    """Write a PNG of an anchor (`START:END`, a quote, or the anchor's own JSON) or of a page (`page 3`)."""
    path = Path(options.file)
    data = load(path)
    dpi = options.dpi
    page = _PAGE.fullmatch(options.anchor.strip())
    if page:
        pictures = [page_picture(data, path.name, int(page[1]), dpi)]
        name = f"{path.stem}.page-{int(page[1])}.png"
        anchor = None
    else:
        anchor = _anchor(options.anchor, data, path.name, options.lang)
        if not anchor.boxes:
            raise UsageError(say("crop.no_pages", "vi", path=path.name), say("crop.no_pages", "en", path=path.name))
        pictures = crop(data, path.name, anchor.boxes, dpi=dpi)
        name = f"{path.stem}.{anchor.start}-{anchor.end}.png"
    out = options.out or Path(name)
    if out.is_dir():
        out = out / name
    _stacked(pictures).save(out, "PNG", dpi=(dpi, dpi))
    if wants_json(options.json):
        told = {"out": str(out), "anchor": anchor.model_dump() if anchor else None}
        print(json.dumps(told, ensure_ascii=False))
    else:
        tell(say("crop.written", options.lang, path=out), "green")
    return 0


def _anchor(asked: str, data: bytes, name: str, lang: str) -> Anchor:
    """The anchor that was asked for. Raises WrongUsage if the report has no such place."""
    if asked.lstrip().startswith("{"):
        return _given(asked, lang)
    manuscript = read_manuscript(data, name)
    offsets = _OFFSETS.fullmatch(asked.strip())
    if offsets:
        start, end = int(offsets[1]), int(offsets[2])
        if not 0 <= start < end <= len(manuscript.text):
            raise WrongUsage(say("crop.outside", lang, place=asked, length=len(manuscript.text)))
        return manuscript.anchor_of_text(start, end)
    return _quoted(asked, manuscript, lang)


def _given(asked: str, lang: str) -> Anchor:
    try:
        fields = json.loads(asked)
        fields["boxes"] = tuple(Box(**box) for box in fields.get("boxes", ()))
        return Anchor(**fields)
    except (ValueError, TypeError) as problem:
        raise WrongUsage(say("crop.not_found", lang, quote=asked[:60])) from problem


def _quoted(quote: str, manuscript: Manuscript, lang: str) -> Anchor:
    """The first place of a quote, blanks and line breaks alike. Raises WrongUsage if there is none."""
    words = [regex.escape(word) for word in quote.split()]
    found = regex.search(r"\s+".join(words), manuscript.flow, timeout=5.0) if words else None
    if found is None:
        raise WrongUsage(say("crop.not_found", lang, quote=quote[:60]))
    return manuscript.anchor(found.start(), found.end())


def _stacked(pictures: list[Image.Image]) -> Image.Image:
    """Pictures below one another; a fact over a page break has two."""
    if len(pictures) == 1:
        return pictures[0]
    wide = max(picture.width for picture in pictures)
    high = sum(picture.height for picture in pictures) + _GAP * (len(pictures) - 1)
    out = Image.new("RGB", (wide, high), (128, 128, 128))
    top = 0
    for picture in pictures:
        out.paste(picture, (0, top))
        top += picture.height + _GAP
    return out
