"""Counts whose words are above them: under "2. Cán bộ không chuyên trách" stands "Tại 31/8/2023: 4.870 người".

Such a count has nothing before it but its time and words of totality; what it counts is what the list head or the
heading above says, if that says one thing.
"""

import regex

from extractor.layers.clauses import Region
from extractor.layers.compose import Candidate, compose
from extractor.layers.concepts import ConceptSpan
from extractor.layers.conditions import is_content
from extractor.layers.scope import Clue
from extractor.layers.sheet import Sheet

_TIME_ONLY = regex.compile(
    r"(?:\s|[-–+*•=:,;.()/0-9]|(?<!\w)(?:để (?:đối chiếu|so sánh)|tính|tại|đến|tới|hết|vào|từ|trước|sau|thời điểm|"
    r"ngày|tháng|năm|quý|nay|hiện nay|hiện có|hiện tại|hiện|nhiệm kỳ|khóa|đầu|cuối|giữa|kỳ|mốc|có|là|gồm|toàn|"
    r"tỉnh|ngành|hệ thống|thành phố|cả|tổng số|tổng cộng|tổng|cộng|số|đã|còn|khoảng|hơn|gần|trên|chừng|"
    r"[ivx]{1,5})(?!\w))*+"
)

_ENDS = regex.compile(r"\s*(?:$|[.,;:()\n]|/\s?[0-9]|(?:trong đó|và|với|so với|tăng|giảm|gồm)(?!\w))")


def from_above(
    sheet: Sheet, index: int, region: Region, near: list[ConceptSpan], scope: list[Clue], role: str
) -> list[Candidate]:
    """The compositions that the words above a bare count satisfy; none if it is not bare or they say several things."""
    place, count = sheet.places[index], region.count
    if any(is_content(span.concept) for span in near) or region.depth or count.share is not None:
        return []
    block = sheet.manuscript.blocks[index]
    start = max(block.start, place.body_start, region.sentence[0])
    if _TIME_ONLY.fullmatch(sheet.folded, start, count.start) is None or not _ENDS.match(sheet.folded, count.end):
        return []
    for above in (*place.parents[:1], *place.headings[:1]):
        head = sheet.manuscript.blocks[above]
        spans = sheet.spans(head.start, head.end)
        told = {span.concept.id for span in spans if span.concept.kind != "neutral"}
        if len(told) == 1:
            return compose(sheet, region, spans, spans, scope, role)
        if told:
            return []
    return []
