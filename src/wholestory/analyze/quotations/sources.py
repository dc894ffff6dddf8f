"""The chain by which words reached the article: an outlet, a document, a programme, an unnamed source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from wholestory.analyze.quotations import cues, speakers
from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.chains import Turn
from wholestory.analyze.quotations.scene import Scene
from wholestory.analyze.quotations.subjects import Head
from wholestory.analyze.quotations.words import Word
from wholestory.model import EntityType, SourceLink, SourceRole, Span, Speaker, SpeakerState

_BETWEEN = lx.PREPOSITION + lx.DETERMINER + lx.POSSESSIVE + lx.OTHER + lx.PERSON + lx.ADVERB + lx.GENITIVE


def of(turn: Turn, scene: Scene) -> tuple[SourceLink, ...]:
    """The links of one turn's chain, as its sentence names them, in order of the text."""
    links = list(anonymous(turn.speaker))
    if turn.context is not None:
        links += in_words(scene.words(*turn.context), turn.context, turn.speaker, scene)
        if turn.speaker.state is SpeakerState.ANONYMOUS:
            links += _cited_before(turn.context[0], turn.speaker, scene)
    if turn.attribution is not None and turn.attribution.source is not None:
        source = turn.attribution.source
        if source.kind is Head.PAPER:
            links.append(SourceLink(SourceRole.DOCUMENT, Span(scene.article.id, source.start, source.end)))
    return tuple(sorted({link.span: link for link in reversed(links)}.values(), key=lambda k: k.span))


def in_words(
    words: Sequence[Word], where: tuple[int, int], speaker: Speaker, scene: Scene
) -> Iterator[SourceLink]:
    """The outlets, documents and programmes that one sentence names as sources."""
    for link in (
        _told(words, speaker, scene),
        _according(where, speaker, scene),
        _aired(words, speaker, scene),
        _written(words, speaker, scene),
    ):
        if link is not None:
            yield link


def _link(role: SourceRole, word: Word, scene: Scene) -> SourceLink:
    return SourceLink(role, Span(scene.article.id, word.start, word.end))


def anonymous(speaker: Speaker) -> Iterator[SourceLink]:
    """The link that an unnamed speaker is."""
    if speaker.state is SpeakerState.ANONYMOUS and speaker.span is not None:
        yield SourceLink(SourceRole.ANONYMOUS, speaker.span)


def _type(word: Word, speaker: Speaker, scene: Scene) -> EntityType | None:
    """The type of a name other than the speaker's, None for anything else."""
    mention = word.mention
    if word.kind != lx.NAME or mention is None or mention.referent is None:
        return None
    if mention.referent == speaker.referent:
        return None
    return scene.names.referents[mention.referent].type


def _told(words: Sequence[Word], speaker: Speaker, scene: Scene) -> SourceLink | None:
    """The outlet of "told the Courier": the name right behind a verb that has an addressee."""
    for at, word in enumerate(words):
        if not scene.lexicon.has("telling", word.text) or word.kind != lx.SAY:
            continue
        name = _next_name(words, at + 1)
        if name is not None and _is_outlet(name, speaker, scene):
            return _link(SourceRole.VIA_OUTLET, name, scene)
    return None


def _next_name(words: Sequence[Word], start: int) -> Word | None:
    for word in words[start : start + 6]:
        if word.kind == lx.NAME:
            return word
        if word.kind not in _BETWEEN:
            return None
    return None


def _is_outlet(word: Word, speaker: Speaker, scene: Scene) -> bool:
    """Whether a name is one a source talks to: a body or a title, never a person or a place."""
    kind = _type(word, speaker, scene)
    mention = word.mention
    if kind is None or mention is None or mention.referent is None:
        return False
    return kind in (EntityType.ORGANISATION, EntityType.WORK) or speakers.is_outlet(mention.referent, scene)


def _according(where: tuple[int, int], speaker: Speaker, scene: Scene) -> SourceLink | None:
    """The outlet of "according to X", where someone else speaks."""
    found = cues.according(*where, scene)
    if found is None or found.source is None or found.source.kind is not Head.NAME:
        return None
    word = found.source.head
    return _link(SourceRole.VIA_OUTLET, word, scene) if _is_outlet(word, speaker, scene) else None


def _cited_before(start: int, speaker: Speaker, scene: Scene) -> Iterator[SourceLink]:
    """Whose report the sentence before names: "According to the Courier, …. “…,” a source said"."""
    index = bisect_right(scene.sentence_starts, start) - 1
    if index < 1 or scene.sentence_starts[index - 1] < scene.block_starts[scene.block_of(start)]:
        return
    span = scene.sentences[index - 1].span
    link = _according((span.start, span.end), speaker, scene)
    if link is not None:
        yield link


def _aired(words: Sequence[Word], speaker: Speaker, scene: Scene) -> SourceLink | None:
    """The programme or outlet of "in an interview on X's Y": the last name of what follows the noun."""
    for at, word in enumerate(words):
        if not scene.lexicon.has("programmes", word.text):
            continue
        names = [w for w in _run(words, at + 1) if _type(w, speaker, scene) not in (None, EntityType.PERSON)]
        if names:
            outlet = (
                _is_outlet(names[-1], speaker, scene)
                and _type(names[-1], speaker, scene) is not EntityType.WORK
            )
            return _link(SourceRole.VIA_OUTLET if outlet else SourceRole.PROGRAMME, names[-1], scene)
    return None


def _run(words: Sequence[Word], start: int) -> Iterator[Word]:
    for word in words[start : start + 9]:
        if word.kind not in _BETWEEN + lx.NAME + lx.CAPITAL:
            return
        yield word


def _written(words: Sequence[Word], speaker: Speaker, scene: Scene) -> SourceLink | None:
    """The document of "in his memoir, X" or "in a letter", led by a preposition."""
    for at, word in enumerate(words):
        if word.kind != lx.PAPER or not _led(words, at):
            continue
        title = next((w for w in words[at + 1 : at + 7] if _type(w, speaker, scene) is EntityType.WORK), None)
        first = _phrase_start(words, at)
        span = Span(scene.article.id, words[first].start, word.end)
        return _link(SourceRole.DOCUMENT, title, scene) if title else SourceLink(SourceRole.DOCUMENT, span)
    return None


def _phrase_start(words: Sequence[Word], at: int) -> int:
    first = at
    while first > 0 and words[first - 1].kind in lx.DETERMINER + lx.POSSESSIVE + lx.OTHER + lx.ADVERB:
        first -= 1
    return first


def _led(words: Sequence[Word], at: int) -> bool:
    """Whether a preposition leads the phrase, which has an article of its own or one joined to that."""
    first = _phrase_start(words, at)
    bare = first == at and len(words[at - 1].text) < 3  # "in response" is no document, "nella nota" is
    return first > 0 and words[first - 1].kind == lx.PREPOSITION and not bare
