"""Quotations inside quotations."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.analyze.quotations import cues, parts, speakers
from wholestory.analyze.quotations.chains import Turn
from wholestory.analyze.quotations.cues import Attribution, Beside
from wholestory.analyze.quotations.marks import Stretch
from wholestory.analyze.quotations.scene import Scene
from wholestory.analyze.quotations.subjects import Head
from wholestory.model import QuotationKind, Span, Speaker

_REACH = 600  # characters that are read before a nested stretch


def turns(stretches: Sequence[Stretch], outer: Sequence[Turn], scene: Scene) -> list[Turn]:
    """The stretches inside a turn that someone is said to have said."""
    inside = {turn.number: turn for turn in outer}
    found: list[Turn] = []
    floor: dict[int, int] = {}
    for number, stretch in enumerate(stretches):
        around = inside.get(stretch.parent) if stretch.parent is not None else None
        if around is None:
            continue
        start = floor.get(around.number, around.stretch.start)
        turn = _turn(stretch, number, start, around, scene)
        floor[around.number] = stretch.outer_end
        if turn is not None:
            inside[number] = turn
            found.append(turn)
    return found


def _turn(stretch: Stretch, number: int, start: int, around: Turn, scene: Scene) -> Turn | None:
    inner = scene.text[stretch.start : stretch.end]
    start = max(start, stretch.outer_start - _REACH)
    left = scene.words(_sentence(start, stretch.outer_start, scene), stretch.outer_start)
    sides = Beside(left, [], inner)
    attribution = cues.find(sides, scene)
    if attribution is None or attribution.source is None or not parts.is_speech(sides, attribution, scene):
        return None
    speaker = _speaker(attribution, around, scene)
    return Turn(stretch, number, QuotationKind.NESTED, speaker, attribution)


def _sentence(start: int, end: int, scene: Scene) -> int:
    """The start of the last sentence of `text[start:end]`, by its stops: no splitter looks inside marks."""
    text = scene.text[start:end]
    at = max(text.rfind(stop) for stop in (". ", "! ", "? ", "’ ", "' "))
    return start + at + 1 if at >= 0 else start


def _speaker(attribution: Attribution, around: Turn, scene: Scene) -> Speaker:
    """Who speaks inside: "I" is who speaks outside."""
    source = attribution.source
    if source is None:
        return speakers.NONE
    if source.kind is Head.PRONOUN and scene.lexicon.has("myself", source.head.text):
        outer = around.speaker
        span = Span(scene.article.id, source.start, source.end)
        return Speaker(outer.state, outer.name, span, outer.referent, outer.candidates)
    found = speakers.of(source, scene, None)
    if source.kind is not Head.PRONOUN:
        return found
    return speakers.other_than(found, around.speaker, scene)
