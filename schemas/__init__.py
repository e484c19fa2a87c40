"""What may be said: the record types of the contract and the catalogue of the domain."""

from schemas.anchor import Anchor, Box
from schemas.facts import Figure, Fraction, Mention, OtherFigure, Regulation, Table, TableRow, Target, Threshold
from schemas.finding import AuditedReport, Finding
from schemas.quantity import Interval, Measure, Quantity
from schemas.report import Header, Numerals, Report, Source, UnitRef, Unread

__all__ = [
    "Anchor",
    "AuditedReport",
    "Box",
    "Figure",
    "Finding",
    "Fraction",
    "Header",
    "Interval",
    "Measure",
    "Mention",
    "Numerals",
    "OtherFigure",
    "Quantity",
    "Regulation",
    "Report",
    "Source",
    "Table",
    "TableRow",
    "Target",
    "Threshold",
    "UnitRef",
    "Unread",
]
