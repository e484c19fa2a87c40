"""Periods, written as the contract writes them: `as_of:DATE`, `year:YYYY`, `range:YYYY-YYYY`."""

import re
from typing import Annotated

from pydantic import AfterValidator

_PERIOD = re.compile(r"as_of:[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|year:[0-9]{4}|range:[0-9]{4}-[0-9]{4}")
_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def _period(text: str) -> str:
    if not _PERIOD.fullmatch(text):
        raise ValueError(f"{text!r} is no period: as_of:YYYY-MM-DD, year:YYYY or range:YYYY-YYYY")
    return text


def _partial_date(text: str) -> str:
    if not _PARTIAL.fullmatch(text):
        raise ValueError(f"{text!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD")
    return text


Period = Annotated[str, AfterValidator(_period)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
"""A date as far as it is known: `2019-01-11`, `2024-05`, `2022`. Kept as printed even if the calendar lacks it."""
