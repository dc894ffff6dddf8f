"""Learn how similar two articles are rated: part of `make train`. Reads the rated pairs; writes numbers.

1. Landmarks from the texts alone: each language's mean vectors, and the main directions (principal
   components) in which pieces of words differ.
2. Ratings by Gaussian process regression on the signs of `likeness` with a radial and a linear kernel, and a
   bilinear form of the vectors, which is what the kernel (a·a')(b·b') + (a·b')(b·a') of two pairs comes to.
   Beside the rated pairs some articles with themselves and with any other hold the ends of the scale.

The figures it prints and keeps are of folds that never part an article, or two near copies, into both sides.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rated_pairs import FILE, Matrix, load, pearson, understood
from wholestory.analyze import reading
from wholestory.cluster import landmarks, likeness, portrait, shingles, similarity
from wholestory.cluster.portrait import Portrait
from wholestory.model import Article, Reading

TO = Path(similarity.__file__).parent
WORST = 4.0  # `Overall` of unrelated articles; 1 is the same
DIRECTIONS, AXES = 128, 64  # kept of the pieces' and of the forms'
DOUBT = 20.0  # articles' worth of belief that a language lies where all lie
NOISE, LINEAR, FORM = 0.25, 0.3, 0.1  # of a rating, and what the kernels weigh beside the radial one
SELF, OTHER = 20, 8  # every how many articles one is held against itself, and against another
FOLDS, SEEDS = 10, 3
COPIED = 0.25  # of the prints


@dataclass(frozen=True)
class Examples:
    """Pairs of portraits ready to learn from: `signs` by part, the vectors of each side, ratings 0 to 1.

    Pairs of one `group` share an article. Those that nobody rated, put in for the ends, are not `rated`.
    """

    signs: Mapping[str, Matrix]
    sides: tuple[tuple[Matrix, Matrix], ...]
    ratings: Matrix
    groups: NDArray[np.int64]
    rated: NDArray[np.bool_]
    foreign: NDArray[np.bool_]


@dataclass(frozen=True)
class Fit:
    """What was learned for one part: a rater, and for readings the forms as whole matrices."""

    rater: similarity.Rater
    forms: tuple[Matrix, ...]

    def rate(self, signs: Matrix, sides: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
        """The ratings expected of many pairs."""
        scaled = self.rater.scaled(signs.astype(np.float32))
        bumps = self.rater.height @ similarity.bump(self.rater.support, scaled)
        rated = (scaled @ self.rater.linear + bumps).astype(np.float64) + self.rater.bias
        for form, (a, b) in zip(self.forms, sides, strict=False):
            rated = rated + ((a @ form) * b).sum(axis=1)
        return rated


def main() -> None:
    rows = load(FILE)
    articles, analyses = understood(rows)
    write_directions(articles)
    readings = [reading.of(a) for a in articles]
    write_landmarks(readings, [a.language or "" for a in analyses])
    portraits = [portrait.of(*given) for given in zip(articles, analyses, readings, strict=True)]
    found = examples(rows, portraits, articles)
    about: dict[str, Any] = {
        "made_by": "evals/train_similarity.py",
        "learned_from": FILE.name,
        "sha256": sha256(FILE.read_bytes()).hexdigest(),
        "kernels": {"width": similarity.WIDTH, "noise": NOISE, "linear": LINEAR, "form": FORM},
    }
    about["signs"] = {part: list(getattr(likeness, part.upper())) for part in similarity.PARTS}
    about["cross_validated"] = {}
    for part in similarity.PARTS:
        scores = [pearsons(found, crossvalidated(found, part, seed=s)) for s in range(SEEDS)]
        about["cross_validated"][part] = np.mean(scores, axis=0).round(4).tolist()
        print(f"{part:12}" + "".join(f"{s:8.3f}" for s in about["cross_validated"][part]), flush=True)
    write(found)
    (TO / "similarity.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def write_directions(articles: Sequence[Article]) -> None:
    """The mean of pieces and the main directions in which they differ, from some of the articles."""
    rows = np.concatenate([reading.unmapped(a)[::3] for a in articles[::5]]).astype(np.float64)
    _, directions = np.linalg.eigh(np.cov(rows.T))
    np.savez_compressed(
        Path(reading.__file__).with_name("pieces.npz"),
        mean=rows.mean(axis=0).astype(np.float16),
        directions=directions[:, ::-1][:, :DIRECTIONS].astype(np.float16),
    )
    reading._directions.cache_clear()


def write_landmarks(readings: Sequence[Reading | None], languages: Sequence[str]) -> None:
    """Mean passages by language, drawn to the mean of all."""
    known = [(r, language) for r, language in zip(readings, languages, strict=True) if r]
    passages = np.stack([[np.frombuffer(p, "<f4") for p in r.passages] for r, _ in known]).astype(float)
    names = sorted({language for _, language in known} - {""})
    means = [passages.mean(axis=0)]
    for name in names:
        own = passages[[language == name for _, language in known]]
        means.append((own.sum(axis=0) + DOUBT * means[0]) / (len(own) + DOUBT))
    np.savez_compressed(
        TO / "landmarks.npz",
        languages=np.array(["", *names]),
        means=np.array(means, np.float16),
    )
    landmarks.landmarks.cache_clear()


def examples(
    rows: Sequence[dict[str, Any]], portraits: Sequence[Portrait], articles: Sequence[Article]
) -> Examples:
    """The rated pairs, then those that hold the ends."""
    count, group = len(rows), groups(rows, articles)
    pairs = [(2 * i, 2 * i + 1) for i in range(count)]
    same = [(i, i) for i in range(0, 2 * count, SELF)]
    other = [(i, (i + count) % (2 * count)) for i in range(0, 2 * count, OTHER)]
    rated = [(WORST - float(row["Overall"])) / (WORST - 1) for row in rows]
    every = [(portraits[i], portraits[j]) for i, j in (*pairs, *same, *other)]
    makers = {"read": likeness.read, "placed": likeness.placed, "worded": likeness.worded}
    return Examples(
        signs={part: np.array([make(a, b) for a, b in every], float) for part, make in makers.items()},
        sides=tuple((_vectors(every, 0, k), _vectors(every, 1, k)) for k in similarity.FORMS),
        ratings=np.array([*rated, *(1.0 for _ in same), *(0.0 for _ in other)]),
        groups=np.array([group[i // 2] for i, _ in (*pairs, *same, *other)]),
        rated=np.arange(len(every)) < count,
        foreign=np.array([r["lang1"] != r["lang2"] for r in rows] + [False] * (len(every) - count)),
    )


def _vectors(pairs: Sequence[tuple[Portrait, Portrait]], side: int, passage: int) -> Matrix:
    found = [pair[side].passages for pair in pairs]
    return np.array([p.centred[passage] for p in found if p], np.float64)


def groups(rows: Sequence[dict[str, Any]], articles: Sequence[Article]) -> list[int]:
    """For each pair the first of those that share an article with it, directly or not: by name or by text."""
    parent = list(range(len(rows)))
    for a, b in _shared(rows, articles):
        parent[_root(parent, a)] = _root(parent, b)
    return [_root(parent, i) for i in range(len(rows))]


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        i = parent[i]
    return i


def _shared(rows: Sequence[dict[str, Any]], articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    named: defaultdict[str, list[int]] = defaultdict(list)
    printed: defaultdict[int, list[int]] = defaultdict(list)
    prints = [frozenset(shingles.smallest(a.text)) for a in articles]
    for i, row in enumerate(rows):
        for name in str(row.get("pair_id") or "").split("_"):
            named[re.sub(r"\D", "", name) or f"row {i}"].append(i)
    for number, found in enumerate(prints):
        for value in found:
            printed[value].append(number)
    yield from ((a, b) for together in named.values() for a, b in pairwise(together))
    for together in printed.values():
        for a, b in pairwise(together):
            if len(prints[a] & prints[b]) > COPIED * min(len(prints[a]), len(prints[b])):
                yield a // 2, b // 2


def crossvalidated(found: Examples, part: str, *, seed: int = 0) -> Matrix:
    """The rating of each rated pair by what was learned without its group."""
    names, inverse = np.unique(found.groups, return_inverse=True)
    fold = np.random.default_rng(seed).permutation(len(names))[inverse] % FOLDS
    made = np.zeros(len(found.ratings))
    for k in range(FOLDS):
        held = (fold == k) & found.rated
        made[held] = fit(found, part, fold != k).rate(
            found.signs[part][held], [(a[held], b[held]) for a, b in found.sides]
        )
    return made[found.rated]


def fit(found: Examples, part: str, rows: NDArray[np.bool_]) -> Fit:
    """Learn from some of the examples."""
    given, ratings = found.signs[part][rows], found.ratings[rows]
    scale = found.signs[part][rows & found.rated]
    bare = similarity.Rater(**_scales(scale))
    scaled = bare.scaled(given.astype(np.float32)).astype(float)
    kernel = similarity.bump(scaled, scaled) + LINEAR * scaled @ scaled.T / scaled.shape[1]
    sides = [(a[rows], b[rows]) for a, b in found.sides] if part == "read" else []
    for a, b in sides:
        kernel += FORM * ((a @ a.T) * (b @ b.T) + (a @ b.T) * (b @ a.T))
    height = np.linalg.solve(kernel + NOISE * np.eye(len(kernel)), ratings - ratings.mean())
    halves = [FORM * (a * height[:, None]).T @ b for a, b in sides]
    rater = similarity.Rater(
        mean=bare.mean,
        scale=bare.scale,
        linear=(LINEAR * scaled.T @ height / scaled.shape[1]).astype(np.float32),
        bias=float(ratings.mean()),
        support=scaled.astype(np.float32),
        height=height.astype(np.float32),
    )
    return Fit(rater, tuple(h + h.T for h in halves))


def _scales(signs: Matrix) -> dict[str, Any]:
    """The fields of a rater that knows nothing yet but the scales of its signs."""
    none = np.zeros((0, signs.shape[1]), np.float32)
    mean, scale = signs.mean(axis=0).astype(np.float32), (signs.std(axis=0) + 1e-6).astype(np.float32)
    return {"mean": mean, "scale": scale, "linear": none, "bias": 0.0, "support": none, "height": none}


def pearsons(found: Examples, made: Matrix) -> tuple[float, float]:
    """Pearson's correlation with the ratings: of all pairs, of those of two languages."""
    ratings, foreign = found.ratings[found.rated], found.foreign[found.rated]
    return pearson(made, ratings), pearson(made[foreign], ratings[foreign])


def write(found: Examples) -> None:
    """Learn from all examples and write the numbers."""
    table: dict[str, Any] = {}
    for part in similarity.PARTS:
        learned = fit(found, part, np.ones(len(found.ratings), bool))
        for name in ("mean", "scale", "linear", "bias", "support", "height"):
            values = np.asarray(getattr(learned.rater, name))
            table[f"{part}_{name}"] = values.astype(np.float16 if name == "support" else np.float32)
        for k, form in enumerate(learned.forms):
            values, axes = np.linalg.eigh(form)
            largest = np.argsort(-np.abs(values))[:AXES]
            table[f"form{k}_axes"] = axes[:, largest].astype(np.float16)
            table[f"form{k}_values"] = values[largest].astype(np.float32)
    np.savez_compressed(TO / "similarity.npz", **table)
    for cache in (similarity._table, similarity.raters, similarity.forms):
        cache.cache_clear()


if __name__ == "__main__":
    main()
