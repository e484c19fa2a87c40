"""Runs the real command line in a process of its own, the way a shell would."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TONGHOP = Path(sys.executable).parent / "tonghop"
CORPUS = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def tonghop(*arguments: str | Path | bytes, lang: str | None = None, before: Callable[[], None] | None = None) -> Ran:
    """Run `tonghop` with its output piped. No run may ever end in a traceback."""
    environment = {k: v for k, v in os.environ.items() if k not in {"TONGHOP_LANG", "TONGHOP_DEBUG"}}
    if lang:
        environment["TONGHOP_LANG"] = lang
    ran = subprocess.run(
        [TONGHOP, *arguments], capture_output=True, timeout=300, env=environment, check=False, preexec_fn=before
    )
    out, err = ran.stdout.decode(), ran.stderr.decode()
    assert "Traceback" not in out + err, err
    return Ran(ran.returncode, out, err)


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def no_privilege_over_permissions() -> None:
    """Take from root the right to read what is closed to everyone; other users do not have it."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")
