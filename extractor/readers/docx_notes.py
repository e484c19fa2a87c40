"""The footnotes and endnotes of a DOCX, and how they are counted."""

from lxml import etree

from extractor.readers.docx_package import Package, W
from extractor.readers.docx_styles import value


def notes_of(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """The notes of a part by their numbers, without separators."""
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): note for note in root.iter(f"{W}{kind}") if note.get(f"{W}type", "normal") == "normal"
    }


def note_formats(package: Package) -> dict[str, tuple[int, str]]:
    """Where the numbering of footnotes and endnotes starts, and in which kind of number."""
    formats = {"footnote": (1, "decimal"), "endnote": (1, "lowerRoman")}
    settings = package.related("settings")
    document = package.xml(package.main)
    for root in (settings, document):
        if root is None:
            continue
        for kind, (start, shape) in tuple(formats.items()):
            for properties in root.iter(f"{W}{kind}Pr"):
                said = value(properties, "numStart")
                start = int(said) if said and said.isdecimal() else start
                shape = value(properties, "numFmt") or shape
            formats[kind] = (start, shape)
    return formats
