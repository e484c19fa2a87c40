"""From reports to the national table, the workbook and the dataset."""

from extractor.national.consolidation import consolidate

__all__ = ["consolidate"]
