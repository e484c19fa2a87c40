"""Runs the real command line in a process of its own, the way a shell would."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

TONGHOP = Path(sys.executable).parent / "tonghop"
CORPUS = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def tonghop(*arguments: str | Path | bytes, lang: str | None = None, cwd: Path | None = None, **options: int) -> Ran:
    """Run `tonghop` with its output piped. No run may ever end in a traceback."""
    environment = {k: v for k, v in os.environ.items() if k not in {"TONGHOP_LANG", "TONGHOP_DEBUG"}}
    if lang:
        environment["TONGHOP_LANG"] = lang
    ran = subprocess.run(
        [TONGHOP, *arguments], capture_output=True, timeout=300, env=environment, cwd=cwd, check=False, **options
    )
    out, err = ran.stdout.decode(), ran.stderr.decode()
    assert "Traceback" not in out + err, err
    return Ran(ran.returncode, out, err)
