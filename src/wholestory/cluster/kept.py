"""Kept: one article as the window holds it, a few strings of bytes instead of thousands of objects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import mass, sparse
from wholestory.cluster.facts import BITS
from wholestory.cluster.facts import SIZE as FACT
from wholestory.cluster.mass import Mass
from wholestory.cluster.sketch import NEWS, Array
from wholestory.cluster.sparse import SHIFT, Sparse
from wholestory.cluster.told import LANGUAGES, NAMES, QUOTES, WORDS, Told
from wholestory.model import ArticleId

FINE = 512.0  # steps of a raw vector's values within 1: enough for means over many
SIZE = 6  # bytes of an entry: a hash of four, a weight of two
HELD = 256  # articles held as groups of one: one that comes is asked for again and again
Keys = NDArray[np.uint32]
Values = NDArray[np.float32]


class Kept(NamedTuple):
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


def counted(found: Kept) -> Kept:
    """An article without what is of use only for counting it."""
    id, language, low, high, length, words, names, _, quotes, prints, dense, _, told = found
    return Kept(id, language, low, high, length, words, names, b"", quotes, prints, dense, b"", told)


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


def dense_of(found: Kept, size: int) -> Array:
    """The mapped vector of an article, zeros where it has none."""
    if not found.dense:
        return np.zeros(size, np.float32)
    return np.frombuffer(found.dense, np.float16).astype(np.float32)


@lru_cache(maxsize=HELD)
def alone(found: Kept, size: int) -> Mass:
    """An article as a group of one; `size` is that of mapped vectors."""
    return each([found], size)[0]


def each(found: Sequence[Kept], size: int) -> list[Mass]:
    """Articles as groups of one; many at once cost a fraction each."""
    if not found:
        return []
    lines, vectors = np.array([_line(one) for one in found], float), [dense_of(one, size) for one in found]
    said = sparse.apart(_said(found, range(len(found))), len(found))
    return [mass.of(n, Told(one), dense) for n, one, dense in zip(lines, said, vectors, strict=True)]


def together(found: Sequence[Kept], size: int) -> Mass:
    """Several articles as one group, summed at once. Copies count once, but for when they came."""
    if len(found) == 1:
        return alone(found[0], size)
    texts = list({one.prints or one.id: one for one in found}.values())
    line = mass.combined([_line(one) for one in texts])
    if len(texts) < len(found):
        line[mass.DATED :] = mass.combined([_line(one) for one in found])[mass.DATED :]
    said = _said(texts, [0] * len(texts))
    return mass.of(line, Told(said), np.array([dense_of(one, size) for one in texts]).sum(0))


def _line(found: Kept) -> tuple[float, ...]:
    """The numbers of a group of one, in the order of the columns of a `mass`."""
    low, high = found.days
    dated = found.dated
    middle = (low + high) / 2 if dated else 0.0
    return (
        1,
        bool(found.dense),
        bool(found.names),
        bool(found.quotes),
        found.length,
        dated,
        middle,
        middle * middle,
        low if dated else math.inf,
        math.inf if found.high is None else found.high,
        high if dated else -math.inf,
        -math.inf if found.low is None else found.low,
    )


def _said(found: Sequence[Kept], owners: Sequence[int]) -> Sparse:
    """All that articles say; each key under the number of an owner (`sparse.owned`)."""
    parts = [part for one in found for part in (one.words, one.names, one.quotes)]
    facts = [one.facts for one in found]
    counts, told = [len(part) // SIZE for part in parts], [len(part) // FACT for part in facts]
    hashes = b"".join([part[: 4 * n] for part, n in zip(parts, counts, strict=True)])
    keys = [
        np.frombuffer(hashes, np.uint32).astype(np.uint64) << SHIFT | np.repeat(_kinds(len(found)), counts),
        np.frombuffer(b"".join([part[: 8 * n] for part, n in zip(facts, told, strict=True)]), np.uint64),
        np.array([_spoken(one.language) for one in found], np.uint64),
    ]
    weights = [part[4 * n :] for part, n in zip(parts, counts, strict=True)]
    weights += [part[8 * n :] for part, n in zip(facts, told, strict=True)]
    values = np.concatenate([np.frombuffer(b"".join(weights), np.float16), np.ones(len(found))])
    each, counted = [n for n in owners for _ in range(3)], [*counts, *told, *([1] * len(found))]
    owned = sparse.owned(np.concatenate(keys), [*each, *owners, *owners], counted)
    return Sparse(*sparse.summed(owned, values))


@lru_cache(maxsize=16)
def _kinds(count: int) -> NDArray[np.uint64]:
    """The kinds of the packed parts of so many articles."""
    return np.tile(np.array([WORDS, NAMES, QUOTES], np.uint64), count)


@lru_cache(maxsize=256)
def _spoken(language: str) -> int:
    return key(language) << BITS | LANGUAGES
