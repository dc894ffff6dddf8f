"""Actors: who acts in an article, by the words of their names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from wholestory.cluster import terms
from wholestory.cluster.sketch import Sketch
from wholestory.model import Analysis, EntityType

ACTING = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
WRITTEN = 0.8
PLACED = 0.5  # a place or work counts for half a person


def of(analysis: Analysis, sketch: Sketch) -> Mapping[str, float]:
    """Terms of the names of those in the article, weighed by how often each is mentioned.

    What is written like a name and was not found to be one counts for a little.
    """
    mentioned = Counter(m.referent for m in analysis.mentions if m.referent is not None)
    found: dict[str, float] = {}
    for index, count in mentioned.items():
        referent = analysis.referents[index]
        weight = 1 + math.log(count)
        for word in terms.words(referent.name):
            term = terms.skeleton(word.lower())
            found[term] = found.get(term, 0.0) + weight * (1.0 if referent.type in ACTING else PLACED)
    for term, count in sketch.names.items():
        found.setdefault(term, WRITTEN * (1 + math.log(count)))
    return found
