"""Copies: whose text is carried by whom, and how much of theirs it is."""

from __future__ import annotations

from rich.text import Text

from wholestory.model import ArticleId
from wholestory.report import labels
from wholestory.report.chapters import Chapter
from wholestory.report.copies import Copy
from wholestory.report.library import Library
from wholestory.report.terminal.pen import DIM, Pen
from wholestory.report.witnesses import Witness

BAR = 20


def show(pen: Pen, library: Library, chapter: Chapter) -> None:
    """Whole copies, then passages that were rewritten or translated."""
    copies = chapter.copies
    if not copies.whole and not copies.passages:
        return
    carry = labels.count(len(copies.whole), "title carries", "titles carry")
    pen.heading(labels.COPIES, f"{carry} the text of another" if copies.whole else "passages told again")
    for copy in copies.whole:
        pen.put(_copy(pen, chapter, copy))
    for reuse in copies.passages:
        earlier, later = (_witness(chapter, s.article) for s in (reuse.earlier, reuse.later))
        words = pen.clip(library.quote(reuse.later), max(pen.width - 30, 20))
        pen.put(
            Text.assemble(
                pen.siglum(earlier),
                f" {pen.marks.arrow} ",
                pen.siglum(later),
                f"  {labels.REUSES[reuse.kind]}  ",
                (words, DIM),
            )
        )


def _copy(pen: Pen, chapter: Chapter, copy: Copy) -> Text:
    line = Text.assemble(pen.siglum(_witness(chapter, copy.article)), " ")
    line.append(pen.clip(_witness(chapter, copy.article).outlet, 28))
    if copy.share is not None:
        theirs = round(copy.share * BAR)
        line.append(
            f"  {pen.marks.rule * theirs}{pen.marks.block * (BAR - theirs)} {round(copy.share * 100)} %"
        )
    if copy.of:
        line.append_text(Text.assemble("  of ", pen.siglum(_witness(chapter, copy.of))))
    return line.append(f"  {_credit(pen, copy)}", style=DIM)


def _credit(pen: Pen, copy: Copy) -> str:
    return f"names {pen.words(copy.agency)}" if copy.agency else labels.UNCREDITED


def _witness(chapter: Chapter, article: ArticleId) -> Witness:
    return next(w for w in chapter.witnesses if w.article == article)
