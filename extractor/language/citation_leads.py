"""What is told before a citation: the day of issue, and which central body of the Party issued it.

"Ngày 18/3/2019, Ban Thường vụ LĐLĐ tỉnh ban hành Kế hoạch số 29/KH-LĐLĐ" dates the plan as well as
"Kế hoạch số 29/KH-LĐLĐ ngày 18/3/2019" does. A day of carrying out ("triển khai", "thực hiện") dates nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.language.citation_shapes import Citation
from extractor.language.dates import DateSpan

_FARTHEST = 170
_ISSUES = regex.compile(
    r"(?<!\p{L})(?P<verb>ban hanh|ky|ra|thong qua|phat hanh|xay dung|co) {1,2}"
    r"(?:(?:ban hanh|va trien khai) {1,2})?(?:cac {1,2})?$"
)
_BREAK = regex.compile(r"[.;:()\n\t\v]")
_BOUND = regex.compile(r"(?:tu|den|truoc|sau|ke tu|het) $")
_ACTING = regex.compile(
    r"(?P<body>bo chinh tri|ban bi thu|(?:ban chap hanh|bch) trung uong(?: dang)?|trung uong)"
    r"(?: \(?khoa [ivxl]{1,6}\)?)? {1,2}(?:da )?(?:ban hanh|ra|ky ban hanh|thong qua)(?: cac)? {1,2}$"
)


def with_leads(found: Sequence[Citation], text: str, plain: str, dates: Sequence[DateSpan]) -> Iterator[Citation]:
    """The citations, an undated one with the date told before it; `plain` is the text without marks and case."""
    at, previous = 0, 0
    for citation in found:
        while at < len(dates) and dates[at].end <= citation.start:
            at += 1
        if citation.issued is None and citation.form == "full" and at > 0:
            span = dates[at - 1]
            near = span.start >= previous and citation.start - span.end <= _FARTHEST
            if near and _leads(span, citation, text, plain):
                citation = replace(citation, issued=span.iso, lead=True)
        previous = citation.end
        if citation.issuer_code == "TW" and citation.issuer_inferred:
            acting = _ACTING.search(plain, max(0, citation.start - 110), citation.start)
            if acting:
                body = text[acting.start("body") : acting.end("body")]
                citation = replace(citation, issuer=body, issuer_inferred=False)
        yield citation


def _leads(span: DateSpan, citation: Citation, text: str, plain: str) -> bool:
    if span.kind not in ("day", "year") or span.iso is None or span.end_iso is not None or not span.valid:
        return False
    between = plain[span.end : citation.start]
    if not plain.startswith(("ngay", "nam"), span.start) or _BREAK.search(between):
        return False
    if _BOUND.search(plain, max(0, span.start - 8), span.start) or citation.year not in (None, span.iso[:4]):
        return False
    issues = _ISSUES.search(between)
    if issues is None:
        return False
    return span.kind == "day" or (text[span.start].isupper() and issues["verb"] in ("ban hanh", "ky"))
