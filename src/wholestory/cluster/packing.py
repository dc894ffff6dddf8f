"""Packing: what a window keeps of an article as one string of bytes, and back."""

from __future__ import annotations

import json
from typing import Any

from wholestory.cluster.kept import Kept

_BYTES = ("words", "names", "only", "quotes", "prints", "dense", "raw", "facts")
_PLAIN = tuple(name for name in Kept._fields if name not in _BYTES)


def packed(article: Kept) -> bytes:
    """A line of JSON with the plain values and the lengths of all others, then those."""
    parts = [getattr(article, name) for name in _BYTES]
    head = [[getattr(article, name) for name in _PLAIN], [len(part) for part in parts]]
    return b"".join([json.dumps(head).encode(), b"\n", *parts])


def unpacked(data: bytes) -> Kept:
    """What `packed` made into bytes. Raises ValueError for what it did not."""
    head, _, rest = data.partition(b"\n")
    plain, lengths = json.loads(head)
    if sum(lengths) != len(rest):
        raise ValueError("bytes are missing")
    values: dict[str, Any] = dict(zip(_PLAIN, plain, strict=True))
    for name, length in zip(_BYTES, lengths, strict=True):
        values[name], rest = rest[:length], rest[length:]
    return Kept(**values)
