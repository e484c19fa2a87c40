"""Verdicts given to targets together, and verdicts in a code that the report explains.

"Như vậy, có 4/5 chỉ tiêu đạt, chỉ tiêu về tỷ lệ tập hợp người lao động chưa đạt" judges targets that
were told without a verdict; "Ký hiệu: Đ - đạt; V - vượt; KĐ - không đạt" explains a column.
"""

from dataclasses import dataclass

import regex

from extractor.layers.clauses import sentences
from extractor.layers.sheet import Sheet
from extractor.layers.target_reading import TargetReading
from extractor.layers.verdicts import said_status, status_alone
from extractor.lexicon.statuses import load_verdicts
from schemas.facts import Status

_LEGEND = regex.compile(r"(?<!\w)(?:ký hiệu|ghi chú|chú thích|quy ước|chú giải|viết tắt)[^:\n]{0,40}:\s*([^\n]{4,200})")
_ENTRY = regex.compile(r"(?<!\w)([\p{L}+x]{1,4})\s?(?:-|–|:|=|là)\s?([^;,.\n=:]{2,40})")
_NOUN = r"(?:chỉ tiêu|mục tiêu)"
_TALLY = regex.compile(
    rf"(?<!\w)(?:có |đã có |hoàn thành |"
    rf"đạt )?(?P<part>[0-9]{{1,2}})\s?/\s?(?P<whole>[0-9]{{1,2}})\s?{_NOUN}(?: cụ thể)?"
    r" (?P<words>[^;,.:()\n]{2,40})"
)
_ALL = regex.compile(
    rf"(?<!\w)(?:cả|toàn bộ|tất cả(?: các)?|100%)(?: [0-9]{{1,2}})? ?{_NOUN}(?: cụ thể)?(?: (?:trên|này|"
    rf"đề ra))? (?P<words>[^;,.:()\n]{{2,40}})"
)
_EXCEPTION = regex.compile(
    rf"{_NOUN} (?:về |là |còn lại là |số )?(?P<named>[^;.()\n]{{1,120}}?) (?P<words>(?:chưa|không|mới|"
    rf"đang)[^;,.()\n]{{2,30}})"
)


def verdict_codes(folded: str) -> dict[str, Status]:
    """The codes that stand for verdicts in this report's tables: explained ones over the usual ones."""
    codes = dict(load_verdicts().codes)
    for legend in _LEGEND.finditer(folded):
        told = {entry[1]: status for entry in _ENTRY.finditer(legend[1]) if (status := status_alone(entry[2]))}
        if len(told) > 1:
            codes |= told
    return codes


@dataclass(frozen=True, slots=True)
class _Tally:
    part: int
    whole: int
    status: Status
    span: tuple[int, int]
    sentence: tuple[int, int]


def judge_together(sheet: Sheet, targets: list[TargetReading]) -> None:
    """Gives targets without a verdict of their own the one that a tally of all of them states."""
    open_targets = [target for target in targets if target.status == "not_assessed" or target.derived]
    if not open_targets or any(target.blank for target in open_targets):
        return
    for tally in _tallies(sheet):
        if tally.whole and tally.whole != len(targets):
            continue
        exceptions = _exceptions(sheet, tally, open_targets)
        judged = len(targets) - len(open_targets)
        rest = [target for target in open_targets if target.number not in exceptions]
        if tally.part and len(rest) + judged != tally.part:
            continue
        for target in open_targets:
            status, span = exceptions.get(target.number, (tally.status, tally.span))
            target.status, target.verdict, target.derived = status, span, False
        return


def _tallies(sheet: Sheet) -> list[_Tally]:
    found = []
    for block, place in zip(sheet.manuscript.blocks, sheet.places, strict=True):
        if place.role != "targets" or block.kind == "row":
            continue
        for start, end in sentences(sheet.manuscript.flow, block.start, block.end):
            for pattern in (_TALLY, _ALL):
                for match in pattern.finditer(sheet.folded, start, end):
                    words = match["words"].strip()
                    status = status_alone(words) or said_status(words) or _leading(words)
                    if status is None:
                        continue
                    part, whole = (int(match["part"]), int(match["whole"])) if pattern is _TALLY else (0, 0)
                    found.append(_Tally(part, whole, status, match.span(), (start, end)))
    return found


def _leading(words: str) -> Status | None:
    """The status of the first words: "đạt và vượt so với kế hoạch"."""
    known = load_verdicts().alone
    return next((known[form] for form in sorted(known, key=len, reverse=True) if words.startswith(form)), None)


def _exceptions(sheet: Sheet, tally: _Tally, targets: list[TargetReading]) -> dict[str, tuple[Status, tuple[int, int]]]:
    """The targets that the same sentence sets apart, by the words it names them with."""
    found: dict[str, tuple[Status, tuple[int, int]]] = {}
    for match in _EXCEPTION.finditer(sheet.folded, tally.span[1], tally.sentence[1]):
        status = status_alone(match["words"]) or said_status(match["words"]) or _leading(match["words"])
        if status is None:
            continue
        named = set(match["named"].split())
        numbers = set(regex.findall(r"[0-9]{1,2}", match["named"]))
        best = max(targets, key=lambda target: len(named & _words(sheet, target)), default=None)
        for target in targets:
            if target.number in numbers or (
                not numbers and target is best and 2 * len(named & _words(sheet, target)) >= len(named)
            ):
                found[target.number] = (status, match.span())
    return found


def _words(sheet: Sheet, target: TargetReading) -> set[str]:
    return set(regex.findall(r"\w+", sheet.folded[slice(*target.text)]))
