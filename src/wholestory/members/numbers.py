"""Numbers that forms and addresses name."""

from __future__ import annotations

LONGEST = 18  # digits, so that a database can hold it


def read(given: str, *, digits: int = LONGEST) -> int | None:
    """The number, of plain digits and not too many; None for anything else."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= digits else None
