"""Postings: which articles carry a key. New ones stand in lists, older ones in a few sorted blocks.

A full set of lists becomes a block, and blocks of about one size become one (a log-structured merge
tree, O'Neil and others 1996): so an article costs a logarithm of their number, and a million of them need
no million lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LEAST = 2_000  # entries in lists before they are worth a block
STEP = 16  # a block has so many times the entries of the next one, at least
HIGH, LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
Keys = NDArray[np.uint32]
Rows = NDArray[np.int32]
Places = NDArray[np.int64]
Block = NDArray[np.uint64]  # key and row in one number each, ascending
NO_ROWS: Rows = np.zeros(0, np.int32)


class Postings:
    """Rows (numbers of articles, ascending) by key (uint32)."""

    def __init__(self) -> None:
        self._new: dict[int, list[int]] = defaultdict(list)
        self._count = 0
        self._blocks: list[Block] = []

    def add(self, row: int, keys: Sequence[int]) -> None:
        """Note that article `row`, the newest, carries `keys`."""
        for key in keys:
            self._new[key].append(row)
        self._count += len(keys)
        if self._count > LEAST:
            self._seal()

    def extend(self, keys: Keys, rows: Rows) -> None:
        """Note many at once: `keys[i]` is carried by `rows[i]`, all newer than those known."""
        self._seal()
        self._put(_packed(keys, rows))

    def find(self, keys: Keys, most: int, enough: int | None = None) -> tuple[Rows, Places]:
        """The rows that carry any of `keys`, of each its latest `most`, and the place in `keys` of each.

        No more keys are read once there are more than `enough` rows.
        """
        low = keys.astype(np.uint64) << HIGH
        bounds = np.concatenate([low, low | LOW])
        blocks = [(block, np.searchsorted(block, bounds).tolist()) for block in reversed(self._blocks)]
        late: list[int] = []
        parts: list[Block] = []
        places: list[tuple[int, int]] = []
        later: list[tuple[int, int]] = []
        read = 0
        for place, key in enumerate(keys.tolist()):
            newest = self._new.get(key, ())[-most:]
            late += newest
            later.append((place, len(newest)))
            left = most - len(newest)
            for block, ends in blocks:
                start, end = ends[place], ends[len(keys) + place]
                if start < end and left:
                    part = block[max(start, end - left) : end]
                    parts.append(part)
                    places.append((place, len(part)))
                    left -= len(part)
            read += most - left
            if enough is not None and read > enough:
                break
        early = (np.concatenate(parts) & LOW).astype(np.int32) if parts else NO_ROWS
        numbers = np.array([*later, *places], np.int64).reshape(-1, 2)
        return np.concatenate([np.array(late, np.int32), early]), np.repeat(numbers[:, 0], numbers[:, 1])

    def _seal(self) -> None:
        """Make a block of the lists."""
        lists = self._new
        if lists:
            counts = [len(rows) for rows in lists.values()]
            keys = np.repeat(np.fromiter(lists, np.uint32, len(lists)), counts)
            rows = np.fromiter((row for found in lists.values() for row in found), np.int32, len(keys))
            self._new, self._count = defaultdict(list), 0
            self._put(_packed(keys, rows))

    def _put(self, block: Block) -> None:
        while self._blocks and len(self._blocks[-1]) < STEP * len(block):
            block = np.concatenate([self._blocks.pop(), block])
            block.sort(kind="stable")
        self._blocks.append(block)


def _packed(keys: Keys, rows: Rows) -> Block:
    block: Block = keys.astype(np.uint64) << HIGH | rows.astype(np.uint64)
    block.sort()
    return block
