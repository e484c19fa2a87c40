"""A figure that a person corrected: what the report says and what counts stand side by side."""

from typing import Literal

from schemas.facts import Figure
from schemas.frozen import Frozen


class CorrectedFigure(Frozen):
    """How a figure came to count otherwise than the report reads.

    `value`: another quantity, period or indicator counts. `reject`: the figure does not count.
    `add`: it stands in the report and was not read. `assign`: a numeral that nothing explained is
    this figure. `reported` is the figure as read; null for one that was not read as a figure.
    """

    kind: Literal["value", "reject", "add", "assign"]
    reported: Figure | None
    who: str
    why: str
