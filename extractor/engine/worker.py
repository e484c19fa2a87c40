"""The child process that reads one file after another: `python -m extractor.engine.worker MODULE:FUNCTION …`.

It takes one JSON request a line from its standard input and answers with one JSON line each. What a
library prints goes to standard error, never between the answers, and no program that it starts can
read the requests. The kernel ends it when a file takes
too long (SIGALRM, whatever the C code is doing) or too much memory (RLIMIT_AS).
"""

import importlib
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from extractor.engine.outcome import Failure, Outcome, failure, failure_of, shown
from extractor.errors import CatalogueError, TonghopError
from extractor.messages import say
from schemas.catalogue_files import CatalogueProblem
from schemas.report import Report

START_SECONDS = 120.0


def load_task(name: str) -> Callable[[Path], object]:
    """The function `module:function`, which takes a path and gives a record or a text."""
    module, function = name.split(":")
    task: Callable[[Path], object] = getattr(importlib.import_module(module), function)
    return task


def perform(task: Callable[[Path], object], path: Path, megabytes: int = 0) -> Outcome:
    """Read one file; whatever is raised becomes the file's failure."""
    try:
        result = task(path)
        if isinstance(result, str):
            return Outcome(path, payload=result)
        return Outcome(path, payload=_as_json(result, path))
    except TonghopError as error:
        return Outcome(path, failure=failure_of(error, path))
    except CatalogueProblem as problem:
        vi, en = (say("error.catalogue", lang, reason=problem) for lang in ("vi", "en"))
        return Outcome(path, failure=Failure("catalogue", vi, en, CatalogueError.exit_code))
    except MemoryError:
        return Outcome(path, failure=failure("memory", path, megabytes=megabytes))
    except Exception as error:  # a fault of ours must not cost the other files
        if os.environ.get("TONGHOP_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        reason = f"{type(error).__name__}: {shown(str(error))[:200]}"
        return Outcome(path, failure=failure("internal", path, reason=reason))


def _as_json(record: object, path: Path) -> str:
    if not isinstance(record, Report):
        raise TypeError(f"a reader gave {type(record).__name__}")
    name = shown(path.name)
    if name != path.name:
        # A file name that is no text cannot stand in JSON as it is.
        record = record.model_copy(update={"source": record.source.model_copy(update={"name": name})})
    return record.model_dump_json()


def _limit_memory(megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if megabytes:
        statm = Path("/proc/self/statm")
        used = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
        limit = used + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _loaded(name: str) -> Callable[[Path], object]:
    try:
        return load_task(name)
    except (TonghopError, CatalogueProblem) as error:
        problem = error

    def refuse(path: Path) -> object:
        raise problem

    return refuse


def main(arguments: list[str]) -> None:
    """Serve requests until standard input ends."""
    name, seconds, megabytes = arguments[0], float(arguments[1]), int(arguments[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, START_SECONDS)
    requests, answers = os.fdopen(os.dup(0), encoding="ascii"), os.fdopen(os.dup(1), "w", encoding="ascii")
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    task = _loaded(name)
    _limit_memory(megabytes)
    signal.setitimer(signal.ITIMER_REAL, 0)
    print('"ready"', file=answers, flush=True)
    for line in requests:
        path = Path(json.loads(line))
        signal.setitimer(signal.ITIMER_REAL, seconds)
        outcome = perform(task, path, megabytes)
        signal.setitimer(signal.ITIMER_REAL, 0)
        print(json.dumps(_answer(outcome)), file=answers, flush=True)
        if outcome.failure and outcome.failure.code == "memory":
            # Whatever filled the memory may still be held; the next file gets a fresh process.
            return


def _answer(outcome: Outcome) -> dict[str, object]:
    if outcome.failure is None:
        return {"payload": outcome.payload}
    f = outcome.failure
    return {"failure": {"code": f.code, "vi": f.vi, "en": f.en, "exit_code": f.exit_code}}


def outcome_of(path: Path, answer: str) -> Outcome:
    """The outcome that an answer line tells."""
    said = json.loads(answer)
    if "failure" in said:
        return Outcome(path, failure=Failure(**said["failure"]))
    return Outcome(path, payload=said["payload"])


if __name__ == "__main__":
    main(sys.argv[1:])
