"""The auditor knows the records and the catalogue, and nothing of how reports are read."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.audit import auditor
from schemas.catalogue import load

HEAVY = ("spacy", "pdfplumber", "pypdfium2", "lxml", "pyarrow", "xlsxwriter")


def test_it_imports_no_reader_and_no_language_library() -> None:
    code = (
        "import sys; from extractor.audit import audit; "
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]; "
        "own = [n for n in sys.modules if n.startswith('extractor.') and not n.startswith('extractor.audit')]; "
        "print(loaded + own)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("rule", load().rules)
def test_every_rule_is_explained_in_the_manual(rule: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    assert f"| `{rule}` |" in manual


def test_every_rule_is_used() -> None:
    folder = Path(auditor.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    for rule in load().rules:
        assert f'"{rule}"' in code
