"""Where a fact stands: exact characters of the text that was read, and the place on the page."""

from typing import Self

from pydantic import Field, model_validator

from schemas.frozen import Frozen


class Box(Frozen):
    """A rectangle on a page, in PDF points from the page's top left; one per printed line."""

    page: int = Field(ge=1)
    x0: float
    top: float
    x1: float
    bottom: float


class Anchor(Frozen):
    """The characters `start:end` (Unicode code points) of the text that was read.

    `quote` is that slice, always. `page` is the page of the first character, 1-based, and null
    where the source has no pages; `boxes` is empty for such a source.
    """

    start: int = Field(ge=0)
    end: int
    quote: str
    page: int | None = None
    boxes: tuple[Box, ...] = ()

    @model_validator(mode="after")
    def _slice_is_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"anchor {self.start}:{self.end} does not fit its quote {self.quote!r}")
        return self
