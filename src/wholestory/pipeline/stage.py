"""A stage as a value, and how a line of stages runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the house's work on one subject.

    `needs` and `gives` name what it takes (as keywords of `work`) and leaves; raising `version` makes
    its old results due again.
    """

    name: str
    version: int
    needs: tuple[str, ...]
    gives: str
    work: Callable[..., Any]


def check(stages: Sequence[Stage], *, given: Sequence[str]) -> None:
    """Raise ValueError where a stage needs what no earlier one gives."""
    known = set(given)
    for stage in stages:
        missing = set(stage.needs) - known
        if missing:
            raise ValueError(f"stage {stage.name} needs {', '.join(sorted(missing))}")
        known.add(stage.gives)


def run(stages: Sequence[Stage], given: Mapping[str, Any]) -> dict[str, Any]:
    """All that is known once `stages` have run, in order, on what is `given`."""
    known = dict(given)
    for stage in stages:
        known[stage.gives] = stage.work(**{name: known[name] for name in stage.needs})
    return known
