"""Printed lines to paragraphs: where one ends, told from room, indent, distance and look."""

import regex

from extractor.readers.nesting import ITEM
from extractor.readers.pdf_layout import Metrics
from extractor.readers.pdf_lines import Segment

_LABEL = regex.compile(r"(?:[IVXLC]{1,6}|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|\p{L})[.)-][ ]|[-+•*▪◦–—●○][ ]")
_ENDS = regex.compile(r"[.:;!?…][\"”’)]?$")
_CUT = regex.compile("(?<![\\p{L}])[0-9]{1,5}(?:/[0-9]{4})?[/-](?:\\p{Lu}[\\p{L}-]{0,12}[-/\u2010\u2011\ufffe])?$")
_NEAR = 4.0


class Paragraph:
    """The printed lines of a paragraph, maybe over several pages."""

    def __init__(self, first: Segment, metrics: Metrics) -> None:
        self.segments = [first]
        self.metrics = metrics

    @property
    def first(self) -> Segment:
        """The first line."""
        return self.segments[0]

    @property
    def last(self) -> Segment:
        """The last line so far."""
        return self.segments[-1]

    @property
    def emphasis(self) -> bool:
        """Whether every line is bold."""
        return all(segment.bold for segment in self.segments)

    @property
    def centred(self) -> bool:
        """Whether the lines stand in the middle."""
        middle = self.metrics.centre
        return any(map(self.metrics.centred, self.segments)) and all(
            abs((segment.x0 + segment.x1) / 2 - middle) < 6 for segment in self.segments
        )

    def goes_on(self, line: Segment, metrics: Metrics) -> bool:
        """Whether `line`, the next of the body, belongs to this paragraph."""
        last, size = self.last, line.size
        if abs(last.size - size) > 0.12 * max(last.size, size):
            return False
        same_page = last.page == line.page
        if same_page and line.base - last.base > metrics.pitch * size / metrics.size + 0.25 * size:
            return False
        if self._is_cut(line):
            return True
        if self._in_the_middle(line, metrics):
            return self._title_goes_on(line, metrics)
        if self.metrics.centred(last) != metrics.centred(line) and self.centred != metrics.centred(line):
            return False
        room = self.metrics.right - last.x1
        if room > line.first_word + 0.65 * size or (self.metrics.justified and room > 2.5):
            return False
        return self._edge_agrees(line, metrics, same_page)

    def _is_cut(self, line: Segment) -> bool:
        """Whether the last line ends inside of a document's number, at its hyphen or slash: "118/QĐ-" | "LĐLĐ"."""
        return not self.last.ends_blank and bool(_CUT.search(self.last.text)) and line.text[0].isalnum()

    def _in_the_middle(self, line: Segment, metrics: Metrics) -> bool:
        middle = metrics.centre
        if abs((line.x0 + line.x1) / 2 - middle) >= 5 or not (metrics.centred(line) or self.centred):
            return False
        return all(abs((segment.x0 + segment.x1) / 2 - self.metrics.centre) < 6 for segment in self.segments)

    def _title_goes_on(self, line: Segment, metrics: Metrics) -> bool:
        last = self.last
        # The weight of recognised letters is a guess.
        if (last.bold != line.bold and line.legibility is None) or last.text.isupper() != line.text.isupper():
            return False
        room = metrics.width - (last.x1 - last.x0)
        if room <= line.first_word + 0.55 * line.size:
            return True
        return line.text[0].islower() or last.text.endswith((",", "-", "–"))

    def _edge_agrees(self, line: Segment, metrics: Metrics, same_page: bool) -> bool:
        first = self.first
        shift = metrics.left - self.metrics.left
        if len(self.segments) > 1:
            continuation = self.segments[1].x0
            if abs(line.x0 - shift - continuation) > _NEAR:
                return False
            plain = abs(continuation - first.x0) <= _NEAR
        elif line.x0 - shift < first.x0 - _NEAR:
            return True
        elif line.x0 - shift > first.x0 + _NEAR:
            if self._begins(line):
                return False
            label = _LABEL.match(first.text)
            return label is not None and abs(line.x0 - shift - first.lefts[label.end()]) < 8
        else:
            plain = True
            if abs(line.x0 - metrics.left) > _NEAR and not same_page:
                return False
        if not plain:
            return True
        # No indent tells a first line from the others: what is written has to.
        if self._begins(line) or (self.emphasis and not line.any_bold):
            return False
        return same_page or not _ENDS.search(self.last.text) or line.text[0].islower()

    def _begins(self, line: Segment) -> bool:
        """Whether a line opens with a number or mark of its own; after an open sentence those are its words."""
        closed = self.emphasis or regex.search(r"[.:;,!?…)\]”\"]$", self.last.text) is not None
        return closed and (_LABEL.match(line.text) or ITEM.match(line.text)) is not None
