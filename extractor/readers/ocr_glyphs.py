"""Recognised lines to the glyphs that the PDF reader's layout works on: places in points, sizes, weight, marks.

A picture states neither font size nor weight. The size of a line is measured from its letters, whose
heights in any text face are known shares of the size; the weight from the thickness of the strokes. Both are then
compared over the whole report, since only differences matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from unicodedata import normalize

from extractor.readers.manuscript import Placement
from extractor.readers.ocr_blots import Ink
from extractor.readers.ocr_engine import Character, Line, Word
from extractor.readers.ocr_picture import ReadyPage
from extractor.readers.pdf_glyphs import Glyphs

_LOW = frozenset("acemnorsuvwxzơư")
_TALL = frozenset("bdfhklđ0123456789ABCDEFGHIKLMNOPRSTUVXYĐƯƠ")
_ON_BASE = _LOW | _TALL | frozenset("áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộớờởỡợúùủũụứừửữựi.:")
_HANGING = frozenset("ạặậẹệịọộợụự")
_LOW_HEIGHT, _TALL_HEIGHT = 0.462, 0.672
_ASCENT, _DESCENT = 0.76, 0.21
_BOLD = 1.2
_SIZE_STEP = 0.1
_WIDE_GAP = 2.0
_LEAST_SIZE = 8.0
_FEW, _MANY = 12, 40


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A line with its measures in pixels: baseline, size and the thickness of its strokes, word by word."""

    words: Line
    base: float
    size: float
    strokes: tuple[float, ...]

    @property
    def left(self) -> float:
        """The left edge."""
        return self.words[0].characters[0].x0

    @property
    def right(self) -> float:
        """The right edge."""
        return self.words[-1].characters[-1].x1

    @property
    def letters(self) -> int:
        """How many characters it has."""
        return sum(len(word.characters) for word in self.words)


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page as recognised: its lines, and what its picture showed beside them.

    `aside` is the area of coloured ink that was not read, in square points.
    """

    ready: ReadyPage
    lines: tuple[MeasuredLine, ...]
    width: float
    height: float
    placement: Placement | None
    seconds: float
    aside: float = 0.0

    @property
    def legibility(self) -> float:
        """The mean certainty of its words, weighted by length; 1 for a page without any."""
        words = [word for line in self.lines for word in line.words]
        total = sum(len(word.characters) for word in words)
        return sum(word.sure * len(word.characters) for word in words) / total if total else 1.0


def stretches(line: Line) -> list[Line]:
    """A recognised line parted at wide gaps: columns side by side may be set in different sizes."""
    out: list[list[Word]] = []
    for word in line:
        high = max(c.bottom - c.top for c in word.characters)
        if out and word.characters[0].x0 - out[-1][-1].characters[-1].x1 < _WIDE_GAP * max(high, _height(out[-1])):
            out[-1].append(word)
        else:
            out.append([word])
    return [tuple(part) for part in out]


def _height(words: list[Word]) -> float:
    return max(c.bottom - c.top for word in words for c in word.characters)


def weighed(line: MeasuredLine, ink: Ink) -> MeasuredLine:
    """The line with the thickness of its strokes, as shares of its size."""
    return replace(line, strokes=tuple(_stroke(word, ink) / line.size for word in line.words))


def measured(line: Line, usual: float) -> MeasuredLine:
    """Measure a line; `usual` is the size to assume where its characters do not tell."""
    characters = [character for word in line for character in word.characters]
    bottoms = [c.bottom for c in characters if c.text in _ON_BASE and c.text not in _HANGING]
    base = median(bottoms) if bottoms else max(c.bottom for c in characters)
    heights = [(c.bottom - c.top) / _LOW_HEIGHT for c in characters if c.text in _LOW]
    heights += [(c.bottom - c.top) / _TALL_HEIGHT for c in characters if c.text in _TALL]
    # Capitals with marks still show their own feet; a line of few letters is measured by what it has. Boxes err by
    # taking in a part of the letter beside, so of few the smaller ones are the truer.
    ranked = sorted(heights)
    at = len(ranked) // 2 if len(ranked) > _MANY else round(0.3 * (len(ranked) - 1))
    size = max(ranked[at], _LEAST_SIZE) if ranked else usual
    return MeasuredLine(line, base, size, ())


def _stroke(word: Word, ink: Ink) -> float:
    """How wide the strokes of a word are on the mean, across the lines of pixels."""
    dark = runs = 0
    for c in word.characters:
        box = ink[int(c.top) : int(c.bottom), int(c.x0) : int(c.x1)]
        if not box.size:
            continue
        dark += int(box.sum())
        runs += int(box[:, 0].sum()) + int((box[:, 1:] & ~box[:, :-1]).sum())
    return dark / runs if runs else 0.0


def is_raised(character: Character, line: MeasuredLine) -> bool:
    """Whether a character stands where a footnote mark does: small, its foot well over the line."""
    high = character.bottom - character.top
    lifted = line.base - character.bottom
    return (
        0.3 * line.size < high < 0.58 * line.size
        and lifted > 0.18 * line.size
        and high > 0.7 * (character.x1 - character.x0)
    )


def glyphs_of(pages: Sequence[RecognisedPage]) -> list[Glyphs]:
    """The glyphs of recognised pages, their sizes and weights compared over all of them."""
    sizes = _common_sizes(pages)
    strokes = [
        stroke
        for page in pages
        for line in page.lines
        for word, stroke in zip(line.words, line.strokes, strict=True)
        for _ in word.characters
    ]
    usual = median(strokes) if strokes else 0.0
    return [_page_glyphs(page, sizes, usual * _BOLD) for page in pages]


def _common_sizes(pages: Sequence[RecognisedPage]) -> list[float]:
    """The sizes of type in use, in points, the commonest first: measures scatter, fonts do not."""
    seen = sorted(
        ((line.size / page.ready.scale, line.letters) for page in pages for line in page.lines),
        key=lambda pair: pair[0],
    )
    out: list[float] = []
    while seen:

        def weight(size: float, among: list[tuple[float, int]] = seen) -> int:
            return sum(letters for other, letters in among if abs(other - size) <= _SIZE_STEP * size)

        best = max((size for size, _ in seen), key=weight)
        near = [(size, letters) for size, letters in seen if abs(size - best) <= _SIZE_STEP * best]
        out.append(median([size for size, letters in near for _ in range(letters)]))
        seen = [pair for pair in seen if abs(pair[0] - best) > _SIZE_STEP * best]
    return out


def _sizes_of(page: RecognisedPage, sizes: Sequence[float]) -> list[float]:
    """The size of each line of a page, in points: of the sizes in use the one it comes nearest to.

    A line of few letters tells its own size badly: it has that of the line which it stands under or over.
    """
    own = [line.size / page.ready.scale for line in page.lines]
    out = [min((s for s in sizes if abs(s - size) <= _SIZE_STEP * s), key=lambda s: abs(s - size), default=size)
           for size in own]  # fmt: skip
    long = [k for k, line in enumerate(page.lines) if line.letters >= _MANY]
    for k, line in enumerate(page.lines):
        if line.letters >= _MANY:
            continue
        doubt = 0.6 if line.letters < _FEW else 0.18
        near = [m for m in long if _adjoin(line, page.lines[m]) and abs(out[m] - own[k]) < doubt * out[m]]
        host = min(near, key=lambda m: abs(page.lines[m].base - line.base), default=None)
        if host is not None:
            out[k] = out[host]
        elif line.letters < _FEW:
            out[k] = min(sizes, key=lambda s: abs(s - own[k]), default=own[k])
    return out


def _adjoin(one: MeasuredLine, other: MeasuredLine) -> bool:
    reach = 2.2 * max(one.size, other.size)
    apart = max(one.left - other.right, other.left - one.right)
    return abs(one.base - other.base) < reach and apart < 0


def _page_glyphs(page: RecognisedPage, sizes: Sequence[float], bold_from: float) -> Glyphs:
    ready, scale = page.ready, page.ready.scale
    out = Glyphs(
        page=ready.page, width=page.width, height=page.height, text="",
        lefts=[], rights=[], tops=[], bottoms=[], bases=[], sizes=[], bold=[], objects=[],
        across=ready.across, down=ready.down, empty=ready.blank,
        placement=page.placement, legibility=[],
    )  # fmt: skip
    text: list[str] = []
    number = 0
    for line, size in zip(page.lines, _sizes_of(page, sizes), strict=True):
        base = line.base / scale
        weights = _bold(line, bold_from)
        right: float | None = None
        for word, bold in zip(line.words, weights, strict=True):
            number += 1
            left = word.characters[0].x0 / scale
            if right is not None:
                _put(out, text, " ", right, max(left, right), base, size, bold, number, 1.0)
            for at, character in enumerate(word.characters):
                raised = is_raised(character, line) and character.text.isdecimal()
                x0, x1 = character.x0 / scale, character.x1 / scale
                if at + 1 < len(word.characters):
                    # Within a word there is no gap, whatever the ink leaves free.
                    x1 = max(x1, word.characters[at + 1].x0 / scale)
                if right is not None and at and x0 < right:
                    x0 = right
                for piece in normalize("NFC", character.text):
                    if raised:
                        foot = character.bottom / scale
                        _put(out, text, piece, x0, max(x0, x1), foot, 0.6 * size, bold, number, character.sure)
                    else:
                        _put(
                            out, text, piece, x0, max(x0, x1), base, size, bold, number, min(word.sure, character.sure)
                        )
                right = max(x0, x1)
        _put(out, text, "\n", right or 0.0, right or 0.0, base, size, False, number, 1.0)
    return replace(out, text="".join(text))


def _put(
    out: Glyphs, text: list[str], character: str, left: float, right: float, base: float, size: float, bold: bool,
    number: int, sure: float,
) -> None:  # fmt: skip
    text.append(character)
    out.lefts.append(left)
    out.rights.append(right)
    out.tops.append(base - _ASCENT * size)
    out.bottoms.append(base + _DESCENT * size)
    out.bases.append(base)
    out.sizes.append(size)
    out.bold.append(bold)
    out.objects.append(number)
    if out.legibility is not None:
        out.legibility.append(sure)


def _bold(line: MeasuredLine, bold_from: float) -> list[bool]:
    """Which words are bold: the whole line where most of it is, else stretches of two words or more at its start."""
    heavy = [stroke > bold_from for stroke in line.strokes]
    lengths = [len(word.characters) for word in line.words]
    share = sum(length for length, bold in zip(lengths, heavy, strict=True) if bold) / max(1, sum(lengths))
    if share > 0.8:
        return [True] * len(heavy)
    if share < 0.2:
        return [False] * len(heavy)
    return [
        bold and ((at > 0 and heavy[at - 1]) or (at + 1 < len(heavy) and heavy[at + 1]))
        for at, bold in enumerate(heavy)
    ]
