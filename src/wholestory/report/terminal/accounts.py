"""Accounts side by side, each in its own words, lined up by what they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from wholestory.model import Relation, Span
from wholestory.report import columns as beside
from wholestory.report import dates, labels
from wholestory.report.chapters import Chapter
from wholestory.report.collation import Row
from wholestory.report.columns import Column
from wholestory.report.library import Library
from wholestory.report.terminal.collation import about
from wholestory.report.terminal.pen import BOLD, DIM, ITALIC, Pen, grid

LABEL = 15


def show(pen: Pen, library: Library, chapter: Chapter) -> None:
    """Up to three accounts beside each other; one under the other on a narrow terminal."""
    held = beside.of(chapter)
    if len(held) < 2:
        return
    chosen = held[:3]
    note = f"{len(chosen)} of {len(held)}" if len(held) > 3 else ""
    pen.heading(labels.ACCOUNTS, note)
    rows = _rows(pen, library, chapter, chosen)
    if pen.width >= 90:
        table = grid([LABEL, *[(pen.width - LABEL) // len(chosen) - 3] * len(chosen)], gap=3)
        for label, cells in rows:
            table.add_row(label, *cells)
            table.add_row("")
        pen.put(table)
    else:
        _stacked(pen, rows, chosen)


def _stacked(pen: Pen, rows: list[tuple[Text, list[RenderableType]]], chosen: Sequence[Column]) -> None:
    for place in range(len(chosen)):
        for label, cells in rows:
            table = grid([LABEL, pen.width - LABEL - 2])
            table.add_row(label, cells[place])
            pen.put(table)
        pen.gap()


def _rows(
    pen: Pen, library: Library, chapter: Chapter, chosen: Sequence[Column]
) -> list[tuple[Text, list[RenderableType]]]:
    found = [
        (Text(""), [_head(pen, c) for c in chosen]),
        (Text(labels.HOW_IT_BEGINS, style=BOLD), [_sentences(pen, library, c.lead[:1]) for c in chosen]),
    ]
    for row in beside.rows(chapter):
        cells = [_cell(pen, library, row, c) for c in chosen]
        if any(row.reading_of(c.witness.article) for c in chosen):
            found.append((about(pen, row), cells))
    if any(c.alone for c in chosen):
        alone = [_sentences(pen, library, [a.sentence for a in c.alone[:2]]) for c in chosen]
        found.append((Text(labels.ONLY_HERE, style=BOLD), alone))
    return found


def _head(pen: Pen, column: Column) -> RenderableType:
    w = column.witness
    lines = [
        Text.assemble(pen.siglum(w), " ", (pen.clip(w.outlet, 30), BOLD)),
        Text(", ".join(filter(None, [column.role, dates.short(w.published)])), style=DIM),
    ]
    if w.headline:
        lines.append(pen.paragraph(w.headline, 26, style=ITALIC))
    return Group(*lines)


def _cell(pen: Pen, library: Library, row: Row, column: Column) -> RenderableType:
    reading = row.reading_of(column.witness.article)
    value = reading.value_of(column.witness.article) if reading else None
    if reading is None or value is None:
        return Text(f"{pen.marks.silent} {labels.SILENT}", style=DIM)
    mark = f"{pen.marks.differs} " if reading.relation is Relation.DIFFERS else ""
    return Text.assemble(mark, pen.paragraph(library.quote(library.sentence(value.span)), 26))


def _sentences(pen: Pen, library: Library, spans: Sequence[Span]) -> RenderableType:
    if not spans:
        return Text(pen.marks.silent, style=DIM)
    return Group(*(pen.paragraph(library.quote(span), 26) for span in spans))
