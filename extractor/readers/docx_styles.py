"""What a DOCX paragraph looks like: styles, and the numbers and bullets that Word prints by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx_package import W
from extractor.readers.nesting import shown_mark

_OFF = frozenset({"0", "false", "off", "none"})
_BULLETS = {"o": "◦", "": "•"}


def value(element: etree._Element | None, path: str) -> str | None:
    """The `w:val` of the first child `path` ("pPr/jc") of `element`; "" where the child has none."""
    if element is None:
        return None
    found = element.find("/".join(W + part for part in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def switch(element: etree._Element | None, name: str) -> bool | None:
    """A switch of run properties, such as bold: on, off, or None where it is not said."""
    said = value(element, name)
    return None if said is None else said not in _OFF


class Styles:
    """The styles of `styles.xml`, each asked through those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: list[etree._Element] = []
        self.default: str | None = None
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") not in (None, *_OFF):
                self.default = name
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self._defaults = [found for found in defaults if isinstance(found.tag, str)]

    def chain(self, name: str | None) -> Iterator[etree._Element]:
        """The style and those it is based on, nearest first; a circle ends it."""
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            style = self._styles[name]
            yield style
            name = value(style, "basedOn")

    def paragraph(self, properties: etree._Element | None, path: str) -> str | None:
        """A property of a paragraph, its own or its style's: "jc", "outlineLvl", "numPr/numId"."""
        own = value(properties, path)
        if own is not None:
            return own
        for style in self.chain(value(properties, "pStyle") or self.default):
            said = value(style, f"pPr/{path}")
            if said is not None:
                return said
        return None

    def switched(self, run: etree._Element | None, paragraph: etree._Element | None, name: str) -> bool:
        """Whether a switch ("b", "vanish") is on for a run, by itself, its style or its paragraph's style."""
        own = switch(run, name)
        if own is not None:
            return own
        for first in (value(run, "rStyle"), value(paragraph, "pStyle") or self.default):
            for style in self.chain(first):
                said = switch(style.find(f"{W}rPr"), name)
                if said is not None:
                    return said
        return any(bool(switch(part.find(f"{W}rPr"), name)) for part in self._defaults)


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    legal: bool
    indent: int


class Numbering:
    """Counts the paragraphs of Word's lists as Word does."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            levels = dict(_levels(abstract))
            self._abstract[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in root.iter(f"{W}num"):
            own: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for override in number.iter(f"{W}lvlOverride"):
                own.update(_levels(override))
                if start := value(override, "startOverride"):
                    starts[_integer(override.get(f"{W}ilvl"), 0)] = _integer(start, 1)
            self._lists[number.get(f"{W}numId", "")] = (value(number, "abstractNumId") or "", own, starts)

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


def _formatted(number: int, kind: str) -> str:
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
