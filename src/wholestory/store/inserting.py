"""Inserting rows that may be there already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

SOME = 200  # rows a statement; SQLite takes only so many values


def absent(rows: Any, given: Sequence[Any], *, unique: Sequence[str]) -> None:
    """Insert those of `given` whose `unique` fields no row of the query set has; the others change nothing.

    Not by Django's `ignore_conflicts`: SQLite's INSERT OR IGNORE drops rows that break any other rule, too.
    """
    rows.bulk_create(
        given, update_conflicts=True, unique_fields=unique, update_fields=unique[-1:], batch_size=SOME
    )


def portions(given: Sequence[T]) -> Iterator[Sequence[T]]:
    """`given` in parts that one statement takes."""
    for place in range(0, len(given), SOME):
        yield given[place : place + SOME]
