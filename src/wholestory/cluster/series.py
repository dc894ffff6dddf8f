"""Series: which one of several an event is, and words of which it can bear but one.

"Day 2", "the third round", "42e festival", "第3戦": a number that counts events, with what it counts. Nouns
that events are numbered by, and opposites such as guilty and acquitted, are data per language. Elsewhere
a number behind the word that heads the title counts too ("Etap 4: …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from wholestory.cluster import terms
from wholestory.text import languages
from wholestory.text.words import fold

_WORD = re.compile(
    r"\d+(?:st|nd|rd|th|er|re|e|è?me|ième|[ªº°]|mo|ma|\.(?=\s\w))?|[^\W\d_]+(?:['’-][^\W\d_]+)*"
)
_EASTERN = re.compile(r"第(\d{1,4})(\w)")
_HEADED = re.compile(r"([^\W\d_]{3,})\s(\d{1,3})\s?[:|–—]")
LARGEST = 400


@dataclass(frozen=True, slots=True)
class Table:
    """One language's words: forms to what they mean, and how its ordinals are written."""

    numbered: Mapping[str, str]
    contrasts: Mapping[str, tuple[str, str]]
    ordinals: Mapping[str, int]
    written: re.Pattern[str]


def find(title: str, text: str, language: str | None) -> dict[str, set[str]]:
    """What is numbered to the numbers it bears in `text`, which begins with `title`."""
    found: dict[str, set[str]] = {}
    for noun, number in (*_named(text, table(language)), *_bare(title, text)):
        if 0 < number <= LARGEST:
            found.setdefault(noun, set()).add(str(number))
    return found


def contrasts(title: str, text: str, language: str | None) -> dict[str, set[str]]:
    """Kinds of opposites to those of them that stand in `title` or, where none does, in `text`."""
    known = table(language).contrasts
    return _opposites(text, known) | _opposites(title, known)


def _opposites(text: str, known: Mapping[str, tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in map(fold, _WORD.findall(text)):
        if word in known:
            kind, value = known[word]
            found.setdefault(kind, set()).add(value)
    return found


@cache
def table(language: str | None) -> Table:
    """The words of a language; none for one without a table."""
    given = languages.load(language or "", "series")
    ordinals = languages.load(language or "", "ordinals")
    ending = ordinals.get("ending", "(?!)")
    return Table(
        {fold(form): noun for noun, forms in given.get("numbered", {}).items() for form in forms},
        {
            fold(form): (kind, value)
            for kind, values in given.get("contrasts", {}).items()
            for value, forms in values.items()
            for form in forms
        },
        {fold(word): number for word, number in ordinals.get("words", {}).items()},
        re.compile(rf"(\d+){ending}"),
    )


def _named(text: str, known: Table) -> Iterator[tuple[str, int]]:
    """Numbers beside a noun that events are numbered by: "Day 2", "third round"."""
    words = [fold(word) for word in _WORD.findall(text)]
    for i, word in enumerate(words):
        noun = known.numbered.get(word)
        if noun is None:
            continue
        before = _ordinal(words[i - 1], known) if i else None
        if before is not None:
            yield noun, before
        elif i + 1 < len(words) and words[i + 1].isdecimal() and word[-1:] != "s":
            yield noun, int(words[i + 1])


def _ordinal(word: str, known: Table) -> int | None:
    for form in (word, word[:-1], f"{word[:-1]}o", f"{word}o"):
        if form in known.ordinals:  # "quarta" as "quarto", "primer" as "primero", "zweiten" as "zweite"
            return known.ordinals[form]
    written = known.written.fullmatch(word)
    return int(written[1]) if written else None


def _bare(title: str, text: str) -> Iterator[tuple[str, int]]:
    """Numbers that count what no table names."""
    for match in _EASTERN.finditer(text):
        yield match[2], int(match[1])
    headed = _HEADED.match(title)
    if headed:
        yield terms.skeleton(headed[1].lower()), int(headed[2])
