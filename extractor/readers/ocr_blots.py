"""Blots of ink: what hangs together in a small part of a page."""

from typing import Any

import numpy

Ink = Any
"""A numpy array of booleans: where the page is dark."""


def blots_of(ink: Ink) -> list[tuple[int, int, int, int]]:
    """The connected blots of a small part of a page, from left to right: x0, top, x1, bottom."""
    boxes: list[list[int]] = []
    above: list[tuple[int, int, int]] = []
    parent: list[int] = []

    def root(k: int) -> int:
        while parent[k] != k:
            k = parent[k]
        return k

    if not ink.size:
        return []
    # The runs of all rows at once: a call a row would cost more than the rest.
    edges = numpy.diff(numpy.pad(ink.astype(numpy.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = numpy.nonzero(edges == 1)
    ends = numpy.nonzero(edges == -1)[1]
    here: list[tuple[int, int, int]] = []
    last = -1
    for y, a, b in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        if y != last:
            above, here = (here if y == last + 1 else []), []
            last = y
        touching = {root(k) for start, end, k in above if start <= b and a <= end}
        if touching:
            own = min(touching)
            for k in touching - {own}:
                parent[k] = own
                one, other = boxes[own], boxes[k]
                boxes[own] = [min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), y + 1]
            box = boxes[own]
            boxes[own] = [min(box[0], a), box[1], max(box[2], b), y + 1]
        else:
            own = len(boxes)
            boxes.append([a, y, b, y + 1])
            parent.append(own)
        here.append((a, b, own))
    return sorted((b[0], b[1], b[2], b[3]) for k, b in enumerate(boxes) if parent[k] == k)
