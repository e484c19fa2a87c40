"""How deep a list item stands, told from its mark and its indent."""

import regex

# Word's symbol fonts keep their bullets in the private use area; so they come out of a PDF.
_PRIVATE = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "•", "\uf0fc": "•", "\uf076": "•", "\uf02d": "-", "\uf02b": "+"}

ITEM = regex.compile(rf"[ \t\u00a0]*+([-+•*▪◦–—●○➢❖■◆{''.join(_PRIVATE)}])[ \t\u00a0]++(?=\S)")
"""A list mark at the start of a paragraph: group 1 is the mark; the match ends where the words begin."""


def shown_mark(mark: str) -> str:
    """The list mark as the eye sees it.

    >>> shown_mark("\uf0b7"), shown_mark("+")
    ('•', '+')
    """
    return _PRIVATE.get(mark, mark)


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
