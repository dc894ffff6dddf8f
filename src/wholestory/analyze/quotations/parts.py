"""What a stretch between marks is: someone's words, or a title, a term, a nickname, a sneer."""

from __future__ import annotations

import re

from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.cues import Attribution, Beside
from wholestory.analyze.quotations.marks import Stretch
from wholestory.analyze.quotations.scene import Scene
from wholestory.model import QuotationKind, Role

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOPS = ".!?…。！？"
_FRAGMENT = 5  # words from which a stretch with a stop is a sentence even if nothing introduces it
_LONG = 8  # words from which it is one without a stop
_BEFORE_NAMES = lx.OTHER + lx.PERSON + lx.PAPER + lx.DETERMINER + lx.PREPOSITION + lx.NAME
_BEFORE_NAMES += lx.GENITIVE + lx.POSSESSIVE + lx.ANYONE + lx.CAPITAL


def kind(stretch: Stretch, beside: Beside, role: Role) -> QuotationKind:
    """How the words are reported, nested ones aside."""
    if role in (Role.TITLE, Role.SUBHEAD):
        return QuotationKind.HEADLINE
    if not beside.left or beside.introduced:
        whole = len(_WORD.findall(beside.inner)) > 2 or beside.inner[-1:] in _STOPS + ","
        return QuotationKind.DIRECT if whole or beside.introduced else QuotationKind.MIXED
    first = next((c for c in beside.inner if c.isalnum()), "")
    whole = not first.islower() and (len(_WORD.findall(beside.inner)) > 3 or beside.inner[-1:] in "!?")
    spoken = beside.left[-1].kind in lx.SAY + lx.SAYING
    return QuotationKind.DIRECT if whole and (spoken or beside.inner[-1:] in _STOPS) else QuotationKind.MIXED


def is_sentence(inner: str) -> bool:
    """Whether the words stand as a sentence of their own."""
    count = len(_WORD.findall(inner))
    return count >= _LONG or (count >= _FRAGMENT and inner[-1:] in _STOPS)


def is_speech(beside: Beside, attribution: Attribution | None, scene: Scene) -> bool:
    """Whether what stands beside a stretch makes it someone's words; precision first."""
    if _of_others(beside):
        return False
    if attribution is not None and attribution.cue and _opens_at_cue(beside, attribution):
        return not _names_something(beside, scene, at_cue=True)
    if _names_something(beside, scene, at_cue=False):
        return False
    if attribution is not None:
        return True
    count = len(_WORD.findall(beside.inner))
    if _opens_sentence(beside) and (count > 1 or beside.inner[-1:] == ","):
        return True
    if not beside.left and not beside.right:
        return count > 2 or beside.inner[-1:] in _STOPS
    return is_sentence(beside.inner) or (beside.introduced and count > 2)


def _of_others(beside: Beside) -> bool:
    """Whether a relative clause says that others call it so: "the “soft landing” her critics ask about"."""
    if not beside.left or not beside.right or beside.runs_on or len(_WORD.findall(beside.inner)) > 3:
        return False
    said = len(beside.left) > 1 and beside.left[-2].kind == lx.SAY
    return said and beside.left[-1].kind == lx.DETERMINER and beside.right[0].kind in lx.POSSESSIVE + lx.NAME


def _opens_sentence(beside: Beside) -> bool:
    """Whether the stretch opens a sentence that goes on as after someone's words, whatever the verb."""
    if beside.left or not beside.right or not (beside.runs_on or beside.headline):
        return False
    return beside.right[0].kind not in lx.OTHER + lx.AND + lx.PREPOSITION


def _opens_at_cue(beside: Beside, attribution: Attribution) -> bool:
    """Whether the mark opens right behind the cue."""
    if not beside.left or attribution.cue is None:
        return False
    last = beside.left[-1]
    if last.kind in ",:" and len(beside.left) > 1:
        return True
    return last.start < attribution.cue[1] <= last.end


def _names_something(beside: Beside, scene: Scene, *, at_cue: bool) -> bool:
    """Whether the stretch is a name, a title or a term: "a film called “…”", "the word “…”"."""
    if not beside.left:
        return False
    last = beside.left[-1]
    if scene.lexicon.has("naming", last.text):
        return not (at_cue and _spoken_call(beside, scene))
    if at_cue or beside.introduced:
        return False
    if scene.lexicon.has("works", last.text):
        return True
    if scene.lexicon.compounds is not None:
        return _name_like(beside.inner) and last.kind in _BEFORE_NAMES
    return last.kind in (lx.GENITIVE, lx.PREPOSITION, lx.NAME, lx.POSSESSIVE) and _title_case(beside.inner)


def _spoken_call(beside: Beside, scene: Scene) -> bool:
    """ "What she called “…”": someone right before the naming verb."""
    for word in reversed(beside.left[:-1]):
        if word.kind not in lx.AUXILIARY + lx.ADVERB:
            passive = scene.lexicon.has("passive", word.text)
            return not passive and word.kind in (lx.NAME, lx.PRONOUN, lx.ANYONE, lx.PERSON)
        if scene.lexicon.has("passive", word.text):
            return False
    return False


def _title_case(inner: str) -> bool:
    """Whether all words but the small ones begin with a capital, as in the title of a work."""
    words = _WORD.findall(inner)
    content = [w for w in words if len(w) > 3]
    return bool(words) and words[0][0].isupper() and all(w[0].isupper() for w in content) and len(words) < 12


def _name_like(inner: str) -> bool:
    """Whether every word has a capital: where all nouns have one, only that tells a name from a phrase."""
    words = _WORD.findall(inner)
    return 0 < len(words) < 6 and all(not w[0].islower() for w in words) and inner[-1:] not in _STOPS


def words_of(text: str) -> list[str]:
    """The words of `text`, in lower case."""
    return [w.lower() for w in _WORD.findall(text)]
