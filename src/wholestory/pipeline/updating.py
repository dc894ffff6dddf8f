"""What an update did, and who hears how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wholestory.pipeline.gathering import Gathering
from wholestory.pipeline.reading import Progress

Done = Callable[[int, int], None]
"""Hears how many of how many are done."""
Heard = Callable[[str, int, int], None]
"""Hears what is being done, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: feeds asked, articles read, articles put into stories, stories told."""

    feeds: Gathering
    articles: Progress
    placed: int
    told: int


def silent(done: int, of: int) -> None:
    """Report no progress."""


def unheard(doing: str, done: int, of: int) -> None:
    """Report nothing of what is being done."""
