"""What was learned: how much each sign of a common event counts, and a map of the vectors.

Made by `make train` (evals/train_stories.py), which writes the figures of its run beside the numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster.sketch import Array

REACH = 6.0  # scales by which a sign may lie beyond its mean and still count more
PRIOR = 60.0  # articles' worth of belief in a language's shipped mean vector


@dataclass(frozen=True, slots=True)
class Model:
    """The odds of a common event from signs: a linear part and a few hidden units that bend it.

    Signs are first brought to mean 0 and scale 1. `linear` has one weight a sign, `hidden` one row of
    weights a unit, `out` what each unit adds. `fixed` are weights set by hand on the signs as they come.
    """

    mean: Array
    scale: Array
    linear: Array
    bias: float
    hidden: Array
    hidden_bias: Array
    out: Array
    fixed: Array

    def odds(self, signs: Sequence[float]) -> float:
        """The log odds that two groups tell of one event."""
        return float(self.all_odds([signs])[0])

    def all_odds(self, signs: Sequence[Sequence[float]] | NDArray[np.float64]) -> Array:
        """The log odds of many pairs of groups, at a fraction of the price of one by one."""
        given = np.array(signs, np.float32)
        scaled = np.clip((given - self.mean) / self.scale, -REACH, REACH)
        bent = np.tanh(scaled @ self.hidden.T + self.hidden_bias)
        found: Array = scaled @ self.linear + bent @ self.out + given @ self.fixed + np.float32(self.bias)
        return found


@dataclass(frozen=True, slots=True)
class Projection:
    """A linear map on centred vectors of one encoder; `means` are per language, "" for all."""

    matrix: Array
    means: dict[str, Array]

    def mean(self, language: str | None) -> Array:
        """The mean vector of news in a language, of all news for one we have not measured."""
        return self.means.get(language or "", self.means[""])


@cache
def learned() -> Model:
    """The shipped model for articles as they come."""
    return model(shipped()["model"])


@cache
def settling() -> Model:
    """The shipped model for articles whose surroundings are known (`surroundings`)."""
    return model(shipped()["settling"])


@cache
def shipped() -> Mapping[str, Any]:
    """All that was shipped but the map, as plain numbers."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    table: Mapping[str, Any] = json.loads(text)
    return table


def model(table: Mapping[str, Any]) -> Model:
    """A model from plain numbers, by the names of its fields."""
    bias = float(table["bias"])
    arrays = {name: np.array(values, np.float32) for name, values in table.items() if name != "bias"}
    return Model(bias=bias, **arrays)


@cache
def projection() -> Projection:
    """The shipped map."""
    with files(__package__).joinpath("projection.npz").open("rb") as stream, np.load(stream) as table:
        means = {
            str(k): m.astype(np.float32) for k, m in zip(table["languages"], table["means"], strict=True)
        }
        return Projection(table["matrix"].astype(np.float32), means)
