"""The picket as paths: no style, no script, so that it passes the page's own policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wholestory.model import Stroke, Strokes

STEP, GAP = 7, 10  # from stroke to stroke, between languages
CLOSE, MANY = 4, 61  # the step from so many titles on


@dataclass(frozen=True, slots=True)
class Drawing:
    """The width of the drawing, and one path each for own reports, copies, the first, those apart."""

    width: int
    own: str
    copy: str
    foot: str
    notch: str


def of(groups: Sequence[Strokes]) -> Drawing:
    """The strokes of these groups, one after the other."""
    many = sum(len(g.strokes) for g in groups) >= MANY
    step, thick, thin = (CLOSE, 2.0, 1.0) if many else (STEP, 4.0, 1.2)
    placed, left = list[tuple[int, Stroke]](), 0
    for group in groups:
        placed += [(left + n * step, stroke) for n, stroke in enumerate(group.strokes)]
        left += len(group.strokes) * step - (step - int(thick)) + GAP
    return Drawing(
        width=max(left - GAP, int(thick)),
        own="".join(_bar(x, thick) for x, s in placed if s.own),
        copy="".join(_bar(x + (thick - thin) / 2, thin) for x, s in placed if not s.own),
        foot="".join(f"M{x - 1.4:g} 22h{thick + 2.8:g}v1.6h-{thick + 2.8:g}z" for x, s in placed if s.first),
        notch="".join(f"M{x + thick / 2:g} 3.6l-2.6-3.6h5.2z" for x, s in placed if s.apart),
    )


def _bar(x: float, width: float) -> str:
    return f"M{x:g} 5h{width:g}v15h-{width:g}z"
