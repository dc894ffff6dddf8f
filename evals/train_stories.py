"""Learn what grouping weighs: `make train`. Reads the dev sets only; writes numbers, never texts.

1. A linear map of the vectors: whitening of what differs within stories (within-class covariance,
   Hatch and Stolcke 2006), learned on event pairs.
2. A small model of the odds that two groups tell one event. Its examples are the decisions that an
   agglomeration meets: it is run over each set, half the time doing what gold says and half the time what
   the model of the last round says, and every pair that comes up is noted with its gold answer (the idea of
   DAgger, Ross et al. 2011), so that it learns on the states that it will see.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

import pairs
import records
from wholestory.cluster import candidates, kernel, mass, sketch, surroundings, table, weights
from wholestory.cluster.agglomerate import Agglomeration
from wholestory.cluster.mass import Mass
from wholestory.cluster.moves import Open
from wholestory.cluster.odds import Signs
from wholestory.cluster.window import Window
from wholestory.model import StoryId

Matrix = NDArray[np.float64]
TO = Path(weights.__file__).parent
VALUES, SHRINK = 256, 0.3
ROUNDS, HIDDEN, EPOCHS, RATE = 3, 8, 300, 0.03
BOLD = 0.5  # log odds added to the model of settled stories: on held-out halves it was too shy
ASTRAY = 0.1  # how often a run does the opposite of its policy
PURE = 0.6
DAWN, DELAY = datetime(2024, 1, 1, tzinfo=UTC), 0.6  # days from an event to an article on it, on average
WEIGHTS = {
    "og": 3.0,
    "ecb": 3.0,
    "pairs": 2.0,
    "stream": 0.3,
    "neus": 0.3,
}
SAME, OTHER = 1.75, 3.0  # of ratings from 1 (the same) to 4
LEAST = -4.0  # log odds below which a pair is no decision worth noting
BY_HAND = {"quotes": 5.0, "silence": -0.8}  # no set has enough quotations in it to learn these from


Example: TypeAlias = tuple[tuple[float, ...], bool, float]  # signs, whether one event, weight


@dataclass(frozen=True)
class Course:
    """One model to learn: the signs that it gets, their names, and how its weights are held down."""

    signs: Signs
    names: tuple[str, ...]
    decay: float


ARRIVING = Course(kernel.signs, kernel.ARRIVING, 2e-3)
SETTLING = Course(kernel.settled, kernel.SETTLED, 3e-3)


@dataclass(frozen=True)
class Set:
    """A set made ready: its articles, the pairs worth holding together, and the gold story of each row."""

    masses: list[Mass]
    pairs: list[tuple[int, int]]
    gold: list[str]


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    learn(dev())


def dev() -> dict[str, list[records.Record]]:
    """The sets, OG2021 without its largest story."""
    names = ("og2021_dev", "ecbplus_dev", "stream_dev", "neus_train")
    rows = {name: records.read(records.SHARED / f"{name}.jsonl") for name in names}
    largest = Counter(r.story for r in rows["og2021_dev"]).most_common(1)[0][0]
    rows["og2021_dev"] = [r for r in rows["og2021_dev"] if r.story != largest]
    rows["neus_train"] = rows["neus_train"][:4500]
    return rows


def learn(rows: dict[str, list[records.Record]]) -> None:
    """Learn map and models from these sets and write them beside the code."""
    write_projection(rows)
    weights.projection.cache_clear()
    sets = {name: ready(found) for name, found in _versions(rows).items()}
    rated, answers = _rated()
    table = fit(sets, foreign_pairs(rated.masses, answers, ARRIVING), ARRIVING)
    around = {name: surrounded(given) for name, given in sets.items()}
    settling = fit(around, foreign_pairs(surrounded(rated).masses, answers, SETTLING), SETTLING)
    settling["bias"] = round(settling["bias"] + BOLD, 4)
    about = {"made_by": "evals/train_stories.py", "signs": list(kernel.SETTLED)}
    text = json.dumps({"about": about, "model": table, "settling": settling}, indent=1)
    (TO / "weights.json").write_text(text + "\n", encoding="utf-8")


def _versions(rows: dict[str, list[records.Record]]) -> dict[str, list[records.Record]]:
    """The sets as they are learned from: as they are, undated, and as if all in a few days.

    In `stream` all articles of a story carry one and the same minute, which no real stream does, and the
    others have no dates: so their stories are given random days, many to a day as in real news, and their
    articles delays. A common day then speaks for little and days between speak against, as they should.
    """
    og, ecb, stream = rows["og2021_dev"], rows["ecbplus_dev"], rows["stream_dev"]
    neus = rows["neus_train"][:1200]
    return {
        "og": og,
        "ecb": _undated(ecb),
        "ecb dense": _dense(ecb, 3.0),
        "stream": _undated(stream[:300]),
        "stream dense": _dense(stream, 8.0),
        "neus": _undated(neus[:300]),
        "neus dense": _dense(neus[:900], 9.0),
    }


def foreign_pairs(single: Sequence[Mass], answers: Sequence[float], course: Course) -> list[Example]:
    """Decisions on rated pairs of whole articles in ten languages, once undated and once dated.

    The one source of long texts of two languages. Rated the same event (below 2) or not (3 and more).
    """
    drawn, noted = random.Random(0), []
    for i, rated in enumerate(answers):
        if not SAME < rated < OTHER:
            a, b = single[2 * i], single[2 * i + 1]
            same = rated <= SAME
            days = drawn.expovariate(1 / DELAY) if same else drawn.uniform(0, 3)
            for one, other in ((a, b), (_on(a, 0.0), _on(b, days))):
                held = next(table.against(one, [other]).each())
                noted.append((course.signs(held), same, 1.0))
    return noted


def _on(article: Mass, day: float) -> Mass:
    """An article as if it had come on a day."""
    line = article.line.copy()
    for column, value in ((mass.DATED, 1), (mass.MIDDLE, day), (mass.SQUARES, day**2)):
        line[column] = value
    line[[mass.LOW, mass.HIGH]] = day
    return replace(article, line=line)


def _rated() -> tuple[Set, list[float]]:
    """Both sides of the rated pairs, one after the other, and the ratings."""
    lines = (records.SHARED / "semeval_pairs_train.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    halves = [pairs.half(row, side) for row in rows for side in ("1", "2")]
    return ready(halves), [float(row["Overall"]) for row in rows]


def _undated(rows: Sequence[records.Record]) -> list[records.Record]:
    return [replace(r, published=None) for r in rows]


def _dense(rows: Sequence[records.Record], days: float) -> list[records.Record]:
    """Every story at a random moment of so many days, its articles within a day or so of it."""
    drawn = random.Random(0)
    begun: dict[str | None, float] = {}
    dated = []
    for row in rows:
        start = begun.setdefault(row.story, drawn.uniform(0, days))
        when = DAWN + timedelta(days=start + drawn.expovariate(1 / DELAY))
        dated.append(replace(row, published=when))
    return dated


def ready(rows: Sequence[records.Record]) -> Set:
    """A window with each row in a story of its own, and its candidate pairs."""
    articles = records.articles(rows)
    found = [
        sketch.of(a, records.analysis(a, r, v))
        for a, r, v in zip(articles, rows, records.embedded(articles), strict=True)
    ]
    window = Window()
    window.survey(found)
    window.apply([Open(StoryId(s.id), window.keep(s)) for s in found])
    place = {s.id: i for i, s in enumerate(found)}
    pairs = {
        (min(i, place[a]), max(i, place[a]))
        for i, s in enumerate(found)
        for a in candidates.near(window, window.article(s.id))
    }
    return Set([window.masses[s.id] for s in found], sorted(pairs), [str(r.story) for r in rows])


def surrounded(given: Set) -> Set:
    """The same articles with their neighbours mixed in."""
    found = surroundings.put(dict(enumerate(given.masses)), given.pairs)
    return replace(given, masses=list(found.values()))


class Lesson(Agglomeration):
    """An agglomeration that knows the gold answer and notes every decision it meets."""

    def __init__(self, given: Set, model: weights.Model, signs: Signs, *, guided: bool, seed: int) -> None:
        super().__init__(given.masses, model, signs=signs)
        self.least = LEAST
        self.gold = {i: Counter([story]) for i, story in enumerate(given.gold)}
        self.guided, self.drawn = guided, random.Random(seed)
        self.noted: list[Example] = []
        self.link(given.pairs)

    def decide(self, a: int, b: int, odds: float) -> bool:
        """Note the pair, and say whether to join it in this lesson."""
        (gold_a, most_a), (gold_b, most_b) = (self.gold[i].most_common(1)[0] for i in (a, b))
        sizes = self.groups.lines[[a, b], mass.SIZE]
        same = gold_a == gold_b
        if most_a > PURE * sizes[0] and most_b > PURE * sizes[1]:
            signs = self.signs(next(self.held([(a, b)]).each()))
            self.noted.append((signs, same, (sizes[0] * sizes[1]) ** 0.25))
        follows_gold = self.guided != (self.drawn.random() < ASTRAY)
        return same if follows_gold else odds > 0

    def joined(self, a: int, b: int) -> None:
        """Keep count of the gold stories within."""
        self.gold[a] = self.gold[a] + self.gold.pop(b)


def fit(sets: dict[str, Set], foreign: list[Example], course: Course) -> dict[str, Any]:
    """The model after all rounds, as plain numbers."""
    noted: dict[str, list[Example]] = defaultdict(list, {"pairs": foreign})
    network = Network(course)
    for number in range(ROUNDS):
        for name, given in sets.items():
            for guided in (True, False) if number else (True,):
                lesson = Lesson(given, network.model(), course.signs, guided=guided, seed=number)
                lesson.run()
                noted[name] += lesson.noted
        loss = network.learn([_arrays(found, WEIGHTS.get(name, 1.0)) for name, found in noted.items()])
        print(f"round {number}: loss {loss:.4f}", {k: len(v) for k, v in noted.items()}, flush=True)
    return network.table()


def _arrays(examples: Sequence[Example], share: float) -> tuple[Matrix, Matrix, Matrix]:
    signs = np.array([e[0] for e in examples])
    weight = np.array([e[2] for e in examples])
    return signs, np.array([float(e[1]) for e in examples]), share * weight / weight.sum()


class Network:
    """One hidden layer beside a linear part, learned by Adam on all examples at once."""

    def __init__(self, course: Course) -> None:
        drawn = np.random.default_rng(0)
        signs, self.decay = len(course.names), course.decay
        self.mean, self.scale = np.zeros(signs), np.ones(signs)
        self.fixed = np.array([BY_HAND.get(name, 0.0) for name in course.names])
        self.values: dict[str, Matrix] = {
            "linear": np.zeros(signs),
            "bias": np.zeros(1),
            "hidden": drawn.normal(size=(HIDDEN, signs)) * 0.3,
            "hidden_bias": np.zeros(HIDDEN),
            "out": drawn.normal(size=HIDDEN) * 0.1,
        }
        self.values["linear"][course.names.index("words_centre")] = 1.0

    def learn(self, sets: Sequence[tuple[Matrix, Matrix, Matrix]]) -> float:
        """Fit to examples, each with its weight. The loss at the end (nats)."""
        signs, answers, weight = (np.concatenate(parts) for parts in zip(*sets, strict=True))
        weight = weight / weight.sum()
        self.mean = weight @ signs
        self.scale = np.sqrt(weight @ (signs - self.mean) ** 2) + 0.02
        scaled = np.clip((signs - self.mean) / self.scale, -weights.REACH, weights.REACH)
        scaled[:, self.fixed != 0] = 0.0
        first, second = ({k: np.zeros_like(v) for k, v in self.values.items()} for _ in range(2))
        loss = 0.0
        for step in range(1, EPOCHS + 1):
            gradient, loss = self._gradient(scaled, signs @ self.fixed, answers, weight)
            rate = RATE * (0.1 if step > 0.8 * EPOCHS else 1.0)
            for name, slope in gradient.items():
                first[name] = 0.9 * first[name] + 0.1 * slope
                second[name] = 0.99 * second[name] + 0.01 * slope**2
                change = first[name] / (1 - 0.9**step)
                self.values[name] -= rate * change / (np.sqrt(second[name] / (1 - 0.99**step)) + 1e-8)
        return loss

    def _gradient(
        self, scaled: Matrix, given: Matrix, answers: Matrix, weight: Matrix
    ) -> tuple[dict[str, Matrix], float]:
        values = self.values
        bent = np.tanh(scaled @ values["hidden"].T + values["hidden_bias"])
        odds = scaled @ values["linear"] + bent @ values["out"] + values["bias"] + given
        chance = 1 / (1 + np.exp(-odds))
        slope = weight * (chance - answers)
        back = np.outer(slope, values["out"]) * (1 - bent**2)
        loss = -(weight * np.log(np.where(answers > 0, chance, 1 - chance) + 1e-12)).sum()
        return {
            "linear": scaled.T @ slope + self.decay * values["linear"],
            "bias": np.array([slope.sum()]),
            "hidden": back.T @ scaled + self.decay * values["hidden"],
            "hidden_bias": back.sum(0),
            "out": bent.T @ slope + self.decay * values["out"],
        }, float(loss)

    def table(self) -> dict[str, Any]:
        """The fields of a `weights.Model`, rounded."""
        silent = self.fixed != 0
        linear, hidden = self.values["linear"].copy(), self.values["hidden"].copy()
        linear[silent], hidden[:, silent] = 0.0, 0.0
        arrays = {**self.values, "linear": linear, "hidden": hidden, "fixed": self.fixed}
        arrays |= {"mean": self.mean, "scale": self.scale}
        table = {name: np.round(values, 4).tolist() for name, values in arrays.items()}
        return {**table, "bias": table["bias"][0]}

    def model(self) -> weights.Model:
        """The model as it stands."""
        return weights.model(self.table())


def write_projection(rows: dict[str, list[records.Record]]) -> None:
    """Learn the map and the languages' means, and write them beside the model."""
    known = {name: _vectors(found) for name, found in rows.items()}
    pairs = [known["neus_train"], known["og2021_dev"]]
    within = np.mean([_within(*_centred(*part)) for part in pairs], axis=0)
    within = (1 - SHRINK) * within + SHRINK * np.eye(len(within)) * np.trace(within) / len(within)
    sizes, axes = np.linalg.eigh(within)
    white = axes @ np.diag(sizes**-0.5) @ axes.T
    spread = sum(np.cov(_centred(*part)[0].T) for part in pairs)
    matrix = white @ np.linalg.eigh(white @ spread @ white)[1][:, ::-1][:, :VALUES]
    means = _means(known)
    np.savez_compressed(
        TO / "projection.npz",
        matrix=(matrix / np.abs(matrix).max()).astype(np.float16),
        languages=np.array(sorted(means)),
        means=np.array([means[k] for k in sorted(means)]).astype(np.float16),
    )


Known = tuple[Matrix, list[str], list[str]]


def _vectors(rows: Sequence[records.Record]) -> Known:
    found = records.embedded(records.articles(rows))
    matrix = np.stack([np.frombuffer(v.values, "<f4") for v in found]).astype(float)
    return matrix, [str(r.language) for r in rows], [str(r.story) for r in rows]


def _centred(matrix: Matrix, languages: list[str], stories: list[str]) -> tuple[Matrix, list[str]]:
    spoken, result = np.array(languages), matrix.copy()
    for language in set(languages):
        here = spoken == language
        result[here] -= (matrix[here].sum(0) + 20 * matrix.mean(0)) / (here.sum() + 20)
    return result / np.linalg.norm(result, axis=1, keepdims=True), stories


def _within(matrix: Matrix, stories: list[str]) -> Matrix:
    """The covariance within stories, a story of many articles counting as one of seven."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, story in enumerate(stories):
        members[story].append(i)
    total, count = np.zeros((matrix.shape[1],) * 2), 0
    for found in members.values():
        if len(found) > 1:
            away = matrix[found] - matrix[found].mean(0)
            kept = min(len(found) - 1, 6)
            total += away.T @ away * kept / (len(found) - 1)
            count += kept
    return total / count


def _means(known: dict[str, Known]) -> dict[str, Matrix]:
    """The mean vector of news in each language: general news for English, the others by their distance to
    it in the one set that has them all."""
    matrix, languages, _ = known["og2021_dev"]
    spoken = np.array(languages)
    english = np.mean([known[n][0].mean(0) for n in ("neus_train", "stream_dev", "ecbplus_dev")], 0)
    away = {k: matrix[spoken == k].mean(0) - matrix[spoken == "en"].mean(0) for k in set(languages)}
    shrunk = {k: v * (n := int((spoken == k).sum())) / (n + 50) for k, v in away.items()}
    means = {k: english + v for k, v in shrunk.items()}
    return {**means, "": np.mean(list(means.values()), 0)}


if __name__ == "__main__":
    main()
