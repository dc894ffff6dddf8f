"""Quotations: the words, who said them, how they travelled, where they vary."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from wholestory.model import ArticleId, Caution, QuotationKind, Span, SpeakerState
from wholestory.report import dates, labels, sayings
from wholestory.report.chapters import Chapter
from wholestory.report.library import Library
from wholestory.report.sayings import Carried, Saying, Variant
from wholestory.report.terminal.pen import BOLD, DIFFERS, DIM, ITALIC, Pen
from wholestory.report.witnesses import Witness


def show(pen: Pen, library: Library, chapter: Chapter) -> None:
    """What is said, the most widely carried first; marks without a speaker last, as not counted."""
    counted = [s for s in chapter.sayings if s.counted]
    if not chapter.sayings:
        return
    pen.heading(labels.QUOTATIONS, labels.count(len(counted), "quotation"))
    for saying in counted:
        _saying(pen, library, chapter, saying)
    for saying in chapter.sayings:
        if not saying.counted:
            who = _carriers(chapter, saying)
            pen.put(Text.assemble(_words(pen, library, saying.first.parts), "  ", pen.sigla(who)))
            pen.indented(Text(labels.NOT_COUNTED, style=DIM))


def _saying(pen: Pen, library: Library, chapter: Chapter, saying: Saying) -> None:
    parts = saying.first.parts
    reported = saying.first.quotation.kind is QuotationKind.INDIRECT
    pen.put(_words(pen, library, parts, marks=not reported))
    pen.indented(_speaker(pen, library, chapter, saying))
    pen.indented(_chain(pen, library, chapter, saying))
    for caution, variants in sayings.cautions(saying, library):
        pen.indented(_caution(pen, library, chapter, caution, variants))


def _words(pen: Pen, library: Library, parts: Sequence[Span], *, marks: bool = True) -> Text:
    opening, closing = (pen.marks.opening, pen.marks.closing) if marks else ("", "")
    said = [Text.assemble(opening, pen.paragraph(library.quote(p), pen.width - 2), closing) for p in parts]
    return Text(" ").join(said)


def _speaker(pen: Pen, library: Library, chapter: Chapter, saying: Saying) -> Text:
    speaker = saying.speaker
    name = pen.words(speaker.name or "")
    if speaker.state is SpeakerState.NAMED and name:
        text = Text(name, style=BOLD)
        if saying.description:
            teller = _witness(chapter, saying.description.article)
            text.append(f", {pen.words(library.quote(saying.description))}", style="")
            text.append(f", in the words of {teller.siglum}", style=DIM)
        return text
    if name:
        return Text.assemble((name, ITALIC), (f"  {labels.STATES[speaker.state]}", DIM))
    return Text(labels.STATES[speaker.state], style=DIM)


def _chain(pen: Pen, library: Library, chapter: Chapter, saying: Saying) -> Text:
    """By which links the first that carries it has the words, and who else carries them."""
    first, *rest = saying.carried
    who = _witness(chapter, first.article)
    steps = [Text(step) for step in _links(pen, library, first)]
    steps.append(Text.assemble(pen.siglum(who), f" {dates.short(who.published)}"))
    if rest:
        others = [
            Text.assemble(pen.siglum(_witness(chapter, c.article)), *_after(pen, library, chapter, c))
            for c in rest
        ]
        steps.append(Text.assemble("also in ", Text(" ").join(others)))
    if first.quotation.kind is QuotationKind.INDIRECT:
        steps.append(Text(labels.REPORTED, style=DIM))
    return Text(f" {pen.marks.arrow} ").join(steps)


def _links(pen: Pen, library: Library, carried: Carried) -> list[str]:
    return [f"{labels.VIA[link.role]} {pen.words(library.quote(link.span))}" for link in carried.sources]


def _after(pen: Pen, library: Library, chapter: Chapter, carried: Carried) -> list[str]:
    links = _links(pen, library, carried) if _witness(chapter, carried.article).own else []
    return [f" ({', '.join(links)})"] if links else []


def _caution(
    pen: Pen, library: Library, chapter: Chapter, caution: Caution, variants: Sequence[Variant]
) -> Text:
    text = Text(f"{pen.marks.differs} {labels.CAUTIONS[caution]}", style=DIFFERS)
    lines = [Text.assemble(text)]
    for variant in variants if len(variants) > 1 else ():
        who = [w for w in chapter.witnesses if w.article in variant.articles]
        lines.append(Text.assemble("  ", pen.sigla(who), " ", _words(pen, library, variant.spans)))
    return Text("\n").join(lines)


def _carriers(chapter: Chapter, saying: Saying) -> list[Witness]:
    articles = {carried.article for carried in saying.carried}
    return [w for w in chapter.witnesses if w.article in articles]


def _witness(chapter: Chapter, article: ArticleId) -> Witness:
    return next(w for w in chapter.witnesses if w.article == article)
