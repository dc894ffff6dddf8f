"""Kept: one article as the window holds it, a few strings of bytes instead of thousands of objects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import facts as facts_of
from wholestory.cluster import mass
from wholestory.cluster.mass import Mass, Touch
from wholestory.cluster.sketch import NEWS, Array
from wholestory.model import ArticleId

FINE = 512.0  # steps of a raw vector's values within 1: enough for means over many
SIZE = 6  # bytes of an entry: a hash of four, a weight of two
Keys = NDArray[np.uint32]
Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Kept:
    """An article weighed by what its window knew when it came; it compares and hashes by content.

    `words`, `names` and `quotes` are sparse unit vectors: all keys (uint32 hashes, heaviest first), then
    all weights (float16). `only` holds the keys of names that are no words, `prints` the smallest hashes of
    the text (uint32), `dense` the mapped vector (float16), `raw` the vector as it came (int8, in steps of
    1 / `FINE`), empty where there is none, `facts` what it says of its event (`facts.packed`). `low`
    and `high` bound the day as in a sketch.
    """

    id: ArticleId
    language: str
    low: float | None
    high: float | None
    length: int
    words: bytes
    names: bytes
    only: bytes
    quotes: bytes
    prints: bytes
    dense: bytes
    raw: bytes
    facts: bytes = b""

    @property
    def dated(self) -> bool:
        """Whether the day of publication is known well enough to tell events apart."""
        return self.low is not None and self.high is not None and self.high - self.low <= NEWS

    @property
    def days(self) -> tuple[float, float]:
        """First and last possible day; infinite where unknown."""
        if self.dated and self.low is not None and self.high is not None:
            return self.low, self.high
        return -math.inf, math.inf


_NAMES = [field.name for field in fields(Kept)]
_VALUES = attrgetter(*_NAMES)
_COUNTED = [_NAMES.index("only"), _NAMES.index("raw")]


def counted(found: Kept) -> Kept:
    """An article without what is of use only for counting it (as `replace`, in a third of its time)."""
    values = list(_VALUES(found))
    for place in _COUNTED:
        values[place] = b""
    return Kept(*values)


def key(term: str) -> int:
    """The hash that stands for a term."""
    return crc32(term.encode())


def packed(vector: Mapping[int, float]) -> bytes:
    """A sparse vector as bytes, heaviest first."""
    ordered = sorted(vector.items(), key=lambda item: (-item[1], item[0]))
    keys = np.array([k for k, _ in ordered], np.uint32)
    return keys.tobytes() + np.array([v for _, v in ordered], np.float16).tobytes()


def keys_of(vector: bytes, most: int | None = None) -> Keys:
    """The keys of a packed sparse vector, of the heaviest `most`."""
    count = len(vector) // SIZE
    return np.frombuffer(vector, np.uint32, count if most is None else min(most, count))


def weights_of(vector: bytes) -> NDArray[np.float16]:
    """The weights of a packed sparse vector."""
    return np.frombuffer(vector, np.float16, offset=len(vector) // SIZE * 4)


def unpacked(vector: bytes) -> dict[int, float]:
    """A packed sparse vector as a mapping."""
    return dict(zip(keys_of(vector).tolist(), weights_of(vector).tolist()))  # noqa: B905


def dense_of(found: Kept, size: int) -> Array:
    """The mapped vector of an article, zeros where it has none."""
    if not found.dense:
        return np.zeros(size, np.float32)
    return np.frombuffer(found.dense, np.float16).astype(np.float32)


@lru_cache(maxsize=16)  # one that comes is asked for by copies, rivals and the story that it joins
def alone(found: Kept, size: int) -> Mass:
    """An article as a group of one; `size` is that of mapped vectors."""
    dense = dense_of(found, size)
    low, high = found.days
    dated = found.dated
    return Mass(
        size=1,
        dense=dense,
        words=unpacked(found.words),
        names=unpacked(found.names),
        quotes=unpacked(found.quotes) if found.quotes else {},
        own=Touch(
            float(np.dot(dense, dense)), float(bool(found.words)), float(bool(found.names)),
            float(bool(found.quotes)),
        ),
        languages={found.language: 1},
        length=float(found.length),
        vectored=int(bool(found.dense)),
        named=int(bool(found.names)),
        quoting=int(bool(found.quotes)),
        dated=int(dated),
        low=low if dated else math.inf,
        high=high if dated else -math.inf,
        middle=(low + high) / 2 if dated else 0.0,
        floor=-math.inf if found.low is None else found.low,
        ceiling=math.inf if found.high is None else found.high,
        facts=facts_of.unpacked(found.facts),
    )  # fmt: skip


def together(found: Sequence[Kept], size: int) -> Mass:
    """Several articles as one group, summed at once; as `mass.total` but for rounding. Copies count once."""
    texts = list({one.prints or one.id: one for one in found}.values())
    if len(texts) < len(found):
        return replace(together(texts, size), **_times(found))
    if len(found) < 3:
        return mass.total(alone(one, size) for one in found)
    dense = np.stack([dense_of(one, size) for one in found]).sum(0)
    words, names, quotes = (
        _summed(part) for part in zip(*((k.words, k.names, k.quotes) for k in found), strict=True)
    )
    languages: dict[str, int] = {}
    for one in found:
        languages[one.language] = languages.get(one.language, 0) + 1
    return Mass(
        size=len(found),
        dense=dense,
        words=words,
        names=names,
        quotes=quotes,
        own=Touch(float(np.dot(dense, dense)), _square(words), _square(names), _square(quotes)),
        languages=languages,
        length=float(sum(one.length for one in found)),
        vectored=sum(bool(one.dense) for one in found),
        named=sum(bool(one.names) for one in found),
        quoting=sum(bool(one.quotes) for one in found),
        **_times(found),
        facts=facts_of.together(one.facts for one in found),
    )


def _times(found: Sequence[Kept]) -> dict[str, Any]:
    """What a mass knows of its members' days."""
    dated = [one.days for one in found if one.dated]
    return {
        "dated": len(dated),
        "low": min((low for low, _ in dated), default=math.inf),
        "high": max((high for _, high in dated), default=-math.inf),
        "middle": sum((low + high) / 2 for low, high in dated),
        "floor": max((one.low for one in found if one.low is not None), default=-math.inf),
        "ceiling": min((one.high for one in found if one.high is not None), default=math.inf),
    }


def _summed(vectors: Iterable[bytes]) -> dict[int, float]:
    given = [v for v in vectors if v]
    if not given:
        return {}
    keys, place = np.unique(np.concatenate([keys_of(v) for v in given]), return_inverse=True)
    sums = np.bincount(place, np.concatenate([weights_of(v) for v in given]))
    return dict(zip(keys.tolist(), sums.tolist(), strict=True))


def _square(vector: Mapping[int, float]) -> float:
    return sum([v * v for v in vector.values()])
