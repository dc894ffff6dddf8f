"""The timeline: times that the accounts name, resolved, each with the words that name it."""

from __future__ import annotations

from collections import defaultdict

from wholestory.compare.scope import Scope
from wholestory.model import Granularity, Moment, Span


def find(scope: Scope) -> tuple[Moment, ...]:
    """The moments in order of time; captions date pictures, not events, and are left out."""
    spans: dict[tuple[str, Granularity], set[Span]] = defaultdict(set)
    for analysis in scope.analyses:
        for timing in analysis.timings:
            if timing.value and not timing.caption:
                spans[timing.value, timing.granularity].add(timing.span)
    return tuple(
        Moment(value, grain, tuple(sorted(found))) for (value, grain), found in sorted(spans.items())
    )
