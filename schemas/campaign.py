"""What headquarters expects of a campaign: which units report on which document, by when."""

from typing import Literal

from schemas.frozen import Frozen
from schemas.report import Era


class ExpectedUnits(Frozen):
    """The units that are to report: provinces of one era by code, central sector unions by name."""

    era: Era
    provinces: frozenset[str] = frozenset()
    sector_unions: frozenset[str] = frozenset()


UnitState = Literal["reported", "late", "draft", "missing"]
"""`reported`: a final report came, dated by the deadline. `late`: it bears a later date.
`draft`: only a draft came. `missing`: nothing came."""
