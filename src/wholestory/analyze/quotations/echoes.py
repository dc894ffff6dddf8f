"""Fragments without a speaker whose words the article gives in full elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wholestory.analyze.quotations import parts
from wholestory.analyze.quotations.chains import Turn
from wholestory.analyze.quotations.scene import Scene
from wholestory.model import QuotationKind, Speaker, SpeakerState

_SHORTEST = 6  # letters that can tell whose words they are
_MOST = 300  # turns that are compared each with each: no article has more
_KNOWN = (SpeakerState.NAMED, SpeakerState.ANONYMOUS, SpeakerState.OUTLET)


def resolve(turns: Sequence[Turn], scene: Scene) -> list[Turn]:
    """The turns, fragments nobody is named for given to the one speaker who says their words elsewhere."""
    known = [t for t in turns if t.speaker.state in _KNOWN and not _open(t)]
    if len(known) > _MOST or sum(map(_open, turns)) > _MOST:
        return list(turns)
    said = [(f" {_words(t, scene)} ", t) for t in known]
    return [_echoed(turn, said, scene) if _open(turn) else turn for turn in turns]


def _open(turn: Turn) -> bool:
    return turn.speaker.state is SpeakerState.NONE and turn.kind in (
        QuotationKind.MIXED,
        QuotationKind.HEADLINE,
    )


def _words(turn: Turn, scene: Scene) -> str:
    return " ".join(parts.words_of(scene.text[turn.stretch.start : turn.stretch.end]))


def _echoed(turn: Turn, said: Sequence[tuple[str, Turn]], scene: Scene) -> Turn:
    words = _words(turn, scene)
    if len(words) < _SHORTEST:
        return turn
    whose = [t.speaker for text, t in said if f" {words} " in text]
    if not whose or any((s.referent, s.name) != (whose[0].referent, whose[0].name) for s in whose):
        return turn
    first = whose[0]
    return replace(turn, speaker=Speaker(first.state, first.name, None, first.referent, first.candidates))
