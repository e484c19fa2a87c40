"""The hash chain over the rows of the store."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from extractor.dataset.schema import BLOBS

GENESIS = "0" * 64
"""What stands as the previous hash of the first row."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> str:
    """JSON in one spelling: sorted keys, no blanks, Unicode as it is.

    >>> canonical({"b": 1, "a": "ă"})
    '{"a":"ă","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def row_hash(row: Mapping[str, Any]) -> str:
    """The hash of a row's content; compressed columns count by the hashes that stand beside them."""
    return digest(canonical({name: value for name, value in row.items() if name not in BLOBS}).encode())


def link(seq: int, kind: str, row: str, previous: str) -> str:
    """The hash of a log row: everything before it is in it."""
    return digest(canonical([seq, kind, row, previous]).encode())


def packed(data: bytes) -> bytes:
    """Bytes as the store keeps them."""
    return zlib.compress(data, 6)


def unpacked(data: bytes) -> bytes:
    """The bytes that were packed. Raises ValueError if they are damaged."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from error
