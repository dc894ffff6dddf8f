"""Speech reported without marks: only where a cue, its source and the reported clause are plain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wholestory.analyze.quotations import cues, sources, speakers, subjects
from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.marks import Stretch
from wholestory.analyze.quotations.scene import Scene
from wholestory.analyze.quotations.subjects import Head, Source
from wholestory.analyze.quotations.words import Word
from wholestory.model import (
    Quotation,
    QuotationKind,
    Role,
    Sentence,
    Span,
    Speaker,
    SpeakerState,
)

_FARTHEST = 11  # words between a verb and its "that"
_TAIL = 12  # words of a closing ", X said on Monday"
_SHORTEST = 4  # words of a reported clause
_STOPS = ".!?…"
_CIRCUMSTANCE = lx.TIME + lx.ADVERB + lx.PREPOSITION + lx.PERSON + lx.NAME + ".(-"
_WORD = re.compile(r"\w+")
_CUES = (lx.SAY, lx.SAYING)
_ENDS = lx.SAY + lx.CALL + lx.SAYING + lx.CALLING + lx.WHEN + ";:("
_BEFORE_THAT = lx.NAME + lx.TIME + lx.ADVERB + lx.PERSON + lx.PAPER  # behind other nouns it is "which"


@dataclass(frozen=True, slots=True)
class _Report:
    """The reported clause as offsets, its cue, and its source."""

    start: int
    end: int
    cue: tuple[int, int]
    source: Source


def find(stretches: Sequence[Stretch], scene: Scene) -> Iterator[Quotation]:
    """The indirect quotations of all sentences that hold no quotation mark."""
    marked = [s.outer_start for s in stretches]
    ends = [s.outer_end for s in stretches]
    for sentence in scene.sentences:
        if sentence.role is not Role.PARAGRAPH:
            continue
        index = bisect_left(marked, sentence.span.start)
        inside = index < len(marked) and marked[index] < sentence.span.end
        across = index > 0 and ends[index - 1] > sentence.span.start
        if not inside and not across:
            yield from _of_sentence(sentence, scene)


def _of_sentence(sentence: Sentence, scene: Scene) -> Iterator[Quotation]:
    start, end = sentence.span.start, sentence.span.end
    if scene.text[end - 1] in "?:":
        return
    if not _may_report(scene.text[start:end], scene):
        return
    words = scene.words(start, end)
    report = _clause(words, end, scene) or _closing(words, scene) or _according(start, end, scene)
    if report is not None:
        speaker = speakers.of(report.source, scene, None)
        if speaker.state is not SpeakerState.NONE and not speakers.is_place(speaker, scene):
            yield _quotation(report, speaker, words, scene)
        return
    doubt = cues.hearsay(start, end, scene)
    if doubt is not None and len(words) > _SHORTEST:
        whole = Span(scene.article.id, start, _trimmed(end, scene))
        cue = Span(scene.article.id, *doubt.span())
        yield Quotation((whole,), QuotationKind.INDIRECT, Speaker(SpeakerState.HEARSAY, span=cue), cue)


def _may_report(text: str, scene: Scene) -> bool:
    """Whether any cue is among the words: most sentences have none, and are not read further."""
    lexicon = scene.lexicon
    words = _WORD.findall(text.lower())
    if not lexicon.reporting.isdisjoint(words):
        return True
    if lexicon.phrases.isdisjoint(words):
        return False
    return any(p and p.search(text) for p in (lexicon.according, lexicon.according_after, lexicon.hearsay))


def _quotation(report: _Report, speaker: Speaker, words: Sequence[Word], scene: Scene) -> Quotation:
    article = scene.article.id
    where = (words[0].start, words[-1].end)
    links = dict.fromkeys(sources.in_words(words, where, speaker, scene))
    links |= dict.fromkeys(sources.anonymous(speaker))
    return Quotation(
        (Span(article, report.start, report.end),),
        QuotationKind.INDIRECT,
        speaker,
        Span(article, *report.cue),
        tuple(sorted(links, key=lambda link: link.span)),
    )


def _trimmed(end: int, scene: Scene) -> int:
    while end > 0 and scene.text[end - 1] in _STOPS:
        end -= 1
    return end


def _clause(words: Sequence[Word], end: int, scene: Scene) -> _Report | None:
    """ "X said that …", "X said he …": the clause behind the first verb of saying."""
    for verb, word in enumerate(words):
        if word.kind not in _CUES or scene.lexicon.has("marked", word.text):
            continue
        opening = _opening(words, verb, scene)
        if opening is not None and words[opening].kind == ",":
            opening += 1
        if opening is None or len(words) - opening < _SHORTEST:
            continue
        source = cues.subject(words, verb, scene)
        if source is None or source.kind in (Head.NOUN, Head.PAPER):
            return None
        return _Report(words[opening].start, _trimmed(end, scene), cues.cue(words, verb), source)
    return None


def _opening(words: Sequence[Word], verb: int, scene: Scene) -> int | None:
    """Where what is reported begins: behind "that", or at the pronoun right behind the verb."""
    if cues.passive(words, verb, scene) or _negated(words, verb):
        return None
    follows = words[verb + 1] if verb + 1 < len(words) else None
    if follows is not None and follows.kind == lx.PRONOUN and words[verb].kind == lx.SAY:
        return verb + 1 if verb > 0 and words[verb - 1].kind in lx.NAME + lx.PERSON + lx.PRONOUN else None
    for at in range(verb + 1, min(verb + _FARTHEST, len(words) - 1)):
        if at == verb + 1 and scene.lexicon.has("whether", words[at].text):
            return at + 1
        if scene.lexicon.has("that", words[at].text):
            return at + 1 if at <= verb + 2 or words[at - 1].kind in _BEFORE_THAT else None
        if words[at].kind in _ENDS:
            return None
        if words[at].kind == "," and not _reported(words, at, scene):
            continue
        if words[at].kind == ",":
            return at + 1
    return None


def _reported(words: Sequence[Word], comma: int, scene: Scene) -> bool:
    """Whether a clause in the mood of reported speech follows the comma, with no "that" to open it."""
    following = words[comma + 1 : comma + 12]
    if not following or any(scene.lexicon.has("that", w.text) for w in following[:2]):
        return False
    return any(scene.lexicon.has("reported", w.text) for w in following)


def _negated(words: Sequence[Word], verb: int) -> bool:
    return any(
        w.text in ("not", "never", "nicht", "non", "no", "não", "pas") for w in words[max(0, verb - 2) : verb]
    )


def _closing(words: Sequence[Word], scene: Scene) -> _Report | None:
    """ "…, X said." at the end of a sentence."""
    led = words[0].kind in lx.PREPOSITION + lx.WHEN + lx.AND  # "On the stage, X said" reports nothing yet
    floor = max(_SHORTEST + _SHORTEST * led, len(words) - _TAIL)
    comma = next((i for i in range(len(words) - 1, floor - 1, -1) if words[i].kind == ","), None)
    if comma is None:
        return None
    tail = words[comma + 1 :]
    verb = next((i for i, w in enumerate(tail) if w.kind == lx.SAY), None)
    if (
        verb is None
        or verb > 5
        or cues.passive(tail, verb, scene)
        or tail[0].kind in lx.WHO + lx.AND + lx.WHEN
    ):
        return None
    source = subjects.after(tail, verb, scene.lexicon) if verb < 2 else None
    if source is None and verb:
        source = subjects.before(tail, verb, scene.lexicon)
    if source is None or source.kind in (Head.NOUN, Head.PAPER) or not _adjacent(tail, verb, source):
        return None
    return _Report(words[0].start, words[comma].start, cues.cue(tail, verb), source)


def _adjacent(tail: Sequence[Word], verb: int, source: Source) -> bool:
    """Whether verb and subject stand together, and behind them only when, where or to whom."""
    follows = next((w for w in tail[verb + 1 :] if w.start > source.end), None)
    return source.start <= tail[verb].end + 3 and (follows is None or follows.kind in _CIRCUMSTANCE)


def _according(start: int, end: int, scene: Scene) -> _Report | None:
    """ "According to X, …" and "…, according to X."."""
    found = cues.according(start, end, scene)
    if found is None or found.source is None or found.cue is None or found.source.kind is Head.NOUN:
        return None
    if found.cue[0] - start > 3:
        cut = len(scene.text[start : found.cue[0]].rstrip(" ,"))
        long = scene.text[start : found.cue[0]].count(" ") >= _SHORTEST
        return _Report(start, start + cut, found.cue, found.source) if long else None
    comma = scene.text.find(",", found.source.end, end)
    if comma < 0 or comma - found.source.end > 60:
        return None
    clause = comma + 1 + len(scene.text[comma + 1 : end]) - len(scene.text[comma + 1 : end].lstrip())
    return _Report(clause, _trimmed(end, scene), found.cue, found.source)
