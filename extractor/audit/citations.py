"""Regulations: their dates, the spelling of their numbers, and what no report can have read yet."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.audit.case import Case
from extractor.audit.days import agree, exists, later, printed_day
from extractor.audit.known import named, reasons_against
from schemas.anchor import Anchor
from schemas.catalogue import number_key
from schemas.facts import Mention, Regulation
from schemas.finding import Finding

DATED = 60
"""A date that ends within so many characters of the start of a citation is the citation's date."""

_YEAR_IN_NUMBER = re.compile(r"[0-9]{1,5}[a-z]?/((?:19|20)[0-9]{2})/", re.IGNORECASE)
_LEADING_DIGITS = re.compile(r"[0-9OILSB]+")
_SCANNED_DIGITS = str.maketrans("OILSB", "01158")


def date_conflicts(case: Case) -> Iterator[Finding]:
    """Mentions of one regulation with dates of issue that exclude each other, or exclude the year in its number."""
    for regulation in case.report.regulations:
        dated = [mention for mention in regulation.mentions if mention.issued is not None]
        dates = Counter(str(mention.issued) for mention in dated)
        apart = any(not agree(one, other) for one in dates for other in dates)
        in_number = _YEAR_IN_NUMBER.match(regulation.number or "")
        wrong_year = in_number is not None and any(not agree(one, in_number[1]) for one in dates)
        if apart or wrong_year:
            usual = max(dates, key=lambda one: (dates[one], one))
            odd = [mention for mention in dated if wrong_year or not agree(str(mention.issued), usual)]
            first_usual = [mention for mention in dated if mention.issued == usual][:1]
            counted = [
                f"{printed_day(one)} × {count}" for one, count in sorted(dates.items(), key=lambda pair: -pair[1])
            ]
            if in_number is not None and wrong_year:
                counted.append(case.say(f"năm trong số hiệu {in_number[1]}", f"year in the number {in_number[1]}"))
            yield case.finding(
                "citation_date_conflict",
                "broken" if wrong_year or _exclude_each_other(dated) else "cannot_tell",
                named(regulation),
                [mention.anchor for mention in (*odd, *first_usual)],
                arithmetic="; ".join(counted),
                detail="; ".join(reasons_against(case, regulation)),
            )
        elif len(dated) > 1:
            yield case.finding(
                "citation_date_conflict",
                "holds",
                named(regulation),
                [mention.anchor for mention in dated],
                arithmetic=f"{printed_day(max(dates, key=len))} × {len(dated)}",
            )


def _exclude_each_other(dated: Sequence[Mention]) -> bool:
    """True if dates that are surely of the regulation differ."""
    dates = {str(mention.issued) for mention in dated if not _of_something_else(mention)}
    return any(not agree(one, other) for one in dates for other in dates)


def _of_something_else(mention: Mention) -> bool:
    """True for "hội nghị học tập NQ 03 (tháng 3/2019)": a month behind a short name is hardly a date of issue."""
    return mention.form == "short" and str(mention.issued).count("-") == 1


def variants(case: Case) -> Iterator[Finding]:
    """Other ways in which a report writes a regulation's number.

    What a scan damages (Đ without its bar, l for 1, a blank) is no variant of the author's, nor is a
    number shortened to its beginning ("số 18" in "số 18, 19-NQ/TW").
    """
    for regulation in case.report.regulations:
        if regulation.number is None:
            continue
        canonical = _skeleton(regulation.number)
        printed: dict[str, list[Anchor]] = {variant: [] for variant in regulation.variants}
        for mention in regulation.mentions:
            number = _number_of(mention, regulation)
            if number is not None:
                printed.setdefault(number, []).append(mention.anchor)
        odd = {
            spelling: anchors
            for spelling, anchors in printed.items()
            if _skeleton(spelling) != canonical and not _shortened(_skeleton(spelling), canonical)
        }
        if odd:
            spellings = sorted({re.sub(r"\s+", "", spelling) for spelling in odd})
            anchors = [anchor for places in odd.values() for anchor in places]
            anchors = anchors or [mention.anchor for mention in regulation.mentions[:1]]
            yield case.finding("citation_variant", "broken", regulation.number, anchors, detail=", ".join(spellings))


def _number_of(mention: Mention, regulation: Regulation) -> str | None:
    """The number as this mention prints it: found among the spellings the report uses, or as it was read."""
    if mention.form != "full":
        return None
    return next((variant for variant in regulation.variants if variant in mention.as_printed), mention.number)


def _skeleton(number: str) -> str:
    """The number without what a scan may have done to it."""
    first = re.search("[0-9]", number)
    key = number_key(number[first.start() :] if first else number)
    digits = _LEADING_DIGITS.match(key)
    if digits is None:
        return key
    return digits[0].translate(_SCANNED_DIGITS).lstrip("0") + key[digits.end() :]


def _shortened(spelling: str, canonical: str) -> bool:
    """True for a beginning or an end of the number: "18" or "113/2018" before a list's last member."""
    return canonical.startswith(spelling) or canonical.endswith(spelling)


def after_report(case: Case) -> Iterator[Finding]:
    """Regulations dated after the day of the report."""
    issued = case.report.header.issued
    if issued is None or not exists(issued):
        return
    day = case.report.header.anchors.get("issued")
    older = 0
    for regulation in case.report.regulations:
        dated = [m for m in regulation.mentions if m.issued is not None and exists(str(m.issued))]
        late = [mention for mention in dated if later(str(mention.issued), issued)]
        older += bool(dated) and not late
        if late:
            yield case.finding(
                "citation_after_report",
                "broken",
                named(regulation),
                [*(mention.anchor for mention in late), *([day] if day else [])],
                arithmetic=f"{printed_day(str(late[0].issued))} > {printed_day(issued)}",
            )
    if older:
        yield case.finding(
            "citation_after_report",
            "holds",
            "citations",
            [day] if day else [],
            arithmetic=case.say(
                f"{older} văn bản có ngày ≤ {printed_day(issued)}", f"{older} dated ≤ {printed_day(issued)}"
            ),
        )


def impossible_dates(case: Case) -> Iterator[Finding]:
    """Dates that the calendar lacks: 31/4, 29/2 of a common year, month 13; about the regulation they date."""
    wrong: list[tuple[str, str, Anchor]] = []
    mentions = [(named(r), mention) for r in case.report.regulations for mention in r.mentions]
    for dated in case.report.dates:
        if not dated.valid or (dated.date is not None and not exists(dated.date)):
            of = next(
                (name for name, m in mentions if 0 <= dated.anchor.end - m.anchor.start <= DATED), dated.as_printed
            )
            wrong.append((of, dated.as_printed, dated.anchor))
    for name, mention in mentions:
        if mention.issued is not None and not exists(str(mention.issued)):
            wrong.append((name, printed_day(str(mention.issued)), mention.anchor))
    issued = case.report.header.issued
    if issued is not None and not exists(issued) and (anchor := case.report.header.anchors.get("issued")) is not None:
        wrong.append(("issued", printed_day(issued), anchor))
    seen: list[tuple[str, Anchor]] = []
    for about, printed, anchor in wrong:
        if any(name == about and abs(anchor.start - other.start) <= DATED for name, other in seen):
            continue
        seen.append((about, anchor))
        yield case.finding("impossible_date", "broken", about, [anchor], detail=printed)
