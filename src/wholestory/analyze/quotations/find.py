"""All quotations of one article."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.analyze.names import Names
from wholestory.analyze.quotations import chains, lexicon, marks, nesting
from wholestory.analyze.quotations.chains import Turn
from wholestory.analyze.quotations.words import Scene
from wholestory.model import Article, Quotation, Sentence, Span


def find(
    article: Article, language: str | None, sentences: Sequence[Sentence], names: Names
) -> tuple[Quotation, ...]:
    """The quotations of `article` in order of their first part.

    Method: pair the marks, read the sentence around each stretch for a cue and its subject, carry the
    speaker where the print leaves him out, drop what is no utterance. Rather no speaker than a wrong one.
    """
    scene = Scene(article, lexicon.of(language), sentences, names)
    stretches = marks.find(article)
    spoken = chains.turns(stretches, scene)
    nested = nesting.turns(stretches, spoken, scene)
    return _quotations(scene, spoken, nested)


def _quotations(scene: Scene, spoken: Sequence[Turn], nested: Sequence[Turn]) -> tuple[Quotation, ...]:
    """Turns as quotations: those that go on joined to those before."""
    groups: list[list[Turn]] = []
    for turn in spoken:
        if turn.joins and groups:
            groups[-1].append(turn)
        else:
            groups.append([turn])
    groups.extend([turn] for turn in nested)
    groups.sort(key=lambda g: (g[0].stretch.outer_start, -g[0].stretch.outer_end))
    place = {turn.number: index for index, group in enumerate(groups) for turn in group}
    return tuple(_quotation(scene, group, place) for group in groups)


def _quotation(scene: Scene, group: Sequence[Turn], place: dict[int, int]) -> Quotation:
    first = group[0]
    cue = first.attribution.cue if first.attribution else None
    parent = first.stretch.parent
    return Quotation(
        parts=tuple(Span(scene.article.id, t.stretch.start, t.stretch.end) for t in group),
        kind=first.kind,
        speaker=first.speaker,
        cue=Span(scene.article.id, *cue) if cue else None,
        nested_in=place.get(parent) if parent is not None else None,
    )
