"""The report on the calendar: its plan, the years it reviews, deadlines, and the periods of its figures."""

from collections.abc import Iterator

from extractor.audit.case import Case, doubtful, places
from extractor.audit.days import exists, last_day, later, printed_day
from extractor.audit.known import WHOLE_DAY, known_documents
from extractor.audit.target_counts import plan_of
from extractor.audit.targets import anchors_of, objectives_of, resolution_of
from schemas.anchor import Anchor
from schemas.facts import Figure
from schemas.finding import Finding, Outcome

SLACK_YEARS = 1
"""A review of five years may be held a year early or late."""
FINAL = ("achieved", "exceeded", "mostly_achieved", "partly_achieved", "not_achieved", "not_yet_achieved")


def plan_before_resolution(case: Case) -> Iterator[Finding]:
    """The plan that sets the targets is younger than the document under review, which it puts into effect.

    That it puts this document into effect is inferred, so an older plan is asked about and not called wrong.
    """
    day = _reviewed_day(case)
    plans = {plan for figure in case.figures.get("plan_specific_targets", ()) if (plan := plan_of(case, figure))}
    for regulation in case.report.regulations:
        dated = [m for m in regulation.mentions if m.issued is not None and len(m.issued) == WHOLE_DAY]
        days = {str(mention.issued) for mention in dated}
        if day is None or regulation.number not in plans or len(days) != 1:
            continue
        (planned,) = days
        early = later(day, planned)
        yield case.finding(
            "plan_before_resolution",
            "cannot_tell" if early else "holds",
            regulation.number,
            [mention.anchor for mention in dated],
            arithmetic=f"{printed_day(planned)} {'<' if early else '≥'} {printed_day(day)}",
        )


def _reviewed_day(case: Case) -> str | None:
    """The day of issue of the document under review: as published, else as the title or its citations print it."""
    reviewed = case.report.header.reviewed
    if reviewed is None or reviewed.number is None:
        return None
    cited = next((one for one in case.report.regulations if one.number == reviewed.number), None)
    published = known_documents(case, cited) if cited is not None else ()
    if len(published) == 1:
        return published[0].issued
    day = reviewed.issued
    return day if day is not None and len(day) == WHOLE_DAY and exists(day) else None


def review_span(case: Case) -> Iterator[Finding]:
    """The years that the title says are reviewed, against the document's date and the report's."""
    header = case.report.header
    span, issued, day = header.review_span_years, header.issued, _reviewed_day(case)
    if span is None or issued is None or day is None:
        return
    passed = int(issued[:4]) - int(day[:4])
    excess, short = span > passed + SLACK_YEARS, span < passed - SLACK_YEARS
    anchors = [header.anchors[key] for key in ("title", "issued") if key in header.anchors]
    yield case.finding(
        "review_span_mismatch",
        "broken" if excess else "cannot_tell" if short else "holds",
        "header",
        anchors,
        arithmetic=f"{issued[:4]} − {day[:4]} = {passed} {'<' if excess else '>' if short else '≈'} {span}",
        detail=case.say(f"{span} năm", f"{span} years") if excess or short else "",
    )


def deadlines(case: Case) -> Iterator[Finding]:
    """Targets whose deadline lies before the report and that are still in progress."""
    issued = case.report.header.issued
    if issued is None or not exists(issued):
        return
    resolution = resolution_of(case)
    for target in case.report.targets:
        printed = target.deadline
        due = printed or next((o.deadline for o in objectives_of(target, resolution) if o.deadline is not None), None)
        if due is None or not exists(due) or not later(issued, last_day(due)):
            continue
        if target.status == "in_progress":
            yield case.finding(
                "deadline_passed",
                "broken" if printed else "cannot_tell",
                f"target {target.number}",
                anchors_of(target),
                arithmetic=f"{printed_day(due)} < {printed_day(issued)}",
                detail=f"“{target.anchor.quote}”.",
                number=target.number,
            )
        elif printed and target.status in FINAL:
            yield case.finding(
                "deadline_passed",
                "holds",
                f"target {target.number}",
                anchors_of(target),
                arithmetic=f"{printed_day(due)} < {printed_day(issued)}",
                number=target.number,
            )


def periods(case: Case) -> Iterator[Finding]:
    """Figures of a time that is not there yet, or of a period that ends before it begins."""
    issued = case.report.header.issued
    known = case.catalogue.indicators
    sound = 0
    for figure in case.in_order:
        kind, _, span = (figure.period or "").partition(":")
        if not span or figure.period_inferred:
            continue
        flow = figure.indicator in known and known[figure.indicator].type == "flow"
        outcome: Outcome = "holds"
        arithmetic = ""
        if kind == "range" and span[:4] > span[-4:]:
            outcome, arithmetic = "broken", f"{span[:4]} > {span[-4:]}"
        elif kind == "as_of" and not exists(span):
            continue  # told as an impossible date
        elif issued is not None and exists(issued):
            outcome, arithmetic = _against_report(kind, span, issued, flow=flow)
        if outcome == "holds":
            sound += 1
            continue
        unsure = outcome == "cannot_tell" or doubtful([figure])
        yield case.finding(
            "period_inconsistent",
            "cannot_tell" if unsure else "broken",
            figure.indicator,
            _with_header(case, figure),
            arithmetic=arithmetic,
            detail=f"“{figure.anchor.quote}”.",
        )
    if sound:
        yield case.finding(
            "period_inconsistent", "holds", "periods", [], arithmetic=case.say(f"{sound} số liệu", f"{sound} figures")
        )


def _against_report(kind: str, span: str, issued: str, *, flow: bool) -> tuple[Outcome, str]:
    """Whether a period can be told of on the day of the report. A quota may be that of the year to come."""
    if kind == "as_of" and later(span, issued):
        return "broken", f"{printed_day(span)} > {printed_day(issued)}"
    if kind == "year" and flow and later(span, issued):
        return "broken", f"{span} > {printed_day(issued)}"
    if kind == "range" and flow and later(span[-4:], issued):
        started = not later(span[:4], issued)
        return "cannot_tell" if started else "broken", f"{span[-4:]} > {printed_day(issued)}"
    return "holds", ""


def _with_header(case: Case, figure: Figure) -> list[Anchor]:
    day = case.report.header.anchors.get("issued")
    return [*places([figure]), *([day] if day else [])]
