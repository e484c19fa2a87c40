"""Ratios unlike those of other units, by median and median absolute deviation."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from extractor.audit.across.peers import Peer, latest
from extractor.audit.arithmetic import write_number
from extractor.audit.case import places
from extractor.audit.magnitudes import RatioValue, ratio_values, written
from schemas.audit_records import RatioRecord
from schemas.finding import Compared, Finding

GROUP = 8
"""Fewer units than this have no usual value."""
UNLIKE = 3.5
"""Deviations from the median from which a value is an outlier (Iglewicz and Hoaglin 1993)."""
CONSISTENT = 1.4826
"""The MAD of a normal distribution times this is its standard deviation."""


def outliers(peers: Sequence[Peer]) -> Iterator[tuple[Peer, Finding]]:
    """Each unit's ratios against those of units of its kind and era; groups of fewer than eight are not judged."""
    groups: dict[tuple[str, bool], list[Peer]] = {}
    for peer in latest(peers):
        unit = peer.report.header.unit
        if unit is not None:
            groups.setdefault((unit.era, unit.code is not None), []).append(peer)
    for group in groups.values():
        for record in group[0].case.catalogue.knowledge.ratios:
            if record.compared:
                yield from _of_group(record, group)


def _of_group(record: RatioRecord, group: Sequence[Peer]) -> Iterator[tuple[Peer, Finding]]:
    values = [(peer, ratio) for peer in group if (ratio := _latest(peer, record)) is not None]
    if len(values) < GROUP:
        return
    scaled = [_scaled(record, ratio) for _, ratio in values]
    middle = median(scaled)
    spread = max(CONSISTENT * median(abs(value - middle) for value in scaled), record.least)
    usual = sorted(ratio.value for _, ratio in values)
    shown: list[tuple[Peer, Compared]] = []
    for (peer, ratio), value in zip(values, scaled, strict=True):
        if abs(value - middle) <= UNLIKE * spread:
            continue
        case = peer.case
        shown = shown or [(other, other.printed(written(case, theirs))) for other, theirs in values]
        center, low, high = (
            write_number(usual[(len(usual) - 1) * at // 4].quantize(Decimal("0.01")), case.lang) for at in (2, 1, 3)
        )
        yield (
            peer,
            case.finding(
                "ratio_outlier",
                "cannot_tell",
                record.part,
                places(ratio.figures),
                arithmetic=written(case, ratio)
                + case.say(
                    f"; trung vị của {len(values)} đơn vị: {center} (một nửa số đơn vị từ {low} đến {high})",
                    f"; median of {len(values)} units: {center} (half of them between {low} and {high})",
                ),
                detail=record.label(case.lang).capitalize(),
                others=[compared for other, compared in shown if other is not peer],
            ),
        )


def _latest(peer: Peer, record: RatioRecord) -> RatioValue | None:
    """The ratio at the latest time for which the report gives it; a zero has no size."""
    found = [ratio for ratio in ratio_values(peer.case, record) if ratio.value > 0 or record.scale == "share"]
    return max(found, key=lambda ratio: ratio.figures[-1].period or "as_of:9999", default=None)


def _scaled(record: RatioRecord, ratio: RatioValue) -> float:
    return math.log(ratio.value) if record.scale == "size" else float(ratio.value)
