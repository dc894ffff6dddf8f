"""For you against simulated readers, whose tastes are drawn with features that the ranker does not see.

Every story has a hidden place among themes, and from it, at random, what a ranker sees: people, outlets,
topics (many of them missing or wrong), countries, languages, threads. A reader is a direction in the hidden
space, and cares for prominence too. She reads what is put before her (by prominence, so that no ranker
chooses its own examples) with a chance that grows with how much she cares; then the next day's stories are
ranked for her, and the gains are her own, from the hidden space alone.

Prints nDCG@k of `rank.for_you` beside recency and prominence, by seed; the bar is the better of both + .05.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from wholestory import rank
from wholestory.model import (
    Brief,
    Card,
    Counts,
    Deed,
    Face,
    StoryId,
    Taste,
    ThreadId,
    Topic,
)

Vector: TypeAlias = NDArray[np.float64]
NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
DAY = timedelta(days=1)
BAR = 0.05
K = 12
THEMES, SIZE = 40, 24  # hidden: themes in a space of so many dimensions
STORIES, DAYS, READERS = 120, 14, 24  # a day; days of reading; readers a seed
SHOWN, TRIES = 40, 20  # stories a reader is shown a day, and how many she looks at
SPREAD = 0.5  # of stories around their theme
LEADING = 0.5  # how much a reader cares for prominence beside her own taste
PLAIN = Counts(titles=1, articles=1, voices=1, own=1, copies=0, agency=None, carried=0, apart=0, claims=0)
TOPICS = tuple(Topic)


@dataclass(frozen=True)
class World:
    """What is fixed: themes, and the pools of names that each theme's stories draw from."""

    themes: Vector
    topic: NDArray[np.int_]
    outlets: Vector

    @classmethod
    def drawn(cls, drawn: np.random.Generator) -> World:
        """A world at random."""
        themes = drawn.normal(size=(THEMES, SIZE))
        themes /= np.linalg.norm(themes, axis=1, keepdims=True)
        outlets = drawn.normal(size=(60, SIZE))
        return cls(themes, drawn.integers(len(TOPICS), size=THEMES), outlets)


@dataclass(frozen=True)
class Told:
    """A story: what a ranker sees, and where it lies, which no ranker sees."""

    card: Card
    place: Vector


def day(world: World, drawn: np.random.Generator, number: int) -> list[Told]:
    """The stories of a day."""
    return [_story(world, drawn, f"s-{number}-{n}", NOW + number * DAY) for n in range(STORIES)]


def _story(world: World, drawn: np.random.Generator, id: str, end: datetime) -> Told:
    theme = int(drawn.integers(THEMES))
    place = world.themes[theme] + SPREAD * drawn.normal(size=SIZE) / math.sqrt(SIZE)
    voices = int(min(40, 1 + drawn.pareto(1.1)))
    newest = end - timedelta(hours=float(drawn.uniform(0, 24)))
    people = {f"person {theme}-{int(drawn.zipf(1.6)) % 30}" for _ in range(int(drawn.integers(0, 5)))}
    people |= {f"person of the day {int(drawn.zipf(1.4)) % 50}" for _ in range(2)}
    drift = world.outlets @ place
    chance = np.exp(drift - drift.max())
    chosen = drawn.choice(len(chance), size=min(voices, 20), replace=False, p=chance / chance.sum())
    topic = int(world.topic[theme]) if drawn.random() < 0.7 else int(drawn.integers(len(TOPICS)))
    thread = ThreadId(f"t-{theme}-{int(drawn.integers(6))}") if drawn.random() < 0.3 else None
    brief = Brief(
        id=StoryId(id),
        headline=id,
        outlet=None,
        articles=voices,
        voices=voices,
        opened_at=newest,
        newest_at=newest,
        heat=rank.heat.of(voices, newest),
        thread=thread,
    )
    face = Face(
        headline=None,
        dek=None,
        lines=(),
        counts=replace(PLAIN, voices=voices),
        people=tuple(sorted(people)),
        outlets=tuple(f"outlet {n}" for n in chosen),
    )
    card = Card(
        brief=brief,
        face=face,
        told=True,
        began_at=newest,
        topics=(TOPICS[topic],) if drawn.random() < 0.6 else (),
        countries=tuple(sorted({f"C{n % 9}" for n in chosen})),
        languages=tuple(sorted({f"l{n % 4}" for n in chosen})),
    )
    return Told(card, place)


def reader(world: World, drawn: np.random.Generator) -> Vector:
    """A taste: a mixture of a few themes, and some of nothing in particular."""
    some = drawn.choice(THEMES, size=int(drawn.integers(2, 6)), replace=False)
    taste: Vector = world.themes[some].T @ drawn.dirichlet(np.ones(len(some)))
    taste = taste / np.linalg.norm(taste) + 0.3 * drawn.normal(size=SIZE) / math.sqrt(SIZE)
    return taste / np.linalg.norm(taste)


def care(taste: Vector, told: Sequence[Told], now: datetime) -> Vector:
    """How much a reader cares for each story, 0 to 1: by the hidden place, and by prominence."""
    own = np.array([each.place @ taste for each in told])
    leading = np.array([rank.prominence.of(each.card, now) for each in told])
    both = _scaled(own) + LEADING * _scaled(leading)
    found: Vector = 1 / (1 + np.exp(-2.0 * (_scaled(both) - 1.0)))
    return found


def _scaled(values: Vector) -> Vector:
    found: Vector = (values - values.mean()) / (values.std() or 1.0)
    return found


def learned(world: World, taste: Vector, drawn: np.random.Generator, days: int) -> Taste:
    """What the ranker has learned of a reader after some days."""
    known = Taste()
    for number in range(days):
        now, told = NOW + number * DAY, day(world, drawn, number)
        caring = care(taste, told, now)
        leading = np.argsort([-rank.prominence.of(each.card, now) for each in told])[:SHOWN]
        for n in drawn.choice(leading, size=TRIES, replace=False):
            if drawn.random() < caring[n]:
                known = rank.taste.did(known, Deed.READ, told[n].card, now)
                if drawn.random() < 0.2:
                    known = rank.taste.did(known, Deed.SAVED, told[n].card, now)
            elif drawn.random() < 0.03:
                known = rank.taste.did(known, Deed.HIDDEN, told[n].card, now)
    return known


def ndcg(order: Sequence[StoryId], gains: dict[StoryId, float], k: int) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002)."""
    weights = [1 / math.log2(n + 2) for n in range(k)]
    got = sum(w * gains[id] for w, id in zip(weights, order, strict=False))
    best = sum(w * g for w, g in zip(weights, sorted(gains.values(), reverse=True), strict=False))
    return got / best if best else 0.0


Ranker: TypeAlias = Callable[[Sequence[Card], Taste, datetime], Sequence[StoryId]]


def _recent(cards: Sequence[Card], taste: Taste, now: datetime) -> Sequence[StoryId]:
    return [c.brief.id for c in sorted(cards, key=lambda c: c.brief.newest_at, reverse=True)]


def _prominent(cards: Sequence[Card], taste: Taste, now: datetime) -> Sequence[StoryId]:
    return [c.brief.id for c in sorted(cards, key=lambda c: rank.prominence.of(c, now), reverse=True)]


def _for_you(cards: Sequence[Card], taste: Taste, now: datetime) -> Sequence[StoryId]:
    return [pick.story for pick in rank.for_you(cards, taste, now, most=K)]


RANKERS: dict[str, Ranker] = {"recency": _recent, "prominence": _prominent, "for you": _for_you}


def measured(seed: int, *, readers: int = READERS, days: int = DAYS) -> dict[str, float]:
    """The mean nDCG@k of each ranker over the readers of a seed."""
    drawn = np.random.default_rng(seed)
    world = World.drawn(drawn)
    sums = dict.fromkeys(RANKERS, 0.0)
    for _ in range(readers):
        taste = reader(world, drawn)
        known = learned(world, taste, drawn, days)
        now, told = NOW + days * DAY, day(world, drawn, days)
        gains = dict(zip((t.card.brief.id for t in told), care(taste, told, now).tolist(), strict=True))
        cards = [each.card for each in told]
        for name, ranker in RANKERS.items():
            sums[name] += ndcg(ranker(cards, known, now), gains, K) / readers
    return sums


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--readers", type=int, default=READERS)
    asked = parser.parse_args()
    print(f"nDCG@{K}; {asked.readers} readers a seed, {DAYS} days of reading, {STORIES} stories a day\n")
    print(f"{'seed':8}" + "".join(f"{name:>12}" for name in RANKERS) + f"{'gain':>8}")
    gained = []
    for seed in range(asked.seeds):
        found = measured(seed, readers=asked.readers)
        gained.append(found["for you"] - max(found["recency"], found["prominence"]))
        print(f"{seed:<8}" + "".join(f"{value:12.3f}" for value in found.values()) + f"{gained[-1]:8.3f}")
    mean = sum(gained) / len(gained)
    print(f"\ngain {mean:.3f}, least {min(gained):.3f}; bar {BAR}: {'met' if mean >= BAR else 'missed'}")


if __name__ == "__main__":
    main()
