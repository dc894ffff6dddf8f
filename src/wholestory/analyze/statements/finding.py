"""All figures of an article as statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wholestory.analyze import quantities
from wholestory.analyze.names import Names
from wholestory.analyze.quantities import Figure
from wholestory.analyze.statements import ages, amounts, birthdays, counts, occasions, scene
from wholestory.analyze.statements.scene import Scene
from wholestory.model import Article, Quotation, Sentence, Statement, Timing


def find(
    article: Article,
    language: str | None,
    sentences: Sequence[Sentence],
    names: Names,
    quotations: Sequence[Quotation],
    timings: Sequence[Timing],
) -> tuple[Statement, ...]:
    """The figures that an article gives, in order of the text, none twice.

    A figure without a noun, and an age or birthday whose person cannot be told for certain from the
    sentence or the one before, is left out or left without a subject.
    """
    view = scene.of(article, language, sentences, names, quotations, timings)
    told = [*_figures(view), *birthdays.find(view), *counts.none(view), *occasions.find(view)]
    told += ages.words(view)
    return _apart(sorted(told, key=lambda s: (s.span.start, -s.span.end)))


def _figures(view: Scene) -> Iterator[Statement]:
    skip = [(t.span.start, t.span.end) for t in view.timings]
    for figure in quantities.find(view.article.text, view.language, skip=skip):
        sentence = view.sentence(figure.start)
        if sentence and (statement := _read(view, figure, sentence)):
            yield statement


def _read(view: Scene, figure: Figure, sentence: Sentence) -> Statement | None:
    """What a figure states: a birthday, an age, an amount, a count, the first that it can be."""
    for reader in (birthdays.turned, ages.read, amounts.read, counts.read):
        if (statement := reader(view, figure, sentence)) is not None:
            return statement
    return None


def _apart(told: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without those that read the same words another way."""
    kept: list[Statement] = []
    for statement in told:
        if kept and statement.span.overlaps(kept[-1].span) and not statement.attribute.startswith("date:"):
            continue
        kept.append(statement)
    return tuple(kept)
