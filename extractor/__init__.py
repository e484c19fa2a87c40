"""How a report is read and judged.

    from extractor import read_report, audit, consolidate

The three verbs are loaded when first asked for: reading needs spaCy and a PDF library, judging and
consolidating need neither.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.audit import audit
    from extractor.national import consolidate
    from extractor.pipeline import read_report

__all__ = ["audit", "consolidate", "read_report"]

_HOMES = {"audit": "extractor.audit", "consolidate": "extractor.national", "read_report": "extractor.pipeline"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
