"""What hostile files do to a reader, told by the text of the file: the task of the engine's tests."""

import os
import signal
import sys
import time
from pathlib import Path

from extractor.errors import MissingProgram, UnreadableFile


def read(path: Path) -> str:
    """Do what the file says."""
    order = path.read_text(encoding="utf-8").strip()
    match order:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(0)
        case "hang":
            # Blocks the interpreter the way C code does: only the kernel can end it.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
            while True:
                time.sleep(60)
        case "gorge":
            return str(len(bytearray(3_000_000_000)))
        case "print":
            print("noise between the answers")
            os.write(1, b"more noise\n")
        case "drink":
            return f"standard input held {len(os.read(0, 10))} bytes"
        case "raise":
            raise ZeroDivisionError("hostile\nmessage")
        case "refuse":
            raise UnreadableFile(f"{path.name}: hỏng", f"{path.name}: damaged")
        case "lack":
            raise MissingProgram(f"{path.name}: thiếu tesseract", f"{path.name}: tesseract is missing")
        case "slow":
            time.sleep(0.5)
        case "deep":
            sys.setrecursionlimit(10**9)
            return str(_deeper(0))
    return f"{order} done"


def _deeper(n: int) -> int:
    return _deeper(n + 1) + 1
