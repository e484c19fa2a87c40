"""Costly exports made at the same time: each in a copy of this process, where there are processors for it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

Make = Callable[[], bytes]
Results = Callable[[], dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class _Copy:
    process: int
    answer: int


@contextmanager
def together(tasks: Mapping[str, Make]) -> Iterator[Results]:
    """Begin the tasks; what is given waits for them and gives their bytes by name, as if each had been called here.

    A copy of a process has only the thread that made it: where others run, or where there is one processor,
    the tasks are simply called when their results are asked for. So is a task whose copy did not come to its
    end; what goes wrong in it is then raised here. Leaving the context ends all copies.
    """
    copies: dict[str, _Copy] = {}

    def results() -> dict[str, bytes]:
        made: dict[str, bytes] = {}
        for name, make in tasks.items():
            copy = copies.pop(name, None)
            answer = None if copy is None else _answer(copy)
            made[name] = make() if answer is None else answer
        return made

    try:
        if threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1:
            for name, make in tasks.items():
                copies[name] = _begin(make)
        yield results
    finally:
        for copy in copies.values():
            os.close(copy.answer)
            with suppress(ProcessLookupError):
                os.kill(copy.process, signal.SIGKILL)
            os.waitpid(copy.process, 0)


def _begin(make: Make) -> _Copy:
    answer, theirs = os.pipe()
    process = os.fork()
    if process:
        os.close(theirs)
        return _Copy(process, answer)
    code = 1
    try:
        # The copy holds no file of this process: should this one be killed, the lock of the dataset goes with it.
        os.closerange(3, theirs)
        os.closerange(theirs + 1, os.sysconf("SC_OPEN_MAX"))
        body = make()
        with os.fdopen(theirs, "wb") as pipe:
            pipe.write(body)
        code = 0
    finally:
        os._exit(code)


def _answer(copy: _Copy) -> bytes | None:
    """What the copy made; null if it did not come to its end."""
    with os.fdopen(copy.answer, "rb") as pipe:
        body = pipe.read()
    _, status = os.waitpid(copy.process, 0)
    return body if status == 0 else None
