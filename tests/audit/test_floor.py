"""The auditor knows the records and the catalogue, and nothing of how reports are read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.audit import auditor
from schemas.catalogue import load
from tests.audit.gold_report import gold_report

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


BLOCKED = """
import sys
from importlib.abc import MetaPathFinder
class NotInstalled(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, NotInstalled())
from extractor.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("records", [1, 2])
def test_records_are_audited_where_no_reading_library_is_installed(records: int, tmp_path: Path) -> None:
    paths = []
    names = ("lai-chau-2024", "nghe-an-2024")[:records]
    for name in names:
        made = gold_report(name)
        source = made.source.model_copy(update={"sha256": name.encode().hex().ljust(64, "0")})
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(made.model_copy(update={"source": source}).model_dump_json(), encoding="utf-8")
    code = BLOCKED.format(names=("spacy", "pdfplumber", "pypdfium2", "pdfminer", "lxml", "docx", "PIL"))
    command = [sys.executable, "-c", code, "audit", *map(str, paths), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    audited = [json.loads(line) for line in run.stdout.splitlines()]
    assert [one["source"]["name"] for one in audited] == [*names]
    assert any(finding["outcome"] == "broken" for finding in audited[0]["findings"])


@pytest.mark.parametrize("rule", load().rules)
def test_every_rule_is_explained_in_the_manual(rule: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    assert f"| `{rule}` |" in manual


def test_every_rule_is_used() -> None:
    folder = Path(auditor.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    for rule in load().rules:
        assert f'"{rule}"' in code
