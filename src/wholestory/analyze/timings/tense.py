"""Whether a sentence speaks of a time as past, as ahead, or as neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from wholestory.analyze.timings import grammar

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_REACH = 120  # further away a verb no longer speaks of this time
_AFTER = 2.5  # a verb behind the expression counts as that much further off


class Tense(StrEnum):
    """Past, ahead, or merely planned or possible."""

    PAST = "past"
    FUTURE = "future"
    UNREAL = "unreal"


@dataclass(frozen=True, slots=True)
class _Marks:
    words: dict[str, Tense]
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]


@cache
def _marks(language: str | None) -> _Marks:
    table: dict[str, Any] = grammar.of(language).table
    words = {word: tense for tense in Tense for word in table.get(tense.value, ())}
    return _Marks(words, tuple(table.get("past_endings", ())), tuple(table.get("future_endings", ())))


def around(
    text: str, place: tuple[int, int], sentence: tuple[int, int], language: str | None
) -> Tense | None:
    """The tense of the verb nearest to a time expression in its sentence; those before it weigh more."""
    marks = _marks(language)
    start, end = place
    opening, closing = sentence
    words = list(_WORD.finditer(text, max(opening, start - _REACH), start))
    before = _nearest(reversed(words), marks, opening)
    reach = end + _REACH if before is None else end + int((start - before[0]) / _AFTER)
    after = _nearest(_WORD.finditer(text, end, min(closing, reach)), marks, opening)
    if after and (before is None or (after[0] - end) * _AFTER < start - before[0]):
        return after[1]
    return before[1] if before else None


def _nearest(words: Iterable[re.Match[str]], marks: _Marks, start: int) -> tuple[int, Tense] | None:
    """The first of the words that has a tense: its near edge, and which."""
    neighbour = ""
    for word in words:
        said = word.group()
        tense = marks.words.get(f"{said} {neighbour}") or marks.words.get(f"{neighbour} {said}")
        tense = tense or _of(said, marks, opening=word.start() == start)
        if tense:
            return word.end(), tense
        neighbour = said
    return None


def _of(word: str, marks: _Marks, *, opening: bool) -> Tense | None:
    """The tense of one word; a capital inside a sentence makes it part of a name."""
    if word[0].isupper() and not opening:
        return None
    lower = word.lower()
    if lower in marks.words:
        return marks.words[lower]
    if opening or len(word) < 4:
        return None
    if lower.endswith(marks.future_endings):
        return Tense.FUTURE
    return Tense.PAST if lower.endswith(marks.past_endings) else None
