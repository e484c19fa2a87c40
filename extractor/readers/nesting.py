"""How deep a list item stands, told from its mark and its indent."""

import regex

ITEM = regex.compile(r"[ \t\u00a0]*+([-+•*▪◦–—●○])[ \t\u00a0]++(?=\S)")
"""A list mark at the start of a paragraph: group 1 is the mark; the match ends where the words begin."""


class Nesting:
    """The open list items of a run of paragraphs.

    An indent deeper than the item before opens a level. So does another mark at the same indent,
    since many reports set "+" under "-" without indenting it.

    >>> nesting = Nesting()
    >>> [nesting.depth("-", 10), nesting.depth("+", 10), nesting.depth("+", 10), nesting.depth("-", 10)]
    [0, 1, 1, 0]
    """

    def __init__(self, tolerance: float = 3.0) -> None:
        self.tolerance = tolerance
        self._open: list[tuple[str, float]] = []

    def reset(self) -> None:
        """A paragraph that is no item ends all lists."""
        self._open.clear()

    def depth(self, marker: str, indent: float) -> int:
        """The depth of the next item, 0 for the outermost."""
        while self._open and self._open[-1][1] > indent + self.tolerance:
            self._open.pop()
        for place, (mark, left) in enumerate(self._open):
            if mark == marker and abs(left - indent) <= self.tolerance:
                del self._open[place + 1 :]
                return place
        self._open.append((marker, indent))
        return len(self._open) - 1
