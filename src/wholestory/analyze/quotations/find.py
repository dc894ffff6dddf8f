"""All quotations of one article."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.analyze.names import Names
from wholestory.analyze.quotations import chains, echoes, indirect, lexicon, marks, nesting, sources
from wholestory.analyze.quotations.chains import Turn
from wholestory.analyze.quotations.scene import Scene
from wholestory.model import Article, Quotation, Sentence, Span


def find(
    article: Article, language: str | None, sentences: Sequence[Sentence], names: Names
) -> tuple[Quotation, ...]:
    """The quotations of `article` in order of their first part.

    Method: pair the marks, read the sentence around each stretch for a cue and its subject, carry the
    speaker where the print leaves him out, drop what is no utterance. Rather no speaker than a wrong one.
    """
    stretches = marks.find(article)
    scene = Scene(article, lexicon.of(language), sentences, names, stretches)
    spoken = echoes.resolve(chains.turns(stretches, scene), scene)
    nested = nesting.turns(stretches, spoken, scene)
    reported = list(indirect.find(stretches, scene))
    return _ordered(_grouped(spoken, nested), reported, scene)


def _grouped(spoken: Sequence[Turn], nested: Sequence[Turn]) -> list[list[Turn]]:
    """The turns of each quotation: those that go on joined to those before."""
    groups: list[list[Turn]] = []
    for turn in spoken:
        if turn.joins and groups:
            groups[-1].append(turn)
        else:
            groups.append([turn])
    groups.extend([turn] for turn in nested)
    return groups


def _ordered(
    groups: Sequence[Sequence[Turn]], reported: Sequence[Quotation], scene: Scene
) -> tuple[Quotation, ...]:
    """All quotations by where they begin, an outer one before those inside it."""
    keyed: list[tuple[tuple[int, int], Sequence[Turn] | Quotation]] = [
        ((g[0].stretch.outer_start, -g[0].stretch.outer_end), g) for g in groups
    ]
    keyed += [((q.parts[0].start, -q.parts[0].end), q) for q in reported]
    keyed.sort(key=lambda item: item[0])
    items = [item for _, item in keyed]
    place = {t.number: i for i, item in enumerate(items) if not isinstance(item, Quotation) for t in item}
    return tuple(q if isinstance(q, Quotation) else _quotation(scene, q, place) for q in items)


def _quotation(scene: Scene, group: Sequence[Turn], place: dict[int, int]) -> Quotation:
    first = group[0]
    cue = first.attribution.cue if first.attribution else None
    parent = first.stretch.parent
    return Quotation(
        parts=tuple(Span(scene.article.id, t.stretch.start, t.stretch.end) for t in group),
        kind=first.kind,
        speaker=first.speaker,
        cue=Span(scene.article.id, *cue) if cue else None,
        sources=sources.of(first, scene),
        nested_in=place.get(parent) if parent is not None else None,
    )
