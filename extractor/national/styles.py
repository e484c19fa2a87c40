"""Formats of the workbook: one Times-like face, few colours, each with one meaning."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from schemas.quantity import Bound

INK, LINE, HEAD, BAND, TOTAL = "#1F2A37", "#B8C0CC", "#DCE6F1", "#EEF3F9", "#F5EFDD"
MISSING, DISPUTED, COMPUTED, REFUSED = "#F1F1F1", "#FFE699", "#E2F0D9", "#7F7F7F"
CORRECTED = "#E4DCF4"
LINK, QUIET = "#1F4E9E", "#555555"

FILLS: dict[str, dict[str, Any]] = {
    "exact": {},
    "hedged": {"font_color": "#8A4B00"},
    "computed": {"bg_color": COMPUTED},
    "implied": {"italic": True, "font_color": "#3B5B92"},
    "disputed": {"bg_color": DISPUTED, "bold": True},
    "corrected": {"bg_color": CORRECTED, "underline": 1},
    "missing": {"bg_color": MISSING, "pattern": 1},
    "refused": {"italic": True, "font_color": REFUSED},
}
"""The look of a cell by what it holds; the legend shows the same."""

STATUS_FILLS = {
    "achieved": "#C6E0B4",
    "exceeded": "#A9D08E",
    "mostly_achieved": "#E2EFDA",
    "partly_achieved": "#FFF2CC",
    "in_progress": "#FFF2CC",
    "not_yet_achieved": "#F8CBAD",
    "not_achieved": "#F4A58A",
    "not_applicable_at_level": "#E7E6E6",
    "not_assessed": "#FFFFFF",
}
SEVERITY_FILLS = {"error": "#F4A58A", "warning": "#FFE699", "info": "#DDEBF7"}


class Styles:
    """Formats by their properties, each made once: XlsxWriter numbers them in the order of first use."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._asked: dict[tuple[Any, ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """The format with these properties over the plain look."""
        full = {"font_name": "Times New Roman", "font_size": 11, "font_color": INK, "valign": "vcenter", **properties}
        key = tuple(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(full)
        return self._made[key]

    def boxed(self, **properties: Any) -> Format:
        """A format with thin borders, for cells of a table."""
        # Asked for once a cell: the way through the sorted properties is gone once a spelling.
        asked = "boxed", *properties.items()
        if asked not in self._asked:
            self._asked[asked] = self.get(**{"border": 1, "border_color": LINE, **properties})
        return self._asked[asked]

    def head(self, **properties: Any) -> Format:
        """A column heading."""
        return self.boxed(
            **{"bold": True, "bg_color": HEAD, "align": "center", "text_wrap": True, "font_size": 10, **properties}
        )

    def text(self, **properties: Any) -> Format:
        """A text cell of a table, wrapped."""
        asked = "text", *properties.items()
        if asked not in self._asked:
            self._asked[asked] = self.boxed(**{"text_wrap": True, "valign": "top", **properties})
        return self._asked[asked]


_SIGNS: dict[tuple[Bound, bool], str] = {
    ("at_least", True): "> ",
    ("at_least", False): "≥ ",
    ("at_most", True): "< ",
    ("at_most", False): "≤ ",
    ("approx", False): "≈ ",
    ("approx", True): "≈ ",
}


def hedge_sign(bound: Bound | None, strict: bool) -> str:
    """The sign before a hedged number: "> " for trên, "≥ " for ít nhất; empty for an exact one."""
    return "" if bound is None else _SIGNS.get((bound, strict), "")


def number_format(value: int | float, sign: str = "", suffix: str = "") -> str:
    """A number format with thousands separator, the value's own decimals, and fixed words around it.

    >>> number_format(7400, "> "), number_format(98.5), number_format(10, suffix=" người")
    ('"> "#,##0', '#,##0.0', '#,##0" người"')
    """
    decimals = 0 if isinstance(value, int) else min(4, len(f"{value}".partition(".")[2]))
    body = "#,##0" + ("." + "0" * decimals if decimals else "")
    return (f'"{sign}"' if sign else "") + body + (f'"{suffix}"' if suffix else "")
