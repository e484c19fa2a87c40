"""Contracts that a report tells under two decrees at once: "hợp đồng theo Nghị định 68, nay là Nghị định 111".

Decree 111/2022 took the place of Decree 68/2000 on 22 February 2023. What is told of a year before it counts under the
old one, anything else under the new one (domain reference, table of staff).
"""

import regex

from extractor.layers.concepts import ConceptSpan

_OLD, _NEW = "DECREE_68", "DECREE_111"
_FIRST_YEAR = 2023
_YEAR = regex.compile(r"(?<![/0-9.])20[0-9]{2}(?![0-9/])|(?<=(?:/|tháng )[0-9]{1,2}/)20[0-9]{2}(?![0-9])")


def of_one_decree(spans: list[ConceptSpan], words: str) -> list[ConceptSpan]:
    """The spans with one decree where they name both; `words`: what may tell the time, a header or a clause.

    >>> of_one_decree([], "30/6/2021")
    []
    """
    if not {_OLD, _NEW} <= {span.concept.id for span in spans}:
        return spans
    years = _YEAR.findall(words)
    dropped = _NEW if years and int(years[-1]) < _FIRST_YEAR else _OLD
    return [span for span in spans if span.concept.id != dropped]
