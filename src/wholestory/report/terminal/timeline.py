"""The timeline: what happened on the one side, when it was told on the other."""

from __future__ import annotations

from rich.text import Text

from wholestory.report import dates, labels, timeline
from wholestory.report.chapters import Chapter
from wholestory.report.library import Library
from wholestory.report.terminal.pen import BOLD, DIM, Pen, grid
from wholestory.report.timeline import Tick

AXIS = 11


def show(pen: Pen, library: Library, chapter: Chapter) -> None:
    """Every point of time that an account names or appeared at."""
    if not chapter.timeline:
        return
    pen.heading(labels.TIMELINE, labels.TIMES_NOTE)
    side = (pen.width - AXIS - 4) // 2
    table = grid([side, AXIS, side])
    table.add_row(Text(labels.HAPPENED, style=BOLD), "", Text(labels.TOLD, style=BOLD))
    day = ""
    for tick in chapter.timeline:
        if tick.clock and tick.day != day:
            table.add_row("", Text(dates.compact(tick.day)), "")
        day = tick.day
        axis = tick.clock.removesuffix(" UTC") if tick.clock else dates.compact(tick.day)
        cells = (_happened(pen, library, chapter, tick, side), _told(pen, chapter, tick, side))
        table.add_row(cells[0], Text(axis, justify="center"), cells[1])
    pen.put(table)


def _happened(pen: Pen, library: Library, chapter: Chapter, tick: Tick, side: int) -> Text:
    if not tick.happened:
        return Text("")
    event = timeline.event(tick.happened[0], library, width=2 * side - 12)
    articles = {span.article for span in tick.happened}
    who = [w for w in chapter.witnesses if w.article in articles]
    return Text.assemble(pen.paragraph(event, side), "  ", pen.sigla(who))


def _told(pen: Pen, chapter: Chapter, tick: Tick, side: int) -> Text:
    lines = []
    for witness in tick.told:
        role = f"{labels.FIRST_REPORT} " if witness is chapter.first else ""
        title = pen.clip(witness.headline or labels.UNTITLED, max(side - 6 - len(role), 12))
        mark = f"{pen.marks.worked} " if dates.worked_out(witness.published) else ""
        lines.append(Text.assemble(mark, pen.siglum(witness), f" {role}", (title, DIM)))
    return Text("\n").join(lines)
