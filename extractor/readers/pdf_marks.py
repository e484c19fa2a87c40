"""Footnote marks that are printed as plain digits, glued to a word or a number: "quy định1", "11/01/20192".

Only a footnote that stands on the page and that no raised digit claims has such a mark; what is glued to a word
without a note of that number is left as it is.
"""

from collections.abc import Iterator

import regex

from extractor.readers.pdf_columns import Columns
from extractor.readers.pdf_layout import PageLayout
from extractor.readers.pdf_lines import Segment, mark_label
from extractor.readers.pdf_tables import PageTable

# Behind a word or a bracket; behind a year that has its four digits; behind a number whose last group is full.
_BEFORE = r"(?<=\p{Ll}|(?<!QH)\p{Lu}|[)”\"%]|/(?:19|20)[0-9]{2}|(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3}){1,3})"
_AFTER = r"(?![\p{L}0-9/]|[.,][0-9])"


def with_plain_marks(parts: list[PageLayout]) -> None:
    """Note in the segments of each page, in place, where the marks of its footnotes stand as plain digits."""
    for part in parts:
        segments = list(_segments(part))
        raised = {mark_label(segment.text[a:b]) for segment in segments for a, b in segment.marks}
        at = (0, 0)
        for note in part.notes:
            label = note.label
            if label is None or not label.isdecimal() or label in raised:
                continue
            found = _first(segments, label, at)
            if found is not None:
                place, start = found
                segment = segments[place]
                segment.marks = sorted([*segment.marks, (start, start + len(label))])
                at = place, start + len(label)


def _first(segments: list[Segment], label: str, after: tuple[int, int]) -> tuple[int, int] | None:
    pattern = regex.compile(f"{_BEFORE}{label}{_AFTER}")
    for place in range(after[0], len(segments)):
        found = pattern.search(segments[place].text, after[1] if place == after[0] else 0)
        if found is not None:
            return place, found.start()
    return None


def _segments(part: PageLayout) -> Iterator[Segment]:
    """The printed lines of the body in the order in which they are read."""
    for element in part.body:
        if isinstance(element, Segment):
            yield element
        elif isinstance(element, Columns):
            for row in element.rows:
                for cell in row:
                    yield from cell
        elif isinstance(element, PageTable):
            for cell_of in element.cells:
                yield from cell_of.segments
