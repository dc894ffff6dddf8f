"""This grouping: why these articles are one story, and the thread that the story belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from wholestory.model import Reason
from wholestory.report import dates, labels
from wholestory.report.chapters import Chapter
from wholestory.report.library import Library
from wholestory.report.terminal.collation import about, readings
from wholestory.report.terminal.pen import BOLD, DIM, Pen, columns


def show(pen: Pen, library: Library, chapter: Chapter) -> None:
    """Why these articles stand together."""
    if not chapter.why:
        return
    pen.heading(labels.GROUPING)
    for reason in chapter.why:
        who = [w for w in chapter.witnesses if w.article in reason.ids]
        pen.put(Text.assemble(_reason(pen, reason), "  ", pen.sigla(who)))


def thread(pen: Pen, library: Library, chapter: Chapter, *, told: Sequence[Chapter]) -> None:
    """The thread: its stories in order of time, why they belong together, what they say across stories."""
    pen.heading(labels.THREAD, labels.count(len(chapter.stories), "story", "stories"))
    for id in chapter.stories:
        story = next(s for s in told if s.id == id)
        text = story.headline.text if story.headline else labels.UNTITLED
        when = dates.short(story.witnesses[0].published)
        place = Text(f"{story.number:>2}", style=BOLD)
        pen.put(columns([place, Text(when, style=DIM), pen.paragraph(text, 60)], [2, 22, pen.width - 28]))
    number = {story.id: story.number for story in told}
    for reason in chapter.why:
        concerned = ", ".join(str(number[id]) for id in reason.ids if id in number)
        pen.put(Text.assemble(_reason(pen, reason), (f"  in {concerned}" if concerned else "", DIM)))
    for row in chapter.collation.rows:
        pen.put(Text.assemble(about(pen, row), (f"  {labels.OUTCOMES[row.claim.outcome]}", DIM)))
        pen.indented(readings(pen, library, chapter, row))


def _reason(pen: Pen, reason: Reason) -> Text:
    detail = ", ".join(pen.clip(d, 60) for d in reason.detail)
    return Text.assemble((reason.kind, BOLD), f"  {detail}" if detail else "")
