"""The words by which lines of a page say that they are no part of its article, in every language we have."""

from __future__ import annotations

import re
from functools import cache

from wholestory.text.languages import merged

_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"\W*([^:：|/©]{2,30}?)\s*[:：|/©]")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


@cache
def _begins(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(kind)})\b")


@cache
def _holds(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(kind)})\b")


def _alternatives(kind: str) -> str:
    phrases = sorted({_words(phrase) for phrase in merged("pages")[kind]}, key=len, reverse=True)
    return "|".join(map(re.escape, phrases))


@cache
def _labels(kind: str) -> frozenset[str]:
    return frozenset(_words(phrase) for phrase in merged("pages")[kind])


def begins(text: str, kind: str) -> bool:
    """Whether `text` begins with a phrase of that kind."""
    return bool(_begins(kind).match(_words(text[:120])))


def holds(text: str, kind: str) -> bool:
    """Whether `text` holds a phrase of that kind."""
    return bool(_holds(kind).search(_words(text)))


def labelled(text: str, kind: str) -> bool:
    """Whether `text` begins with a phrase of that kind and a colon, stroke or the like after it."""
    label = _LABEL.match(text[:60])
    return label is not None and _words(label.group(1)) in _labels(kind)


def is_only(text: str, kind: str) -> bool:
    """Whether `text` is a phrase of that kind and nothing else."""
    return _words(text) in _labels(kind)
