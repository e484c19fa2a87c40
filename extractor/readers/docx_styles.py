"""What a DOCX paragraph looks like: its styles, each asked through those it is based on."""

from collections.abc import Iterator

from lxml import etree

from extractor.readers.docx_package import W

_OFF = frozenset({"0", "false", "off", "none"})


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

    def names(self, properties: etree._Element | None) -> list[str]:
        """The identifiers of a paragraph's style and of those it is based on, nearest first."""
        first = value(properties, "pStyle") or self.default
        return [style.get(f"{W}styleId", "") for style in self.chain(first)]

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
        return next((said for part in self._parts(run, paragraph) if (said := switch(part, name)) is not None), False)

    def run(self, run: etree._Element | None, paragraph: etree._Element | None, path: str) -> str | None:
        """A property of a run ("vertAlign"), its own, its style's or its paragraph's style's."""
        return next((said for part in self._parts(run, paragraph) if (said := value(part, path)) is not None), None)

    def font(self, run: etree._Element | None, paragraph: etree._Element | None) -> str:
        """The name of a run's font for letters outside ASCII; "" where it is the theme's or not said."""
        for part in self._parts(run, paragraph):
            fonts = part.find(f"{W}rFonts")
            if fonts is None:
                continue
            if fonts.get(f"{W}hAnsiTheme") or fonts.get(f"{W}asciiTheme"):
                return ""
            if said := fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii"):
                return said
        return ""

    def _parts(self, run: etree._Element | None, paragraph: etree._Element | None) -> Iterator[etree._Element]:
        """The run properties that hold for a run, nearest first."""
        if run is not None:
            yield run
        for first in (value(run, "rStyle"), value(paragraph, "pStyle") or self.default):
            for style in self.chain(first):
                found = style.find(f"{W}rPr")
                if found is not None:
                    yield found
        for part in self._defaults:
            found = part.find(f"{W}rPr")
            if found is not None:
                yield found
