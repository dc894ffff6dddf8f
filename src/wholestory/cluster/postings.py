"""Postings: which articles carry a key. New ones stand in lists, older ones in one sorted block.

The block is merged with the lists whenever they have grown by an eighth of it, so an article costs a
logarithm of their number, and a million of them need no million lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

LEAST = 30_000  # entries in lists before they are worth sorting into the block
Keys = NDArray[np.uint32]
Rows = NDArray[np.int32]
NO_ROWS: Rows = np.zeros(0, np.int32)


class Postings:
    """Rows (numbers of articles, ascending) by key (uint32)."""

    def __init__(self) -> None:
        self._new: dict[int, list[int]] = defaultdict(list)
        self._count = 0
        self._keys: Keys = np.zeros(0, np.uint32)
        self._starts: NDArray[np.int64] = np.zeros(1, np.int64)
        self._rows: Rows = np.zeros(0, np.int32)

    def add(self, row: int, keys: Sequence[int]) -> None:
        """Note that article `row`, the newest, carries `keys`."""
        for key in keys:
            self._new[key].append(row)
        self._count += len(keys)
        if self._count > max(LEAST, len(self._rows) // 8):
            self.extend(np.zeros(0, np.uint32), np.zeros(0, np.int32))

    def extend(self, keys: Keys, rows: Rows) -> None:
        """Note many at once: `keys[i]` is carried by `rows[i]`, all newer than those known."""
        lists = self._new.items()
        known = np.repeat(self._keys, np.diff(self._starts))
        new = np.repeat(
            np.fromiter(self._new, np.uint32, len(lists)),
            np.fromiter((len(r) for _, r in lists), np.int64, len(lists)),
        )
        late = np.fromiter((r for _, found in lists for r in found), np.int32, self._count)
        every = np.concatenate([known, new, keys]).astype(np.uint64) << np.uint64(32)
        every |= np.concatenate([self._rows, late, rows]).astype(np.uint64)
        every.sort()
        self._rows = (every & np.uint64(0xFFFFFFFF)).astype(np.int32)
        sorted_keys = (every >> np.uint64(32)).astype(np.uint32)
        del every
        first = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]][: len(sorted_keys)])
        self._keys = sorted_keys[first]
        self._starts = np.append(first, len(sorted_keys)).astype(np.int64)
        self._new, self._count = defaultdict(list), 0

    def find(self, keys: Keys, most: int) -> Iterator[Rows]:
        """For each key the latest rows that carry it, at most `most`, ascending."""
        if not len(self._keys):
            yield from (np.array(self._new.get(key, [])[-most:], np.int32) for key in keys.tolist())
            return
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        there = (self._keys[places] == keys).tolist()
        starts, ends = self._starts[places].tolist(), self._starts[places + 1].tolist()
        for key, known, start, end in zip(keys.tolist(), there, starts, ends, strict=True):
            newer = self._new.get(key)
            older = self._rows[max(start, end - most) : end] if known else NO_ROWS
            yield older if newer is None else np.concatenate([older, np.array(newer, np.int32)])[-most:]
