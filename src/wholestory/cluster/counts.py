"""Counts: how common words are and where a language's vectors lie, by which articles are weighed.

Words are counted by hash in a table of fixed size: a rare word may share its place with another rare
one, which changes its weight by a few hundredths. Sums are whole numbers, so their order tells nothing.
"""

from __future__ import annotations

import math
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import facts, kept
from wholestory.cluster.kept import FINE, Kept, Keys
from wholestory.cluster.sketch import Array, Sketch
from wholestory.cluster.weights import PRIOR, projection
from wholestory.model import ArticleId

UNSEEN = 60.0  # articles' worth of doubt about how common a term is
UNSEEN_NUMBERS = 1000.0  # likewise of a number, whose length tells more
SUBJECT = 1.0  # log odds by which a number is likelier in an article on a like subject
PLACES = 1 << 21
NARROW = 30_000  # articles up to which numbers of two bytes are enough
TEXTS = 4096  # latest texts, of which further copies are not counted
LONG = 32  # bytes of prints that tell a text
CHUNK = 8192
MANY = 65_536  # articles whose words are counted at once


class Counts:
    """Mutable; every text counts once, however often it is published."""

    def __init__(self) -> None:
        self.documents = 0
        self._seen: NDArray[np.unsignedinteger] = np.zeros(PLACES, np.uint16)
        self._sums: dict[str, NDArray[np.int64]] = {}
        self._vectors: dict[str, int] = {}
        self._surveyed: set[ArticleId] = set()
        self._means: dict[str, Array] = {}
        self._texts: OrderedDict[bytes, None] = OrderedDict()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Counts)
            and (self.documents, self._vectors) == (other.documents, other._vectors)
            and all(np.array_equal(v, other._sums[k]) for k, v in self._sums.items())
            and np.array_equal(self._seen, other._seen)
        )

    def __hash__(self) -> int:
        raise TypeError("counts change")

    def survey(self, article: Kept) -> None:
        """Count an article that is about to come."""
        self.count([article])
        self._surveyed.add(article.id)

    def count(self, articles: Collection[Kept]) -> None:
        """Count articles that came, but for those surveyed."""
        if self._surveyed:
            articles = [a for a in articles if a.id not in self._surveyed]
        articles = [a for a in articles if self._is_new(a)]
        self.documents += len(articles)
        if self.documents > NARROW and self._seen.dtype == np.uint16:
            self._seen = self._seen.astype(np.uint32)
        for start in range(0, len(articles), MANY):
            self._see(_counted(articles[start : start + MANY]))
        spoken: dict[str, list[bytes]] = defaultdict(list)
        for article in articles:
            if article.raw:
                spoken[article.language].append(article.raw)
        for language, raw in spoken.items():
            self._add(language, raw)

    def _see(self, keys: NDArray[np.uint32]) -> None:
        if len(keys) > PLACES // 64:
            self._seen += np.bincount(keys % PLACES, minlength=PLACES).astype(self._seen.dtype)
        else:
            np.add.at(self._seen, keys % PLACES, 1)

    def _is_new(self, article: Kept) -> bool:
        """Whether a text was not counted lately; what is too short to say is new."""
        if len(article.prints) < LONG:
            return True
        known = article.prints in self._texts
        self._texts[article.prints] = None
        if len(self._texts) > TEXTS:
            self._texts.popitem(last=False)
        return not known

    def rarity(self, term: str) -> float:
        """How much a term tells (smoothed inverse document frequency)."""
        return math.log((self.documents + UNSEEN) / (int(self._seen[kept.key(term) % PLACES]) + 0.5))

    def weighed(self, sketch: Sketch) -> Kept:
        """An article as a window with these counts keeps it."""
        words, names = self._rare(sketch.words, sketch.names)
        return Kept(
            id=sketch.id,
            language=sketch.language or "",
            low=sketch.low,
            high=sketch.high,
            length=len(sketch.words),
            words=words,
            names=names,
            only=np.array([kept.key(t) for t in sketch.names if t not in sketch.words], np.uint32).tobytes(),
            quotes=kept.packed(_unit(sketch.quotes)) if sketch.quotes else b"",
            prints=np.array(sketch.prints, np.uint32).tobytes(),
            dense=self._mapped(sketch),
            raw=_raw(sketch),
            facts=facts.packed(self._telling(sketch.facts)),
        )

    def _rare(self, *parts: Mapping[str, float]) -> list[bytes]:
        """Unit vectors of terms by how often they stand here and how rare they are elsewhere."""
        keys = np.array([crc32(term.encode()) for part in parts for term in part], np.uint32)
        counts = np.array([n for part in parts for n in part.values()], float)
        seen = self._seen[keys % PLACES].astype(float)
        weights = (1 + np.log(counts)) * np.log((self.documents + UNSEEN) / (seen + 0.5))
        ends = np.cumsum([len(part) for part in parts]).tolist()
        return [
            _unit_bytes(keys[e - len(p) : e], weights[e - len(p) : e])
            for p, e in zip(parts, ends, strict=True)
        ]

    def _telling(self, found: Mapping[int, float]) -> dict[int, float]:
        """Facts as kept: a number weighs no more than its rarity here allows, as a root."""
        return {
            fact: math.sqrt(min(weight, self._told(fact)))
            if facts.kind_of(fact) is facts.Kind.NUMBER
            else weight
            for fact, weight in found.items()
        }

    def _told(self, number: int) -> float:
        """What a number tells at most: articles on one subject share it sooner than any two articles."""
        seen = int(self._seen[facts.place(number) % PLACES]) + 0.5
        return max(0.0, math.log((self.documents + UNSEEN_NUMBERS) / seen) - SUBJECT)

    def _mapped(self, sketch: Sketch) -> bytes:
        if not _fits(sketch) or sketch.vector is None:
            return b""
        mapped = (sketch.vector - self._mean(sketch.language or "")) @ projection().matrix
        size = math.sqrt(float(mapped @ mapped))
        return bytes((mapped / size).astype(np.float16)) if size > 1e-6 else b""

    def _mean(self, language: str) -> Array:
        if language not in self._means:
            shipped = projection().mean(language or None)
            sums, count = self._sums.get(language, np.zeros(len(shipped))), self._vectors.get(language, 0)
            self._means[language] = ((sums / FINE + PRIOR * shipped) / (count + PRIOR)).astype(np.float32)
        return self._means[language]

    def _add(self, language: str, found: Sequence[bytes]) -> None:
        self._means.pop(language, None)
        size = projection().matrix.shape[0]
        sums = self._sums.setdefault(language, np.zeros(size, np.int64))
        for start in range(0, len(found), CHUNK):
            block = np.frombuffer(b"".join(found[start : start + CHUNK]), np.int8).reshape(-1, size)
            sums += block.sum(0, dtype=np.int64)
        self._vectors[language] = self._vectors.get(language, 0) + len(found)


def _counted(articles: Sequence[Kept]) -> NDArray[np.uint32]:
    """The numbers under which all that these articles say is counted."""
    words = b"".join([a.words[: len(a.words) // kept.SIZE * 4] for a in articles])
    only, told = b"".join([a.only for a in articles]), facts.counted([a.facts for a in articles if a.facts])
    return np.frombuffer(words + only + told, np.uint32)


def _unit_bytes(keys: Keys, weights: NDArray[np.float64]) -> bytes:
    """A sparse unit vector as kept, heaviest first."""
    if not len(keys):
        return b""
    order = np.argsort(-weights, kind="stable")
    length = max(math.sqrt(float(weights @ weights)), 1e-9)
    return keys[order].tobytes() + bytes((weights[order] / length).astype(np.float16))


def _unit(weights: Mapping[int, float]) -> dict[int, float]:
    length = math.sqrt(sum([v * v for v in weights.values()]))
    return {k: v / length for k, v in weights.items()} if length else {}


def _fits(sketch: Sketch) -> bool:
    return sketch.vector is not None and sketch.vector.shape[0] == projection().matrix.shape[0]


def _raw(sketch: Sketch) -> bytes:
    if not _fits(sketch) or sketch.vector is None:
        return b""
    return bytes(np.clip(np.rint(sketch.vector * FINE), -127, 127).astype(np.int8))
