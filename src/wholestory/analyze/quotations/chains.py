"""Turns of speech: each stretch with its speaker, carried from one to the next, joined into quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wholestory.analyze.quotations import before, cues, parts, speakers, subjects
from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.cues import Attribution, Beside
from wholestory.analyze.quotations.marks import Stretch
from wholestory.analyze.quotations.scene import Scene
from wholestory.analyze.quotations.words import Word
from wholestory.model import QuotationKind, Role, Span, Speaker, SpeakerState

_REACH = 1000  # characters that are read beside a stretch
_SAID = ",!?…—–-"


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch that is someone's words.

    `number` is its index among the stretches, `joins` whether it goes on with the turn before, `context`
    where the sentence that says who speaks begins and ends.
    """

    stretch: Stretch
    number: int
    kind: QuotationKind
    speaker: Speaker
    attribution: Attribution | None = None
    joins: bool = False
    context: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch no other holds, between the turn before it and the stretch behind it in its block."""

    stretch: Stretch
    number: int
    floor: int
    ceiling: int


def beside(place: Place, scene: Scene) -> Beside:
    """What stands in the sentence of a stretch on both sides of it."""
    stretch = place.stretch
    inner = scene.text[stretch.start : stretch.end]
    starts = scene.sentence_starts
    index = bisect_right(starts, stretch.outer_start) - 1
    left = max(place.floor, starts[index]) if index >= 0 else place.floor
    left = max(left, stretch.outer_start - _REACH)
    right = min(_right_end(place, inner, scene), stretch.outer_end + _REACH)
    role = scene.article.blocks[stretch.block].role
    behind = scene.words(stretch.outer_end, right) if right > stretch.outer_end else []
    return Beside(
        scene.words(left, stretch.outer_start),
        behind if any(w.kind not in ".!?" for w in behind) else [],
        inner,
        role is Role.TITLE,
    )


def _right_end(place: Place, inner: str, scene: Scene) -> int:
    """Where the sentence of a stretch ends behind it, at the next stretch at the latest."""
    starts = scene.sentence_starts
    after = place.stretch.outer_end
    index = bisect_left(starts, after)
    if index < len(starts) and starts[index] < place.ceiling:
        between = scene.text[after : starts[index]]
        if between.strip() or inner[-1:] not in _SAID:
            return starts[index]
        index += 1
    return min(starts[index] if index < len(starts) else place.ceiling, place.ceiling)


def turns(stretches: Sequence[Stretch], scene: Scene) -> list[Turn]:
    """The stretches that are speech, with their speakers, in order."""
    found: list[Turn] = []
    outer = [(i, s) for i, s in enumerate(stretches) if s.parent is None]
    for at, (number, stretch) in enumerate(outer):
        block = scene.article.blocks[stretch.block]
        last = found[-1] if found else None
        floor = last.stretch.outer_end if last and last.stretch.block == stretch.block else block.start
        behind = outer[at + 1][1] if at + 1 < len(outer) else None
        ceiling = behind.outer_start if behind and behind.block == stretch.block else block.end
        turn = _turn(Place(stretch, number, floor, ceiling), scene, last)
        if turn is not None:
            found.append(turn)
    return found


def _turn(place: Place, scene: Scene, last: Turn | None) -> Turn | None:
    """The turn that one stretch is, or None where it is no speech."""
    sides = beside(place, scene)
    role = scene.article.blocks[place.stretch.block].role
    kind = parts.kind(place.stretch, sides, role)
    if last is not None and last.stretch.open and last.stretch.block + 1 == place.stretch.block:
        return Turn(place.stretch, place.number, kind, last.speaker, last.attribution, joins=True)
    attribution = cues.find(sides, scene)
    if attribution is not None and attribution.source is None:
        attribution = attribution if attribution.passive or attribution.dropped else None
    same = _same_sentence(place, sides, last, scene)
    if attribution is None and same is not None and sides.left:
        return Turn(place.stretch, place.number, kind, same.speaker, same.attribution)
    previous = _previous(place, last, role)
    near = previous is not None and previous.stretch.block == place.stretch.block
    if attribution is None and near and previous is not None and _reported(sides, scene):
        return Turn(place.stretch, place.number, kind, previous.speaker)
    if not parts.is_speech(sides, attribution, scene):
        return None
    if attribution is not None and last is not None and _shared(attribution, last):
        return Turn(place.stretch, place.number, kind, last.speaker, attribution, joins=sides.introduced)
    if attribution is not None and attribution.dropped:
        turn = Turn(
            place.stretch, place.number, kind, speakers.NONE, attribution, context=_context(sides, place)
        )
        return _dropped(turn, place, previous, scene)
    if attribution is None or attribution.source is None:
        return _unattributed(
            Turn(place.stretch, place.number, kind, speakers.NONE, attribution), sides, previous, scene
        )
    speaker = _spoken_by(attribution, place, previous, scene)
    joins = previous is not None and _alike(kind, previous)
    joins = joins and _joins(place, sides, attribution, previous, speaker, scene)
    return Turn(place.stretch, place.number, kind, speaker, attribution, joins, _context(sides, place))


def _spoken_by(attribution: Attribution, place: Place, previous: Turn | None, scene: Scene) -> Speaker:
    """The speaker of an attribution; a pronoun is read with the sentence before it."""
    if attribution.source is None:
        return speakers.NONE
    speaker = speakers.of(attribution.source, scene, previous.speaker if previous else None)
    if scene.article.blocks[place.stretch.block].role is Role.TITLE:
        speaker = speakers.of_headline(speaker, attribution.source, scene)
    if attribution.source.kind is not subjects.Head.PRONOUN:
        return speaker
    told = before.sentence(place.floor, place.stretch.outer_start, scene)
    speaker = before.reconciled(speaker, told, attribution, scene)
    return speakers.unless_named(speaker, place.stretch.start, place.stretch.end, scene)


def _dropped(turn: Turn, place: Place, previous: Turn | None, scene: Scene) -> Turn:
    """A turn whose verb leaves its subject out: that of the sentence before, else the turn before's."""
    told = before.sentence(place.floor, place.stretch.outer_start, scene)
    if told is not None:
        return replace(turn, speaker=told.speaker)
    if previous is None:
        return turn
    joins = turn.attribution is not None and turn.attribution.more and _alike(turn.kind, previous)
    known = _heard(previous.speaker)
    return replace(turn, speaker=previous.speaker, joins=joins and known)


def _alike(kind: QuotationKind, previous: Turn) -> bool:
    """Whether two turns may be one quotation: a whole sentence is none with a fragment before it."""
    return not (kind is QuotationKind.DIRECT and previous.kind is QuotationKind.MIXED)


def _context(sides: Beside, place: Place) -> tuple[int, int]:
    start = sides.left[0].start if sides.left else place.stretch.outer_start
    return start, sides.right[-1].end if sides.right else place.stretch.outer_end


def _reported(sides: Beside, scene: Scene) -> bool:
    """Whether the sentence's own verb is in the mood of reported speech."""
    return any(scene.lexicon.has("reported", w.text) for w in (*sides.left, *sides.right))


def _previous(place: Place, last: Turn | None, role: Role) -> Turn | None:
    """The turn before, if it is near enough to go on: of this paragraph or the one before."""
    if last is None or role is not Role.PARAGRAPH or last.kind is QuotationKind.HEADLINE:
        return None
    return last if place.stretch.block - last.stretch.block <= 1 else None


def _shared(attribution: Attribution, last: Turn) -> bool:
    """Whether the cue is that of the turn before, between the two ("“…,” she said, “…”")."""
    cue = attribution.cue
    return cue is not None and last.attribution is not None and last.attribution.cue == cue


def _same_sentence(place: Place, sides: Beside, last: Turn | None, scene: Scene) -> Turn | None:
    """The turn before, where one sentence holds both ("called it “bad” and “sad”")."""
    if last is None or last.stretch.outer_end != place.floor or not sides.left:
        return None
    return last if sides.left[0].start >= last.stretch.outer_end and _unbroken(last, sides, scene) else None


def _unbroken(last: Turn, sides: Beside, scene: Scene) -> bool:
    """Whether no sentence ends with the words of the turn before."""
    first = scene.text[sides.left[0].start]
    return not (first.isupper() and scene.text[last.stretch.end - 1] in ".!?…")


def _unattributed(turn: Turn, sides: Beside, previous: Turn | None, scene: Scene) -> Turn:
    """A turn nobody is named beside: whoever spoke before goes on, or the paragraph before introduces it."""
    doubt = cues.hearsay(sides.left[0].start, sides.left[-1].end, scene) if sides.left else None
    if doubt is not None:
        word = Span(scene.article.id, *doubt.span())
        return replace(turn, speaker=Speaker(SpeakerState.HEARSAY, span=word))
    if turn.attribution is not None or sides.left:
        return turn
    if sides.right and (previous is None or previous.stretch.block != turn.stretch.block):
        return turn
    if previous is None:
        return _introduced(turn, scene)
    between = scene.text[previous.stretch.outer_end : turn.stretch.outer_start]
    rest = _next_sentences(previous, turn, scene)
    if rest is not None:
        return _after_sentence(turn, rest, previous, scene)
    joins = previous.stretch.block == turn.stretch.block and bool(between.strip())
    speaker = previous.speaker
    return replace(turn, speaker=speaker, joins=joins and _heard(speaker))


def _heard(speaker: Speaker) -> bool:
    """Whether someone is said to speak, be it someone the article leaves open."""
    return speaker.state is not SpeakerState.NONE or speaker.span is not None


def _next_sentences(previous: Turn, turn: Turn, scene: Scene) -> tuple[int, int] | None:
    """The last sentence of the outlet's own between two turns, None where there is none."""
    starts = scene.sentence_starts
    index = bisect_left(starts, turn.stretch.outer_start) - 1
    if index < 0 or starts[index] < previous.stretch.outer_end:
        return None
    return starts[index], scene.sentences[index].span.end


def _after_sentence(turn: Turn, rest: tuple[int, int], previous: Turn, scene: Scene) -> Turn:
    """A bare turn behind a sentence of the outlet's own: its subject speaks, if it is the one before."""
    words = scene.words(*rest)
    if any(scene.lexicon.has("reported", w.text) for w in words):
        return replace(turn, speaker=previous.speaker)
    source = subjects.leading(words, scene.lexicon)
    if source is None:
        return turn
    speaker = speakers.of(source, scene, previous.speaker)
    if speaker.referent is not None and speaker.referent == previous.speaker.referent:
        return replace(turn, speaker=speaker)
    return replace(turn, speaker=speaker) if _speaks(words) else turn


def _speaks(words: Sequence[Word]) -> bool:
    """Whether a sentence tells of someone speaking."""
    return any(w.kind in lx.SAY + lx.CALL + lx.SAYING for w in words)


def _introduced(turn: Turn, scene: Scene) -> Turn:
    """A turn whose paragraph is nothing else: the sentence before may say who speaks."""
    index = bisect_left(scene.sentence_starts, turn.stretch.outer_start) - 1
    if index < 0 or scene.sentences[index].role is not Role.PARAGRAPH:
        return turn
    span = scene.sentences[index].span
    words = scene.words(span.start, span.end)
    verbs = [i for i, w in enumerate(words) if w.kind in lx.SAY + lx.CALL]
    aired = any(scene.lexicon.has("programmes", w.text) for w in words)
    if not verbs and not aired and (not words or words[-1].kind != ":"):
        return turn
    source = subjects.before(words, verbs[-1], scene.lexicon) if verbs else None
    source = source or subjects.leading(words, scene.lexicon)
    if source is None or source.kind is subjects.Head.NOUN:
        return turn
    speaker = speakers.of(source, scene, None)
    if aired and speaker.state in (SpeakerState.ANONYMOUS, SpeakerState.NONE):
        speaker = speakers.interviewed(speaker, turn.stretch.block, scene)
    return replace(turn, speaker=speaker, context=(span.start, span.end))


def _joins(
    place: Place,
    sides: Beside,
    attribution: Attribution,
    previous: Turn | None,
    speaker: Speaker,
    scene: Scene,
) -> bool:
    """Whether a turn goes on with the one before: the same speaker, adding to it, nothing in between."""
    if previous is None or not attribution.more or not _same(previous.speaker, speaker):
        return False
    start = place.stretch.outer_start if not sides.left else sides.left[0].start
    index = bisect_left(scene.sentence_starts, start) - 1
    return index < 0 or scene.sentence_starts[index] < previous.stretch.outer_end


def _same(one: Speaker, other: Speaker) -> bool:
    if one.state is not other.state or one.state is SpeakerState.NONE:
        return False
    return one.referent == other.referent and one.name == other.name
