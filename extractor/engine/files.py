"""Writing a file so that there is the old one or the new one, and never half of it."""

import hashlib
import os
from pathlib import Path


def replace_file(path: Path, body: bytes) -> None:
    """Write beside the place and rename: a program that is ended leaves the old file or the new one. Raises OSError."""
    partial = path.with_name(f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.partial")
    try:
        partial.write_bytes(body)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
