"""Whose age or birthday it is. Rather nobody than the wrong person."""

from __future__ import annotations

import re

from wholestory.analyze.statements.scene import Scene
from wholestory.model import Mention, Sentence

_APART = re.compile(r"[ \u00a0]?[,(–—-]?[ \u00a0]?\Z")
_TOUCHING = re.compile(r"[ \u00a0]\Z")
_STOP = re.compile(r"[;:.!?()“”«»\"]")
_LONG = 300  # code points of a sentence that are looked through
_OPENING = 40  # code points from a sentence's start within which a name is still its subject


def beside(scene: Scene, start: int, end: int) -> int | None:
    """The person whose name ends right before a figure, or begins right after it."""
    return before(scene, start) if before(scene, start) is not None else after(scene, end)


def before(scene: Scene, at: int) -> int | None:
    """The person named right before a place, a comma or bracket between at most."""
    for mention in reversed(scene.within(max(0, at - 80), at)):
        if _APART.fullmatch(scene.article.text, mention.span.end, at):
            return _person(scene, mention)
        break
    return None


def after(scene: Scene, at: int) -> int | None:
    """The person named right after a place, at most a word for what she is between."""
    text = scene.article.text
    for mention in scene.within(at, at + 80)[:1]:
        between = text[at : mention.span.start]
        words = between.split()
        if _STOP.search(between) or "," in between or "\n" in between or len(words) > 2:
            return None
        known = all(w.casefold() in scene.rules.people or w[0].isupper() for w in words)
        return _person(scene, mention) if known else None
    return None


def apposed(scene: Scene, start: int, sentence: Sentence) -> int | None:
    """The person in "Reed, a lawyer in her fifties": named before a comma and an article, a few words off."""
    text = scene.article.text
    for mention in reversed(scene.within(max(sentence.span.start, start - 90), start)):
        between = text[mention.span.end : start]
        words = between.replace(",", " ").split()
        articles = scene.rules.indefinite | scene.rules.definite
        if between.startswith(", ") and between.count(",") == 1 and 0 < len(words) <= 6:
            return _person(scene, mention) if words[0].casefold() in articles else None
        return None
    return None


def antecedent(scene: Scene, start: int, sentence: Sentence) -> int | None:
    """Whom "the 53-year-old" or "her" means, with nobody named before it: the last sentence's one person.

    A person named earlier in the same sentence is as often someone else, so then it is nobody; but who says
    the sentence ("Her cousin Reed signed, said the 53-year-old") is the one of the sentence before.
    """
    here = {m.referent for m in scene.people(sentence.span.start, start)}
    before = [m.group().casefold() for m in scene.words_before(start, sentence, 2)]
    if here and not (before and before[0] in scene.rules.said):
        return None
    previous = scene.previous(sentence)
    found = _one(scene, scene.people(previous.span.start, previous.span.end)) if previous else None
    return None if found in here else found


def alone(scene: Scene, start: int, sentence: Sentence) -> int | None:
    """The only person named in the sentence so far, with no other ("her father") spoken of in between."""
    people = scene.people(sentence.span.start, start)
    found = _one(scene, people)
    if found is None:
        return None
    words = scene.article.text[people[0].span.end : start][:_LONG].casefold().split()
    others = scene.rules.people | scene.rules.possessive
    return None if any(w.strip(",") in others for w in words) else found


def nominal(scene: Scene, start: int, sentence: Sentence) -> int | None:
    """Whom a description that opens a sentence means ("The founder, 44, …"): the last sentence's subject."""
    opening = scene.article.text[sentence.span.start : start][:_LONG].split()
    if not opening or opening[0].casefold() not in scene.rules.definite or len(opening) > 6:
        return None
    if scene.people(sentence.span.start, start):
        return None
    previous = scene.previous(sentence)
    return opener(scene, previous) if previous else None


def opener(scene: Scene, sentence: Sentence) -> int | None:
    """The person who opens a sentence as its subject."""
    text = scene.article.text
    first = text[sentence.span.start : sentence.span.start + 30].split()
    if not first or first[0].casefold().strip(",") in scene.rules.subordinators:
        return None
    named = scene.people(sentence.span.start, sentence.span.end)
    if not named:
        return None
    lead = text[sentence.span.start : named[0].span.start]
    in_front = len(lead) <= _OPENING and (
        not lead.strip() or lead.rstrip().endswith(",") or len(lead.split()) <= 2
    )
    return _person(scene, named[0]) if in_front else None


def celebrated(scene: Scene, start: int, end: int, sentence: Sentence) -> int | None:
    """Whose birthday it is.

    A genitive names it ("Reed's 43rd", "43esimo compleanno di Reed"); who wishes one to someone names the
    last person before it; else a possessive means the only person before, or the one who opens the sentence.
    """
    owner = _genitive(scene, start, end)
    if owner is not None:
        return owner
    people = scene.people(sentence.span.start, start)
    if _wished(scene, start, sentence, people):
        return _person(scene, people[-1])
    if not _possessive(scene, start, sentence):
        return None
    if not people:
        return antecedent(scene, start, sentence)
    only = _one(scene, people)
    return only if only is not None else opener(scene, sentence)


def _genitive(scene: Scene, start: int, end: int) -> int | None:
    text = scene.article.text
    for mention in reversed(scene.within(max(0, start - 60), start)):
        ending = text[mention.span.end : start]
        inside = text[mention.span.start : mention.span.end].endswith(("'s", "’s"))
        if ending.strip() in scene.rules.genitive or (inside and not ending.strip()):
            return _person(scene, mention)
        break
    for mention in scene.within(end, end + 60)[:1]:
        if text[end : mention.span.start].strip().casefold().replace("’", "'") in scene.rules.partitives:
            return _person(scene, mention)
    return None


def _wished(scene: Scene, start: int, sentence: Sentence, people: list[Mention]) -> bool:
    """Whether the sentence wishes the birthday to the last person named before it."""
    if not people:
        return False
    last = people[-1]
    words = scene.article.text[sentence.span.start : last.span.start][-_LONG:].casefold().split()
    near = len(scene.article.text[last.span.end : start].split()) <= 4
    return near and any(w.strip(",") in scene.rules.wish for w in words)


def _possessive(scene: Scene, start: int, sentence: Sentence) -> bool:
    words = [m.group().casefold() for m in scene.words_before(start, sentence, 2)]
    return any(w in scene.rules.possessive for w in words)


def _one(scene: Scene, mentions: list[Mention]) -> int | None:
    """The person that all of them mean; None where they mean several, or it cannot be told."""
    meant = {m.referent for m in mentions}
    return meant.pop() if len(meant) == 1 else None


def _person(scene: Scene, mention: Mention) -> int | None:
    meant = mention.referent
    return meant if meant is not None and scene.may_be_person(meant) else None
