"""The numbers and bullets that Word prints by itself before the paragraphs of a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx_package import W
from extractor.readers.docx_styles import switch, value
from extractor.readers.nesting import shown_mark

_BULLETS = {"o": "◦", "": "•"}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    legal: bool
    indent: int
    style: str = ""
    restart: int | None = None


class Numbering:
    """Counts the paragraphs of Word's lists as Word does."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        linked: dict[str, dict[int, _Level]] = {}
        following: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            self._abstract[name] = dict(_levels(abstract))
            if style := value(abstract, "styleLink"):
                linked[style] = self._abstract[name]
            if style := value(abstract, "numStyleLink"):
                following[name] = style
        for name, style in following.items():
            # A list that only names a list style has the levels of the list that defines the style.
            self._abstract[name] = linked.get(style, {}) or self._abstract[name]
        for number in root.iter(f"{W}num"):
            own: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for override in number.iter(f"{W}lvlOverride"):
                own.update(_levels(override))
                if start := value(override, "startOverride"):
                    starts[_integer(override.get(f"{W}ilvl"), 0)] = _integer(start, 1)
            self._lists[number.get(f"{W}numId", "")] = (value(number, "abstractNumId") or "", own, starts)

    def level_of(self, number: str, styles: list[str]) -> int:
        """The level of list `number` that is tied to one of these paragraph styles; 0 where none is."""
        abstract, own, _ = self._lists.get(number, ("", {}, {}))
        levels = {**self._abstract.get(abstract, {}), **own}
        for style in styles:
            for at, level in levels.items():
                if level.style == style:
                    return at
        return 0

    def label(self, number: str, level: int) -> tuple[str, str, int] | None:
        """The next label of list `number` at `level`: its text, its bullet if it is one, its indent in twips.

        None if there is no such list.
        """
        if number not in self._lists:
            return None
        abstract, own, starts = self._lists[number]
        levels = {**self._abstract.get(abstract, {}), **own}
        if level not in levels:
            return None
        counts = self._counts.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for at, start in starts.items():
                counts[at] = start - 1
        here = levels[level]
        if here.format == "bullet":
            return "", _BULLETS.get(here.text) or shown_mark(here.text), here.indent
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]
        text = here.text
        for at in range(level + 1):
            if f"%{at + 1}" in text and at in levels:
                shown = "decimal" if here.legal and at < level else levels[at].format
                text = text.replace(f"%{at + 1}", _formatted(counts.setdefault(at, levels[at].start), shown))
        return ("" if here.format == "none" and "%" in here.text else text), "", here.indent


def _levels(parent: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.findall(f"{W}lvl"):
        indent = level.find(f"{W}pPr/{W}ind")
        left = 0
        if indent is not None:
            left = _integer(indent.get(f"{W}left") or indent.get(f"{W}start"), 0)
            left += _integer(indent.get(f"{W}firstLine"), 0) - _integer(indent.get(f"{W}hanging"), 0)
        yield (
            _integer(level.get(f"{W}ilvl"), 0),
            _Level(
                value(level, "numFmt") or "decimal",
                value(level, "lvlText") or "",
                _integer(value(level, "start"), 1),
                bool(switch(level, "isLgl")),
                left,
                value(level, "pStyle") or "",
                _integer(value(level, "lvlRestart"), 0) if value(level, "lvlRestart") else None,
            ),
        )


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default


_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"))
_ROMAN_SMALL = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A number in Roman capitals.

    >>> roman(14)
    'XIV'
    """
    out = []
    for worth, letters in (*_ROMAN, *_ROMAN_SMALL):
        out.append(letters * (number // worth))
        number %= worth
    return "".join(out)


_COUNTED = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def _formatted(number: int, kind: str) -> str:
    if kind == "vietnameseCounting" and 0 < number <= len(_COUNTED):
        return _COUNTED[number - 1]
    if kind in ("upperRoman", "lowerRoman"):
        text = roman(min(number, 3999))
        return text if kind == "upperRoman" else text.lower()
    if kind in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letter if kind == "upperLetter" else letter.lower()
    if kind == "decimalZero":
        return f"{number:02}"
    return "" if kind == "none" else str(number)


def note_label(number: int, kind: str) -> str:
    """The label of the n-th footnote or endnote in a numbering format of Word."""
    return _formatted(number, kind)
