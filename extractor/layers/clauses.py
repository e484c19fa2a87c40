"""Clauses: which words belong to which quantity.

Between two quantities of a sentence the gap splits at its strongest separator. Where the second
number follows a separator directly its label stands on its right, and the gap splits at the last
separator of that strength, otherwise at the first. Commas inside a concept ("tuyển dụng, tiếp
nhận") and short parentheses without a number ("(CĐCS)") separate nothing.
"""

import itertools
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.layers.concepts import ConceptSpan
from extractor.layers.masks import Mask
from extractor.layers.quantities import Count

_SENTENCE_END = regex.compile(
    r"""(?:(?<!\b(?:TP|Tp|TS|ThS|PGS|GS|TM|KT|TL|Q|P|BS|St|tr))\.|[!?…])["”)]?\s+(?=["“(]?[\p{Lu}0-9\-+])"""
)
_SEPARATOR = regex.compile(
    r"[;\v]|(?:[→⇒]|[=-]>)(?=\s?\p{L})|[,:()]|"
    r"\s(?:và|(?<!đối )với|cho|còn|trong đó|cùng|trên tổng số|gồm|bao gồm|thu hút|thì)\s|\s[-–]\s|"
    r"(?<=[\p{L})%]) / (?=\D)"
)
_STRENGTH = {
    ";": 6,
    "\v": 6,
    "(": 5,
    ")": 5,
    ":": 4,
    ",": 3,
    "trong đó": 4,
    "gồm": 3,
    "bao gồm": 3,
    "thì": 3,
    "/": 6,
    "→": 6,
    "⇒": 6,
    "->": 6,
    "=>": 6,
}
_CAUSE = regex.compile(
    r"\s(?:vì|nhằm|do (?:báo cáo|vi phạm|không|chưa|thiếu|ảnh hưởng|dịch|sơ suất|nguyên nhân|nghỉ|"
    r"điều động|chuyển|luân chuyển|tinh giản))\s"
)
_FILLER_ONLY = regex.compile(
    r"[\s,;:()\-–\"“]*(?:(?:có|là|gồm|với|đã|hiện|được|và|cho|tổng số|tổng cộng|số|trong đó|đến nay|"
    r"hiện có|thì|bao gồm|chỉ|mới|riêng|khoảng|chỉ có|cả|còn|còn lại|nay còn)[\s,:]*)*"
)
_TRANSPARENT = regex.compile(r"\([^()0-9\n;]{1,90}\)|(?<= )và tương đương")
_SPEAKING = regex.compile(r"(?<!\w)(?:nghe|nói|đọc|viết|hiểu)(?:(?:, | và |/)(?:nghe|nói|đọc|viết|hiểu))+(?!\w)")


@dataclass(slots=True)
class Region:
    """The words around one quantity, as spans of the flow.

    `near` is what stands right beside it, up to the next separator; `clause` all that the split
    gives it; `sentence` the sentence; `depth` how many parentheses are open.
    """

    count: Count
    left_near: int
    left_clause: int
    right_near: int
    right_clause: int
    sentence: tuple[int, int]
    depth: int
    opener: int | None = None


@lru_cache(maxsize=4)
def _between_sentences(flow: str) -> tuple[list[int], list[int]]:
    """Where the sentences of a whole text end, and where the next ones begin; every layer asks for them."""
    found = [match.span() for match in _SENTENCE_END.finditer(flow)]
    return [end for end, _ in found], [begin for _, begin in found]


def sentences(flow: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `flow[start:end]` as spans."""
    spans, at = [], start
    ends, begins = _between_sentences(flow)
    for place in range(bisect_left(ends, start), len(ends)):
        if begins[place] >= end:
            break
        spans.append((at, ends[place] + 1))
        at = begins[place]
    if at < end:
        spans.append((at, end))
    return spans


class Splitter:
    """Splits sentences into regions; knows which positions are protected from separating."""

    def __init__(self, folded: str, concepts: list[ConceptSpan], masks: list[Mask], counts: list[Count]) -> None:
        self.folded = folded
        self.counts = counts
        self.starts = [count.digits[0] for count in counts]
        self.guarded = bytearray(len(folded) + 1)
        self.concept_ends = {span.start: span.end for span in concepts if span.concept.kind != "neutral"}
        self.ends = {span.end for span in concepts if span.concept.kind != "neutral"}
        self.concept_starts = [span.start for span in concepts]
        self.concept_spans = [(span.start, span.end) for span in concepts]
        for span in concepts:
            self.guarded[span.start : span.end] = b"\1" * (span.end - span.start)
        for mask in masks:
            self.guarded[mask.start : mask.end] = b"\1" * (mask.end - mask.start)
        for count in counts:
            self.guarded[count.start : count.end] = b"\1" * (count.end - count.start)
        speaking = _SPEAKING.finditer(folded) if "nghe" in folded or "viết" in folded else ()
        for match in (*_TRANSPARENT.finditer(folded), *speaking):
            self.guarded[match.start() : match.end()] = b"\1" * (match.end() - match.start())

    def counts_in(self, start: int, end: int) -> list[Count]:
        """The quantities whose number stands in a span."""
        return self.counts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def regions(self, sentence: tuple[int, int]) -> list[Region]:
        """A region for each quantity of a sentence, in order."""
        start, end = sentence
        counts = self.counts_in(start, end)
        if not counts:
            return []
        bounds = [start]
        for first, second in itertools.pairwise(counts):
            if self.labelled_in_turn(first, second):
                bounds.append(first.end)
                continue
            touching = self.folded[first.digits[1] : first.digits[1] + 1] == " "
            own = self.concept_ends.get(first.digits[1] + 1, 0) if touching else 0
            at = min(max(self.past_concept(first.end), own), max(second.start, first.end))
            bounds.append(self.label_in_front(at, first, second) or self.split(at, max(second.start, at)))
        bounds.append(end)
        regions = []
        openers: list[int] = []
        seen = start
        for index, count in enumerate(counts):
            left, right = bounds[index], bounds[index + 1]
            if index == 0:
                left = self.open_left(left, count.start)
            if index == len(counts) - 1:
                right = self.close_right(count.end, right)
            self.open_parentheses(openers, seen, count.start)
            seen = max(seen, count.start)
            depth, opener = len(openers), openers[-1] if openers else None
            if count.entry is not None:
                head, tail = count.entry.whole
                regions.append(Region(count, head, head, tail, tail, sentence, depth, opener))
                continue
            regions.append(
                Region(
                    count=count,
                    left_near=self.last_separator(left, count.start, first=index == 0),
                    left_clause=left,
                    right_near=self.first_separator(count.end, right),
                    right_clause=right,
                    sentence=sentence,
                    depth=depth,
                    opener=opener,
                )
            )
        return regions

    def past_concept(self, at: int) -> int:
        """The end of the concept that a position is within ("19 cuộc kiểm tra|, giám sát"), or the position."""
        place = bisect_left(self.concept_starts, at) - 1
        return max(at, self.concept_spans[place][1]) if place >= 0 else at

    def separators(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Unprotected separators in a span: start, end, strength."""
        for match in _SEPARATOR.finditer(self.folded, start, end):
            mark = match[0].strip() or match[0]
            at = match.start() if len(mark) == 1 and mark in ";,:()\v" else match.start() + 1
            if self.guarded[at]:
                continue
            yield match.start(), match.end(), _STRENGTH.get(mark, 2)

    def split(self, start: int, end: int) -> int:
        """Where the gap between two quantities splits."""
        found = [mark for mark in self.separators(start, end) if not self.labels(mark, end)]
        found = [mark for place, mark in enumerate(found) if not (place and self.has_members(mark, end))]
        if not found:
            # Nothing separates: a concept that touches the first number is still its own.
            at = start + 1 if self.folded[start : start + 1] == " " else start
            return min(self.concept_ends.get(at, start), end)
        if len(found) > 1 and self.folded[found[-1][0] : found[-1][1]].strip() == "với":
            # "… 96 lượt và kiến thức quốc phòng với 597 lượt": before a number, "với" belongs to its label.
            found = found[:-1] if _FILLER_ONLY.fullmatch(self.folded[found[-1][1] : end]) else found
        strongest = max(strength for _, _, strength in found)
        best = [(first, last) for first, last, strength in found if strength == strongest]
        direct = _FILLER_ONLY.fullmatch(self.folded[best[-1][1] : end]) is not None
        first, last = best[-1] if direct else best[0]
        return last if self.folded[first] != "(" else first

    def label_in_front(self, start: int, first: Count, second: Count) -> int | None:
        """ "187 người, gồm cơ quan LĐLĐ tỉnh (102 người)": where the label begins of a number that fills brackets."""
        opener = self.folded.rfind("(", start, second.start)
        if (
            opener < 0
            or self.folded[opener + 1 : second.start].strip()
            or self.folded[second.end : second.end + 1] != ")"
        ):
            return None
        if second.unit not in (first.unit, None) or second.unit in ("percent", "vnd"):
            return None
        found = list(self.separators(start, opener))
        while found and not self.folded[found[-1][1] : opener].strip():
            found.pop()
        if not found:
            return None
        strongest = max(strength for _, _, strength in found)
        last = [mark for mark in found if mark[2] == strongest][-1]
        names = [at for at, end in self.concept_ends.items() if last[1] <= at and end <= opener]
        return last[1] if names else None

    def labelled_in_turn(self, first: Count, second: Count) -> bool:
        """ "HTNV 2 KHTNV 1": without any separator, labels before their numbers stay before them."""
        at = first.end + 1
        if first.end != first.digits[1] or self.folded[first.end : at] != " ":
            return False
        end = self.concept_ends.get(at, 0)
        before = self.folded[max(0, first.start - 2) : first.start]
        own = first.start - (len(before) - len(before.rstrip(": ")))
        return bool(end) and self.folded[end : second.start].strip(" :") == "" and own in self.ends

    def labels(self, mark: tuple[int, int, int], end: int) -> bool:
        """A colon or "thì" right before the number belongs to the number's own label."""
        first, last, _ = mark
        return (
            self.folded[first:last].strip() in (":", "thì")
            and _FILLER_ONLY.fullmatch(self.folded[last:end]) is not None
        )

    def has_members(self, mark: tuple[int, int, int], end: int) -> bool:
        """ "…, Ủy ban Kiểm tra gồm 11 đồng chí": the verb of what stands right before it, not the head of a list."""
        first, last, _ = mark
        return (
            self.folded[first:last].strip() in ("gồm", "bao gồm")
            and first in self.ends
            and _FILLER_ONLY.fullmatch(self.folded[last:end]) is not None
        )

    def last_separator(self, start: int, end: int, *, first: bool = False) -> int:
        """The end of the last separator before a number that does not belong to its label.

        Before a sentence's first number the weak ones (với, cho, cùng) stand inside its label.
        """
        found = [
            mark for mark in self.separators(start, end) if not self.labels(mark, end) and (not first or mark[2] > 2)
        ]
        while (
            found
            and _FILLER_ONLY.fullmatch(self.folded[found[-1][1] : end])
            and (found[-1][2] <= 2 or (len(found) > 1 and self.has_members(found[-1], end)))
        ):
            found.pop()
        return found[-1][1] if found else start

    def first_separator(self, start: int, end: int) -> int:
        """The start of the first strong separator after a number, or the end."""
        cause = _CAUSE.search(self.folded, start, end)
        stop = cause.start() if cause else end
        for first, _, strength in self.separators(start, stop):
            if strength >= 3:
                return first
        return stop

    def open_left(self, start: int, end: int) -> int:
        """The words before a sentence's first number reach back to the last semicolon."""
        found = [last for _, last, strength in self.separators(start, end) if strength >= 6]
        return found[-1] if found else start

    def close_right(self, start: int, end: int) -> int:
        """Where the words after a sentence’s last number stop."""
        for first, _, strength in self.separators(start, end):
            if strength >= 5:
                return first
        return end

    def open_parentheses(self, openers: list[int], start: int, end: int) -> None:
        """Carries the open parentheses, innermost last, on from `start` to `end`."""
        for at in range(start, end):
            if self.guarded[at]:
                continue
            if self.folded[at] == "(":
                openers.append(at)
            elif self.folded[at] == ")" and openers:
                openers.pop()
