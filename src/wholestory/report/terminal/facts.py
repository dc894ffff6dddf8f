"""The facts: claims by accounts, as a grid where it fits, else one line a claim."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from wholestory.model import Outcome, Relation
from wholestory.report import labels
from wholestory.report.chapters import Chapter
from wholestory.report.collation import Row
from wholestory.report.library import Library
from wholestory.report.terminal.collation import about, readings
from wholestory.report.terminal.pen import BOLD, DIFFERS, DIM, Pen, columns, grid
from wholestory.report.witnesses import Witness

ABOUT, MOST, LEAST = 22, 18, 7  # columns of the claim, of its most-told value, of an account


def show(pen: Pen, library: Library, chapter: Chapter) -> None:
    """Every claim that more than one account could speak of."""
    rows = [r for r in chapter.collation.rows if r.readings]
    if not rows or chapter.voices < 2:
        return
    pen.heading(labels.FACTS, labels.count(len(rows), "claim"))
    held = [w for w in chapter.witnesses if w.copy_of not in {v.article for v in chapter.witnesses}]
    room = (pen.width - ABOUT - MOST - 4) // max(len(held), 1) - 1
    if pen.width >= 90 and room >= LEAST:
        _table(pen, library, chapter, rows, held, min(room, 12))
    else:
        for row in rows:
            pen.put(columns([about(pen, row), readings(pen, library, chapter, row)], [ABOUT, pen.width - 24]))
    pen.put(Text(_legend(pen), style=DIM))


def _table(
    pen: Pen, library: Library, chapter: Chapter, rows: Sequence[Row], held: Sequence[Witness], room: int
) -> None:
    table = grid([ABOUT, MOST, *[room] * len(held)], gap=1)
    copied = chapter.copied
    heads = [
        Text.assemble(pen.siglum(w), f"{pen.marks.times}{copied[w.article] + 1}" if copied[w.article] else "")
        for w in held
    ]
    table.add_row("", Text(labels.MOST_TOLD, style=DIM), *heads)
    for row in rows:
        first = row.readings[0]
        value = Text(pen.clip(library.quote(first.printed), MOST), style=BOLD)
        table.add_row(about(pen, row), value, *(_cell(pen, library, row, w, room) for w in held))
    pen.put(table)


def _cell(pen: Pen, library: Library, row: Row, witness: Witness, room: int) -> RenderableType:
    reading = row.reading_of(witness.article)
    value = reading.value_of(witness.article) if reading else None
    if reading is None or value is None:
        return Text(pen.marks.silent, style=DIM)
    printed = library.quote(value.span)
    mark = pen.marks.only if row.claim.outcome is Outcome.ALONE else _mark(pen, reading.relation)
    if reading.relation is Relation.MOST:
        return Text(mark)
    style = DIFFERS if reading.relation is Relation.DIFFERS else ""
    return Text(mark + pen.clip(printed, room - len(mark)), style=style)


def _mark(pen: Pen, relation: Relation) -> str:
    return {
        Relation.MOST: pen.marks.same,
        Relation.FITS: pen.marks.fits,
        Relation.WORKED: pen.marks.worked,
        Relation.DIFFERS: pen.marks.differs,
        Relation.LOOSE: pen.marks.loose,
    }[relation]


def _legend(pen: Pen) -> str:
    m = pen.marks
    return (
        f"{m.same} the same  {m.fits} fits, less exact  {m.worked} fits, worked out  "
        f"{m.differs} another value  {m.only} only here  "
        f"{m.loose} cannot be compared  {m.silent} silent: not a denial"
    )
