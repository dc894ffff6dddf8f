"""A reader's taste, learned from deeds one by one, in words; every part of it can be seen and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from wholestory.model import Card, Deed, Leaning, StoryId, Taste, Trait, TraitKind, Wish

HALF = timedelta(days=30)  # after which a deed counts half
LIKED = {Deed.READ: 1.0, Deed.SAVED: 2.0, Deed.FOLLOWED: 3.0}
DISLIKED = 1.0
LEANINGS, SEEN = 400, 500  # kept
PEOPLE = 5  # of a story: whoever is named most
OUTLETS = 8


def traits(card: Card) -> tuple[Trait, ...]:
    """What a reader may care for about a story."""
    thread = card.brief.thread
    named: Mapping[TraitKind, tuple[str, ...]] = {
        TraitKind.PERSON: card.face.people[:PEOPLE],
        TraitKind.TOPIC: tuple(str(topic) for topic in card.topics),
        TraitKind.OUTLET: card.face.outlets[:OUTLETS],
        TraitKind.COUNTRY: card.countries,
        TraitKind.LANGUAGE: card.languages,
        TraitKind.THREAD: (str(thread),) if thread else (),
    }
    return tuple(Trait(kind, name) for kind, names in named.items() for name in dict.fromkeys(names))


def did(taste: Taste, deed: Deed, card: Card, now: datetime) -> Taste:
    """The taste after a reader has done something with a story. Reading it once more changes nothing."""
    story = card.brief.id
    if deed in (Deed.READ, Deed.HIDDEN) and story in taste.seen:
        return taste
    found = {leaning.trait: leaning for leaning in taste.leanings}
    for trait in traits(card):
        found[trait] = _moved(found.get(trait, Leaning(trait, 0.0, 0.0, 0, now)), deed, now)
    kept = sorted(found.values(), key=lambda each: (-_strength(each, now), each.trait))[:LEANINGS]
    return replace(
        taste,
        leanings=tuple(kept),
        seen=_noted(taste.seen, story, deed),
        deeds=deeds(taste, now) + LIKED.get(deed, 0.0),
        at=now,
    )


def _moved(leaning: Leaning, deed: Deed, now: datetime) -> Leaning:
    aged = faded(leaning, now)
    if deed is Deed.HIDDEN:
        return replace(aged, disliked=aged.disliked + DISLIKED)
    return replace(aged, liked=aged.liked + LIKED[deed], read=aged.read + (deed is Deed.READ))


def _noted(seen: tuple[StoryId, ...], story: StoryId, deed: Deed) -> tuple[StoryId, ...]:
    if deed not in (Deed.READ, Deed.HIDDEN):
        return seen
    return (story, *(each for each in seen if each != story))[:SEEN]


def faded(leaning: Leaning, now: datetime) -> Leaning:
    """A leaning as it stands now."""
    left = _left(leaning.at, now)
    return replace(leaning, liked=leaning.liked * left, disliked=leaning.disliked * left, at=now)


def deeds(taste: Taste, now: datetime) -> float:
    """How much was done in all, as it counts now."""
    return taste.deeds * _left(taste.at or now, now)


def wished(taste: Taste, trait: Trait, wish: Wish | None) -> Taste:
    """The taste after a reader has said what to do with a trait; None takes it back."""
    rest = tuple(each for each in taste.wishes if each[0] != trait)
    return replace(taste, wishes=rest if wish is None else (*rest, (trait, wish)))


def forgotten(taste: Taste, trait: Trait) -> Taste:
    """The taste without what deeds and wishes say of a trait. To forget everything is `Taste()`."""
    kept = tuple(leaning for leaning in taste.leanings if leaning.trait != trait)
    return replace(wished(taste, trait, None), leanings=kept)


def shown(taste: Taste, now: datetime) -> tuple[Leaning, ...]:
    """What was learned, as it stands now, the firmest first."""
    found = [faded(leaning, now) for leaning in taste.leanings]
    return tuple(sorted(found, key=lambda each: (-_strength(each, now), each.trait)))


def _strength(leaning: Leaning, now: datetime) -> float:
    return (leaning.liked + leaning.disliked) * _left(leaning.at, now)


def _left(at: datetime, now: datetime) -> float:
    """What time has left of a deed; a clock that goes back adds nothing."""
    return float(0.5 ** (max(now - at, timedelta()) / HALF))
