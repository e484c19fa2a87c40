import subprocess
import sys

import pytest
from program import tonghop

HEAVY = {"spacy", "thinc", "numpy", "pydantic", "pypdfium2", "pdfplumber", "pdfminer", "pyarrow", "rich", "lxml"}
VERBS = (
    *("extract", "audit", "consolidate", "evaluate", "schema", "doctor", "crop"),
    *("verify", "rebuild", "diff", "correct", "campaign"),
)


def _modules_after(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        "from extractor.cli import run\n"
        f"sys.argv = {['tonghop', *arguments]!r}\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in ran.stderr.split()}


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["consolidate", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    modules = _modules_after(*arguments)
    assert "argparse" in modules
    assert not modules & HEAVY


def test_schema_loads_no_reader() -> None:
    modules = _modules_after("schema", "anchor")
    assert "pydantic" in modules
    assert not modules & {"spacy", "pypdfium2", "pdfplumber", "pyarrow"}


def test_the_judging_side_loads_no_reader() -> None:
    code = "import sys, extractor.audit, extractor.national; print(*sys.modules, sep='\\n')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = {name.partition(".")[0] for name in ran.stdout.split()}
    assert not modules & {"spacy", "pypdfium2", "pdfplumber"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_advertised_verb_has_help_in_both_languages(verb: str) -> None:
    vietnamese, english = tonghop(verb, "--help"), tonghop(verb, "--help", lang="en")
    assert (vietnamese.code, english.code) == (0, 0)
    assert vietnamese.out.startswith(f"cách dùng: tonghop {verb}")
    assert english.out.startswith(f"usage: tonghop {verb}")
    assert max(len(line) for line in (vietnamese.out + english.out).splitlines()) <= 80
    assert verb in tonghop("--help").out


def test_verbs_of_later_versions_are_not_advertised() -> None:
    assert not {"serve", "watch"} & set(tonghop("--help", lang="en").out.split())
    assert tonghop("trace").code == 2
