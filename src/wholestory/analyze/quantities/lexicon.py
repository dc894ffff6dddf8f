"""How one language writes figures, compiled from its table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from wholestory.text import languages

BLANK = r"(?:[ \u00a0\u202f\t]|\n(?!\n))"
HEDGES = ("about", "over", "under", "at_least", "at_most", "nearly")
_ENGLISH = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_OTHERS = r"\d{1,3}(?:[.’'\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|\d+,\d+|\d+(?:\.\d{1,2}(?![\d.]))?"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's figures. Keys are in lower case; `openings` are the words that a number can begin with."""

    decimal: str
    digits: re.Pattern[str]
    phrases: dict[str, tuple[str, tuple[float, ...]]]
    phrase: re.Pattern[str]
    openings: frozenset[str]
    spelled: re.Pattern[str]
    compound: re.Pattern[str] | None
    hedges: dict[str, str]
    after: frozenset[str]
    scales: dict[str, float]
    units: dict[str, tuple[str, str, float]]
    links: re.Pattern[str]
    unit_links: re.Pattern[str]
    glued: tuple[str, ...]
    clocks: tuple[re.Pattern[str], ...]
    table: dict[str, Any]

    def listed(self, key: str) -> frozenset[str]:
        """The words of a list of the table."""
        return frozenset(self.table.get(key, ()))


@cache
def of(language: str | None) -> Lexicon:
    """The figures of a language; of one without a table, digits alone."""
    table = languages.load(language or "", "figures")
    words = frozenset(w.casefold() for w in table.get("number_words", ()))
    phrases = _phrases(table)
    return Lexicon(
        decimal=table.get("decimal", "."),
        digits=re.compile(_ENGLISH if table.get("decimal", ".") == "." else _OTHERS),
        phrases=phrases,
        phrase=re.compile(rf"{either(phrases)}(?!\w)", re.IGNORECASE),
        openings=words | frozenset(first(phrase) for phrase in phrases),
        spelled=_spelled(words, table.get("number_links", ())),
        compound=_compound(table),
        hedges={phrase: kind for kind in HEDGES for phrase in table.get(kind, ())},
        after=frozenset(table.get("about_after", ())),
        scales={k: float(v) for k, v in table.get("scales", {}).items()},
        units=_units(table),
        links=re.compile(rf"{BLANK}(?P<link>{either(table.get('range_links', ()))}){BLANK}", re.IGNORECASE),
        unit_links=re.compile(f"{BLANK}{either(table.get('unit_links', ()))}"),
        glued=tuple(table.get("age_glued", ())),
        clocks=tuple(_clock(c, table) for c in table.get("clock", ())),
        table=table,
    )


def either(words: Iterable[str]) -> str:
    """A group matching any of `words`, longest first; nothing where there are none."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace("\\ ", BLANK) for w in ordered) + ")" if ordered else "(?!)"


def first(phrase: str) -> str:
    """The word that a phrase opens with."""
    found = re.match(r"\w+", phrase)
    return found.group() if found else phrase


def _phrases(table: dict[str, Any]) -> dict[str, tuple[str, tuple[float, ...]]]:
    """Words for numbers not said exactly: their sort and their bounds."""
    found = {k: ("few", tuple(float(x) for x in v)) for k, v in table.get("few", {}).items()}
    found |= {k: ("many", tuple(float(x) for x in v)) for k, v in table.get("many", {}).items()}
    found |= {k: ("dozens", (float(v),)) for k, v in table.get("dozens", {}).items()}
    return found | {k: ("halves", (float(v),)) for k, v in table.get("halves", {}).items()}


def _spelled(words: Iterable[str], links: Iterable[str]) -> re.Pattern[str]:
    """A number in words: "two hundred and four", "quarante-deux"."""
    word, link = either(words), either(links)
    joint = rf"(?:-|{BLANK}{{1,3}})"
    return re.compile(rf"{word}(?!\w)(?:{joint}(?:{link}{joint})?{word}(?!\w)){{0,9}}", re.IGNORECASE)


def _compound(table: dict[str, Any]) -> re.Pattern[str] | None:
    """A number written as one long word, where the language makes such."""
    stems = table.get("number_stems", ())
    if not stems:
        return None
    parts = [w for w in table.get("number_words", ()) if len(w) > 2]
    return re.compile(rf"(?:{either([*parts, *stems])}){{2,8}}\Z", re.IGNORECASE)


def _units(table: dict[str, Any]) -> dict[str, tuple[str, str, float]]:
    """What may follow a number, to its sort, its unit and how many of it."""
    found = {w.strip().casefold(): ("percent", "%", 1.0) for w in table.get("percent", ())}
    found |= {w.strip().casefold(): ("percent", "points", 1.0) for w in table.get("percent_points", ())}
    found |= {w: ("measure", str(u), float(f)) for w, (u, f) in table.get("measures", {}).items()}
    return found | {w: ("money", code, 1.0) for w, code in table.get("money", {}).items()}


def _clock(template: str, table: dict[str, Any]) -> re.Pattern[str]:
    halves = either([*table.get("clock_afternoon", ()), *table.get("clock_morning", ())])
    filled = template.replace("<H>", r"(?P<hour>[01]?\d|2[0-4])(?!\d)")
    filled = filled.replace("<I>", r"(?P<minute>[0-5]\d)(?!\d)")
    filled = filled.replace("<A>", rf"(?P<half>{halves})")
    return re.compile(filled.replace(" ", BLANK) + r"(?!\w)")
