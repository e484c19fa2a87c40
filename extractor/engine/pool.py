"""Reading many files at once: threads that each drive one worker process.

Processes, because PDFium is not thread-safe and because a process can be ended: a file that crashes
its reader, takes too long or too much memory costs only itself. Results cross as JSON.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.engine.outcome import Outcome, failure
from extractor.engine.worker import load_task, outcome_of, perform

READ_REPORT = "extractor.pipeline:read_report"
READ_LEDGER = "extractor.pipeline:read_ledger"
READ_TEXT = "extractor.pipeline:read_text"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: seconds of wall time, and megabytes on top of the program itself."""

    seconds: float = 300.0
    megabytes: int = 4096


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_many(
    paths: Sequence[Path],
    *,
    task: str = READ_REPORT,
    jobs: int | None = None,
    limits: Limits = Limits(),
) -> Generator[Outcome, None, None]:
    """Read `paths` with `task` ("module:function") and give the outcomes in the order of `paths`.

    `jobs` is the number of worker processes, as many as processors by default. `jobs=1` asked for
    by name reads in this process, without limits. Closing the generator ends all workers.
    """
    if jobs == 1:
        function = load_task(task)
        yield from (perform(function, path) for path in paths)
        return
    workers = [_Worker(task, limits) for _ in range(min(jobs or processors(), len(paths)))]
    waiting = iter(enumerate(paths))
    lock, done = threading.Lock(), queue.SimpleQueue[tuple[int, Outcome]]()

    def drive(worker: "_Worker") -> None:
        try:
            while not worker.ended:
                with lock:
                    index, path = next(waiting, (-1, None))
                if path is None:
                    break
                done.put((index, worker.read(path)))
        finally:
            worker.close()

    threads = [threading.Thread(target=drive, args=(worker,), daemon=True) for worker in workers]
    early: dict[int, Outcome] = {}
    try:
        for thread in threads:
            thread.start()
        for index in range(len(paths)):
            while index not in early:
                at, outcome = done.get()
                early[at] = outcome
            yield early.pop(index)
    finally:
        for worker in workers:
            worker.end()
        for thread in threads:
            if thread.ident is not None:
                thread.join()


class _Worker:
    """One child process at a time, replaced when a file has ended it."""

    def __init__(self, task: str, limits: Limits) -> None:
        self._task = task
        self._limits = limits
        self._child: subprocess.Popen[str] | None = None
        self._said: IO[str] | None = None
        self._lock = threading.Lock()
        self.ended = False

    def read(self, path: Path) -> Outcome:
        """Read one file; the death of the child becomes the file's failure."""
        child = self._child or self._start()
        if child is None:
            return Outcome(path, failure=failure("start", path, reason=self._last_words()))
        assert child.stdin and child.stdout
        try:
            child.stdin.write(json.dumps(os.fspath(path)) + "\n")
            child.stdin.flush()
            answer = child.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if answer.endswith("\n"):
            outcome = outcome_of(path, answer)
            if outcome.failure and outcome.failure.code == "memory":
                self._discard()
            return outcome
        code = self._discard()
        if code == -signal.SIGALRM:
            return Outcome(path, failure=failure("timeout", path, seconds=f"{self._limits.seconds:g}"))
        reason = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return Outcome(path, failure=failure("crashed", path, reason=reason))

    def end(self) -> None:
        """End the child, whatever it is doing; no other is started."""
        with self._lock:
            self.ended = True
            child = self._child
            if child is not None:
                _kill(child)

    def close(self) -> None:
        """End the child and let go of its pipes; for the thread that drives the worker."""
        self.end()
        self._discard()
        if self._said is not None:
            self._said.close()

    def _start(self) -> subprocess.Popen[str] | None:
        arguments = [self._task, str(self._limits.seconds), str(self._limits.megabytes)]
        with self._lock:
            if self.ended:
                return None
            if self._said is None:
                self._said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
            child = self._child = subprocess.Popen(
                # -P: a module.py in the folder where the user stands is a stranger's, and is not imported.
                [sys.executable, "-P", "-m", "extractor.engine.worker", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get("TONGHOP_DEBUG") else self._said,
                text=True,
                encoding="ascii",
                start_new_session=True,  # Ctrl-C is for the program; its children's children end with them
            )
        assert child.stdout
        if child.stdout.readline() == '"ready"\n':
            return child
        self._discard()
        return None

    def _discard(self) -> int:
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return 0
        assert child.stdin and child.stdout
        try:
            code = child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        _kill(child)
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        return code or child.wait()

    def _last_words(self) -> str:
        if self._said is None:
            return ""
        self._said.seek(0)
        lines = self._said.read().strip().splitlines()
        return lines[-1][:200] if lines else "?"


def _kill(child: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
