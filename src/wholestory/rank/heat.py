"""Heat: one number that orders stories by how many tell them and how lately, and that never ages."""

from __future__ import annotations

import math
from datetime import datetime

HOURS = 6.0  # by which a story of twice as many voices may be older and still stand as high
ALONE = 4.0  # doublings that a story told by one outlet alone stands back


def of(voices: int, newest: datetime) -> float:
    """The heat of a story with so many independent accounts, the latest of them of `newest`.

    Time is added, not divided by, as in ranked lists that grow for ever: so an index keeps the order and no
    story has to be weighed again because an hour has passed.
    """
    told = math.log2(voices) if voices > 1 else -ALONE
    return newest.timestamp() / 3600 / HOURS + told


def least(newest: datetime) -> float:
    """The heat that a story whose latest account is no older than `newest` has at least."""
    return of(1, newest)
