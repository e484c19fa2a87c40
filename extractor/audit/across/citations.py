"""National documents that several reports cite with different dates."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.audit.across.peers import Peer
from extractor.audit.days import one_slip_apart, printed_day
from extractor.audit.known import WHOLE_DAY, body_of, contradictory, known_documents
from schemas.anchor import Anchor
from schemas.catalogue import number_key
from schemas.facts import Regulation
from schemas.finding import Finding, Outcome

STATE = ("CP", "TTG", "BNV", "QH", "UBTVQH", "BTCTW", "VPTW", "TW", "TLĐ")
"""Endings of the numbers of national documents: a province's own documents bear other numbers."""


def dates_across(peers: Sequence[Peer]) -> Iterator[tuple[Peer, Finding]]:
    """The report whose date of a national document differs from that of most units, with both sides' places."""
    cited: dict[tuple[str, str], list[tuple[Peer, Regulation, str]]] = {}
    for peer in sorted(peers, key=lambda peer: peer.order):
        for regulation in peer.report.regulations:
            day = _day(regulation)
            if day is not None and _national(peer, regulation):
                key = (regulation.type, number_key(regulation.number or ""))
                cited.setdefault(key, []).append((peer, regulation, day))
    for mentions in cited.values():
        yield from _conflicts(mentions)


def _day(regulation: Regulation) -> str | None:
    """The one whole date that the report gives the document; one that it contradicts itself about is told by itself."""
    days = {str(m.issued) for m in regulation.mentions if m.issued is not None and len(m.issued) == WHOLE_DAY}
    return days.pop() if len(days) == 1 and not contradictory(regulation) else None


def _national(peer: Peer, regulation: Regulation) -> bool:
    if known_documents(peer.case, regulation):
        return True
    ending = (regulation.number or "").upper().replace("-", "/").rpartition("/")[2].rstrip("0123456789")
    if ending in STATE:
        return True
    bodies = [body_of(peer.case, regulation, mention) for mention in regulation.mentions]
    return any(body is not None and body.terms for body in bodies)


def _conflicts(mentions: list[tuple[Peer, Regulation, str]]) -> Iterator[tuple[Peer, Finding]]:
    """One document is cited with two days where these differ as a misprint differs; units count, not reports."""
    units: dict[str, set[tuple[str, str]]] = {}
    for peer, _, day in mentions:
        units.setdefault(day, set()).add(peer.unit)
    for peer, regulation, day in mentions:
        rivals = [other for other in units if one_slip_apart(day, other)]
        stronger = [other for other in rivals if len(units[other]) > len(units[day])]
        level = [other for other in rivals if len(units[other]) == len(units[day])]
        known = {document.issued for document in known_documents(peer.case, regulation)}
        if not (stronger or level) or day in known:
            continue
        against = max(stronger or level, key=lambda other: (other in known, len(units[other]), other))
        # One report against one is a riddle; the published date solves it elsewhere.
        outcome: Outcome = "broken" if stronger and len(units[against]) > 1 else "cannot_tell"
        counted = Counter({one: len(units[one]) for one in (day, against)})
        anchors: list[Anchor] = [m.anchor for m in regulation.mentions if m.issued == day]
        yield (
            peer,
            peer.case.finding(
                "citation_date_across_reports",
                outcome,
                regulation.number or "",
                anchors,
                arithmetic="; ".join(f"{printed_day(one)} × {count}" for one, count in counted.most_common()),
                others=[
                    other.printed(printed_day(theirs), next(m.anchor for m in cited.mentions if m.issued == theirs))
                    for other, cited, theirs in mentions
                    if theirs == against
                ],
            ),
        )
