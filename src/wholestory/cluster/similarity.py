"""Similarity: how much two articles tell the same, from 0 (unrelated) to 1 (the same event, told alike).

What people answered who rated pairs of news (SemEval 2022 task 8, Chen et al.: places, people, time and
what happened) is learned from signs by Gaussian process regression (Rasmussen and Williams 2006, a radial
and a linear kernel) and a bilinear form of the vectors. Made by `make train` (evals/train_similarity.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from wholestory.cluster import likeness
from wholestory.cluster.portrait import Passages, Portrait
from wholestory.cluster.sketch import Array

REACH = 4.0  # scales by which a sign may lie beyond its mean and still count more
WIDTH = 1.1  # of the radial kernel, in scales of a sign
FORMS = (likeness.TITLE, likeness.FULL)  # the passages that the bilinear forms take
PARTS = ("read", "placed", "worded")


@dataclass(frozen=True, slots=True)
class Rater:
    """Ratings from signs: a linear part, and a bump at each support that was rated high or low."""

    mean: Array
    scale: Array
    linear: Array
    bias: float
    support: Array
    height: Array

    def rate(self, signs: Array) -> float:
        """The rating expected, about 0 to 1."""
        scaled = self.scaled(signs)
        bumps = bump(self.support, scaled[None])[:, 0]
        return float(self.linear @ scaled + self.height @ bumps) + self.bias

    def scaled(self, signs: Array) -> Array:
        """Signs brought to mean 0 and scale 1, none beyond `REACH`."""
        scaled: Array = np.clip((signs - self.mean) / self.scale, -REACH, REACH)
        return scaled


@dataclass(frozen=True, slots=True)
class Form:
    """A symmetric bilinear form of two vectors, as its largest eigenvectors and their values."""

    axes: Array
    values: Array

    def of(self, a: Array, b: Array) -> float:
        """What the form makes of two vectors."""
        return float(((a @ self.axes) * (b @ self.axes)) @ self.values)


def of(a: Portrait, b: Portrait) -> float:
    """How much two articles tell the same, 0 to 1; of the best that both have: reading, vector or words.

    Symmetric; any two languages. An article without a word is like nothing.
    """
    if not a.words[-1] or not b.words[-1]:
        return 0.0
    signs = likeness.read(a, b)
    if signs is not None and a.passages is not None and b.passages is not None:
        rating = raters()["read"].rate(signs) + _forms(a.passages, b.passages)
    elif (signs := likeness.placed(a, b)) is not None:
        rating = raters()["placed"].rate(signs)
    else:
        rating = raters()["worded"].rate(likeness.worded(a, b))
    return min(1.0, max(0.0, rating))


def bump(a: Array, b: Array) -> Array:
    """The radial kernel of two sets of scaled signs, a row each."""
    far = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    near: Array = np.exp(-np.maximum(far, 0) / (2 * a.shape[1] * WIDTH**2))
    return near


def _forms(a: Passages, b: Passages) -> float:
    return sum(form.of(a.centred[k], b.centred[k]) for k, form in zip(FORMS, forms(), strict=True))


@cache
def _table() -> dict[str, Array]:
    with files(__package__).joinpath("similarity.npz").open("rb") as stream, np.load(stream) as table:
        return {name: table[name].astype(np.float32) for name in table.files}


@cache
def raters() -> dict[str, Rater]:
    """The shipped raters by what they need of both articles."""
    return {part: rater(part, _table()) for part in PARTS}


def rater(part: str, table: dict[str, Array]) -> Rater:
    """A rater from plain numbers, by the names of its fields."""
    fields = ("mean", "scale", "linear", "support", "height")
    return Rater(bias=float(table[f"{part}_bias"]), **{name: table[f"{part}_{name}"] for name in fields})


@cache
def forms() -> tuple[Form, ...]:
    """The shipped bilinear forms, one for each of `FORMS`."""
    table = _table()
    return tuple(Form(table[f"form{k}_axes"], table[f"form{k}_values"]) for k in range(len(FORMS)))
