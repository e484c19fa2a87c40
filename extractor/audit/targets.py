"""Targets: their statuses against results, thresholds and figures; claims without figures; missing verdicts."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.arithmetic import is_point, write_number
from extractor.audit.case import Case, places
from extractor.audit.identities import relations
from extractor.audit.percentages import fits
from schemas.anchor import Anchor
from schemas.catalogue import Objective, Ratio, Resolution, objectives_in
from schemas.facts import Figure, Fraction, OtherFigure, Status, Target, Threshold
from schemas.finding import Finding

DONE = ("achieved", "exceeded")
NOT_DONE = ("not_achieved", "not_yet_achieved")
ALL = Threshold(op=">=", value=Decimal(100), unit="percent")
"""What "toàn bộ cán bộ …" demands of a share."""
PARAGRAPH = 300
"""Characters after a target's last anchor in which its result may still be told."""


def anchors_of(target: Target) -> list[Anchor]:
    """Where the target and its status stand."""
    return [anchor for anchor in (target.text_anchor, target.anchor) if anchor is not None]


def resolution_of(case: Case) -> Resolution | None:
    """The catalogue's resolution that the report reviews, or null."""
    reviewed = case.report.header.reviewed
    if reviewed is None or reviewed.number is None:
        return None
    year = int(reviewed.issued[:4]) if reviewed.issued else None
    return case.catalogue.resolution_for(reviewed.number, year)


def objectives_of(target: Target, resolution: Resolution | None) -> tuple[Objective, ...]:
    """The resolution's objectives that the target states, by its wording, else as it was read."""
    if resolution is None:
        return ()
    found = objectives_in(target.text, resolution)
    if not found and target.objective is not None:
        found = resolution.with_parts(target.objective)
    return found


def contradictions(case: Case) -> Iterator[Finding]:
    """Statuses that the target's own result, or figures with its own denominator, cannot bear."""
    resolution = resolution_of(case)
    for target in case.report.targets:
        results = results_of(target)
        if results:
            yield from _against(case, target, results)
        else:
            yield from _against_figures(case, target, objectives_of(target, resolution))


_A_YEAR = re.compile(r"\b(?:mỗi|hằng|hàng|từng) (?:năm|quý|tháng)\b|/\s?năm\b|\bbình quân\b")


def results_of(target: Target) -> list[tuple[Decimal, Threshold]]:
    """Each result of the target with the threshold it is to be held against; empty where that is unclear."""
    thresholds = [t for t in target.thresholds if t.unit == "percent"]
    if target.claims_all and not target.thresholds:
        thresholds = [ALL]
    shares = [_percent(fraction) for fraction in target.fractions if fraction.whole > 0]
    if target.actual is not None and target.actual.unit == "percent" and len(shares) <= 1:
        shares = [target.actual.value]
    elif target.actual is not None and target.actual.unit != "percent":
        if _A_YEAR.search(target.text.casefold()):
            return []  # "mỗi năm ít nhất 02 lượt: cả ba năm được 03 lượt": so many a year, and so many in all
        counts = [t for t in target.thresholds if t.unit == target.actual.unit]
        return [(target.actual.value, counts[0])] if len(counts) == 1 and len(target.thresholds) == 1 else []
    if not shares or not thresholds:
        return []
    if len(shares) == len(thresholds):
        return list(zip(shares, thresholds, strict=True))
    if len({(t.op, t.value) for t in thresholds}) == 1:
        return [(share, thresholds[0]) for share in shares]
    return []


def _percent(fraction: Fraction) -> Decimal:
    """The fraction in percent to two decimals, as reports round; less than all is never rounded up to 100."""
    exact = fraction.part * 100 / fraction.whole
    rounded = exact.quantize(Decimal("0.01"))
    return exact if rounded == 100 != exact else rounded


def meets(value: Decimal, threshold: Threshold) -> bool:
    """True if the value satisfies the threshold."""
    match threshold.op:
        case ">=":
            return value >= threshold.value
        case ">":
            return value > threshold.value
        case "<=":
            return value <= threshold.value
        case "<":
            return value < threshold.value
        case "=":
            return value == threshold.value


def _beats(value: Decimal, threshold: Threshold) -> bool:
    return value < threshold.value if threshold.op in ("<=", "<") else value > threshold.value


def contradicts(status: Status, results: list[tuple[Decimal, Threshold]]) -> bool:
    """True if the status cannot be that of the results: achieved below, exceeded without excess, missed at or above."""
    if not results:
        return False
    good = [meets(value, threshold) for value, threshold in results]
    if status in DONE and not all(good):
        return True
    if status in NOT_DONE:
        return all(good)
    return status == "exceeded" and not any(_beats(value, threshold) for value, threshold in results)


def _against(case: Case, target: Target, results: list[tuple[Decimal, Threshold]]) -> Iterator[Finding]:
    wrong = contradicts(target.status, results) and contradicts(target.status, _unrounded(target, results))
    if not wrong and target.status not in (*DONE, *NOT_DONE):
        return
    arithmetic = "; ".join(
        f"{_quotient(case, target, value)}{_share(case, value, t.unit)} "
        f"({'✓' if meets(value, t) else '✗'} {_demand(case, t)})"
        for value, t in results
    )
    yield case.finding(
        "status_contradicts_figures",
        "broken" if wrong else "holds",
        f"target {target.number}",
        anchors_of(target),
        arithmetic=arithmetic,
        detail=f"“{target.anchor.quote}”." if wrong else "",
        number=target.number,
    )


def _unrounded(target: Target, results: list[tuple[Decimal, Threshold]]) -> list[tuple[Decimal, Threshold]]:
    """The results with the quotient in place of the share printed for it: 132/139 is 94,96 % where "95%" is printed."""
    if len(results) != 1 or len(target.fractions) != 1 or target.fractions[0].whole <= 0:
        return results
    share, threshold = results[0]
    quotient = target.fractions[0].part * 100 / target.fractions[0].whole
    return [(quotient, threshold)] if threshold.unit == "percent" and abs(quotient - share) < 1 else results


def _quotient(case: Case, target: Target, share: Decimal) -> str:
    """The target's own x/y where the share is its quotient: "1.412 / 1.530 = "."""
    for fraction in target.fractions:
        if fraction.whole > 0 and fits(fraction.part, fraction.whole, share):
            return f"{write_number(fraction.part, case.lang)} / {write_number(fraction.whole, case.lang)} = "
    return ""


def _against_figures(case: Case, target: Target, objectives: tuple[Objective, ...]) -> Iterator[Finding]:
    """The report's own figures against the claim: proof only where they count the same people."""
    if target.status not in (*DONE, *NOT_DONE):
        return
    for objective in objectives:
        threshold = next((t for t in target.thresholds if t.unit == "percent"), None)
        threshold = threshold or next(iter(objective.thresholds), None)
        for ratio in objective.answered_by:
            answer = _ratio(case, ratio)
            if answer is None or threshold is None:
                continue
            part, whole, figures = answer
            share = part * 100 / whole
            if meets(share, threshold) == (target.status in DONE):
                break
            yield case.finding(
                "status_contradicts_figures",
                "broken" if ratio.same_denominator else "cannot_tell",
                f"target {target.number}",
                [*anchors_of(target), *places(figures)],
                arithmetic=f"{write_number(part, case.lang)} / {write_number(whole, case.lang)} = "
                f"{_share(case, share, 'percent')}; {_demand(case, threshold)}",
                detail=""
                if ratio.same_denominator
                else case.say(
                    f"Mẫu số của mục tiêu là {objective.denominator}, hẹp hơn số trên.",
                    f"The target's denominator is narrower: {objective.denominator}.",
                ),
                number=target.number,
            )
            break


def _ratio(case: Case, ratio: Ratio) -> tuple[Decimal, Decimal, list[Figure]] | None:
    """Numerator, denominator and their figures, if the report prints both exactly; finer parts are added up."""
    whole = _exact(case, ratio.whole)
    part = _exact(case, ratio.part)
    if whole is None or part is None:
        return None
    whole_value = sum((figure.quantity.value for figure in whole), Decimal(0))
    part_value = sum((figure.quantity.value for figure in part), Decimal(0))
    return (part_value, whole_value, [*part, *whole]) if whole_value > 0 and part_value <= whole_value else None


def _exact(case: Case, indicator: str) -> list[Figure] | None:
    figures = case.figures.get(indicator, ())
    if figures:
        latest = max(figures, key=_end_of_period)
        return [latest] if is_point(latest.quantity.interval) else None
    finer = relations(case.catalogue).refinements.get(indicator)
    if finer is None:
        return None
    found = [piece for part in finer.parts if (piece := _exact(case, part)) is not None]
    return [figure for piece in found for figure in piece] or None


def _end_of_period(figure: Figure) -> str:
    """The last year or day of the figure's period; one without a period is of the report's day, the latest."""
    kind, _, span = (figure.period or "as_of:9999").partition(":")
    return span[-4:] if kind == "range" else span


def _share(case: Case, value: Decimal, unit: str) -> str:
    rounded = value if value == value.quantize(Decimal("0.01")) else value.quantize(Decimal("0.1"))
    return write_number(rounded, case.lang) + ("%" if unit == "percent" else "")


def _demand(case: Case, threshold: Threshold) -> str:
    sign = {">=": "≥", "<=": "≤"}.get(threshold.op, threshold.op)
    return f"{sign} {_share(case, threshold.value, threshold.unit)}"


def claims(case: Case) -> Iterator[Finding]:
    """Targets declared achieved that claim everybody (100 %, "all") without the people, or any share without a number.

    Numbers that would support it: an x/y of the target's own; two counts in its text; or the
    figures that answer its objective elsewhere in the report (the bachelors among the staff for
    "100 % with a degree"). Courses attended and attendances show neither how many hold a
    certificate nor of how many, and do not count. A result of less than all was measured.
    """
    resolution = resolution_of(case)
    for target in case.report.targets:
        claim = _claimed(case, target)
        if claim is None or target.fractions or _counts_inside(case, target) > 1:
            continue
        # What figures answer a target does not depend on the document that sets it.
        asked = objectives_of(target, resolution)
        asked = asked or tuple(o for one in case.catalogue.resolutions for o in objectives_in(target.text, one))
        if _answered(case, asked):
            continue
        yield case.finding(
            "claim_without_figures",
            "broken",
            f"target {target.number}",
            anchors_of(target),
            detail=f"{_share(case, claim, 'percent')} “{target.anchor.quote}”",
            number=target.number,
        )


def _claimed(case: Case, target: Target) -> Decimal | None:
    """The share that the verdict claims, in percent; null where it claims none or a measured one."""
    shares = [t.value for t in target.thresholds if t.unit == "percent"]
    result = target.actual.value if target.actual is not None and target.actual.unit == "percent" else None
    if target.status in DONE and (shares or result is not None or target.claims_all):
        claim = result if result is not None else max(shares, default=Decimal(100))
        if claim <= 100 and (claim == 100 or target.claims_all):
            return claim
    if target.status in (*DONE, "mostly_achieved") and len(shares) == 1 and target.actual is None:
        return shares[0] if not _numbers_inside(case, target, shares[0]) else None
    return None


def _stretch(case: Case, target: Target) -> tuple[int, int]:
    """From the target's first word to the end of its paragraph, and not beyond the next target.

    A verdict may stand before the result ("Mục tiêu 6 (vượt): … 7 trong 11 đồng chí").
    """
    own = {anchor.start for anchor in anchors_of(target)}
    start = min(own)
    end = max(anchor.end for anchor in anchors_of(target)) + PARAGRAPH
    later = [anchor.start for other in case.report.targets for anchor in anchors_of(other) if anchor.start > start]
    return start, min([end, *(place for place in later if place not in own)])


def _numbers_inside(case: Case, target: Target, threshold: Decimal) -> bool:
    """True if anything is counted or measured in the target's text besides what it demands."""
    start, end = _stretch(case, target)
    facts: list[Figure | OtherFigure] = [*case.report.figures, *case.report.other_figures]
    return any(start <= fact.anchor.start < end and fact.quantity.value != threshold for fact in facts)


def _counts_inside(case: Case, target: Target) -> int:
    """How many counts of people or units stand in the target's text."""
    start, end = _stretch(case, target)
    known = case.catalogue.indicators
    courses = {indicator for indicator, record in known.items() if record.group == "training"}
    facts: list[Figure | OtherFigure] = [f for f in case.report.figures if f.indicator not in courses]
    facts += case.report.other_figures
    counts = {
        (fact.anchor.start, fact.quantity.value)
        for fact in facts
        if start <= fact.anchor.start < end and fact.quantity.unit in ("person", "unit", "document", "item")
    }
    return len(counts)


def _answered(case: Case, objectives: Sequence[Objective]) -> bool:
    return any(_ratio(case, ratio) is not None for objective in objectives for ratio in objective.answered_by)


def skipped(targets: Sequence[Target]) -> list[int]:
    """The numbers that the targets' numbering leaves out: 1, 2, 3, 5, 6 → 4; none where it is no counting."""
    numbers = {int(digits) for target in targets if (digits := target.number.rstrip("abcdđ")).isdigit()}
    return [number for number in range(1, max(numbers, default=0)) if number not in numbers]


def missing_statuses(case: Case) -> Iterator[Finding]:
    """Targets whose verdict is blank, and objectives of the reviewed resolution that no target answers.

    Where the numbers of the targets leave one out, a target was more likely not recognised than not answered;
    where they are not those of the objectives, the report tells of a plan's targets, which may be fewer.
    """
    targets = case.report.targets
    for target in targets:
        if target.blank or (target.status == "not_assessed" and not target.derived):
            # Without a blank place the verdict may stand in words that were not understood.
            yield case.finding(
                "status_missing",
                "broken" if target.blank else "cannot_tell",
                f"target {target.number}",
                anchors_of(target),
                detail=f"“{target.anchor.quote}”.",
                number=target.number,
            )
    resolution = resolution_of(case)
    if resolution is None or not targets:
        return
    answers = {target.number: objectives_of(target, resolution) for target in targets}
    if not all(answers.values()):
        return
    answered = {objective.parent or objective.id for objectives in answers.values() for objective in objectives}
    followed = all(
        any(target.number.rstrip("abcdđ") == (o.parent or o.id) for o in answers[target.number]) for target in targets
    )
    certain = followed and not skipped(targets)
    for objective in resolution.objectives:
        if objective.parent is None and objective.level == "all" and objective.id not in answered:
            yield case.finding(
                "status_missing",
                "broken" if certain else "cannot_tell",
                f"target {objective.id}",
                [anchor for target in targets for anchor in anchors_of(target)],
                detail=case.say(
                    f"Mục tiêu “{objective.text_key}” của {resolution.number} không được báo cáo.",
                    f"Objective “{objective.text_key}” of {resolution.number} is not answered.",
                ),
                number=objective.id,
            )
