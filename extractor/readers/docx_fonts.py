"""Text whose font alone says which letters it holds: old Vietnamese fonts, and fonts of symbols."""

import itertools
from dataclasses import dataclass, field
from typing import Final

from extractor.readers.legacy_fonts import ENCODINGS, Encoding, LegacyFont, convert, letters
from extractor.readers.syllables import spelling

# The signs that reports use, by their place in Microsoft's fonts of symbols.
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x2D: "-", 0x2B: "+",
    0xB7: "•", 0x2A: "*",
}  # fmt: skip
_SYMBOL: Final = {
    0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xDE: "⇒",
    0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0xFD: "☒", 0x6F: "☐", 0x76: "❖", 0xE0: "→",
    0x2D: "-", 0x2B: "+", 0x2F: "/", 0x25: "%",
}  # fmt: skip


def _is_wingdings(font: str) -> bool:
    return font.lower().startswith(("wingdings", "webdings"))


def symbol(font: str, code: str) -> str:
    """The sign that `w:sym` names by its font and its place there; nothing for a place that is no number.

    >>> symbol("Wingdings", "F0FC"), symbol("Symbol", "F0B3"), symbol("Arial", "2265"), symbol("Symbol", "x")
    ('✓', '≥', '≥', '')
    """
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= place <= 0xF0FF or (place <= 0xFF and (_is_wingdings(font) or font == "Symbol")):
        table = _WINGDINGS if _is_wingdings(font) else _SYMBOL
        return table.get(place & 0xFF, chr(place))
    return chr(place) if 0x20 <= place < 0xD800 else ""


def symbols(font: str, text: str) -> str:
    """Text set in a font of symbols as the signs that it shows; other text as it is.

    >>> symbols("Wingdings", "ü"), symbols("Times New Roman", "ü"), symbols("Times New Roman", "\\uf0b7")
    ('✓', 'ü', '•')
    """
    if _is_wingdings(font):
        return "".join(_WINGDINGS.get(ord(letter) & 0xFF, letter) if ord(letter) > 0x20 else letter for letter in text)
    if any(0xF000 <= ord(letter) <= 0xF0FF for letter in text):
        return "".join(symbol(font or "Symbol", f"{ord(letter):x}") or letter for letter in text)
    return text


@dataclass(slots=True)
class LegacyText:
    """Converts what is set in old fonts, and counts it; `paragraphs` by encoding.

    A font's name can outlive its use: Unicode typed into an old template keeps the name ".VnTime" and
    shows in another font. So a paragraph is converted only where that spells Vietnamese no worse than
    the text as it stands; where both do, the rest of the document decides.
    """

    paragraphs: dict[Encoding, int] = field(default_factory=dict)
    _seen: dict[Encoding, list[str]] = field(default_factory=dict)
    _used: dict[Encoding, bool] = field(default_factory=dict)

    def survey(self, font: LegacyFont, text: str) -> None:
        """Note text in an old font before anything is converted."""
        self._seen.setdefault(font.encoding, []).append(text)

    def converted(self, runs: list[tuple[str, LegacyFont | None]]) -> list[str]:
        """The texts of a paragraph's runs, those in old fonts as Unicode where they are not already."""
        shown = [text for text, _ in runs]
        for encoding in ENCODINGS:
            places = [at for at, (_, font) in enumerate(runs) if font is not None and font.encoding == encoding]
            whole = "".join(shown[at] for at in places)
            if not places or not self._is_old(whole, encoding):
                continue
            _join_marks(shown, places, encoding)
            for at in places:
                font = runs[at][1]
                shown[at] = convert(shown[at], encoding, capitals=font is not None and font.capitals)
            if "".join(shown[at] for at in places) != whole:
                self.paragraphs[encoding] = self.paragraphs.get(encoding, 0) + 1
        return shown

    def _is_old(self, text: str, encoding: Encoding) -> bool:
        now, then = spelling(text), spelling(convert(text, encoding))
        return then.share > now.share if then.share != now.share else self._document_is_old(encoding)

    def _document_is_old(self, encoding: Encoding) -> bool:
        if encoding not in self._used:
            text = " ".join(self._seen.get(encoding, []))
            self._used[encoding] = spelling(convert(text, encoding)).share >= spelling(text).share
        return self._used[encoding]


def _join_marks(shown: list[str], places: list[int], encoding: Encoding) -> None:
    """Put a mark that begins a run to the letter that ends the run before."""
    table = letters(encoding)
    for before, at in itertools.pairwise(places):
        if before + 1 == at and shown[before] and shown[at] and shown[before][-1] + shown[at][0] in table:
            shown[before], shown[at] = shown[before] + shown[at][0], shown[at][1:]
