"""Attributions: the cue beside a stretch between marks, and the phrase that is its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations import subjects
from wholestory.analyze.quotations.scene import Scene
from wholestory.analyze.quotations.subjects import Head, Source
from wholestory.analyze.quotations.words import Word

_VERBS = lx.SAY + lx.SAYING + lx.CALL + lx.CALLING
_GERUNDS = lx.SAYING + lx.CALLING
_BETWEEN = lx.AUXILIARY + lx.ADVERB
_PHRASE = _BETWEEN + lx.NAME + lx.PRONOUN + lx.IT + lx.ANYONE + lx.PERSON + lx.PAPER + lx.DETERMINER
_PHRASE += lx.POSSESSIVE + lx.GENITIVE + lx.PREPOSITION + lx.TIME + lx.OTHER + lx.CAPITAL + lx.AND + ",()-."
_NOT_FIRST = lx.AND + lx.WHEN + lx.THAT + lx.PREPOSITION
_FARTHEST = 22  # words from a closing mark to its verb
_REACH = 2000  # characters that "according to" is looked for in
_SIGNED = 30  # letters from which "… (X)" is a signature, not an acronym
_AFTER_COMMA = ",!?…—–-，！？"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where the cue stands (none for "X: …"), whose words they are, and whether the speaker goes on.

    `passive` is True where the cue is a passive, whose subject does not speak, `dropped` where a verb
    stands without its subject, as some languages let it.
    """

    cue: tuple[int, int] | None
    source: Source | None
    more: bool = False
    passive: bool = False
    word: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in the same sentence on both sides of a stretch, as words; `comma` tells how it ends."""

    left: Sequence[Word]
    right: Sequence[Word]
    inner: str
    headline: bool = False

    @property
    def introduced(self) -> bool:
        """Whether a colon or comma stands before the opening mark."""
        return bool(self.left) and self.left[-1].kind in ",:"

    @property
    def leads_on(self) -> bool:
        """Whether what follows the closing mark introduces the next stretch."""
        return bool(self.right) and self.right[-1].kind == ":"

    @property
    def runs_on(self) -> bool:
        """Whether the sentence goes on after the closing mark."""
        return self.inner[-1:] in _AFTER_COMMA or (bool(self.right) and self.right[0].kind == ",")


def find(beside: Beside, scene: Scene) -> Attribution | None:
    """The attribution of one stretch; the side that its punctuation points to comes first."""
    found = _introducing(beside.left, scene)
    known = found is not None and found.source is not None
    if beside.runs_on and not (known and beside.leads_on):
        near = _following(beside.right, scene, near=True) or _cited(beside.right, scene)
        if near is not None:
            return near
    if known:
        return found
    return (
        _following(beside.right, scene, near=False)
        or _according(beside, scene)
        or _bare_name(beside)
        or (None if beside.headline else _unlisted_verb(beside, scene))
        or _subjectless(beside, scene)
        or found
    )


def _subjectless(beside: Beside, scene: Scene) -> Attribution | None:
    """A verb of saying right behind the closing mark, or alone before the opening one, with no subject.

    Italian, Spanish and Portuguese leave out a pronoun: whoever spoke or acted before goes on.
    """
    if not scene.lexicon.sets["dropping"]:
        return None
    for words in (beside.right, beside.left):
        rest = [i for i, w in enumerate(words) if w.kind not in _BETWEEN + "," + lx.PARTICLE]
        if rest and words[rest[0]].kind == lx.SAY:
            word = words[rest[0]].text
            return Attribution(
                cue(words, rest[0]), None, scene.lexicon.has("more", word), word=word, dropped=True
            )
    return None


def _of_document(words: Sequence[Word], verb: int, scene: Scene) -> Source | None:
    """The document of "it says in the letter": the first phrase a preposition leads."""
    if not scene.lexicon.has("reading", words[verb].text):
        return None
    order = [*range(verb + 1, len(words)), *range(verb)]
    at = next((i for i in order if words[i].kind == lx.PREPOSITION), None)
    return subjects.leading(words[at + 1 :], scene.lexicon) if at is not None else None


def _introducing(words: Sequence[Word], scene: Scene) -> Attribution | None:
    """The last cue before the opening mark and its subject."""
    verbs = [i for i, w in enumerate(words) if w.kind in _VERBS]
    for verb in reversed(verbs[-3:]):
        if passive(words, verb, scene):
            return Attribution(cue(words, verb), _by(words, verb, scene), passive=True, word=words[verb].text)
        source = subject(words, verb, scene)
        if source is not None:
            return _attribution(words, verb, source, scene)
    return Attribution(cue(words, verbs[-1]), None, word=words[verbs[-1]].text) if verbs else None


def subject(words: Sequence[Word], verb: int, scene: Scene) -> Source | None:
    """Who does the verb before an opening mark."""
    lexicon = scene.lexicon
    if words[verb].kind in _GERUNDS:
        return _of_gerund(words, verb, scene)
    found = subjects.before(words, verb, lexicon)
    if found is not None and found.kind is not Head.NOUN:
        return found
    if words[0].kind in lx.AND + "," and any(w.kind not in _BETWEEN + "," for w in words[:verb]):
        return None
    behind = subjects.after(words, verb, lexicon)
    if behind is not None and behind.kind is not Head.NOUN:
        return behind
    return _of_document(words, verb, scene) or found


def _of_gerund(words: Sequence[Word], verb: int, scene: Scene) -> Source | None:
    """The subject of "saying": the name it directly follows after "with", else that of the main clause."""
    if verb >= 2 and words[verb - 1].kind == lx.NAME and words[verb - 2].text in ("with", "con", "com"):
        return subjects.Source(words[verb - 1], words[verb - 1], words[verb - 1], Head.NAME)
    finite = next((i for i in range(verb - 1, 0, -1) if words[i].kind == lx.SAY), None)
    main = subjects.before(words, finite, scene.lexicon) if finite else None
    return main or subjects.leading(words[:verb], scene.lexicon)


def _following(words: Sequence[Word], scene: Scene, *, near: bool) -> Attribution | None:
    """The first cue after the closing mark; `near` asks that nothing but its subject stands between."""
    if near and words and words[0].kind in _NOT_FIRST:
        return None
    for verb, word in enumerate(words[:_FARTHEST]):
        if near and word.kind not in _PHRASE and word.kind not in _VERBS:
            return _relative(words, verb, scene)
        if word.kind not in lx.SAY + lx.CALL:
            continue
        if passive(words, verb, scene):
            return None
        source = _subject_after_quote(words, verb, scene)
        far = not near and source is not None and source.kind is Head.NOUN
        return _attribution(words, verb, source, scene) if source is not None and not far else None
    return None


def _relative(words: Sequence[Word], at: int, scene: Scene) -> Attribution | None:
    """ "…," said-less: "Jane Doe, who runs the shop, said" has its verb behind a relative clause."""
    if words[at].kind not in lx.WHO or at < 2:
        return None
    comma = next((i for i in range(at, min(len(words), _FARTHEST)) if words[i].kind == ","), None)
    if comma is None or comma + 1 >= len(words) or words[comma + 1].kind != lx.SAY:
        return None
    source = subjects.leading(words[:at], scene.lexicon)
    return _attribution(words, comma + 1, source, scene) if source else None


def _subject_after_quote(words: Sequence[Word], verb: int, scene: Scene) -> Source | None:
    """Who does the verb behind a closing mark: what follows it if nothing but small words precede."""
    start = 0
    while start < verb and words[start].kind in _BETWEEN + ",-" + lx.PARTICLE:
        start += 1
    if start == verb:
        found = subjects.after(words, verb, scene.lexicon)
        return found or _of_document(words, verb, scene)
    behind = subjects.after(words, verb, scene.lexicon)
    if words[verb - 1].kind == "," and behind is not None and _inverts(behind):
        return behind
    found = subjects.before(words[start:], verb - start, scene.lexicon) or behind
    return found or _of_document(words, verb, scene)


def _inverts(source: Source) -> bool:
    """Whether a phrase behind a verb is its subject, not whom it addresses ("told reporters")."""
    return source.kind is Head.NAME or (source.kind is Head.PERSON and source.first.kind == lx.DETERMINER)


def _attribution(words: Sequence[Word], verb: int, source: Source, scene: Scene) -> Attribution:
    word = words[verb].text
    return Attribution(cue(words, verb), source, scene.lexicon.has("more", word), word=word)


def cue(words: Sequence[Word], verb: int) -> tuple[int, int]:
    """The verb with its auxiliaries and particles."""
    first, last = verb, verb
    while first > 0 and words[first - 1].kind == lx.AUXILIARY:
        first -= 1
    if last + 1 < len(words) and words[last + 1].kind == lx.PARTICLE:
        last += 1
    return words[first].start, words[last].end


def passive(words: Sequence[Word], verb: int, scene: Scene) -> bool:
    """Whether the verb at `verb` is a passive ("was told")."""
    if verb == 0 and len(words) > 1 and scene.lexicon.has("by", words[1].text):
        return True
    if (
        words[verb].kind == lx.CALL
        and verb + 2 == len(words)
        and scene.lexicon.has("likening", words[-1].text)
    ):
        return True  # "labelled as “…”": in the active, what is so labelled stands between
    at = verb - 1
    while at >= 0 and words[at].kind == lx.ADVERB:
        at -= 1
    if at < 0 or words[verb].kind in _GERUNDS:
        return False
    return scene.lexicon.has("passive", words[at].text) and not words[verb].text.endswith("ing")


def _by(words: Sequence[Word], verb: int, scene: Scene) -> Source | None:
    """The agent of a passive: "was called … by X"."""
    for at in range(verb + 1, len(words) - 1):
        if scene.lexicon.has("by", words[at].text):
            return subjects.leading(words[at + 1 :], scene.lexicon)
    return None


def _according(beside: Beside, scene: Scene) -> Attribution | None:
    """ "According to X, …" on either side."""
    for words in (beside.left, beside.right):
        if not words:
            continue
        found = according(words[0].start, words[-1].end, scene)
        if found is not None:
            return found
    return None


def _cited(words: Sequence[Word], scene: Scene) -> Attribution | None:
    """ "According to X" right behind the closing mark."""
    if not words:
        return None
    found = according(words[0].start, words[-1].end, scene)
    near = found is not None and found.cue is not None and found.cue[0] <= words[min(2, len(words) - 1)].start
    return found if near else None


def according(start: int, end: int, scene: Scene) -> Attribution | None:
    """The "according to X" of `text[start:end]`."""
    end = min(end, start + _REACH)
    before, behind = scene.lexicon.according, scene.lexicon.according_after
    match = before.search(scene.text, start, end) if before else None
    if match:
        source = subjects.leading(scene.words(match.end(), end), scene.lexicon)
        return Attribution(match.span(), source, word="according") if source else None
    match = behind.search(scene.text, start, end) if behind else None
    if match:
        words = scene.words(start, match.end())
        source = subjects.before(words, len(words) - 1, scene.lexicon)
        return Attribution(match.span(), source, word="according") if source else None
    return None


def _bare_name(beside: Beside) -> Attribution | None:
    """ "X: …" before the opening mark, or "… — X" behind the closing one."""
    left, right = beside.left, beside.right
    if len(left) >= 2 and left[-1].kind == ":" and left[-2].kind == lx.NAME and len(left) <= 4:
        return Attribution(None, Source(left[-2], left[-2], left[-2], Head.NAME))
    signed = len(right) >= 2 and right[0].kind in "-(" and right[1].kind == lx.NAME
    if signed and len(beside.inner) > _SIGNED and (len(right) == 2 or right[2].kind in ",).-"):
        return Attribution(None, Source(right[1], right[1], right[1], Head.NAME))
    return None


def _unlisted_verb(beside: Beside, scene: Scene) -> Attribution | None:
    """A verb no list holds, where the punctuation alone says that someone speaks ("X quipped: …")."""
    if beside.introduced and len(beside.inner) > 12:
        source = subjects.leading(beside.left, scene.lexicon)
        if source is None or source.kind is Head.NOUN:
            source = subjects.free(beside.left)
        if source is not None:
            return Attribution(None, source)
    if beside.inner[-1:] == "," and beside.right and beside.right[0].kind in lx.NAME + lx.PRONOUN:
        source = subjects.leading(beside.right, scene.lexicon)
        return Attribution(None, source) if source else None
    return None


def hearsay(start: int, end: int, scene: Scene) -> re.Match[str] | None:
    """The word in `text[start:end]` by which no one vouches for what is said."""
    pattern = scene.lexicon.hearsay
    return pattern.search(scene.text, start, end) if pattern else None
