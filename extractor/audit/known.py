"""Citations against what is known of documents: published dates, and the terms of those who issue them."""

import itertools
import re
from collections.abc import Iterator

from extractor.audit.case import Case
from extractor.audit.days import agree, later, one_slip_apart, printed_day
from schemas.audit_records import Body, KnownDocument, Term
from schemas.catalogue import number_key
from schemas.facts import Mention, Regulation
from schemas.finding import Finding

WHOLE_DAY = 10
"""Characters of a date known to the day."""

_TERM = re.compile(r"kh(?:óa|oá)\s+(?:thứ\s+)?([IVX]+|[0-9]{1,2})\b", re.IGNORECASE)
_ASSEMBLY = re.compile(r"QH([0-9]{1,2})$")
_ENDING = re.compile(r"[/-]([A-ZĐ]+)[0-9]*$")
_ROMAN = {
    str(number): roman
    for number, roman in enumerate(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"), start=1
    )
}


def named(regulation: Regulation) -> str:
    """The number, or the name of a law that is cited without one."""
    return regulation.number or regulation.name or regulation.key


def known_documents(case: Case, regulation: Regulation) -> tuple[KnownDocument, ...]:
    """The published documents with the regulation's type and number; several where a number was given again."""
    if regulation.number is None:
        return ()
    documents = case.catalogue.documents.get(number_key(regulation.number), ())
    return tuple(document for document in documents if document.type == regulation.type)


def known_dates(case: Case) -> Iterator[Finding]:
    """Dates of national documents that differ from the published ones, where the report does not contradict itself."""
    right = 0
    for regulation in case.report.regulations:
        documents = known_documents(case, regulation)
        dated = [m for m in regulation.mentions if m.issued is not None and len(m.issued) == WHOLE_DAY]
        days = {str(mention.issued) for mention in dated}
        if not documents or len(days) != 1:
            continue
        (day,) = days
        if any(document.issued == day for document in documents):
            right += 1
            continue
        near = [document for document in documents if one_slip_apart(document.issued, day)]
        if near:
            yield case.finding(
                "citation_known_date",
                "broken",
                named(regulation),
                [mention.anchor for mention in dated],
                arithmetic=f"{printed_day(day)} ≠ {printed_day(near[0].issued)}",
                detail=f"{near[0].type} {near[0].number}, {near[0].issuer}.",
            )
    if right:
        yield case.finding(
            "citation_known_date",
            "holds",
            "citations",
            [],
            arithmetic=case.say(f"{right} văn bản", f"{right} documents"),
        )


def not_yet_issued(case: Case) -> Iterator[Finding]:
    """National documents cited without a day that were published only after the report."""
    issued = case.report.header.issued
    if issued is None:
        return
    for regulation in case.report.regulations:
        documents = known_documents(case, regulation)
        printed = [str(m.issued) for m in regulation.mentions if m.issued is not None]
        if any(len(day) == WHOLE_DAY for day in printed) or not documents or not regulation.mentions:
            continue
        fitting = [d for d in documents if all(agree(d.issued, day) for day in printed)]
        if fitting and all(later(document.issued, issued) for document in fitting):
            day = case.report.header.anchors.get("issued")
            yield case.finding(
                "citation_after_report",
                "broken",
                named(regulation),
                [*(mention.anchor for mention in regulation.mentions), *([day] if day else [])],
                arithmetic=f"{printed_day(fitting[0].issued)} > {printed_day(issued)}",
                detail=case.say("Ngày theo văn bản đã công bố.", "The date is that of the published document."),
            )


def outside_terms(case: Case) -> Iterator[Finding]:
    """Citations that name a term in which the document's date does not lie, and papers of bodies dissolved before.

    Where a report gives a document two dates, that is the remark, and the term tells which is wrong.
    """
    inside = 0
    for regulation in case.report.regulations:
        outside = [(mention, why) for mention in regulation.mentions if (why := _outside(case, regulation, mention))]
        wrong = {mention.anchor: why for mention, why in outside}
        inside += sum(_in_a_term(case, regulation, mention) for mention in regulation.mentions) - len(wrong)
        if wrong and not contradictory(regulation):
            yield case.finding(
                "citation_outside_term",
                "cannot_tell" if all(_misread(case, regulation, mention) for mention, _ in outside) else "broken",
                named(regulation),
                wrong,
                arithmetic="; ".join(dict.fromkeys(wrong.values())),
            )
    if inside > 0:
        yield case.finding(
            "citation_outside_term",
            "holds",
            "citations",
            [],
            arithmetic=case.say(f"{inside} lần viện dẫn", f"{inside} citations"),
        )


def contradictory(regulation: Regulation) -> bool:
    """True if the report gives the document dates that exclude each other."""
    days = {str(mention.issued) for mention in regulation.mentions if mention.issued is not None}
    return any(not agree(one, other) for one in days for other in days)


def reasons_against(case: Case, regulation: Regulation) -> list[str]:
    """Which of a document's contradicting dates cannot be: outside the term it is cited with, or not as published."""
    reasons = [why for mention in regulation.mentions if (why := _outside(case, regulation, mention))]
    days = {str(mention.issued) for mention in regulation.mentions if mention.issued is not None}
    published = [document.issued for document in known_documents(case, regulation) if document.issued in days]
    if published:
        reasons.append(
            case.say(f"văn bản đã công bố: {printed_day(published[0])}", f"as published: {printed_day(published[0])}")
        )
    return list(dict.fromkeys(reasons))


def _in_a_term(case: Case, regulation: Regulation, mention: Mention) -> bool:
    body = body_of(case, regulation, mention) if mention.issued is not None else None
    return body is not None and (term_of(body, regulation, mention) is not None or body.dissolved is not None)


def _outside(case: Case, regulation: Regulation, mention: Mention) -> str | None:
    """The comparison that fails, written out; null if the date may be that of the body and its term."""
    issued = mention.issued
    body = body_of(case, regulation, mention) if issued is not None else None
    if issued is None or body is None:
        return None
    if body.dissolved is not None and later(issued, body.dissolved):
        return f"{printed_day(issued)} > {printed_day(body.dissolved)} ({body.label(case.lang)})"
    term = term_of(body, regulation, mention)
    if term is None or not (later(term.first, issued) or later(issued, term.last)):
        return None
    said = case.say(f"khóa {term.number}", f"term {term.number}")
    return f"{printed_day(issued)} ∉ {printed_day(term.first)} – {printed_day(term.last)} ({said})"


def _misread(case: Case, regulation: Regulation, mention: Mention) -> bool:
    """True if a scan shows the term next to that of the date: recognition loses a stroke of "XII", or adds one."""
    body = body_of(case, regulation, mention)
    printed = term_of(body, regulation, mention) if body is not None else None
    if not case.scanned or body is None or printed is None or mention.issued is None:
        return False
    one = printed.number
    right = [term for term in body.terms if not (later(term.first, mention.issued) or later(mention.issued, term.last))]
    return any(f"{one}I" == other or f"{other}I" == one for other in (term.number for term in right))


def body_of(case: Case, regulation: Regulation, mention: Mention) -> Body | None:
    """The body that the number's ending names, else the one that the words of the citation name."""
    ending = _ENDING.search((regulation.number or "").upper())
    bodies = case.catalogue.knowledge.bodies
    if ending is not None:
        return next((body for body in bodies if ending[1] in body.numbers), None)
    words = mention.as_printed.lower()
    return next((body for body in bodies if any(name in words for name in body.names)), None)


def term_of(body: Body, regulation: Regulation, mention: Mention) -> Term | None:
    """The term of the body that the citation prints, or the number has ("QH14"); null if it names none or another's."""
    assembly = _ASSEMBLY.search((regulation.number or "").upper())
    said = assembly or _TERM.search(mention.as_printed)
    if said is None:
        return None
    number = _ROMAN.get(said[1].lstrip("0"), said[1].upper())
    return next((term for term in body.terms if term.number == number), None)


def number_order(case: Case) -> Iterator[Finding]:
    """Documents of one kind, suffix and year: a higher number should not have an earlier day."""
    series: dict[tuple[str, str, str], list[tuple[int, str, Regulation]]] = {}
    for regulation in case.report.regulations:
        number = re.match(r"([0-9]{1,5})[a-zđ]?(\W.+)", regulation.number or "")
        days = {str(m.issued) for m in regulation.mentions if m.issued is not None and len(m.issued) == WHOLE_DAY}
        if number is None or len(days) != 1:
            continue
        (day,) = days
        key = (regulation.type, number_key(number[2]), day[:4])
        series.setdefault(key, []).append((int(number[1]), day, regulation))
    for (_, _, year), members in series.items():
        members.sort(key=lambda member: member[:2])
        turned = [(one, two) for one, two in itertools.pairwise(members) if two[1] < one[1]]
        if len(members) < 2:
            continue
        shown = turned or list(itertools.pairwise(members))
        yield case.finding(
            "citation_number_order",
            "cannot_tell" if turned else "holds",
            named(shown[0][1][2]),
            [mention.anchor for pair in shown for member in pair for mention in member[2].mentions[:1]],
            arithmetic="; ".join(
                f"{one[2].number} {printed_day(one[1])}, {two[2].number} {printed_day(two[1])}" for one, two in shown
            ),
            detail=year + ".",
        )
