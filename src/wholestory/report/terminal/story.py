"""One story in full, in the order of importance."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from wholestory.report import counts, labels
from wholestory.report.chapters import Chapter
from wholestory.report.library import Library
from wholestory.report.terminal import (
    accounts,
    collation,
    copies,
    facts,
    grouping,
    picket,
    quotations,
    timeline,
)
from wholestory.report.terminal.pen import BOLD, DIM, Pen


def show(
    pen: Pen, library: Library, chapter: Chapter, *, thread: Chapter | None, told: Sequence[Chapter]
) -> None:
    """The story; a part with nothing in it is left out."""
    _head(pen, library, chapter)
    pen.gap()
    collation.show(pen, library, chapter, thread=thread)
    facts.show(pen, library, chapter)
    accounts.show(pen, library, chapter)
    quotations.show(pen, library, chapter)
    timeline.show(pen, library, chapter)
    copies.show(pen, library, chapter)
    grouping.show(pen, library, chapter)
    if thread:
        grouping.thread(pen, library, thread, told=told)
    pen.rule(thick=True)
    pen.put(_end(pen))


def _head(pen: Pen, library: Library, chapter: Chapter) -> None:
    pen.rule(thick=True)
    text = chapter.headline.text if chapter.headline else labels.UNTITLED
    pen.put(pen.paragraph(text, pen.width, style=BOLD))
    whose = [w for w in chapter.witnesses if chapter.headline and w.article == chapter.headline.article]
    others = len({w.headline for w in chapter.witnesses if w.headline}) - 1
    parts = [pen.named(w) for w in whose]
    parts += [Text(labels.count(others, "other headline"))] if others > 0 else []
    pen.put(Text(pen.marks.dot).join(parts))
    pen.gap()
    pen.indented(picket.line(pen, chapter, pen.width - 4), picket.codes(pen, chapter))
    if told := _firsts(pen, chapter):
        pen.indented(told)
    for span in chapter.summary:
        teller = next((w for w in chapter.witnesses if w.article == span.article), None)
        if teller:
            pen.gap()
            pen.put(Text.assemble(pen.paragraph(library.quote(span), pen.width), "  ", pen.siglum(teller)))


def _firsts(pen: Pen, chapter: Chapter) -> Text | None:
    told = counts.firsts(chapter)
    if not told:
        return None
    steps = [Text.assemble(pen.siglum(w), f" {when}") for w, when in told]
    return Text.assemble(("first ", DIM), Text(f" {pen.marks.arrow} ").join(steps))


def _end(pen: Pen) -> Text:
    text = f"{pen.marks.brand}  {labels.END}"
    return Text(" " * max(0, (pen.width - len(text)) // 2) + text)
