"""Portrait: what is held against another article to say how alike the two are; of one article alone.

Unlike a sketch it is weighed by nothing of the collection: how rare a word is says the vocabulary of the
bundled encoder, so the likeness of two articles is the same in every company.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from wholestory.cluster import terms
from wholestory.cluster.landmarks import Landmarks, landmarks
from wholestory.cluster.sketch import MODEL, Array
from wholestory.model import Analysis, Article, Reading, Role, Vector
from wholestory.text import vocabulary
from wholestory.text.words import stopwords

LEAD, WHOLE = 700, 2500  # letters of title and text whose words are looked at
UNTITLED = 120  # letters that stand for the title where there is none
COMMON, RAREST, LEAST = 8.0, 12.0, 0.2  # a word's surprise that says nothing, the most above it, the least
PAIR = 4.0  # what a pair of characters counts in scripts without spaces, which stay as they are
PIECE_COMMON, PIECE_RAREST, PIECE_LEAST = 8.0, 5.0, 0.02
LEAD_PIECES = 150


@dataclass(frozen=True, slots=True)
class Passages:
    """The unit vectors of an article's passages: as they came, and centred by language."""

    raw: Array
    centred: Array


@dataclass(frozen=True, slots=True)
class Pieces:
    """Unit vectors of the pieces of words in context, what each counts, and how many are the title's."""

    rows: Array
    rarity: Array
    title: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """One article as `similarity` sees it.

    `words` weighs the terms of the title, the lead and the whole; `lead` holds the vector of title and lead
    alone, `passages` and `pieces` what a reading gives; None where there is none.
    """

    words: tuple[Mapping[str, float], ...]
    letters: int
    lead: Passages | None
    passages: Passages | None
    pieces: Pieces | None


def of(article: Article, analysis: Analysis, reading: Reading | None = None) -> Portrait:
    """The portrait of an article; without `reading` from the analysis' vector, without that from words.

    Vectors of an encoder that was not learned on count as missing.
    """
    language, known = analysis.language, landmarks()
    title, text = _opening(article)
    bags = [_bag(text[:end], language) for end in (len(title), LEAD, WHOLE)]
    lead = _lead(analysis.vector, language, known)
    if reading is None or reading.model != MODEL:
        return Portrait(tuple(bags), len(text), lead, None, None)
    passages = _passages(np.stack([_array(p) for p in reading.passages]), known.means(language))
    lead = lead or Passages(passages.raw[1:2], passages.centred[1:2])
    return Portrait(tuple(bags), len(text), lead, passages, _pieces(reading))


def _opening(article: Article) -> tuple[str, str]:
    """The title, or what stands for one, and the text that begins with it."""
    body = [b for b in article.blocks if b.role in (Role.PARAGRAPH, Role.SUBHEAD)][:WHOLE]
    told = "\n".join(article.text[b.start : min(b.end, b.start + WHOLE)] for b in body)
    title = (article.title or "").strip()
    text = f"{title}\n{told}".strip()[:WHOLE]
    return (title or text[:UNTITLED]), text


def _bag(text: str, language: str | None) -> dict[str, float]:
    """The terms of `text`, each with how much it says."""
    stop = stopwords(language)
    found: dict[str, float] = {}
    for word in terms.words(text):
        low = word.lower()
        if low not in stop:
            for term in terms.find(low, None):
                found[term] = max(found.get(term, 0.0), _rarity(low) if term.isascii() else PAIR)
    return found


@lru_cache(maxsize=1 << 17)
def _rarity(low: str) -> float:
    pieces = vocabulary.splitter().encode(low, out_type=int)
    return min(max(float(_surprises()[pieces].sum()) - COMMON, LEAST), RAREST)


@cache
def _surprises() -> Array:
    splitter = vocabulary.splitter()
    return -np.array(splitter.get_score(list(range(splitter.get_piece_size()))), np.float32)


def _lead(vector: Vector | None, language: str | None, known: Landmarks) -> Passages | None:
    if vector is None or vector.model != MODEL:
        return None
    return _passages(_array(vector.values)[None], known.means(language)[1:2])


def _passages(raw: Array, means: Array) -> Passages:
    return Passages(_unit(raw), _unit(raw - means))


def _pieces(reading: Reading) -> Pieces:
    surprises = _array(reading.surprises)
    rows: Array = _array(reading.pieces, "<f2").reshape(len(surprises), -1)
    rarity = (np.clip(surprises - PIECE_COMMON, 0, PIECE_RAREST) + PIECE_LEAST).astype(np.float32)
    return Pieces(_unit(rows), rarity, reading.title)


def _array(values: bytes, kind: str = "<f4") -> Array:
    return np.nan_to_num(np.frombuffer(values, kind).astype(np.float32))


def _unit(rows: Array) -> Array:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Array = (rows / np.maximum(lengths, 1e-6)).astype(np.float32)
    return unit
