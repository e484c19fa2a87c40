"""One gold, all forms: each form of a report read and compared with the same gold.

A report folder may hold its source text, `report.docx`, `report.pdf`, and scans of it: `scan-clean.pdf`,
`scan-bad.pdf`, `scan-signed.pdf`, `scan-signed-gray.pdf`. A form that is not there, or that this machine cannot read,
is left out and told.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import TonghopError
from extractor.evaluate import Evaluation, Score, compare, gold_folders
from extractor.pipeline import read_report

FORMS = ("text", "docx", "pdf", "scan-clean", "scan-bad", "scan-signed", "scan-signed-gray")
KINDS = ("figures +unit", "targets", "regulations")
_FILES = {
    "text": ("report.txt", "report.md"),
    "docx": ("report.docx",),
    "pdf": ("report.pdf",),
    "scan-clean": ("scan-clean.pdf",),
    "scan-bad": ("scan-bad.pdf",),
    "scan-signed": ("scan-signed.pdf",),
    "scan-signed-gray": ("scan-signed-gray.pdf",),
}


@dataclass(slots=True)
class FormsEvaluation:
    """The evaluation of each form; `unread` tells why a form of a report could not be read, by "report/form"."""

    forms: dict[str, Evaluation] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    @property
    def reports(self) -> list[str]:
        """The reports that were read in any form."""
        return sorted({name for evaluation in self.forms.values() for name in evaluation.reports})

    def score(self, report: str, form: str, kind: str) -> Score | None:
        """The score of one report in one form, None where it was not read."""
        evaluation = self.forms.get(form)
        return evaluation.reports.get(report, {}).get(kind) if evaluation else None

    def total(self, form: str, kind: str) -> Score | None:
        """The score of a form over all reports."""
        evaluation = self.forms.get(form)
        return evaluation.scores.get(kind) if evaluation else None

    def of_pdf(self, form: str, kind: str) -> float | None:
        """The F1 of a form as a share of the F1 that the PDFs of the same reports have."""
        own, pdf = self.forms.get(form), self.forms.get("pdf")
        if own is None or pdf is None:
            return None
        shared = sorted(own.reports.keys() & pdf.reports.keys())
        ours = sum((own.reports[name][kind] for name in shared), Score())
        theirs = sum((pdf.reports[name][kind] for name in shared), Score())
        return ours.f1 / theirs.f1 if theirs.f1 else None

    def as_json(self) -> dict[str, Any]:
        """The evaluation as plain data."""
        return {
            "forms": {form: evaluation.as_json() for form, evaluation in self.forms.items()},
            "of_pdf": {form: {kind: self.of_pdf(form, kind) for kind in KINDS} for form in self.forms},
            "unread": self.unread,
        }


def evaluate_forms(gold_dir: Path) -> FormsEvaluation:
    """Read every form of every report of `gold_dir`. Raises UsageError if the folder holds no gold."""
    result = FormsEvaluation()
    for folder in gold_folders(gold_dir):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        for form, path in _present(folder):
            try:
                report = read_report(path)
            except TonghopError as problem:
                result.unread[f"{folder.name}/{form}"] = problem.vi
                continue
            evaluation = result.forms.setdefault(form, Evaluation(form=form))
            compare(evaluation, folder.name, report, gold)
    result.forms = {form: result.forms[form] for form in FORMS if form in result.forms}
    return result


def _present(folder: Path) -> Iterator[tuple[str, Path]]:
    for form, names in _FILES.items():
        path = next((folder / name for name in names if (folder / name).exists()), None)
        if path is not None:
            yield form, path
