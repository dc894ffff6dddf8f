"""The picket as a line of text: one stroke a title, a gap between languages, then the counts."""

from __future__ import annotations

from rich.text import Text

from wholestory.model import Stroke
from wholestory.report import counts, picket
from wholestory.report.chapters import Chapter
from wholestory.report.terminal.pen import Pen

MOST = 60  # strokes drawn; beyond it the words beside them must do


def line(pen: Pen, chapter: Chapter, room: int) -> Text:
    """Strokes and counts on one line, or on two where they do not fit."""
    drawn, said = strokes(pen, chapter), pen.ours(pen.marks.dot.join(counts.of(chapter)))
    wide = drawn.cell_len + said.cell_len + 4 > room
    return Text("\n" if wide else "    ").join([drawn, said])


def strokes(pen: Pen, chapter: Chapter) -> Text:
    """One stroke a title, a gap between languages."""
    groups = ["".join(_stroke(pen, s) for s in group.strokes) for group in picket.of(chapter)]
    drawn = "  ".join(groups)
    return Text(drawn if len(drawn) <= MOST else drawn[:MOST] + pen.marks.ellipsis)


def codes(pen: Pen, chapter: Chapter) -> Text:
    """The language codes that stand under the strokes."""
    held = [(len(group.strokes), group.language or "?") for group in picket.of(chapter)]
    return Text("  ".join(code.ljust(strokes) for strokes, code in held).rstrip())


def _stroke(pen: Pen, stroke: Stroke) -> str:
    if stroke.first:
        return pen.marks.first
    if stroke.apart:
        return pen.marks.apart
    return pen.marks.own if stroke.own else pen.marks.copy
