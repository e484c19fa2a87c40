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

    for y, row in enumerate(ink):
        edges = numpy.diff(numpy.pad(row.astype(numpy.int8), 1))
        here = []
        for a, b in zip(numpy.nonzero(edges == 1)[0].tolist(), numpy.nonzero(edges == -1)[0].tolist(), strict=True):
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
        above = here
    return sorted((b[0], b[1], b[2], b[3]) for k, b in enumerate(boxes) if parent[k] == k)
