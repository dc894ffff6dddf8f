"""How an encoder understood one article, piece by piece and passage by passage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Vectors of an article's beginning, from one pass of the encoder `model`; spaces never mix.

    Little-endian float32, `pieces` float16. `passages` are the unit vectors of the title, of title and lead,
    of the body, of the whole, and of the whole with its rarer pieces weighing more. `pieces` has a row for
    each piece of a word as it is meant there, in its main directions; `surprises` are the pieces' negative
    log-probabilities. The first `title` pieces are the title's. Some 260 bytes a piece: too large to keep.
    """

    model: str
    passages: tuple[bytes, ...]
    pieces: bytes
    surprises: bytes
    title: int
