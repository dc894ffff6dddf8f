"""For you: stories by a reader's taste, one in four of them what others lead with, no two alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, pstdev

from wholestory.model import Card, Leaning, Pick, Reason, Taste, Trait, TraitKind, Wish
from wholestory.rank import prominence, taste

EVERY = 4  # one in so many is what others lead with
PRIOR = 2.0  # deeds' worth of doubt
WEIGHTS = {
    TraitKind.PERSON: 1.5,
    TraitKind.TOPIC: 1.0,
    TraitKind.OUTLET: 1.0,
    TraitKind.COUNTRY: 0.2,
    TraitKind.LANGUAGE: 0.2,
    TraitKind.THREAD: 1.5,
}
WISHES = {Wish.FOLLOW: 3.0, Wish.MORE: 1.5, Wish.LESS: -2.0}
TASTE = 1.0  # how much taste counts beside prominence, both in their own deviations
LIKE = 0.3  # what a story loses that is quite like one that stands above it
REASONS = 2
TOLD = {TraitKind.PERSON, TraitKind.TOPIC, TraitKind.THREAD, TraitKind.OUTLET, TraitKind.COUNTRY}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A candidate: what its traits are worth to the reader, its prominence, both together."""

    card: Card
    traits: frozenset[Trait]
    worth: Mapping[Trait, float]
    liking: float
    prominence: float
    total: float


def for_you(
    cards: Sequence[Card],
    reader: Taste,
    now: datetime,
    *,
    most: int,
    languages: Sequence[str] = (),
) -> tuple[Pick, ...]:
    """The stories for a reader, each with its reasons; never one that was seen, or has what is unwanted.

    What deeds tell of a trait is how much more often it was liked than its share among `cards` would make
    expect (a Poisson ratio with a prior), so that what every story has tells nothing. Every fourth place is
    for the most prominent story that has nothing the reader is known to like. A reader of whom nothing is
    known gets the most prominent ones. `languages` leaves out stories that are told in none of them.
    """
    wanted = _wanted(cards, reader, languages)
    left = _weighed(wanted, reader, now)
    picked: list[_Weighed] = []
    found: list[Pick] = []
    while left and len(found) < most:
        foreign = [each for each in left if each.liking <= 0] if (len(found) + 1) % EVERY == 0 else []
        pool, key = (foreign, _prominent) if foreign else (left, _best)
        chosen = max(pool, key=lambda each: (key(each, picked), each.card.brief.id))
        left.remove(chosen)
        picked.append(chosen)
        found.append(Pick(chosen.card.brief.id, _reasons(chosen, reader, now)))
    return tuple(found)


def _wanted(cards: Sequence[Card], reader: Taste, languages: Sequence[str]) -> list[Card]:
    never = {trait for trait, wish in reader.wishes if wish is Wish.NEVER}
    seen, read = set(reader.seen), set(languages)
    return [
        card
        for card in cards
        if card.brief.id not in seen
        and not never & set(taste.traits(card))
        and (not read or not card.languages or read & set(card.languages))
    ]


def _weighed(cards: Sequence[Card], reader: Taste, now: datetime) -> list[_Weighed]:
    """What was learned counts beside prominence in its own deviations, what was wished as it stands."""
    traits = [taste.traits(card) for card in cards]
    known = _worth(traits, reader, now)
    said = {trait: WISHES[wish] for trait, wish in reader.wishes if wish in WISHES}
    learned = [_sum(each, known) for each in traits]
    wished = [_sum(each, said) for each in traits]
    leading = _deviations([prominence.of(card, now) for card in cards])
    return [
        _Weighed(
            card=card,
            traits=frozenset(each),
            worth={trait: known[trait] + said.get(trait, 0.0) for trait in each},
            liking=learn + wish,
            prominence=lead,
            total=TASTE * deviation + wish + lead,
        )
        for card, each, learn, deviation, wish, lead in zip(
            cards, traits, learned, _deviations(learned), wished, leading, strict=True
        )
    ]


def _worth(traits: Sequence[Sequence[Trait]], reader: Taste, now: datetime) -> dict[Trait, float]:
    """What deeds tell of each trait."""
    shares = Counter(trait for each in traits for trait in each)
    done = taste.deeds(reader, now)
    known = {leaning.trait: taste.faded(leaning, now) for leaning in reader.leanings}
    return {
        trait: WEIGHTS[trait.kind] * _learned(known.get(trait), done * share / len(traits))
        for trait, share in shares.items()
    }


def _learned(leaning: Leaning | None, expected: float) -> float:
    liked, disliked = (leaning.liked, leaning.disliked) if leaning else (0.0, 0.0)
    return math.log((liked + PRIOR) / (expected + PRIOR)) - math.log1p(disliked / PRIOR)


def _sum(traits: Sequence[Trait], worth: Mapping[Trait, float]) -> float:
    """What the traits of a story are worth together; of one kind, many tell hardly more than a few."""
    counts = Counter(trait.kind for trait in traits)
    return sum(worth.get(trait, 0.0) / math.sqrt(counts[trait.kind]) for trait in traits)


def _deviations(values: Sequence[float]) -> list[float]:
    """From the mean, in standard deviations; small differences are not made large."""
    middle, spread = (fmean(values), max(1.0, pstdev(values))) if values else (0.0, 1.0)
    return [(value - middle) / spread for value in values]


def _best(each: _Weighed, picked: Sequence[_Weighed]) -> float:
    """Maximal marginal relevance (Carbonell and Goldstein 1998)."""
    return each.total - LIKE * max((_alike(each, other) for other in picked), default=0.0)


def _prominent(each: _Weighed, picked: Sequence[_Weighed]) -> float:
    return each.prominence


def _alike(one: _Weighed, other: _Weighed) -> float:
    thread = one.card.brief.thread
    if thread and thread == other.card.brief.thread:
        return 1.0
    mine, theirs = _telling(one), _telling(other)
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _telling(each: _Weighed) -> frozenset[Trait]:
    return frozenset(trait for trait in each.traits if trait.kind in (TraitKind.PERSON, TraitKind.TOPIC))


def _reasons(chosen: _Weighed, reader: Taste, now: datetime) -> tuple[Reason, ...]:
    """What speaks for it most: wishes, deeds; else that others lead with it."""
    wishes = {trait: wish for trait, wish in reader.wishes if wish in (Wish.FOLLOW, Wish.MORE)}
    read = {leaning.trait: leaning.read for leaning in reader.leanings}
    found = []
    for trait in sorted(chosen.traits, key=lambda each: (-chosen.worth[each], each)):
        if trait in wishes:
            found.append(Reason(wishes[trait].value, (trait.name, trait.kind.value)))
        elif chosen.worth[trait] > 0 and read.get(trait) and trait.kind in TOLD:
            found.append(Reason("read", (trait.name, str(read[trait]), trait.kind.value)))
    alone = Reason("others lead", (str(chosen.card.brief.voices),))
    return tuple(found[:REASONS]) if chosen.liking > 0 and found else (alone,)
