"""A report against its unit's earlier one: figures told again, and jumps that want a reason."""

from collections.abc import Iterator, Sequence

from extractor.audit.across.peers import Peer, by_unit, one_report
from extractor.audit.arithmetic import is_point, write_quantity
from extractor.audit.case import doubtful, places
from extractor.audit.conflicts import disputed
from extractor.audit.days import printed_day
from schemas.facts import Figure
from schemas.finding import Finding, Outcome

JUMP = 2
"""A stock that is so many times what it was, or was so many times what it is, is asked about."""
SMALL = 20
"""Below this, doubling is a matter of a few people."""


def against_earlier(peers: Sequence[Peer]) -> Iterator[tuple[Peer, Finding]]:
    """Each report against the unit's last one before it; versions of one report are not compared."""
    for reports in by_unit(peer for peer in peers if peer.report.header.unit is not None).values():
        for index, peer in enumerate(reports):
            before = [other for other in reports[:index] if not one_report(peer, other)]
            if before and not any(one_report(peer, later) for later in reports[index + 1 :]):
                for finding in _compared(peer, before[-1]):
                    yield peer, finding


def _compared(peer: Peer, before: Peer) -> Iterator[Finding]:
    now, then = _sure(peer), _sure(before)
    known = peer.case.catalogue.indicators
    for indicator, figures in now.items():
        if indicator not in then or indicator not in known:
            continue
        for figure in figures:
            for old in then[indicator]:
                if figure.quantity.unit != old.quantity.unit:
                    continue
                if _same_past(figure, old):
                    yield _restated(peer, before, figure, old)
                elif known[indicator].type == "flow" and _grown(figure, old):
                    yield from _fallen(peer, before, figure, old)
        if known[indicator].type == "stock":
            yield from _jump(peer, before, figures[-1], then[indicator][-1])


def _sure(peer: Peer) -> dict[str, list[Figure]]:
    """The figures that prove something, by indicator, the latest last."""
    out = disputed(peer.case)
    found: dict[str, list[Figure]] = {}
    for indicator, figures in peer.case.figures.items():
        sure = [figure for figure in figures if not doubtful([figure]) and figure.id not in out]
        if sure:
            found[indicator] = sorted(sure, key=lambda figure: (figure.period or "as_of:9999").partition(":")[2][-10:])
    return found


def _same_past(figure: Figure, old: Figure) -> bool:
    """True if both print the same day, year or span: what was then does not change."""
    printed = figure.period is not None and not figure.period_inferred and not old.period_inferred
    return printed and figure.period == old.period


def _grown(figure: Figure, old: Figure) -> bool:
    """True for spans from one year on of which the later ends later: what is added up can only grow."""
    one, other = (period or "" for period in (figure.period, old.period))
    spans = one.startswith("range:") and other.startswith("range:")
    return spans and one[:10] == other[:10] and one[-4:] > other[-4:] and not figure.period_inferred


def _restated(peer: Peer, before: Peer, figure: Figure, old: Figure) -> Finding:
    """Another number may be another scope, so it is asked about."""
    same = figure.quantity.interval.meets(old.quantity.interval)
    outcome: Outcome = "holds" if same else "cannot_tell"
    return _finding(peer, before, figure, old, "restated_figure", outcome, "=" if same else "≠")


def _fallen(peer: Peer, before: Peer, figure: Figure, old: Figure) -> Iterator[Finding]:
    high = figure.quantity.interval.high
    if high is not None and high < old.quantity.interval.low:
        yield _finding(peer, before, figure, old, "restated_figure", "cannot_tell", "<")


def _jump(peer: Peer, before: Peer, figure: Figure, old: Figure) -> Iterator[Finding]:
    if not all(is_point(one.quantity.interval) for one in (figure, old)) or figure.quantity.unit != old.quantity.unit:
        return
    small, large = sorted((figure.quantity.value, old.quantity.value))
    if large >= SMALL and large >= JUMP * small:
        yield _finding(peer, before, figure, old, "implausible_change", "cannot_tell", "↔")


def _finding(peer: Peer, before: Peer, figure: Figure, old: Figure, rule: str, outcome: Outcome, sign: str) -> Finding:
    case = peer.case
    now, then = (write_quantity(one.quantity, case.lang) for one in (figure, old))
    issued = printed_day(before.report.header.issued or "?")
    return case.finding(
        rule,
        outcome,
        figure.indicator,
        places([figure]),
        arithmetic=f"{now} {sign} {then}",
        detail=case.say(
            f"Báo cáo trước: {before.report.source.name}, {issued}.",
            f"The earlier report: {before.report.source.name}, {issued}.",
        ),
        others=[before.printed(then, old.anchor)],
    )
