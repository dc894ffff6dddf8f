"""Words of running text: where they stand, folded forms, stems, and which carry content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
import stopwordsiso
from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)*")
STEMMERS = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its case-folded form and its range in the text it was read from."""

    form: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text`, in order; typographic apostrophes folded to plain ones."""
    return [Word(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]


def forms(text: str) -> list[str]:
    """The folded words of `text`."""
    return [fold(m) for m in WORD.findall(text)]


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """One written form for all that read the same: NFKC, no case, plain apostrophe."""
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


@lru_cache(maxsize=65_536)
def romanised(word: str) -> str:
    """`word` in lower-case ASCII, so that names meet across scripts and accents."""
    return anyascii(word).casefold()


@cache
def stopwords(language: str | None) -> frozenset[str]:
    """The function words of a language; empty where none are known."""
    if language is None or not stopwordsiso.has_lang(language):
        return frozenset()
    return frozenset(fold(w) for w in stopwordsiso.stopwords(language))


@lru_cache(maxsize=131_072)
def stem(form: str, language: str | None) -> str:
    """The Snowball stem of a folded word; the word itself for languages without a stemmer."""
    return str(_stemmer(STEMMERS[language]).stemWord(form)) if language in STEMMERS else form


@cache
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)


def content(text: str, language: str | None) -> list[str]:
    """The stems of the words of `text` that carry content, in order."""
    empty = stopwords(language)
    return [stem(f, language) for f in forms(text) if f not in empty and (len(f) > 2 or f.isdigit())]


def shingles(tokens: Iterable[str], size: int) -> set[tuple[str, ...]]:
    """All runs of `size` tokens; the whole, where there are fewer."""
    sequence = tuple(tokens)
    if len(sequence) <= size:
        return {sequence} if sequence else set()
    return {sequence[i : i + size] for i in range(len(sequence) - size + 1)}
