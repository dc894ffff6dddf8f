"""The edition: every story in a few lines, by number of outlets, then newest."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from wholestory.model import Telling
from wholestory.report import labels
from wholestory.report.chapters import Chapter
from wholestory.report.library import Library
from wholestory.report.terminal import collation, picket
from wholestory.report.terminal.pen import BOLD, DIM, Pen, columns, runs_left

FULL = 1  # stories shown with what all say, where they differ, what only one says


def show(pen: Pen, telling: Telling, library: Library, told: Sequence[Chapter]) -> None:
    """The list, most widely told first."""
    _masthead(pen, telling, library, told)
    for chapter in told:
        _entry(pen, library, chapter, full=chapter.number <= FULL)
        pen.gap()


def _masthead(pen: Pen, telling: Telling, library: Library, told: Sequence[Chapter]) -> None:
    languages = {library.language(a.id) for a in telling.articles} - {None}
    counts = [
        labels.count(len(told), "story", "stories"),
        labels.count(len(telling.articles), "article"),
        labels.count(len(languages), "language"),
    ]
    if telling.failures:
        counts.append(f"{len(telling.failures)} unreadable")
    pen.put(Text.assemble((f"{pen.marks.brand}  Wholestory", BOLD)))
    pen.rule(thick=True)
    pen.put(Text(pen.marks.dot.join(counts)))
    pen.gap()


def _entry(pen: Pen, library: Library, chapter: Chapter, *, full: bool) -> None:
    room = pen.width - 4
    pen.put(columns([Text(f"{chapter.number:>2}"), _headline(pen, chapter)], [2, room]))
    pen.indented(picket.line(pen, chapter, room))
    if full:
        pen.indented(*_dek(pen, library, chapter, room), *collation.brief(pen, library, chapter, room))


def _headline(pen: Pen, chapter: Chapter) -> Text:
    """The headline and whose it is; one that runs from right to left stands at the end of its line."""
    teller = next(
        (w for w in chapter.witnesses if chapter.headline and w.article == chapter.headline.article),
        chapter.witnesses[0],
    )
    text = chapter.headline.text if chapter.headline else labels.UNTITLED
    whose = Text.assemble(pen.named(teller), style=DIM)
    if runs_left(text):
        return Text("   ").join([whose, Text(pen.clip(text, pen.width - whose.cell_len - 9), style=BOLD)])
    return Text("   ").join([Text(pen.words(text), style=BOLD), whose])


def _dek(pen: Pen, library: Library, chapter: Chapter, room: int) -> list[Text]:
    return [pen.paragraph(library.quote(span), room) for span in chapter.summary[:1]]
