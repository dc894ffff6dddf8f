"""Which words are common nouns, verbs and the like: those that written text has in lower case more often.

The evidence is the vocabulary of the bundled embedder, whose scores are log-probabilities of written forms
in sixteen languages; no other word list comes with the packages.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from wholestory.text import vocabulary


def is_common(form: str) -> bool:
    """Whether the case-folded word `form` is seen in lower case at least as often as with a capital."""
    return form in _forms().common


def is_known(form: str) -> bool:
    """Whether the case-folded word `form` is a frequent one, in either case."""
    return form in _forms().known


class _Forms(NamedTuple):
    common: frozenset[str]
    known: frozenset[str]


@cache
def _forms() -> _Forms:
    scores = {word: score for word, score in vocabulary.scores().items() if word.isalpha()}
    capital: dict[str, float] = {}
    for word, score in scores.items():
        if not word.islower():
            capital[word.casefold()] = max(score, capital.get(word.casefold(), score))
    lowest = float("-inf")
    return _Forms(
        frozenset(w for w, score in scores.items() if w.islower() and score >= capital.get(w, lowest)),
        frozenset(word.casefold() for word in scores if len(word) > 2),
    )
