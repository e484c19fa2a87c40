"""What the names of a page's fonts tell: bold type, and old Vietnamese fonts whose letters have to be converted.

A page set in .VnTime or VNI-Times looks right and says "Tæng Liªn ®oµn". The letters are converted where that makes
Vietnamese of them; else triage finds the layer wrong, and the page is recognised from its picture.
"""

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from extractor.readers.legacy_fonts import SURE, Encoding, LegacyFont, convert, legacy_font, pieces
from extractor.readers.syllables import is_syllable, spelling

if TYPE_CHECKING:
    from extractor.readers.pdf_glyphs import Glyphs

_BOLD = ("bold", "black", "heavy", "demi")
_HYPHENS = "\ufffe\x02"
_SOFT_HYPHEN = "\xad"


def font_names(objects: Iterable[int | None]) -> dict[int, str]:
    """The name of the font of each text object, by the object's address."""
    name = ctypes.create_string_buffer(256)
    out = {}
    for key in set(objects) - {None}:
        font = pdfium.FPDFTextObj_GetFont(_handle(key))
        pdfium.FPDFFont_GetBaseFontName(font, name, 256)
        out[key or 0] = name.value.decode("utf-8", "replace")
    return out


def bold_objects(names: dict[int, str]) -> frozenset[int]:
    """The text objects in bold: by the font's name, or because their outlines are drawn as well."""
    return frozenset(
        key
        for key, name in names.items()
        if any(word in name.lower() for word in _BOLD)
        or pdfium.FPDFTextObj_GetTextRenderMode(_handle(key)) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    )


def _handle(key: int | None) -> Any:
    return ctypes.cast(key, pdfium.FPDF_PAGEOBJECT)  # type: ignore[arg-type]


def converted(glyphs: "Glyphs", names: dict[int, str]) -> "Glyphs":
    """The page with what is set in old fonts as Unicode, where that spells Vietnamese; a letter and its mark as one."""
    fonts = [None if drawn is None else legacy_font(names.get(drawn, "")) for drawn in glyphs.objects]
    # Ends of lines that PDFium puts in belong to no object.
    for at, font in enumerate(fonts):
        if font is None and at and glyphs.objects[at] is None and glyphs.text[at].isspace():
            fonts[at] = fonts[at - 1]
    used = {font.encoding for font in fonts if font is not None}
    out = glyphs
    changed: list[Encoding] = []
    for encoding in sorted(used):
        places = [at for at, font in enumerate(fonts) if font is not None and font.encoding == encoding]
        now = "".join(out.text[at] for at in places)
        then = spelling(convert(now, encoding))
        if then.share >= SURE and then.share > spelling(now).share:
            changed.append(encoding)
    if not changed:
        return glyphs
    text = list(glyphs.text)
    rights, kept = list(glyphs.rights), [True] * len(text)
    runs = groupby(range(len(text)), key=lambda at: fonts[at])
    for font, run in runs:
        if font is not None and font.encoding in changed:
            _convert(list(run), font, text, rights, kept)
    seen = [at for at, keep in enumerate(kept) if keep]
    return replace(
        glyphs,
        text="".join(text[at] for at in seen),
        lefts=[glyphs.lefts[at] for at in seen],
        rights=[rights[at] for at in seen],
        tops=[glyphs.tops[at] for at in seen],
        bottoms=[glyphs.bottoms[at] for at in seen],
        bases=[glyphs.bases[at] for at in seen],
        sizes=[glyphs.sizes[at] for at in seen],
        bold=[glyphs.bold[at] for at in seen],
        objects=[glyphs.objects[at] for at in seen],
        converted=tuple(changed),
    )


def _convert(places: Sequence[int], font: LegacyFont, text: list[str], rights: list[float], kept: list[bool]) -> None:
    """Convert the characters at `places`, which follow one another in one font, in place."""
    written = "".join(text[at] for at in places)
    if font.encoding == "tcvn3":
        written = _with_soft_hyphens(written)
    for start, end, letter in pieces(written, font.encoding, capitals=font.capitals):
        first = places[start]
        text[first] = letter
        for at in places[start + 1 : end]:
            kept[at] = False
            rights[first] = max(rights[first], rights[at])


def _with_soft_hyphens(written: str) -> str:
    """The ư of TCVN3 at the end of a line, which PDFium takes for a hyphen, put back where that spells a word."""
    out = list(written)
    for at, letter in enumerate(written):
        if letter not in _HYPHENS:
            continue
        start = at
        while start and written[start - 1].isalpha():
            start -= 1
        whole = convert(written[start:at] + _SOFT_HYPHEN, "tcvn3")
        if start < at and is_syllable(whole):
            out[at] = _SOFT_HYPHEN
    return "".join(out)
