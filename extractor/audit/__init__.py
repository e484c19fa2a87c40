"""The auditor: a report in, findings out; knows only the record types and the catalogue."""

from extractor.audit.auditor import audit

__all__ = ["audit"]
