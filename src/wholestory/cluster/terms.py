"""Terms: words brought into one alphabet and cut to their beginning, so that languages can meet.

A name reads much the same in every language once romanised; a word's first six letters stand for its
stem well enough that no stemmer is needed. Scripts without spaces give pairs of characters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wholestory.text.words import romanised, stopwords

STEM = 6
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_REPEATED = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^a-z0-9]+")
_SOUNDS = (
    ("ph", "f"),
    ("qu", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("y", "i"),
    ("w", "v"),
    ("z", "s"),
    ("x", "ks"),
)


def words(text: str) -> list[str]:
    """The words of `text`, as printed."""
    return _WORD.findall(text)


def find(text: str, language: str | None) -> list[str]:
    """The terms of `text` in order, function words of `language` (ISO 639-1) left out."""
    stop = stopwords(language)
    terms: list[str] = []
    for word in words(text):
        low = word.lower()
        if low not in stop:
            terms.extend(_of(low))
    return terms


@lru_cache(maxsize=1 << 17)
def _of(low: str) -> tuple[str, ...]:
    if low.isdigit():
        return (low,)
    if _UNSPACED.match(low):
        return tuple(low[i : i + 2] for i in range(len(low) - 1)) or (low,)
    term = skeleton(low)
    return (term,) if len(term) > 1 else ()


@lru_cache(maxsize=1 << 17)
def skeleton(low: str) -> str:
    """A lower-case word in plain Latin letters, spelt as it sounds, cut to `STEM` letters."""
    plain = low if low.isascii() else romanised(low)
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    return _OTHER.sub("", _REPEATED.sub(r"\1", plain))[:STEM]
