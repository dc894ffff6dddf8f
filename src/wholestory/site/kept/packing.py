"""Answers made smaller: gzip, also with holes that are filled anew for each answer; brotli for what stays.

A hole is filled by a stored block (RFC 1951, 3.2.4) between blocks that refer to nothing before them, so
that a page is compressed once and each visitor still gets another nonce.
"""

from __future__ import annotations

import gzip
import re
import secrets
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import brotli

LEAST = 860  # bytes; below that it gains nothing
LEVEL, LEVEL_ONCE = (
    6,
    3,
)  # of what is kept, of what is made for one answer: a quarter of the time, an eighth more
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_NAMED_HEAD = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"
_LAST = b"\x03\x00"  # an empty last block
LARGE = 4 << 10  # bytes of a part that is packed once for all answers it stands in
_MOST_PADDING = 64
_RAW = -15
_TEXT = re.compile(
    r"text/|image/svg\+xml|application/(?:json|javascript|xml|manifest\+json|[a-z]+\+(?:xml|json))"
)


@lru_cache(1024)
def accepted(header: str) -> frozenset[str]:
    """The codings of ours that an `Accept-Encoding` takes."""
    found = set()
    for each in header.lower().split(","):
        name, _, weight = (part.strip() for part in each.partition(";"))
        if name in ("gzip", "br") and not re.fullmatch(r"q\s*=\s*0(?:\.0*)?", weight):
            found.add(name)
    return frozenset(found)


def gains(type: str, body: bytes) -> bool:
    """Whether something of that type is worth packing."""
    return len(body) >= LEAST and bool(_TEXT.match(type))


def packed(pieces: Sequence[bytes]) -> bytes:
    """One answer as gzip; its head is of a random length, so that its size tells nothing of a secret in it
    (BREACH).
    """
    padding = secrets.token_hex(_MOST_PADDING)[: secrets.randbelow(_MOST_PADDING * 2)].encode() + b"\x00"
    blocks, body = holed(pieces, LEVEL_ONCE), b"".join(pieces)
    return b"".join((_NAMED_HEAD, padding, *blocks, _LAST, _tail(zlib.crc32(body), len(body))))


def packed_for_ever(body: bytes, coding: str) -> bytes:
    """A file that never changes, as small as it gets; the same each time."""
    return brotli.compress(body) if coding == "br" else gzip.compress(body, 9, mtime=0)


def holed(parts: Sequence[bytes], level: int = LEVEL) -> tuple[bytes, ...]:
    """Parts of one text, each packed so that something may stand between it and the next."""
    return tuple((_kept if len(part) >= LARGE else _alone)(part, level) for part in parts)


def _alone(part: bytes, level: int) -> bytes:
    """A part in blocks that refer to nothing else, none of them the last."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    return packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)


_kept = lru_cache(128)(_alone)  # what stands in many answers is packed once


def filled(parts: Sequence[bytes], packed: Sequence[bytes], holes: Sequence[bytes]) -> bytes:
    """The whole text as gzip, of its `parts` and the same `packed` by `holed`, with `holes` between them."""
    whole = joined(parts, holes)
    blocks = joined(packed, [*map(_stored, holes)])
    return b"".join((_HEAD, blocks, _LAST, _tail(zlib.crc32(whole), len(whole))))


def joined(parts: Sequence[bytes], holes: Sequence[bytes]) -> bytes:
    """The parts with `holes`, one fewer, between them."""
    return b"".join(chain.from_iterable(zip(parts, (*holes, b""), strict=True)))


def _stored(hole: bytes) -> bytes:
    return struct.pack("<BHH", 0, len(hole), len(hole) ^ 0xFFFF) + hole if hole else b""


def _tail(sum: int, length: int) -> bytes:
    return struct.pack("<II", sum, length & 0xFFFFFFFF)
