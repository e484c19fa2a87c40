"""Passages that one report shares with another unit's, or with the unit's own of another year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.across.peers import Peer, one_report
from schemas.finding import Finding
from schemas.report import Passage

ALIKE = 0.8
"""Passages that share so much of their runs of five words are nearly one text."""
COMMON = 3
"""What so many units write is the wording of a template or of the resolution."""
CROWD = 20
"""Runs of words that more passages than this hold tell nothing of any two of them."""


@dataclass(frozen=True)
class Shared:
    """A passage and its like in another report."""

    passage: Passage
    other: Passage
    likeness: float


def copies(peers: Sequence[Peer]) -> Iterator[tuple[Peer, Finding]]:
    """One finding for each pair of reports that share passages; the later report of one unit answers for both."""
    ordered = sorted(peers, key=lambda peer: peer.order)
    holders: dict[int, list[tuple[int, int]]] = {}
    for place, peer in enumerate(ordered):
        for index, passage in enumerate(peer.report.passages):
            for run in passage.fingerprint:
                holders.setdefault(run, []).append((place, index))
    shared: dict[tuple[int, int], list[Shared]] = {}
    for place, peer in enumerate(ordered):
        for index in range(len(peer.report.passages)):
            for other_place, found in _alike(ordered, holders, place, index).items():
                shared.setdefault((place, other_place), []).append(found)
    for (place, other_place), passages in sorted(shared.items()):
        yield ordered[place], _told(ordered[place], ordered[other_place], passages)


def _alike(ordered: list[Peer], holders: dict[int, list[tuple[int, int]]], place: int, index: int) -> dict[int, Shared]:
    """The reports that this one is to be asked about for one passage, by their place, with their passage."""
    peer = ordered[place]
    passage = peer.report.passages[index]
    common = Counter(holder for run in passage.fingerprint if len(holders[run]) <= CROWD for holder in holders[run])
    best: dict[int, Shared] = {}
    for (other_place, other_index), runs in common.items():
        if 2 * runs < len(passage.fingerprint) or one_report(peer, ordered[other_place]):
            continue
        other = ordered[other_place].report.passages[other_index]
        found = Shared(passage, other, likeness(passage.fingerprint, other.fingerprint))
        if found.likeness >= ALIKE and (other_place not in best or best[other_place].likeness < found.likeness):
            best[other_place] = found
    units = {peer.unit} | {ordered[other].unit for other in best}
    if len(units) >= COMMON:
        return {}
    return {other: found for other, found in best.items() if ordered[other].unit != peer.unit or other < place}


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of runs that two texts have in common, estimated from their sketches.

    >>> likeness([1, 2, 3, 4], [1, 2, 3, 4]), likeness([1, 2, 3, 4], [5, 6, 7, 8])
    (1.0, 0.0)
    """
    size = min(len(one), len(other))
    smallest = sorted({*one, *other})[:size]
    both = set(one) & set(other)
    return sum(run in both for run in smallest) / size if size else 0.0


def _told(peer: Peer, other: Peer, passages: list[Shared]) -> Finding:
    case = peer.case
    words = sum(found.passage.words for found in passages)
    least = min(found.likeness for found in passages)
    issued = other.report.header.issued or "?"
    return case.finding(
        "copied_passage",
        "cannot_tell",
        "passages",
        [found.passage.anchor for found in passages],
        arithmetic=case.say(
            f"{len(passages)} đoạn, {words} tiếng, giống từ {least:.0%}",
            f"{len(passages)} passages, {words} syllables, alike from {least:.0%}",
        ),
        detail=case.say(
            f"Báo cáo của {other.name} ({other.report.source.name}, {issued}).",
            f"The report of {other.name} ({other.report.source.name}, {issued}).",
        ),
        others=[other.printed(found.other.anchor.quote, found.other.anchor) for found in passages],
    )
