"""What was learned: how much each sign of a common event counts, and a map of the vectors.

Made by `make train` (evals/train_stories.py), which writes the figures of its run beside the numbers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from wholestory.cluster.sketch import Array

PRIOR = 60.0  # articles' worth of belief in a language's shipped mean vector


@dataclass(frozen=True, slots=True)
class Weights:
    """`decide` weighs the signs of `kernel.signs`, the last number being the bias; `rank` orders by them."""

    decide: tuple[float, ...]
    rank: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """A linear map on centred vectors of one encoder; `means` are per language, "" for all."""

    matrix: Array
    means: dict[str, Array]

    def mean(self, language: str | None) -> Array:
        """The mean vector of news in a language, of all news for one we have not measured."""
        return self.means.get(language or "", self.means[""])


@cache
def learned() -> Weights:
    """The shipped weights."""
    table = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(tuple(table["decide"]), tuple(table["rank"]))


@cache
def projection() -> Projection:
    """The shipped map."""
    with files(__package__).joinpath("projection.npz").open("rb") as stream, np.load(stream) as table:
        means = {
            str(k): m.astype(np.float32) for k, m in zip(table["languages"], table["means"], strict=True)
        }
        return Projection(table["matrix"].astype(np.float32), means)
