"""Readers: what is known of who asks, for a ranking; learnt from the log of what a member did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cattrs.preconf.json import make_converter
from django.http import HttpRequest

from wholestory.jobs import own
from wholestory.members import follows, learning, tastes
from wholestory.members.learning import Noted
from wholestory.members.models import Member
from wholestory.model import (
    ArticleId,
    Card,
    Deed,
    Reader,
    Section,
    SectionKind,
    StoryId,
    Taste,
    Trait,
    TraitKind,
    Wish,
)
from wholestory.rank import taste as learnt

_CODE = make_converter()
DEEDS = {deed.value: deed for deed in Deed}
WISHES = {wish.value: wish for wish in Wish}
TRAITS = {kind.value: kind for kind in TraitKind}
SECTIONS = {follows.Kind.TOPIC: SectionKind.TOPIC, follows.Kind.COUNTRY: SectionKind.COUNTRY}


@dataclass(frozen=True, slots=True)
class Learnt:
    """A taste, and the number of the last thing it was learnt from."""

    taste: Taste = field(default_factory=Taste)
    number: int = 0


def of(request: HttpRequest) -> Reader | None:
    """The reader who asks; None for visitors. Writes nothing: what is still to be learnt counts already."""
    return as_member(request.user) if isinstance(request.user, Member) else None


def as_member(member: Member) -> Reader:
    """What is known of a member, without a request of theirs."""
    wanted = follows.latest(member)
    sections = (Section(SECTIONS[each.kind], each.of) for each in wanted if each.kind in SECTIONS)
    return Reader(taste=_current(member).taste, sections=tuple(sections))


def learn(member: Member) -> None:
    """Keep what was done since the last time as taste; called where a member does something."""
    found = _current(member)
    tastes.keep(member, _CODE.dumps(found).encode())


def _current(member: Member) -> Learnt:
    body = tastes.load(member)
    held = _CODE.loads(body.decode(), Learnt) if body else Learnt()
    done = list(learning.replay(member, after=held.number))
    cards = _cards(done)
    for each in done:
        held = Learnt(_after(held.taste, each, cards), each.number)
    return held


def _cards(done: Iterable[Noted]) -> dict[str, Card]:
    """The stories that things were done with, by the name they were called."""
    named = list(dict.fromkeys(each.of for each in done if each.kind in DEEDS and " " not in each.of))
    store = own.newsroom().store
    stories = {name: store.story_of(ArticleId(name)) or store.current(StoryId(name)) for name in named}
    found = own.newsroom().cards([story for story in stories.values() if story])
    by_id = {card.brief.id: card for card in found}
    return {name: by_id[story] for name, story in stories.items() if story in by_id}


def _after(taste: Taste, done: Noted, cards: dict[str, Card]) -> Taste:
    kind, _, name = done.of.partition(" ")
    if done.kind in WISHES and kind in TRAITS and name:
        return learnt.wished(taste, Trait(TRAITS[kind], name), WISHES[done.kind])
    if done.kind == "followed" and kind in TRAITS and name:
        return learnt.wished(taste, Trait(TRAITS[kind], name), Wish.FOLLOW)
    if done.kind == "undone":
        return _undone(taste, name)
    card = cards.get(done.of)
    return learnt.did(taste, DEEDS[done.kind], card, done.at) if card and done.kind in DEEDS else taste


def _undone(taste: Taste, what: str) -> Taste:
    """A trait followed no more; what was read or saved once has been learnt from, and fades."""
    kind, _, name = what.removeprefix("followed ").partition(" ")
    if kind not in TRAITS or not name:
        return taste
    trait = Trait(TRAITS[kind], name)
    return replace(taste, wishes=tuple(each for each in taste.wishes if each != (trait, Wish.FOLLOW)))
