"""Landmarks: where the vectors of news lie in each language.

Made by `make train` (evals/train_similarity.py) from texts alone, without a rating.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from wholestory.cluster import weights
from wholestory.cluster.sketch import Array


@dataclass(frozen=True, slots=True)
class Landmarks:
    """`by_language` holds the mean vectors of the five passages of a reading, "" those of all news."""

    by_language: Mapping[str, Array]

    def means(self, language: str | None) -> Array:
        """The mean of each passage in a language, of all news for one we have not measured."""
        found = self.by_language.get(language or "")
        if found is not None:
            return found
        lead = weights.projection().means.get(language or "")
        everywhere = self.by_language[""]
        return everywhere if lead is None else everywhere + (lead - everywhere[1])


@cache
def landmarks() -> Landmarks:
    """The shipped landmarks."""
    with files(__package__).joinpath("landmarks.npz").open("rb") as stream, np.load(stream) as table:
        means = zip(table["languages"], table["means"].astype(np.float32), strict=True)
        return Landmarks({str(language): mean for language, mean in means})
