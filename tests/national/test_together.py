"""Costly exports in copies of the process: the same bytes, the same errors, nothing left running."""

import os
import subprocess
import sys
import threading

import pytest

from extractor.national.together import together

PARENT = """
import os, sys, time
from extractor.national.together import together

def slow():
    time.sleep(60)
    return b""

with together({"a": slow}) as results:
    if sys.argv[1] == "killed":
        os.kill(os.getpid(), 9)
    elif sys.argv[1] == "raised":
        try:
            raise ValueError("elsewhere")
        finally:
            sys.exit(3)
"""


def large() -> bytes:
    return b"x" * 3_000_000


def who() -> bytes:
    return str(os.getpid()).encode()


def broken() -> bytes:
    raise ValueError("of the task")


CODE = """
import os
from tests.national.test_together import broken, large, who
from extractor.national.together import together

with together({"large": large, "who": who}) as results:
    made = results()
assert made["large"] == large()
assert list(made) == ["large", "who"]
print(len(os.sched_getaffinity(0)), made["who"].decode() != str(os.getpid()))
try:
    with together({"broken": broken}) as results:
        results()
except ValueError as error:
    print(error)
"""


def test_copies_give_the_bytes_and_the_errors_of_their_tasks() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    processors, copied = lines[0].split()
    assert copied == str(int(processors) > 1)
    assert lines[1] == "of the task"


def test_where_other_threads_run_the_tasks_are_called_here() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        with together({"who": who}) as results:
            assert results() == {"who": who()}
        with pytest.raises(ValueError, match="of the task"), together({"broken": broken}) as results:
            results()
    finally:
        ended.set()
        other.join()


@pytest.mark.parametrize("end", ["killed", "raised"])
def test_no_copy_outlives_its_parent_with_the_files_of_it(end: str) -> None:
    """The lock of a dataset is a file that the parent holds open: it must go with the parent."""
    read, write = os.pipe()
    with subprocess.Popen([sys.executable, "-c", PARENT, end], pass_fds=[write]) as parent:
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            # The end of the file comes when nobody holds the other end; a copy that did would hold it for a minute.
            assert pipe.read() == b""
        assert parent.wait() == (-9 if end == "killed" else 3)
