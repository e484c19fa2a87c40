"""A second look at what recognition is unsure of: single words, enlarged; the numerals of headings, stroke by stroke.

Recognition of a whole line leans on what words are likely. Document numbers and abbreviations are none: "QĐ/ĐĐ"
comes out with a letter doubled. Read by themselves at twice the size they are right nearly always.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy
import regex
from PIL import Image

from extractor.readers.ocr_blots import Ink
from extractor.readers.ocr_engine import LINE, Character, Line, OcrFailed, Word, recognise
from extractor.readers.ocr_glyphs import MeasuredLine, is_raised
from extractor.readers.ocr_marks import BORDER, framed, moved, reduced
from extractor.readers.ocr_picture import ReadyPage
from extractor.readers.triage import ACCENTED

_SCALE = 2
_MOST_WORDS = 60
_FIGURES_SURE, _WORDS_SURE = 0.86, 0.8
_ALIKE = 0.5
_COMMA_HEIGHT = 0.35
_IN_NUMBERS = "0123456789.,%()/;:-"
# A number of which a part was taken for letters of the same look.
_SPOILT = regex.compile(
    r"[(]?(?=[^0-9]*[0-9])(?=.*[A-ZĐÐa-z])[0-9A-ZĐÐa-z]{1,3}(?:[.,][0-9OolISGBZ]{1,3}){0,3}[%);:.,]{0,3}"
)
_FIGURES = regex.compile(r"[0-9]|[A-ZĐ][^a-zđ]*[A-ZĐ]")
_ROMAN = regex.compile(r"(?:X{0,2}(?:IX|IV|VI{0,3}|I{1,3})|X{1,2})[./]?")
_UPRIGHT = regex.compile(r"\P{L}*[IVXLHTl1|]{1,6}\P{L}*")
_RUN_TOGETHER = regex.compile(r"[IVXLHTU1l|]{1,5}[./](?=\p{Lu}{2})")
_MISREAD_ROMAN = regex.compile(r"[IVXLHTUÌÍỊKlif1|!\[\]]{1,6}[.,/]?")


def second_look(lines: Sequence[MeasuredLine], page: ReadyPage, seconds: float) -> list[MeasuredLine]:
    """The lines with doubtful words read again, and the Roman numerals of headings counted in strokes."""
    out = _words(list(lines), page, seconds)
    out = _numbers(out, page, seconds)
    return [_with_numeral(_with_commas(_without_doubled(line, page)), page) for line in out]


def _words(out: list[MeasuredLine], page: ReadyPage, seconds: float) -> list[MeasuredLine]:
    """Doubtful words read again, each by itself."""
    doubtful = sorted(
        (word.sure, i, j)
        for i, line in enumerate(out)
        for j, word in enumerate(line.words)
        if _is_doubtful(word) and not any(is_raised(character, line) for character in word.characters)
    )[:_MOST_WORDS]
    places = [(i, j) for _, i, j in doubtful]
    if not places:
        return out
    areas = [_area(out[i].words[j], out[i]) for i, j in places]
    try:
        again = recognise(
            [_enlarged(page.picture.crop(area)) for area in areas],
            page.scale * 72 * _SCALE,
            mode=LINE,
            seconds=seconds,
        )
    except OcrFailed:
        return out
    better: dict[tuple[int, int], Line] = {}
    for (i, j), area, found in zip(places, areas, again, strict=True):
        words = [word for line in found for word in line]
        word, old = _joined(words), out[i].words[j]
        if word is not None and word.text == old.text and len(words) == 1:
            better[i, j] = (replace(old, sure=max(word.sure, old.sure)),)
            continue
        if word is None or not _is_better(word, old):
            continue
        # Two words run together come apart again, if nothing else about them is in doubt.
        parts = words if len(words) == 2 and word.text == old.text else [word]
        better[i, j] = tuple(_reduced(part, area) for part in parts)
    for i in {i for i, _ in better}:
        line = tuple(part for j, word in enumerate(out[i].words) for part in better.get((i, j), (word,)))
        out[i] = replace(out[i], words=line)
    return out


def _without_doubled(line: MeasuredLine, page: ReadyPage) -> MeasuredLine:
    """A "Đ" that was read as Đ and Ð (eth) both is one letter, if the ink shows fewer blots than letters were read."""
    if not any("Ð" in word.text for word in line.words):
        return line
    words = []
    for word in line.words:
        characters, blots = list(word.characters), _blots(word, line, page)
        while len(characters) > blots:
            letters = [c.text for c in characters]
            at = next(
                (
                    k
                    for k, c in enumerate(letters)
                    if c == "Ð" and "Đ" in (*letters[max(0, k - 1) : k], *letters[k + 1 : k + 2])
                ),
                None,
            )
            if at is None:
                break
            del characters[at]
        words.append(Word(tuple(characters), word.sure))
    return replace(line, words=tuple(words))


def _with_commas(line: MeasuredLine) -> MeasuredLine:
    """A "/" between digits that is no higher than a comma is one."""
    words = []
    for word in line.words:
        letters = [c.text for c in word.characters]
        if "/" in letters and all(letter.isdecimal() or letter == "/" for letter in letters):
            low = [c.text == "/" and line.base - c.top < _COMMA_HEIGHT * line.size for c in word.characters]
            characters = (
                replace(c, text=",") if is_comma else c for c, is_comma in zip(word.characters, low, strict=True)
            )
            words.append(Word(tuple(characters), word.sure))
        else:
            words.append(word)
    return replace(line, words=tuple(words))


def _blots(word: Word, line: MeasuredLine, page: ReadyPage) -> int:
    """How many blots of ink stand apart in a word."""
    top, bottom = max(0, round(line.base - 0.9 * line.size)), round(line.base + 0.25 * line.size)
    left, right = int(min(c.x0 for c in word.characters)), int(max(c.x1 for c in word.characters)) + 1
    band = page.ink[top:bottom, left:right].any(0)
    return int((numpy.diff(numpy.pad(band.astype(numpy.int8), 1)) == 1).sum())


def _numbers(lines: list[MeasuredLine], page: ReadyPage, seconds: float) -> list[MeasuredLine]:
    """Numbers with a letter in them, as "4G" for 46, or that lost a mark, as "71" for 7,1, read again as numbers."""
    places = [
        (i, j)
        for i, line in enumerate(lines)
        for j, word in enumerate(line.words)
        if _SPOILT.fullmatch(word.text) or (word.text.isdecimal() and _blots(word, line, page) > len(word.text))
    ][:_MOST_WORDS]
    if not places:
        return lines
    areas = [_area(lines[i].words[j], lines[i]) for i, j in places]
    crops = [_enlarged(page.picture.crop(area)) for area in areas]
    try:
        again = recognise(crops, page.scale * 72 * _SCALE, mode=LINE, seconds=seconds, letters=_IN_NUMBERS)
    except OcrFailed:
        return lines
    for (i, j), area, found in zip(places, areas, again, strict=True):
        new = _joined([word for line in found for word in line])
        old = lines[i].words[j]
        if new is None:
            continue
        marked = old.text.isdecimal() and regex.sub("[.,]", "", new.text) == old.text
        if marked or _only_letters_differ(new.text, old.text):
            words = list(lines[i].words)
            words[j] = _reduced(new, area)
            lines[i] = replace(lines[i], words=tuple(words))
    return lines


def _only_letters_differ(new: str, old: str) -> bool:
    """Whether a number read again agrees with all digits that were read before."""
    return len(new) == len(old) and all(a == b or b.isalpha() for a, b in zip(new, old, strict=True))


def _is_doubtful(word: Word) -> bool:
    text = word.text
    if any(_is_foreign(character) for character in text):
        return True
    # Upright strokes side by side are harder to tell by themselves than in their line.
    if not any(character.isalnum() for character in text) or _UPRIGHT.fullmatch(text):
        return False
    # Document numbers and "đ/c" are no words: nothing but their letters tells them.
    if "/" in text and any(character.isalpha() for character in text):
        return True
    return word.sure < (_FIGURES_SURE if _FIGURES.search(text) else _WORDS_SURE)


def _is_foreign(character: str) -> bool:
    """Whether a letter belongs to no Vietnamese word, as Ð (eth) and Ñ."""
    return character.isalpha() and not character.isascii() and character.lower() not in ACCENTED


def _area(word: Word, line: MeasuredLine) -> tuple[int, int, int, int]:
    return (
        int(min(c.x0 for c in word.characters)) - 4,
        int(line.base - 0.98 * line.size),
        int(max(c.x1 for c in word.characters)) + 4,
        int(line.base + 0.3 * line.size),
    )


def _enlarged(picture: Image.Image) -> Image.Image:
    size = (picture.width * _SCALE, picture.height * _SCALE)
    return framed(picture.resize(size, Image.Resampling.BICUBIC))


def _joined(words: Sequence[Word]) -> Word | None:
    """What was read as one word; a blank inside a word is a misreading, two words are not one."""
    if not words or len(words) > 2:
        return None
    return Word(tuple(c for word in words for c in word.characters), min(word.sure for word in words))


def _is_better(new: Word, old: Word) -> bool:
    if new.text == old.text:
        return True
    if _undoubled(old.text) == _undoubled(new.text) and len(new.text) < len(old.text):
        return True
    if any(_is_foreign(character) for character in new.text):
        return False
    if SequenceMatcher(None, new.text, old.text, autojunk=False).ratio() < _ALIKE:
        return False
    # What is cut out of its line loses its commas and full stops more easily than its letters.
    if len(new.text) < sum(1 for letter in old.text if not _is_foreign(letter)) - 2 or (
        old.text[-1] in ".,;:)" and new.text[-1].isalnum()
    ):
        return False
    foreign = any(_is_foreign(character) for character in old.text)
    return new.sure > old.sure + 0.03 or (foreign and new.sure > 0.3)


def _undoubled(text: str) -> str:
    """Text with each letter once where it stands several times in a row.

    >>> _undoubled("18-QĐ/ĐÐĐ")
    '18-QĐ/Đ'
    """
    return str(regex.sub(r"(\p{L})\1+", r"\1", text.replace("Ð", "Đ")))


def _reduced(word: Word, area: tuple[int, int, int, int]) -> Word:
    edge = 2 * BORDER / _SCALE
    return moved(reduced((word,), _SCALE), area[0] - edge, area[1] - edge)[0]


# --- Roman numerals -----------------------------------------------------------------------------------


def _with_numeral(line: MeasuredLine, page: ReadyPage) -> MeasuredLine:
    """A heading whose number is a Roman numeral, read from its strokes: "III." is taken for "II" or "HI" otherwise."""
    line = _apart(line)
    if len(line.words) < 2:
        return line
    first, rest = line.words[0], "".join(word.text for word in line.words[1:])
    letters = [letter for letter in rest if letter.isalpha()]
    if not _MISREAD_ROMAN.fullmatch(first.text) or first.text[0].isdigit() or not letters or not letters[0].isupper():
        return line
    numeral = _strokes(first, line, page)
    # Strokes that touch are counted as one: what was read as a numeral may only grow.
    if numeral is None or (_ROMAN.fullmatch(first.text) and len(numeral[0]) <= len(first.text)):
        return line
    text, x0, x1 = numeral
    wide = (x1 - x0) / len(text)
    top = line.base - 0.67 * line.size
    characters = tuple(
        Character(letter, x0 + k * wide, top, x0 + (k + 1) * wide, line.base, first.sure)
        for k, letter in enumerate(text)
    )
    return replace(line, words=(Word(characters, first.sure), *line.words[1:]))


def _apart(line: MeasuredLine) -> MeasuredLine:
    """The line with a number that was run together with the heading, as in "HI.MỨC", as a word of its own."""
    first = line.words[0]
    found = _RUN_TOGETHER.match(first.text)
    if found is None or len(first.text) != len(first.characters):
        return line
    at = found.end()
    parts = Word(first.characters[:at], first.sure), Word(first.characters[at:], first.sure)
    return replace(line, words=(*parts, *line.words[1:]))


def _strokes(word: Word, line: MeasuredLine, page: ReadyPage) -> tuple[str, float, float] | None:
    """The numeral that the blots of a word make, and its edges: upright strokes are I, V and X are as read."""
    size = line.size
    top, bottom = max(0, round(line.base - 0.8 * size)), round(line.base + 0.1 * size)
    x0 = max(0, round(word.characters[0].x0 - 0.15 * size))
    x1 = round(line.words[1].characters[0].x0) - 1
    band = page.ink[top:bottom, x0:x1]
    if not band.size:
        return None
    edges = numpy.diff(numpy.pad(band.any(0).astype(numpy.int8), 1))
    wide_letters = [letter for letter in word.text if letter in "VX"]
    text = ""
    starts, ends = numpy.nonzero(edges == 1)[0], numpy.nonzero(edges == -1)[0]
    for start, end in zip(starts, ends, strict=True):
        blot = band[:, start:end]
        rows = numpy.nonzero(blot.any(1))[0]
        high, wide = int(rows[-1] - rows[0]) + 1, int(end - start)
        if high >= 0.58 * size:
            letters = _upright(blot[rows[0] : rows[-1] + 1], size)
            if letters:
                text += letters
            elif wide_letters and wide <= 0.85 * size:
                text += wide_letters.pop(0)
            else:
                return None
        elif high <= 0.24 * size and wide <= 0.24 * size and bottom - (top + int(rows[-1])) <= 0.25 * size:
            text += "."
        elif high > 2 or wide > 2:
            return None
    if wide_letters or not _ROMAN.fullmatch(text):
        return None
    return text, float(x0 + starts[0]), float(x0 + ends[-1])


def _upright(blot: Ink, size: float) -> str:
    """A blot as "I" or "/", or as both where they touch at their feet; nothing for any other letter."""
    high = len(blot)
    middle = blot[high // 5 : high - high // 5]
    edges = numpy.diff(numpy.pad(middle.any(0).astype(numpy.int8), 1))
    text = ""
    for start, end in zip(numpy.nonzero(edges == 1)[0], numpy.nonzero(edges == -1)[0], strict=True):
        stroke = middle[:, start:end]
        quarter = max(1, len(stroke) // 4)
        if (
            end - start > 0.4 * size
            or stroke.sum(1).mean() > 0.26 * size
            or not stroke[:quarter].any()
            or not stroke[-quarter:].any()
        ):
            return ""
        slant = float(stroke[:quarter].nonzero()[1].mean() - stroke[-quarter:].nonzero()[1].mean())
        if slant < -0.04 * size:
            return ""
        text += "/" if slant > 0.06 * size else "I"
    return text if text in ("I", "/", "I/") else ""
