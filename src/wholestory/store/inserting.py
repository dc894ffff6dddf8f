"""Inserting rows that may be there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SOME = 200  # rows a statement; SQLite takes only so many values


def absent(rows: Any, given: Sequence[Any], *, unique: Sequence[str]) -> None:
    """Insert those of `given` whose `unique` fields no row of the query set has; the others change nothing.

    Not by Django's `ignore_conflicts`: SQLite's INSERT OR IGNORE drops rows that break any other rule, too.
    """
    rows.bulk_create(
        given, update_conflicts=True, unique_fields=unique, update_fields=unique[-1:], batch_size=SOME
    )
