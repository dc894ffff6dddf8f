"""From the phrase beside a quotation to its speaker: named, anonymous, an outlet, or left open."""

from __future__ import annotations

import re
from bisect import bisect_right

from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations import subjects
from wholestory.analyze.quotations.scene import Scene
from wholestory.analyze.quotations.subjects import Head, Source
from wholestory.analyze.quotations.words import Word
from wholestory.model import EntityType, Mention, Role, Span, Speaker, SpeakerState

NONE = Speaker(SpeakerState.NONE)
_WORD = re.compile(r"\w+")
_HANDLE = re.compile(r"@(\w+)")
_FAR = 20_000  # characters in which someone may have been brought in
_REACH = 600  # characters a pronoun's antecedent may lie before it


def of(source: Source, scene: Scene, previous: Speaker | None) -> Speaker:
    """The speaker that `source` is; `previous` is whoever spoke right before, for pronouns."""
    if source.kind is Head.NAME:
        return _named(source, scene)
    if source.kind is Head.PRONOUN:
        return _of_pronoun(source.head, scene, previous)
    if source.kind is Head.PAPER:
        return _of_paper(source, scene)
    return _described(source, scene)


def unless_named(speaker: Speaker, start: int, end: int, scene: Scene) -> Speaker:
    """A speaker found by a pronoun, given that nobody speaks of himself by name in `text[start:end]`.

    Of several candidates the one not named there is left; one who is named there becomes doubtful.
    """
    named = {m.referent for m in scene.spoken_of(start, end) if m.referent is not None}
    handles = (m[1].lower() for m in _HANDLE.finditer(scene.text, start, end))
    named |= {scene.handles[h] for h in handles if h in scene.handles}
    if speaker.state is SpeakerState.NAMED and speaker.referent in named:
        return Speaker(SpeakerState.AMBIGUOUS, None, speaker.span, None, (speaker.referent,))
    return _without(speaker, frozenset(named), scene)


def other_than(speaker: Speaker, outer: Speaker, scene: Scene) -> Speaker:
    """Who "he" is inside someone's words: not that someone, who would say "I"."""
    if outer.referent is None:
        return speaker
    if speaker.referent == outer.referent:
        return Speaker(SpeakerState.NONE, span=speaker.span)
    return _without(speaker, frozenset((outer.referent,)), scene)


def _without(speaker: Speaker, excluded: frozenset[int], scene: Scene) -> Speaker:
    """An ambiguous speaker where some candidates cannot be: named if one is left."""
    left = [c for c in speaker.candidates if c not in excluded]
    if speaker.state is not SpeakerState.AMBIGUOUS or len(left) != 1:
        return speaker
    name = scene.names.referents[left[0]].name
    return Speaker(SpeakerState.NAMED, name, speaker.span, left[0])


def is_place(speaker: Speaker, scene: Scene) -> bool:
    """Whether a speaker is a place, which seldom speaks."""
    known = speaker.referent is not None
    return known and scene.names.referents[speaker.referent or 0].type is EntityType.PLACE


def is_outlet(referent: int, scene: Scene) -> bool:
    """Whether a referent is a news organisation, by its type and the words of its name."""
    found = scene.names.referents[referent]
    if found.type is EntityType.PERSON:
        return False
    words = _WORD.findall(found.name.lower())
    return any(scene.lexicon.has("outlets", w) for w in words)


def _span(scene: Scene, source: Source) -> Span:
    return Span(scene.article.id, source.start, source.end)


def _named(source: Source, scene: Scene) -> Speaker:
    """The speaker of a named mention; several joined by "and", or a name that fits several, stay open."""
    mention = source.head.mention
    span = _span(scene, source)
    if mention is None:
        return Speaker(SpeakerState.NAMED, scene.text[span.start : span.end], span)
    joined = tuple(w.mention.referent for w in source.others if w.mention and w.mention.referent is not None)
    if joined and mention.referent is not None:
        return Speaker(SpeakerState.AMBIGUOUS, None, span, None, (mention.referent, *joined))
    return of_mention(mention, span, scene)


def of_mention(mention: Mention, span: Span, scene: Scene) -> Speaker:
    """The speaker that a mention speaks of, seen at `span`."""
    if mention.referent is None:
        return Speaker(SpeakerState.AMBIGUOUS, None, span, None, mention.candidates)
    name = scene.names.referents[mention.referent].name
    outlet = is_outlet(mention.referent, scene)
    return Speaker(SpeakerState.OUTLET if outlet else SpeakerState.NAMED, name, span, mention.referent)


def _described(source: Source, scene: Scene) -> Speaker:
    """A described speaker: named where the article says who that is, else anonymous in its own words."""
    span = _span(scene, source)
    nominal = scene.nominal_in(source.start, source.head.end)
    if nominal is not None and nominal.referent is not None and nominal.span.end >= source.head.end:
        return of_mention(nominal, span, scene)
    if source.head.kind == lx.CAPITAL and source.first.kind == lx.CAPITAL:
        return _unfound(source, scene, span)
    opens = source.first == source.last and source.head.kind == lx.OTHER
    if (opens and scene.text[span.start].isupper()) or _doubtful(source, scene):
        return Speaker(SpeakerState.NONE, span=span)
    return _anonymous(span, scene)


def _doubtful(source: Source, scene: Scene) -> bool:
    """Whether a description may be of someone the article names, but does not say whom.

    "The contractor" beside names, where no contractor was brought in without one ("a contractor").
    """
    behind = _WORD.findall(scene.text[source.head.end : source.end].lower())
    alone = len(behind) < 3 and not any(scene.lexicon.has("attaching", word) for word in behind)
    definite = source.first.kind == lx.DETERMINER and not _vague(source.first, scene)
    named = source.owner is not None or any(scene.named_in(source.start, source.end))
    nouns = _roles(source, scene)
    if not alone or not definite or named or not nouns:
        return False
    people = any(r.type is EntityType.PERSON for r in scene.names.referents)
    return people and not _unnamed_before(nouns, source.start, scene)


def _roles(source: Source, scene: Scene) -> list[str]:
    """The nouns of a description that are for one person."""
    words = _WORD.findall(scene.text[source.start : source.end].lower())
    return [word for word in words if scene.lexicon.is_role(word)]


def _unnamed_before(nouns: list[str], end: int, scene: Scene) -> bool:
    """Whether the article has the same noun for someone it does not name: "a contractor"."""
    form = re.compile(rf"\b(?:{'|'.join(nouns)})\b", re.IGNORECASE)
    for match in form.finditer(scene.text, max(0, end - _FAR), end):
        near = _WORD.findall(scene.text[max(0, match.start() - 40) : match.start()].lower())[-4:]
        if any(scene.lexicon.has("vague", word) for word in near):
            return True
    return False


def of_headline(speaker: Speaker, source: Source, scene: Scene) -> Speaker:
    """Who a bare noun of a headline is ("captain speaks"): the one person of that description, else open."""
    bare = source.first == source.head and scene.lexicon.is_role(source.head.text)
    if speaker.state is not SpeakerState.ANONYMOUS or not bare or speaker.span is None:
        return speaker
    bearers = scene.described.get(source.head.text, ())
    if len(bearers) != 1:
        return Speaker(SpeakerState.NONE, span=speaker.span)
    return Speaker(SpeakerState.NAMED, scene.names.referents[bearers[0]].name, speaker.span, bearers[0])


def _anonymous(span: Span, scene: Scene) -> Speaker:
    """An unnamed speaker as printed, with what says why he is not named ("who asked not to be named")."""
    tail = scene.lexicon.unnamed.match(scene.text, span.end) if scene.lexicon.unnamed else None
    whole = Span(span.article, span.start, tail.end()) if tail else span
    return Speaker(SpeakerState.ANONYMOUS, scene.text[whole.start : whole.end], whole)


def _unfound(source: Source, scene: Scene, span: Span) -> Speaker:
    """A capitalised word that is no mention: the one whose name ends in it, else as it is printed.

    Where every noun has a capital it may be any noun: no speaker then.
    """
    printed = scene.text[span.start : span.end]
    last = scene.text[source.head.start : source.head.end]
    bearers = scene.by_last_name.get(last, [])
    if len(bearers) == 1:
        return Speaker(SpeakerState.NAMED, scene.names.referents[bearers[0]].name, span, bearers[0])
    if bearers:
        return Speaker(SpeakerState.AMBIGUOUS, None, span, None, tuple(bearers))
    if scene.lexicon.compounds is not None:
        return Speaker(SpeakerState.NONE, span=span)
    return Speaker(SpeakerState.NAMED, printed, span)


def _of_paper(source: Source, scene: Scene) -> Speaker:
    """Whose document it is: its owner, else whoever is said to have published it just before."""
    span = _span(scene, source)
    if source.owner is not None and source.owner.mention is not None:
        return of_mention(source.owner.mention, span, scene)
    if not _definite(source, scene):
        return Speaker(SpeakerState.ANONYMOUS, scene.text[span.start : span.end], span)
    poster = poster_before(source.start, scene)
    return of_mention(poster, span, scene) if poster else Speaker(SpeakerState.NONE, span=span)


def _definite(source: Source, scene: Scene) -> bool:
    """ "The caption", "her statement": not "one comment", "a poster"."""
    first = source.first
    return first.kind == lx.POSSESSIVE or (first.kind == lx.DETERMINER and not _vague(first, scene))


def _vague(word: Word, scene: Scene) -> bool:
    return scene.lexicon.has("vague", word.text)


def poster_before(position: int, scene: Scene) -> Mention | None:
    """Whom the sentences of this paragraph and the one before say to have put something online."""
    index = bisect_right(scene.sentence_starts, position) - 1
    floor = _paragraph_before(position, scene)
    for sentence in reversed(scene.sentences[max(0, index - 4) : index + 1]):
        if sentence.span.start < floor:
            return None
        words = scene.words(sentence.span.start, min(sentence.span.end, position))
        posted = next((i for i, w in enumerate(words) if scene.lexicon.has("posting", w.text)), None)
        if posted is None:
            continue
        names = [w.mention for w in words[:posted] if w.kind == lx.NAME and w.mention]
        if names:
            return names[0]
    return None


def _paragraph_before(position: int, scene: Scene) -> int:
    """Where the paragraph before that of `position` begins."""
    for index in range(scene.block_of(position) - 1, -1, -1):
        if scene.article.blocks[index].role is Role.PARAGRAPH:
            return scene.block_starts[index]
    return 0


def interviewed(described: Speaker, block: int, scene: Scene) -> Speaker:
    """Who "the comedian" of an interview is, where title and next paragraph are about one person.

    Two witnesses are asked because a description alone may mean anyone.
    """
    blocks = scene.article.blocks
    title = next((b for b in blocks if b.role is Role.TITLE), None)
    after = next((b for b in blocks[block + 1 :] if b.role is Role.PARAGRAPH), None)
    if title is None or after is None or described.span is None:
        return described
    one, other = _subject(title.start, title.end, scene), _subject(after.start, after.end, scene)
    if one is None or other is None or one.referent is None or one.referent != other.referent:
        return described
    return of_mention(one, described.span, scene)


def _subject(start: int, end: int, scene: Scene) -> Mention | None:
    """The person that the first clause of `text[start:end]` is about."""
    source = subjects.leading(scene.words(start, end), scene.lexicon)
    mention = source.head.mention if source is not None and source.kind is Head.NAME else None
    if mention is None or mention.referent is None:
        return None
    return mention if scene.names.referents[mention.referent].type is EntityType.PERSON else None


def _of_pronoun(word: Word, scene: Scene, previous: Speaker | None) -> Speaker:
    """Whom a pronoun means: as the names tell, else who spoke right before, else the only person about."""
    span = Span(scene.article.id, word.start, word.end)
    mention = scene.pronouns.get(word.start)
    if scene.lexicon.has("first", word.text):
        return Speaker(SpeakerState.NONE, span=span)
    if previous is not None and _goes_on(word, previous, mention, scene):
        return Speaker(previous.state, previous.name, span, previous.referent, previous.candidates)
    if mention is not None and mention.referent is not None:
        return of_mention(mention, span, scene)
    if mention is not None and mention.candidates:
        return Speaker(SpeakerState.AMBIGUOUS, None, span, None, mention.candidates)
    if mention is not None or word.kind == lx.IT or scene.lexicon.has("they", word.text):
        return Speaker(SpeakerState.NONE, span=span)
    return _only_person(word, span, scene)


def _goes_on(word: Word, previous: Speaker, mention: Mention | None, scene: Scene) -> bool:
    """Whether a pronoun is the previous speaker again."""
    if word.kind == lx.IT:
        return previous.state is SpeakerState.OUTLET or _is_body(previous, scene)
    if previous.state is SpeakerState.ANONYMOUS:
        return mention is None or mention.referent is None or scene.lexicon.has("they", word.text)
    if previous.state is not SpeakerState.NAMED or scene.lexicon.has("they", word.text):
        return False
    return mention is None or (mention.referent is None and previous.referent in mention.candidates)


def _is_body(speaker: Speaker, scene: Scene) -> bool:
    """Whether a speaker is an organisation, which "it" may mean."""
    if speaker.referent is None:
        return False
    return scene.names.referents[speaker.referent].type is EntityType.ORGANISATION


def _only_person(word: Word, span: Span, scene: Scene) -> Speaker:
    """The one person named in what stands before the pronoun, if it is one."""
    near = list(scene.named_in(max(0, word.start - _REACH), word.start))
    people = [
        m.referent
        for m in near
        if m.referent is not None and scene.names.referents[m.referent].type is EntityType.PERSON
        if scene.fits(m.referent, word.text)
    ]
    if not people:
        return Speaker(SpeakerState.NONE, span=span)
    if len(set(people)) == 1:
        name = scene.names.referents[people[0]].name
        return Speaker(SpeakerState.NAMED, name, span, people[0])
    return Speaker(SpeakerState.AMBIGUOUS, None, span, None, tuple(sorted(set(people))))
