"""Lists told in turn: "số người dưới 30, từ 31 đến 40 và trên 40 tuổi lần lượt là 11, 47 và 43".

As many labels as numbers stand before "lần lượt", "tương ứng" or "theo thứ tự"; each number has its own label.
Labels may be years ("các năm 2019, 2020 và 2021"), also years that are only spanned ("từng năm từ 2019 đến
2021"); a second list without labels of its own goes through the years of the first. Where labels and numbers
do not pair off, nobody can say which is which: the numbers are then left unread.
"""

from dataclasses import replace

import regex

from extractor.layers.anchored import WordIndex, anchored
from extractor.layers.concepts import ConceptSpan
from extractor.layers.slash_lists import Entry
from extractor.lexicon.counting import unit_words
from schemas.quantity import Unit

_NUMBER = r"(?:[0-9]{1,3}(?:\.[0-9]{3})++|[0-9]{1,6})(?![0-9.,]*[0-9/%])"
_SHARE = r"(?: ?\([0-9.,]+ ?%\))?+"
_NOUN = r"(?: (?:lượt người|lượt cán bộ|lượt|người|đồng chí|đ/?c|cán bộ|lớp|cuộc|cđcs|đoàn viên|đơn vị|văn bản))?+"
_LIST = regex.compile(
    r"(?<!\w)(?:lần lượt|tương ứng|theo thứ tự)(?: (?:là|có|gồm|đạt|với|được))*(?:\s?:)? "
    rf"(?P<first>{_NUMBER}){_NOUN}{_SHARE}(?:\s?[,;] (?:và )?(?P<more>{_NUMBER}){_NOUN}{_SHARE})*"
    rf"(?:,? và (?P<last>{_NUMBER}){_NOUN})?"
)
_IN_TURN = anchored(_LIST)
_COUNTED = regex.compile(
    rf"{_NUMBER} (?:lượt|người|đồng chí|đ/?c|cán bộ|lớp|cuộc|cđcs|đoàn viên|đơn vị|văn bản)[^;:.]{{0,20}}, ?$"
)
# "Cuối năm 2021 các con số này lần lượt là …": in the order of the numbers before.
_BACK = r"(?: này| đó| ấy| trên| nói trên| nêu trên| vừa nêu)"
_SAME_FIGURES = regex.compile(
    rf"(?<!\w)(?:(?:các |những )(?:con số|số liệu|mức|tỷ lệ|chỉ số|phần){_BACK}*|"
    rf"(?:con số|số liệu|chỉ số|số){_BACK}+),? ?$"
)
_BOUND = regex.compile(r"[;:.(]\s?(?!\s?[0-9])|\n|\t|\v")
_SEPARATOR = regex.compile(r", và (?=\S)|,(?= )| và (?=\S)| cùng (?=\S)")
_SPAN = regex.compile(r"từ (?:năm )?(20[0-9]{2}) (?:đến|tới) (?:năm )?(20[0-9]{2})|(20[0-9]{2})\s?-\s?(20[0-9]{2})")
_UNIT_AFTER = regex.compile(r" ([\p{L}/]+(?: [\p{L}/]+)?)")
_FARTHEST = 320


def find_in_turn(folded: str, concepts: list[ConceptSpan], words: WordIndex) -> dict[int, Entry]:
    """The entries of all lists told in turn, by the position of their number."""
    guarded = bytearray(len(folded) + 1)
    for span in concepts:
        guarded[span.start : span.end] = b"\1" * (span.end - span.start)
    found: dict[int, Entry] = {}
    years: list[str] = []
    sentence, closed = -1, 0
    for match in _IN_TURN.matches(folded, words):
        numbers = sorted(match.spans("first") + match.spans("more") + match.spans("last"))
        if len(numbers) < 2:
            continue
        here = folded.rfind("\n", 0, match.start())
        if here != sentence:
            sentence, years, closed = here, [], here + 1
        start = max(_label_start(folded, match.start()), closed)
        while start < match.start() and folded[start] in " ,;":
            start += 1
        closed = match.end()
        if _COUNTED.search(folded, start, match.start()):
            # "thành lập mới 07 CĐCS, lần lượt 03, 02 và 02": the parts of a number, by what nobody says.
            whole = (match.start(), numbers[-1][1])
            entries = [Entry((match.start(), match.start()), whole, clear=False) for _ in numbers]
            found |= {at: replace(entry, whole=whole) for (at, _), entry in zip(numbers, entries, strict=True)}
            continue
        if _SAME_FIGURES.search(folded, start, match.start()):
            whole = (match.start(), numbers[-1][1])
            entries = [Entry((start, match.start()), whole, again=True) for _ in numbers]
            unit = _unit(folded, numbers)
            found |= {at: replace(entry, unit=unit) for (at, _), entry in zip(numbers, entries, strict=True)}
            continue
        entries, years = _entries(folded, guarded, (start, match.start()), numbers, years)
        if not entries or _say_themselves(folded, numbers):
            continue
        unit = _unit(folded, numbers)
        for (at, _), entry in zip(numbers, entries, strict=True):
            found[at] = replace(entry, unit=unit, whole=(start, numbers[-1][1]))
    return found


def _label_start(folded: str, marker: int) -> int:
    start = max(folded.rfind("\n", 0, marker) + 1, marker - _FARTHEST)
    for bound in _BOUND.finditer(folded, start, marker):
        closed = folded.rfind(")", bound.end(), marker)
        if bound[0].startswith("(") and closed > bound.start():
            continue
        start = bound.end()
    while start < marker and folded[start].isspace():
        start += 1
    return start


def _entries(
    folded: str, guarded: bytearray, labels: tuple[int, int], numbers: list[tuple[int, int]], years: list[str]
) -> tuple[list[Entry], list[str]]:
    """An entry for each number, and the years that a later list of the sentence goes through."""
    wanted, whole = len(numbers), (labels[0], numbers[-1][1])
    span = _SPAN.search(folded, *labels)
    if span:
        first, last = (int(span[1] or span[3]), int(span[2] or span[4]))
        if last - first + 1 == wanted:
            years = [str(year) for year in range(first, last + 1)]
            return [Entry(labels, whole, year=year) for year in years], years
    for guard in (guarded, None):
        parts = _parts(folded, guard, labels)
        if len(parts) >= wanted:
            chosen = parts[-wanted:]
            chosen[0] = (labels[0] if len(parts) == wanted else chosen[0][0], chosen[0][1])
            named = [regex.findall(r"20[0-9]{2}", folded[slice(*part)]) for part in chosen]
            own = [found[-1] for found in named if found]
            counted = _OTHER_NUMBER.search(folded, labels[0], chosen[0][0])
            if (
                len(own) == wanted
                and not counted
                and all(_YEAR_ALONE.fullmatch(folded[slice(*part)].strip()) for part in chosen[1:])
            ):
                # "…, tính đến cuối các năm 2019, 2020 và 2021 lần lượt là": what is counted stands before the years.
                return [Entry(labels, whole, year=year) for year in own], own
            return [Entry(part, whole) for part in chosen], own if len(own) == wanted else years
    if len(years) == wanted:
        return [Entry(labels, whole, year=year) for year in years], years
    if len(_parts(folded, guarded, labels)) < 2:
        return [], years  # one label for all: times or phases told before are in step, if anything is
    return [Entry((labels[1], labels[1]), whole, clear=False) for _ in numbers], years


_OTHER_NUMBER = regex.compile(r"(?<![0-9.,])(?!20[0-9]{2}(?![0-9]))[0-9]")
_YEAR_ALONE = regex.compile(r"(?:năm )?20[0-9]{2}")


def _say_themselves(folded: str, numbers: list[tuple[int, int]]) -> bool:
    """ "lần lượt là 61.840 đoàn viên và 298 CĐCS": each number says what it counts."""
    nouns = [_noun(folded, end) for _, end in numbers]
    return all(nouns) and len(set(nouns)) == len(nouns)


def _parts(folded: str, guarded: bytearray | None, labels: tuple[int, int]) -> list[tuple[int, int]]:
    parts, at = [], labels[0]
    for mark in _SEPARATOR.finditer(folded, *labels):
        if guarded is not None and guarded[mark.start()] and guarded[mark.end()]:
            continue
        parts.append((at, mark.start()))
        at = mark.end()
        while at < labels[1] and folded[at] == " ":
            at += 1
    parts.append((at, labels[1]))
    return [part for part in parts if folded[slice(*part)].strip()]


def _unit(folded: str, numbers: list[tuple[int, int]]) -> Unit | None:
    for _, end in reversed(numbers):
        if noun := _noun(folded, end):
            return unit_words()[noun]
    return None


def _noun(folded: str, end: int) -> tuple[str, ...]:
    """The unit words right after a number, or none."""
    if match := _UNIT_AFTER.match(folded, end):
        words = tuple(match[1].split())
        for length in range(len(words), 0, -1):
            if words[:length] in unit_words():
                return words[:length]
    return ()
