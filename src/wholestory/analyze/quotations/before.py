"""The sentence before a quotation: who is said to speak there, for a pronoun or no subject after it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from wholestory.analyze.quotations import cues, speakers, subjects
from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.cues import Attribution
from wholestory.analyze.quotations.scene import Scene
from wholestory.analyze.quotations.subjects import Head
from wholestory.analyze.quotations.words import Word
from wholestory.model import Speaker, SpeakerState


@dataclass(frozen=True, slots=True)
class Told:
    """Who speaks or acts in a sentence, by which verb of saying (empty: none), and whom else it names."""

    speaker: Speaker
    verb: str
    named: frozenset[int]


def sentence(floor: int, position: int, scene: Scene) -> Told | None:
    """What the last whole sentence of `text[floor:position]` tells; None where there is none, or nobody."""
    index = bisect_left(scene.sentence_starts, position) - 1
    if index >= 0 and scene.sentences[index].span.end > position:
        index -= 1
    if index < 0 or scene.sentence_starts[index] < floor:
        return None
    span = scene.sentences[index].span
    words = scene.words(span.start, min(span.end, position))
    verb = next((i for i, w in enumerate(words) if w.kind == lx.SAY), None)
    source = cues.subject(words, verb, scene) if verb is not None else None
    source = source or subjects.leading(words, scene.lexicon)
    if source is None or source.kind in (Head.PAPER, Head.PRONOUN):
        return None
    if source.kind is Head.NOUN and (verb is None or source.first.kind not in lx.DETERMINER + lx.POSSESSIVE):
        return None
    named = {m.referent for m in scene.named_in(span.start, span.end) if m.referent is not None}
    told = words[verb].text if verb is not None else ""
    return Told(speakers.of(source, scene, None), told, frozenset(named))


def reconciled(speaker: Speaker, told: Told | None, attribution: Attribution, scene: Scene) -> Speaker:
    """Who a pronoun behind a quotation is, given the sentence before.

    Whoever is said to speak there goes on, unless the names found someone else of that sentence, or the
    other gender; an answer is not the asker's.
    """
    source = attribution.source
    if told is None or source is None or scene.lexicon.has("they", source.head.text):
        return speaker
    other = speaker.referent != told.speaker.referent or speaker.referent is None
    asked = scene.lexicon.has("asking", told.verb) and scene.lexicon.has("answering", attribution.word)
    if asked:
        return (
            speaker if other and speaker.referent is not None else _asked(speaker, told, source.head, scene)
        )
    if (
        not told.verb
        or not other
        or speaker.referent in told.named
        or not _fits(told.speaker, source.head.text, scene)
    ):
        return speaker
    found = told.speaker
    return Speaker(found.state, found.name, speaker.span, found.referent, found.candidates)


def _asked(speaker: Speaker, told: Told, pronoun: Word, scene: Scene) -> Speaker:
    """Who answers: the one person named so far whom the article calls by that pronoun, the asker aside."""
    earlier = {m.referent for m in scene.named_in(0, pronoun.start)} - {told.speaker.referent}
    fitting = [
        r
        for r in sorted(r for r in earlier if r is not None)
        if r in scene.names.genders and scene.fits(r, pronoun.text)
    ]
    if len(fitting) != 1:
        return Speaker(SpeakerState.AMBIGUOUS, None, speaker.span, None, tuple(fitting))
    return Speaker(SpeakerState.NAMED, scene.names.referents[fitting[0]].name, speaker.span, fitting[0])


def _fits(speaker: Speaker, pronoun: str, scene: Scene) -> bool:
    """Whether nothing in the article gives a speaker the other gender."""
    opposite = "she" if scene.lexicon.has("he", pronoun) else "he"
    if not scene.lexicon.has("he", pronoun) and not scene.lexicon.has("she", pronoun):
        return False
    if speaker.referent is None:
        return speaker.state in (SpeakerState.ANONYMOUS, SpeakerState.NONE)
    called = scene.called.get(speaker.referent, ())
    return scene.fits(speaker.referent, pronoun) and not any(
        scene.lexicon.has(opposite, word) for word in called
    )
