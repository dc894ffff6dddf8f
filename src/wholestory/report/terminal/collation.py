"""All say, they differ, only one says: in columns for a story, in three lines for the edition."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from wholestory.model import Relation
from wholestory.report import counts, labels
from wholestory.report.chapters import Chapter
from wholestory.report.collation import Alone, Reading, Row, Shared, across
from wholestory.report.library import Library
from wholestory.report.terminal.pen import BOLD, DIM, WORKED, Pen, columns

BRIEF, ALONE, SHARED = 3, 8, 5  # claims in the edition's lines; sentences shown in a story
VALUE = 34  # columns of a value


def show(pen: Pen, library: Library, chapter: Chapter, *, thread: Chapter | None) -> None:
    """The three parts of a story, and what its thread says of its claims."""
    if chapter.voices < 2 and not chapter.collation.rows:
        pen.put(Text(labels.ONE_TITLE))
    else:
        _parts(pen, library, chapter)
    crossing = across(thread.collation, chapter.witnesses) if thread else ()
    if thread and crossing:
        pen.gap()
        pen.put(Text(labels.ACROSS, style=BOLD), *(_row(pen, library, thread, row) for row in crossing))


def _parts(pen: Pen, library: Library, chapter: Chapter) -> None:
    """All say beside they differ where the terminal is wide enough, then only one says."""
    collated = chapter.collation
    agreed = _part(pen, labels.ALL_SAY, _agreed(pen, library, chapter), len(collated.rows))
    differing = [_row(pen, library, chapter, row) for row in collated.differing]
    differ = _part(pen, labels.THEY_DIFFER, differing, len(collated.rows))
    if pen.width >= 90:
        left = pen.width * 2 // 5
        pen.put(columns([agreed, differ], [left, pen.width - left - 3], gap=3))
    else:
        pen.put(agreed, "", differ)
    pen.gap()
    pen.put(_part(pen, labels.ONLY_ONE, _alone(pen, library, chapter), len(collated.rows)))
    if collated.loose:
        pen.gap()
        loose = [_row(pen, library, chapter, row) for row in collated.loose]
        pen.put(_part(pen, labels.NOT_COMPARED, loose, len(collated.rows)))


def brief(pen: Pen, library: Library, chapter: Chapter, room: int) -> list[RenderableType]:
    """Three lines for the edition; a line with nothing to say is left out."""
    collated = chapter.collation

    def claims(rows: Sequence[Row]) -> Text:
        return Text(pen.marks.dot).join(_short(pen, library, chapter, row) for row in rows[:BRIEF])

    def first(shared: Sequence[Shared]) -> RenderableType | None:
        return _shared(pen, library, chapter, shared[0]) if shared else None

    parts = [
        (labels.ALL_SAY, claims(collated.agreed) if collated.agreed else first(collated.shared)),
        (labels.THEY_DIFFER, claims(collated.differing) if collated.differing else None),
        (labels.ONLY_ONE, _sentence(pen, library, chapter, collated.alone[0]) if collated.alone else None),
    ]
    said = [(label, text) for label, text in parts if text]
    return [columns([Text(label.lower(), style=DIM), text], [13, room - 15]) for label, text in said]


def about(pen: Pen, row: Row) -> Text:
    """What a claim is about."""
    subject = pen.clip(row.subject, VALUE)
    return Text.assemble((subject, BOLD), ", " if subject else "", pen.clip(row.about, VALUE))


def readings(pen: Pen, library: Library, chapter: Chapter, row: Row) -> Text:
    """ "214 by 8   ~ about 200 IF   ≠ 198 EL"."""
    shown = [_reading(pen, library, chapter, reading) for reading in row.readings]
    return Text("   ").join(shown)


def _part(pen: Pen, label: str, items: Sequence[RenderableType], claims: int) -> Group:
    return Group(Text(label, style=BOLD), *(items or [Text(labels.nothing(claims), style=DIM)]))


def _agreed(pen: Pen, library: Library, chapter: Chapter) -> list[RenderableType]:
    rows: list[RenderableType] = [_row(pen, library, chapter, row) for row in chapter.collation.agreed]
    rows += [_shared(pen, library, chapter, shared) for shared in chapter.collation.shared[:SHARED]]
    return rows


def _shared(pen: Pen, library: Library, chapter: Chapter, shared: Shared) -> Group:
    who = counts.tellers(chapter, {s.article for s in shared.sentences})
    words = pen.paragraph(library.quote(shared.sentences[0]), pen.width * 2 // 5)
    by = f"  by {shared.voices} of {chapter.voices}"
    return Group(words, Text.assemble("  ", pen.sigla(who), (by, DIM)))


def _row(pen: Pen, library: Library, chapter: Chapter, row: Row) -> Group:
    return Group(about(pen, row), columns(["", readings(pen, library, chapter, row)], [2, pen.width], gap=0))


def _short(pen: Pen, library: Library, chapter: Chapter, row: Row) -> Text:
    return Text.assemble(about(pen, row), ": ", readings(pen, library, chapter, row))


def _reading(pen: Pen, library: Library, chapter: Chapter, reading: Reading) -> Text:
    value = pen.clip(library.quote(reading.printed), VALUE)
    who = counts.tellers(chapter, {v.article for v in reading.values})
    by: Text | str = f"by {reading.voices}" if reading.voices > 2 else pen.sigla(who)
    match reading.relation:
        case Relation.DIFFERS:
            return Text.assemble(pen.marked(pen.marks.differs, value), " ", by)
        case Relation.FITS:
            return Text.assemble(f"{pen.marks.fits} {value} ", by)
        case Relation.WORKED:
            return Text.assemble(f"{pen.marks.worked} ", (value, WORKED), " ", by)
        case _:
            return Text.assemble((value, BOLD), " ", by)


def _alone(pen: Pen, library: Library, chapter: Chapter) -> list[RenderableType]:
    return [_sentence(pen, library, chapter, one) for one in chapter.collation.alone[:ALONE]]


def _sentence(pen: Pen, library: Library, chapter: Chapter, alone: Alone) -> RenderableType:
    teller = next(w for w in chapter.witnesses if w.article == alone.sentence.article)
    words = pen.paragraph(library.quote(alone.sentence), pen.width - 24)
    tag = f"  [{teller.language}]" if teller.language != chapter.languages[0] else ""
    return columns([pen.siglum(teller), Text.assemble(words, (tag, DIM))], [4, pen.width - 10], gap=1)
