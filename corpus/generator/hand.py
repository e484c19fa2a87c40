"""Hands: how one office writes. All of it is data in `hands/`; this module only reads it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.units import Unit

DATA = Path(__file__).parent / "hands"


@dataclass(frozen=True, slots=True)
class Hand:
    """The habits of one office; the comments of hands.toml tell what each is."""

    name: str
    about: str
    outline: str
    numbering: str
    status: str
    person: str
    attendance: str
    parts: str = ""
    heading: str = "bold"
    letterhead: str = "table"
    form: str = "union"
    styles: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    prose_form: str = "noun"
    label: str = ": "
    bullet: str = "- "
    nested: bool = False
    joiner: str = ", "
    thousands: str = "."
    leading_zero: bool = True
    percent: str = "%"
    decimals: int = 1
    words_up_to: int = 0
    shares: tuple[str, ...] = ()
    share_style: str = ""
    hedges: tuple[str, ...] = ()
    citation: str = "inline"
    citation_date: str = "slash"
    table_columns: str = "single"
    annex_rows: bool = False
    interrupted: bool = False
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    eras: tuple[str, ...] = ("pre_2025_07", "post_2025_07")
    units: tuple[str, ...] = ("mountain", "delta", "metropolis", "sector")
    merged_only: bool = False

    def style(self, block: str) -> str:
        """How this hand tells a block: prose, lines, table or series."""
        return self.styles.get(block, self.styles.get("*", "prose"))

    def fits(self, unit: Unit) -> bool:
        """True if an office of this kind writes in this hand."""
        return (
            unit.era in self.eras
            and unit.profile in self.units
            and (bool(unit.predecessors) or not self.merged_only)
            and not (self.form == "party" and unit.profile == "sector")
        )


@lru_cache(maxsize=1)
def hands() -> dict[str, Hand]:
    """All hands by name."""
    listed = {}
    for name, entry in table("hands").items():
        entry = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
        listed[name] = Hand(name=name, **entry)
    return listed


@lru_cache(maxsize=1)
def phrases() -> dict[str, dict[str, list[str]]]:
    """The wordings of every indicator."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((DATA / "phrases").glob("*.toml")):
        found |= tomllib.loads(path.read_text("utf-8"))
    return found


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """One data file of `hands/`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
