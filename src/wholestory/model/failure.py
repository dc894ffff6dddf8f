"""What could not be done, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be told. `code` is stable (`empty`, `not_text`, `too_large`, `missing`, …)."""

    path: str
    code: str
    message: str
