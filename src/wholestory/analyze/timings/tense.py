"""Whether a sentence speaks of a time as past, as ahead, or as neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from wholestory.analyze.timings import grammar

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_REACH = 160  # further away a verb no longer speaks of this time
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


def around(text: str, start: int, end: int, language: str | None) -> Tense | None:
    """The tense of the verb nearest to a time expression of the sentence `text`; those before weigh more."""
    marks = _marks(language)
    best: tuple[float, Tense] | None = None
    previous = ""
    for word in _WORD.finditer(text, max(0, start - _REACH), min(len(text), end + _REACH)):
        pair, previous = f"{previous} {word.group()}", word.group()
        if start <= word.start() < end:
            continue
        said = marks.words.get(pair) or _of(word.group(), marks, opening=word.start() == 0)
        away = start - word.end() if word.start() < start else (word.start() - end) * _AFTER
        if said and (best is None or away < best[0]):
            best = (away, said)
    return best[1] if best else None


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
