"""Verdicts: the words that say what came of a target, and where in its text they stand."""

from collections.abc import Iterable

import regex

from extractor.lexicon.statuses import load_verdicts
from schemas.facts import Status

VERDICT_LABEL = regex.compile(
    r"(?:kết quả|đánh giá|kết quả thực hiện|mức độ|mức độ hoàn thành|tự đánh giá|xếp loại|kết quả đánh giá|tự chấm|"
    r"kết luận|(?<!\w)kq(?:th)?|(?<!\w)đg|(?<!\w)đ/g)\s?:\s*|(?:=>|→|➔|⇒)\s*|(?:^|[\s.;])[-–]\s+(?=[^\n]{1,60}$)|"
    r"(?<=[\s)%])[|/]\s+(?=[^\n|/]{1,60}$)"
)


_PAREN = regex.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]")


VERDICT_FIRST = regex.compile(r"[\s*+•–-]*(?P<verdict>[^:;.()\n0-9%]{3,40}|[.…_]{3,}) ?: ?(?=\S)")
"""What stands before the colon of an item: "Đạt: 100 % cán bộ …", "…………: 70 % …"."""


# "Chỉ tiêu 2: Vượt — kết nạp mới 90.000 đoàn viên …"
_VERDICT_AND_DASH = regex.compile(r"[\s*:.]*(?P<verdict>[\p{L} ]{3,24}?)\s?[—–-]+ (?=\S)")


def verdict_of(words: str) -> Status | None:
    """The status of words that stand where only a verdict may stand, or None."""
    return status_alone(words) or said_status(words)


def leading_verdict(folded: str, part: tuple[int, int]) -> tuple[int, int, int, Status] | None:
    """ "Mục tiêu thứ nhất (đạt 100%): …": a verdict before the target's text."""
    match = regex.match(r"\s*[(\[]([^()\[\]\n]{2,60})[)\]]\s*[:.,-]", folded[part[0] : part[1]])
    if match and (status := status_alone(match[1])):
        return part[0] + match.start(1), part[0] + match.end(1), part[0] + match.end(1) + 1, status
    first = VERDICT_FIRST.match(folded, part[0], part[1])
    if first and (status := verdict_of(first["verdict"])):
        return first.start("verdict"), first.end("verdict"), first.end("verdict") + 1, status
    dash = _VERDICT_AND_DASH.match(folded, part[0], part[1])
    if dash and (status := status_alone(dash["verdict"])):
        return dash.start("verdict"), dash.end("verdict"), dash.end(), status
    return None


def find_verdict(
    folded: str, parts: list[tuple[int, int]], start: int, result: int
) -> tuple[Status, tuple[int, int]] | None:
    """The verdict of a target: in parentheses, after a label, or said in a sentence; the last place first."""
    for first, last in reversed(parts):
        for match in reversed(list(_PAREN.finditer(folded, max(first, start), last))):
            if status := status_alone(match[1]):
                return status, (match.start(), match.end())
        for match in reversed(list(_JUDGED.finditer(folded, max(first, start), last))):
            if status := status_alone(match[1]):
                return status, match.span()
        for match in reversed(list(VERDICT_LABEL.finditer(folded, max(first, start), last))):
            stop = regex.search(r"[.;\n](?:\s|$)|$", folded[match.end() : last])
            end = match.end() + (stop.start() if stop else 0)
            if status := status_alone(folded[match.end() : end]):
                return status, (_skip_blanks(folded, match.start()), end)
        closing = _LAST_SENTENCE.search(folded, max(first, start), last)
        if closing and (status := status_alone(closing[1])):
            return status, closing.span(1)
        clause = _LAST_CLAUSE.search(folded, max(first, start, result if first <= result < last else first), last)
        if clause and (status := status_alone(clause[1])):
            return status, clause.span(1)
    verdicts = load_verdicts()
    for first, last in reversed(parts):
        zone = max(first, result if result < last else first)
        said = [
            (match.start(), match.end(), verdicts.meaning[match[0]])
            for match in verdicts.said.finditer(folded, zone, last)
        ]
        said += [
            (match.start(), match.end(), status)
            for pattern, status in verdicts.patterns
            for match in pattern.finditer(folded, zone, last)
        ]
        # "mục tiêu này chưa đạt, còn thiếu 1,5 điểm": the word, not the measure after it.
        said = [entry for entry in said if not regex.search("[0-9]", folded[entry[0] : entry[1]])] or said
        if said:
            begin, finish, status = max(said, key=lambda entry: (entry[0], entry[1] - entry[0]))
            left = max(folded.rfind(mark, first, begin) for mark in ";,.\n")
            return status, (_skip_blanks(folded, max(left + 1, first)), finish)
    for first, last in parts:
        for match in verdicts.said.finditer(folded, first, last):
            status = verdicts.meaning[match[0]]
            if status == "not_applicable_at_level":
                return status, (first if folded[first] != ":" else first + 1, match.end())
            if status != "achieved":
                left = max(folded.rfind(mark, first, match.start()) for mark in ";,.:\n")
                return status, (_skip_blanks(folded, max(left + 1, first)), match.end())
    return None


_JUDGED = regex.compile(
    r"(?<!\w)(?:tự )?(?:đánh giá|xếp loại|xếp|chấm|coi|kết luận|xác định|ghi nhận|công nhận|thừa nhận)"
    r"(?: (?:mục tiêu|chỉ tiêu)(?: này)?| chung)?"
    r"(?: là| ở mức| vào mức| vào loại| mức| loại|,)? ((?:cơ bản |chưa |không |đã |đạt |vượt |hoàn thành |đang )?"
    r"(?:đạt|vượt|hoàn thành|thực hiện|một phần)(?: (?:và vượt|một phần|cơ bản|chỉ tiêu|"
    r"mục tiêu))?)(?=\s?[,.;)\n]|$)"
)
_LAST_SENTENCE = regex.compile(r"(?<=[.;:] |[.;:])([^.;:\n]{3,40})[.;]?\s*$")
_LAST_CLAUSE = regex.compile(r",\s*([^.,;:()\n]{3,40})[.;]?\s*$")
"""What a sentence ends with: "54/58 người, tức 93,1%, đạt."."""
_BLANK = regex.compile(
    r"(?:kết quả|đánh giá|mức độ|tự đánh giá|(?<!\w)kq|(?<!\w)đg)\s?:\s*[.…_]*\s*(?=$|\n)|\(\s*[.…_]*\s*\)"
    r"|(?:→|[=-]>|[:–])\s*[.…_]{3,}\s*(?=$|\n)|(?<![^\n\s*•+-])[.…_]{3,}\s?(?=:)"
)


def blank_verdict(folded: str, parts: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The place where a verdict should stand and does not: "Đánh giá: ……", "(…)"."""
    for first, last in reversed(parts):
        for match in reversed(list(_BLANK.finditer(folded, first, last))):
            return match.start(), max(match.end(), match.start() + 1)
    return None


def _skip_blanks(folded: str, at: int) -> int:
    while at < len(folded) and (folded[at].isspace() or folded[at] in "–-:"):
        at += 1
    return at


_FEWEST = 2


def holds_verdicts(cells: Iterable[str], fewest: int = _FEWEST) -> bool:
    """Whether most cells of a column hold a verdict and nothing else, whatever its header calls it."""
    told = [cell for cell in cells if cell.strip(" -–*")]
    judged = sum(status_alone(cell) is not None for cell in told)
    return judged >= fewest and judged * 2 > len(told)


_IN_ADDITION = regex.compile(
    r" (?:và )?(?:dù |tuy |mặc dù |nhưng |song |vì |do |nhờ |về |qua |sang |chuyển |còn |mới |đúng |kịp |theo |sớm |"
    r"trước |cao |xếp |đứng |dự kiến |phấn đấu |tiếp tục |cần |đã |sẽ )[^,;.]{2,40}$"
)


def status_alone(words: str) -> Status | None:
    """The status of words that stand alone in a verdict's place: "vượt, 100%", "đạt 98,5%"."""
    verdicts = load_verdicts()
    text = regex.sub(r"(?<=\w)\s*\([^()]*\)", " ", words).strip(" .;:,!-–\v")
    core = regex.sub(
        r"[,;:]?\s*(?:đạt |bằng |mới được |tỷ lệ |với |là |"
        r"được )*(?:tỷ lệ )?[0-9][0-9.,]*(?:/[0-9][0-9.,]*)?\s?(?:điểm ?)?(?:%|"
        r"phần trăm)?(?:\s?(?:so với|kế hoạch|chỉ tiêu|nghị quyết)[^,;]{0,40})?",
        " ",
        text,
    ).strip(" ,;:.()")
    core = regex.sub(r"\s*\([^()]*\)\s*", " ", core)
    core = regex.sub(r"\s+", " ", regex.sub(r"\s+(?=[,;:.)])", "", core)).strip()
    if core in verdicts.alone:
        return verdicts.alone[core]
    if not core and text.startswith(("đạt", "vượt")):
        return "achieved" if text.startswith("đạt") else "exceeded"
    first, _, rest = core.partition(",")
    if rest and first in verdicts.alone and _IN_ADDITION.match(rest):
        return verdicts.alone[first]  # "Vượt, về trước hạn"
    if len(core) <= 60:
        for known in sorted(verdicts.alone, key=len, reverse=True):
            if core.startswith(known + " ") and regex.match(
                r"(?:chỉ tiêu|mục tiêu|kế hoạch|so với|nghị quyết|yêu cầu|đề ra|mức|điểm|trước|đúng|\()",
                core[len(known) + 1 :],
            ):
                return verdicts.alone[known]
    return None


def said_status(folded: str) -> Status | None:
    """The status that words say of a target, or None."""
    verdicts = load_verdicts()
    match = verdicts.said.search(folded)
    if match:
        return verdicts.meaning[match[0]]
    return next((status for pattern, status in verdicts.patterns if pattern.search(folded)), None)
