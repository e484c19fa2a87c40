"""Percentages as printed against the numbers they were calculated from."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.arithmetic import is_point, write_number
from extractor.audit.case import Case, doubtful, places
from extractor.audit.scopes import comparable
from schemas.anchor import Anchor
from schemas.facts import Figure
from schemas.finding import Finding

RATINGS = ("evaluation_excellent", "evaluation_good", "evaluation_completed", "evaluation_not_completed")
"""The four grades of Decree 90/2020; a grade's share is of all officers rated."""


def fits(part: Decimal, whole: Decimal, share: Decimal) -> bool:
    """True if `share` percent is part/whole, rounded or cut off at its last printed decimal.

    >>> fits(Decimal(87), Decimal(204), Decimal("42.6")), fits(Decimal(87), Decimal(204), Decimal("44.6"))
    (True, False)
    >>> fits(Decimal(2), Decimal(3), Decimal("66.6")), fits(Decimal(2), Decimal(3), Decimal("66.7"))
    (True, True)
    """
    exponent = share.as_tuple().exponent
    unit = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    difference = part * 100 / whole - share
    return -unit / 2 <= difference < unit


@dataclass(frozen=True)
class Check:
    """One percentage with its numerator and what it may be of; `whole` is the denominator that fits, if any does."""

    about: str
    part: Decimal
    share: Decimal
    candidates: tuple[Decimal, ...]
    places: tuple[Anchor, ...]
    printed: bool
    doubtful: bool = False

    @property
    def whole(self) -> Decimal | None:
        """The denominator from which the percentage follows."""
        return next((whole for whole in self.candidates if fits(self.part, whole, self.share)), None)


def percentages(case: Case) -> Iterator[Finding]:
    """The share of each figure and the result of each target, recalculated; those that fit in one finding.

    Where most shares of one unprinted total do not fit, the total is more likely wrong than they
    all are: then none of them is called wrong.
    """
    checks = [*_of_figures(case), *_of_targets(case)]
    fitting = [check for check in checks if check.whole is not None]
    wrong = [check for check in checks if check.whole is None]
    fit = Counter(check.whole for check in fitting if not check.printed)
    unfit = Counter(check.candidates[0] for check in wrong if not check.printed)
    for check in wrong:
        total = check.candidates[0]
        suspicious = not check.printed and unfit[total] > max(1, fit[total])
        unsure = check.doubtful or suspicious or (case.scanned and _comma_lost(check))
        yield case.finding(
            "percent_mismatch",
            "cannot_tell" if unsure else "broken",
            check.about,
            check.places,
            arithmetic=_ratio(case, check, total, "≠"),
            detail=_correct(case, check, total),
            severity=None if check.printed or unsure else "warning",
        )
    if fitting:
        places_of = [place for check in fitting for place in check.places]
        ratios = [_ratio(case, check, check.whole, "=") for check in fitting if check.whole is not None]
        yield case.finding("percent_mismatch", "holds", "percent", places_of, arithmetic="; ".join(ratios))


def _comma_lost(check: Check) -> bool:
    """True if the percentage fits with a decimal comma that recognition may have lost: "211%" of "21,1%"."""
    return any(fits(check.part, whole, check.share.scaleb(-at)) for whole in check.candidates for at in (1, 2))


def _of_figures(case: Case) -> Iterator[Check]:
    of_targets = {
        (t.section, *t.fractions) for t in case.report.targets if len(t.fractions) == 1 and t.actual is not None
    }
    for figure in case.in_order:
        if figure.share is None or figure.share.unit != "percent" or not is_point(figure.quantity.interval):
            continue
        if (figure.section, figure.fraction) in of_targets:
            continue  # the target's own result is checked as such
        candidates = tuple(_wholes(case, figure))
        printed = figure.fraction is not None
        part = figure.fraction.part if figure.fraction is not None else figure.quantity.value
        check = Check(
            about=figure.indicator,
            part=part,
            share=figure.share.value,
            candidates=candidates,
            places=tuple(places([figure])),
            printed=printed,
            doubtful=doubtful([figure]),
        )
        if not candidates or _is_denominator(case, figure):
            continue
        if check.whole is not None or printed or _whole_is_known(case, figure):
            yield check


def _of_targets(case: Case) -> Iterator[Check]:
    for target in case.report.targets:
        if target.actual is None or target.actual.unit != "percent" or len(target.fractions) != 1:
            continue
        fraction = target.fractions[0]
        if fraction.whole > 0:
            yield Check(
                about=f"target {target.number}",
                part=fraction.part,
                share=target.actual.value,
                candidates=(fraction.whole,),
                places=tuple(anchor for anchor in (target.text_anchor, target.anchor) if anchor is not None),
                printed=True,
            )


def _complete(rated: list[Figure]) -> bool:
    """True if all four grades are there, or their printed shares make up 100 %, give or take the rounding."""
    if {figure.indicator for figure in rated} == set(RATINGS):
        return True
    shares = [figure.share.value for figure in rated if figure.share is not None]
    return len(shares) == len(rated) > 1 and abs(sum(shares, Decimal(0)) - 100) <= len(shares)


def _whole_is_known(case: Case, figure: Figure) -> bool:
    """True if the report prints the indicator's own whole; another whole can confirm a share, never refute it."""
    if figure.indicator in RATINGS:
        return True
    indicator = case.catalogue.indicators.get(figure.indicator)
    issued = case.report.header.issued
    if indicator is None or indicator.parent is None:
        return False
    # Posts filled are shown as a share of the quota or of all the people: only both together refute one.
    needed = (
        (indicator.parent, "staff_present_total") if indicator.parent == "payroll_assigned" else (indicator.parent,)
    )
    return all(
        any(is_point(w.quantity.interval) and comparable(figure, w, issued) for w in case.figures.get(name, ()))
        for name in needed
    )


def _is_denominator(case: Case, figure: Figure) -> bool:
    """True for the 23 of "15/23 (65,2%)": the percentage belongs to the figure it shares its words with."""
    share = figure.share
    return share is not None and any(
        other.quantity.value < figure.quantity.value and fits(other.quantity.value, figure.quantity.value, share.value)
        for other in case.overlapping(figure.anchor)
    )


def _wholes(case: Case, figure: Figure) -> Iterator[Decimal]:
    """What the percentage may be of: the printed denominator alone, else the whole or a total shown beside it.

    Women are also shown as a share of the posts filled, and the posts filled as a share of all the people.
    """
    if figure.fraction is not None:
        if figure.fraction.whole > 0:
            yield figure.fraction.whole
        return
    issued = case.report.header.issued
    if figure.indicator in RATINGS:
        rated = [f for name in RATINGS for f in case.figures.get(name, ()) if comparable(figure, f, issued)]
        whole = sum((f.quantity.value for f in rated), Decimal(0))
        if len({f.indicator for f in rated}) == len(rated) and whole > 0 and _complete(rated):
            yield whole
        return
    indicator = case.catalogue.indicators.get(figure.indicator)
    parent = indicator.parent if indicator else None
    others = {"staff_present_total": ("payroll_present",), "payroll_assigned": ("staff_present_total",)}
    seen: set[Decimal] = set()
    while parent is not None:
        for name in (parent, *others.get(parent, ())):
            for whole_figure in case.figures.get(name, ()):
                value = whole_figure.quantity.value
                exact = is_point(whole_figure.quantity.interval)
                if exact and value > 0 and value not in seen and comparable(figure, whole_figure, issued):
                    seen.add(value)
                    yield value
        known = case.catalogue.indicators.get(parent)
        parent = known.parent if known else None


def _ratio(case: Case, check: Check, whole: Decimal, relation: str) -> str:
    part, of, share = (write_number(value, case.lang) for value in (check.part, whole, check.share))
    return f"{part} / {of} {relation} {share}%"


def _correct(case: Case, check: Check, whole: Decimal) -> str:
    exponent = check.share.as_tuple().exponent
    decimals = max(1, -exponent if isinstance(exponent, int) else 1)
    right = write_number((check.part * 100 / whole).quantize(Decimal(1).scaleb(-decimals)), case.lang)
    return case.say(f"Tính lại: {right}%.", f"Recalculated: {right}%.")
