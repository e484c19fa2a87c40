"""What the auditor knows beyond the indicators: documents, the bodies that issue them, ratios, flows of stocks."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.frozen import Frozen
from schemas.period import PartialDate
from schemas.quantity import Number


class KnownDocument(Frozen):
    """A national document with its published date of issue."""

    type: str
    number: str = Field(min_length=1)
    issued: PartialDate = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    issuer: str


class Term(Frozen):
    """A term of a body: its Roman number, its first and its last day."""

    number: str = Field(pattern=r"^[IVX]+$")
    first: PartialDate
    last: PartialDate

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.first >= self.last:
            raise ValueError(f"term {self.number} ends before it begins")
        return self


class Body(Frozen):
    """A body that issues documents. `numbers` and `names` recognise it in a citation; see `bodies.toml`."""

    id: str
    label_vi: str = Field(min_length=1)
    label_en: str = Field(min_length=1)
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    dissolved: PartialDate | None = None

    def label(self, lang: Literal["vi", "en"] = "vi") -> str:
        """The body's name for a reader."""
        return self.label_en if lang == "en" else self.label_vi


class RatioRecord(Frozen):
    """A ratio of two indicators; see the head of `ratios.toml`."""

    id: str
    part: str
    parts: tuple[str, ...] = ()
    whole: str
    plausible: tuple[Number, Number] | None = None
    per_year: bool = False
    compared: bool = False
    scale: Literal["share", "size"] = "size"
    least: float = Field(default=0.1, gt=0)
    label_vi: str = Field(min_length=1)
    label_en: str = Field(min_length=1)

    def label(self, lang: Literal["vi", "en"] = "vi") -> str:
        """The ratio's name for a reader."""
        return self.label_en if lang == "en" else self.label_vi


class Floor(Frozen):
    """The least that a count of the indicator can be in a report of a federation."""

    indicator: str
    least: Number


class FlowOfStock(Frozen):
    """A flow that adds to a stock, and the stocks that may show it, the nearest first."""

    flow: str
    stock: tuple[str, ...] = Field(min_length=1)


class AuditKnowledge(Frozen):
    """All of it; empty where a catalogue is made without these files."""

    documents: tuple[KnownDocument, ...] = ()
    bodies: tuple[Body, ...] = ()
    ratios: tuple[RatioRecord, ...] = ()
    floors: tuple[Floor, ...] = ()
    flows: tuple[FlowOfStock, ...] = ()

    def indicators(self) -> set[str]:
        """Every indicator that a record names."""
        named = {floor.indicator for floor in self.floors}
        named |= {name for flow in self.flows for name in (flow.flow, *flow.stock)}
        return named | {name for ratio in self.ratios for name in (ratio.part, *ratio.parts, ratio.whole)}
