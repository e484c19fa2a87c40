"""The whole story on one screen: a file becomes a manuscript, a manuscript becomes a report.

    bytes → read_manuscript → Manuscript → layers on a spaCy Doc → facts → Report

What may be said is the catalogue's (`schemas/data`), how it is said is the lexicon's
(`extractor/lexicon`); the audit and the national tables take it from the Report.
"""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from extractor.facts import read_facts
from extractor.facts import read_ledger as classify_numerals
from extractor.readers.open import MEDIA_TYPES, load, read_manuscript
from schemas import catalogue
from schemas.report import Report, Source


def read_report(path: Path | str, without: frozenset[str] = frozenset()) -> Report:
    """The record of a report file (PDF, DOCX, text or Markdown).

    Raises UnreadableFile where the file cannot be read, CatalogueProblem or CatalogueError where the
    project's own data is wrong. `without` drops lexicon wordings, for leave-one-out measurements.
    """
    return read_with_text(path, without)[0]


def read_cross_checked(path: Path | str) -> Report:
    """As `read_report`; a PDF is read by a second library too, and numerals that differ are warned of."""
    return read_with_text(path, cross_check=True)[0]


def read_with_text(
    path: Path | str, without: frozenset[str] = frozenset(), *, cross_check: bool = False
) -> tuple[Report, str]:
    """The record of a report file and the text that its anchors count in, from one reading."""
    path = Path(path)
    data = load(path)
    manuscript = read_manuscript(data, path.name)
    if cross_check and MEDIA_TYPES[path.suffix.lower()] == "application/pdf":
        # The second library is heavy, and asked for rarely.
        from extractor.readers.cross_check import disagreements

        manuscript = replace(manuscript, warnings=(*manuscript.warnings, *disagreements(data, manuscript)))
    source = Source(
        name=path.name.encode("utf-8", "replace").decode("utf-8"),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPES[path.suffix.lower()],
        pages=manuscript.pages,
        reading=manuscript.reading,
        warnings=manuscript.warnings,
    )
    return read_facts(manuscript, source, catalogue.load(), without), manuscript.text


def read_ledger(path: Path | str) -> str:
    """The text and the class of each of its numerals, as JSON: {"text", "entries": [[start, end, class, why]]}."""
    path = Path(path)
    manuscript = read_manuscript(load(path), path.name)
    return json.dumps(
        {"text": manuscript.text, "entries": classify_numerals(manuscript, catalogue.load())}, ensure_ascii=False
    )


def read_text(path: Path | str) -> str:
    """The text that was read: anchors are offsets into exactly this."""
    path = Path(path)
    return read_manuscript(load(path), path.name).text
