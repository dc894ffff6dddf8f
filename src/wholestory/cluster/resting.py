"""Resting: Python's search for cycles put off while very many values are made that hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 20_000  # moves from which on it is worth it: the search looks at all that is held, again and again


@contextmanager
def collector(count: int) -> Iterator[None]:
    """Let the search rest while `count` moves are applied, if it is not at rest already."""
    rests = count >= MANY and gc.isenabled()
    if rests:
        gc.disable()
    try:
        yield
    finally:
        if rests:
            gc.enable()
