"""The layers of a piece of text, for tests of one layer at a time."""

from extractor.layers.build import Layers, build
from extractor.layers.quantities import Count
from extractor.readers.plain import read_plain


def layers_of(text: str) -> Layers:
    """All layers of a text; its letterhead, if any, stands in it."""
    return build(read_plain(text))


def counts_of(text: str) -> list[Count]:
    """The quantities of a text in order."""
    return layers_of(text).counts


def masked(text: str) -> list[tuple[str, str]]:
    """The words that are masked, each with its reason."""
    layers = layers_of(text)
    return [(layers.sheet.manuscript.flow[mask.start : mask.end].strip(), mask.reason) for mask in layers.masks]
