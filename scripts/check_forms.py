"""Whether DOC, ODT and RTF tell the facts of the DOCX they were made from: each corpus report, in a folder thrown away.

    python scripts/check_forms.py [REPORT...]        # needs LibreOffice; about six seconds a report

Prints a line a form and ends with 1 if any differs.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from extractor.pipeline import read_report
from schemas.report import Report

ROOT = Path(__file__).parents[1]
FORMS = ("odt", "rtf", "doc")
KINDS = ("header", "figures", "targets", "regulations")


def facts(report: Report) -> dict[str, Counter[str]]:
    """What is compared, each fact as text."""
    return {
        "header": Counter(f"{name}: {value}" for name, value in report.header.model_dump(exclude={"anchors"}).items()),
        "figures": Counter(
            f"{it.indicator} {it.quantity.bound} {it.quantity.value}–{it.quantity.upper} {it.quantity.unit}"
            f" {it.section} {it.period}"
            for it in report.figures
        ),
        "targets": Counter(
            f"{it.number} {it.status} {[str(limit.value) for limit in it.thresholds]} {it.section}"
            for it in report.targets
        ),
        "regulations": Counter(f"{it.key} {it.number} {it.issued} ×{len(it.mentions)}" for it in report.regulations),
    }


def made(document: Path, kind: str, folder: Path) -> Path:
    """The document in another form."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(folder), str(document)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{document.stem}.{kind}"


def main(names: list[str]) -> int:
    """Compare, print, and say by the exit code whether all agree."""
    documents = sorted(ROOT.glob("corpus/*/report.docx"))
    differing = 0
    for document in documents:
        if names and document.parent.name not in names:
            continue
        expected = facts(read_report(document))
        for kind in FORMS:
            with tempfile.TemporaryDirectory() as folder:
                read = facts(read_report(made(document, kind, Path(folder))))
            lines = []
            for name in KINDS:
                missing, added = expected[name] - read[name], read[name] - expected[name]
                lines += [f"    - {fact}" for fact in missing.elements()] + [
                    f"    + {fact}" for fact in added.elements()
                ]
            differing += bool(lines)
            counts = ", ".join(f"{sum(expected[name].values())} {name}" for name in KINDS[1:])
            print(f"{document.parent.name} .{kind}: {'differs' if lines else 'the same'} ({counts})", flush=True)
            print("\n".join(lines), end="\n" if lines else "")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
