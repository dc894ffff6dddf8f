"""The time expressions of one language, compiled from its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from wholestory.text import languages

SECTIONS = (
    "dates",
    "last",
    "next",
    "this",
    "week_before",
    "week_ahead",
    "year_before",
    "year_ahead",
    "ago",
    "ago_under",
    "ago_over",
    "ago_about",
    "ahead",
    "later",
    "earlier",
    "until_under",
    "until",
)
_BLANK = r"(?:[ \u00a0\u202f\t]{1,3}|\n(?!\n))"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)(?!\d|[.,:]\d|[’']?s\b|er\b)"
_ISO = r"(?P<year>[12]\d{3})-(?P<mon>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
_SHORT = r"(?P<one>[0-3]?\d)(?P<mark>[./-])(?P<two>[0-3]?\d)(?P=mark)(?P<short>\d\d)(?![./-]?\d)"
_NUMERIC = r"(?P<one>[0-3]?\d)(?P<mark>[./-])(?P<two>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a time: the section of the table it stands in, and its expression."""

    section: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What `starts` a time expression, by its first word in lower case, or "0" for a digit; its lexicon.

    `counted` are those openings that only number a unit of time ("two weeks ago").
    """

    starts: dict[str, tuple[Pattern, ...]]
    counted: frozenset[str]
    unit_words: frozenset[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    days: dict[str, int]
    full: frozenset[str]
    table: dict[str, Any]

    def listed(self, key: str) -> frozenset[str]:
        """The words of a list of the table."""
        return frozenset(self.table.get(key, ()))


@cache
def of(language: str | None) -> Grammar:
    """The grammar of a language; of one that has no tables, ISO dates alone."""
    table = languages.load(language or "", "times")
    names = languages.load(language or "", "months")
    suffixes = table.get("weekday_suffixes", ())
    weekdays = _numbered(names.get("weekdays", ()))
    weekdays |= {day + part: number for day, number in weekdays.items() if len(day) > 3 for part in suffixes}
    months = _numbered(names.get("months", ()))
    units = {word.casefold(): unit for unit, words in table.get("units", {}).items() for word in words}
    full = _full(names, table, suffixes)
    slots = _slots(table, weekdays, months, units, full)
    days = {phrase.casefold(): shift for phrase, shift in table.get("days", {}).items()}
    first = {
        "W": _openings(weekdays),
        "M": _openings(months),
        "U": _openings(units),
        "N": {"0", *_openings(_numbers(language))},
        "D": {"0"},
    }
    templates = list(_templates(table, days))
    starts = _starts(templates, slots, first)
    numbering = sum(template.startswith("<N>") for _, template in templates)
    return Grammar(
        starts=starts,
        counted=frozenset(w for w in first["N"] - {"0"} if len(starts.get(w, ())) == numbering),
        unit_words=frozenset(word for unit in units for word in unit.replace("-", " ").split()),
        months=months,
        weekdays=weekdays,
        units=units,
        days=days,
        full=full,
        table=table,
    )


def _numbered(names: Iterable[list[str]]) -> dict[str, int]:
    return {name.casefold(): number for number, group in enumerate(names) for name in group}


def _full(names: dict[str, Any], table: dict[str, Any], suffixes: Iterable[str]) -> frozenset[str]:
    """Names that are a time by themselves: no abbreviation, nothing that is also another word."""
    groups = [*names.get("weekdays", ()), *names.get("months", ())]
    whole = {n.casefold() for group in groups for n in group if n == group[0] or len(n) > 4}
    whole |= {w + s for w in whole for s in suffixes}
    return frozenset(whole - set(table.get("not_alone", ())))


def _numbers(language: str | None) -> list[str]:
    table = languages.load(language or "", "figures")
    words = [*table.get("number_words", ()), *table.get("number_articles", ())]
    return [*words, *table.get("few", {})]


def _openings(words: Iterable[str]) -> set[str]:
    return {found.group() for word in words if (found := re.match(r"\w+", word.casefold()))}


def _slots(
    table: dict[str, Any],
    weekdays: Iterable[str],
    months: Iterable[str],
    units: Iterable[str],
    full: frozenset[str],
) -> dict[str, str]:
    """What each placeholder of a template stands for."""
    suffixes = "|".join(re.escape(s) for s in table.get("day_suffixes", ())) or "(?!)"
    number = r"(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d)"
    return {
        "W": _name("weekday", weekdays, full),
        "M": _name("month", months, full),
        "D": rf"(?P<day>{number})(?:{suffixes})?",
        "E": rf"(?P<end>{number})(?:{suffixes})?",
        "Y": _YEAR,
        "N": r"(?P<number>\d{1,4}|[^\W\d]+(?:[ -][^\W\d]+)?)(?!\w)",
        "U": rf"(?P<unit>{_either(units)})",
        "P": f"(?:{_BLANK}{_either(table.get('parts', ()))})?",
    }


def _name(group: str, names: Iterable[str], full: frozenset[str]) -> str:
    """One of `names`, with its point where it is short for another."""
    whole, short = _either(full & set(names)), _either(set(names) - full)
    return rf"(?P<{group}>{whole}(?!\w)|(?P<{group}_short>{short})(?!\w))(?({group}_short)\.?)"


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", _BLANK) for w in ordered) + ")" if ordered else "(?!)"


def _templates(table: dict[str, Any], days: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield "iso", _ISO
    if not table:
        return
    yield "numeric", _NUMERIC
    if table.get("numeric") == "dmy":
        yield "numeric", _SHORT
    yield "years", r"(?P<year>(?:19|20)\d\d)(?:[/–-](?P<until>(?:19|20)?\d\d))(?![\d/–-])"
    yield "year", "<Y>"
    yield "month", "<M>"
    yield "weekday", "<W><P>"
    for section in SECTIONS:
        for template in table.get(section, ()):
            yield section, template
            if section == "dates" and template.startswith(("<M>", "<D>")):
                yield from ((section, f"<W><P>{joint}{template}") for joint in table.get("joins", ()))
                yield section, f"<W> \\({template}\\)"
    yield from (("days", re.escape(phrase).replace("\\ ", " ")) for phrase in days)


def _starts(
    templates: Iterable[tuple[str, str]], slots: dict[str, str], first: dict[str, set[str]]
) -> dict[str, tuple[Pattern, ...]]:
    starts: dict[str, list[Pattern]] = {}
    for section, template in templates:
        pattern = Pattern(section, re.compile(_expanded(template, slots), re.IGNORECASE))
        for opening in set(_opens(template, first)):
            starts.setdefault(opening, []).append(pattern)
    return {opening: tuple(patterns) for opening, patterns in starts.items()}


def _expanded(template: str, slots: dict[str, str]) -> str:
    """The template as a regular expression that ends where a word does."""
    filled = template.replace(" ", _BLANK)
    return re.sub(r"<([WMDEYNUP])>", lambda m: slots[m[1]], filled) + r"(?!\w)"


def _opens(template: str, first: dict[str, set[str]]) -> Iterator[str]:
    """The words with which a template can begin."""
    if template.startswith("(?P<") or template.startswith("<Y>"):
        yield "0"
    elif template.startswith("(?:"):
        inner, rest = _group(template)
        for choice in inner:
            yield from _opens(choice + rest.removeprefix("?"), first)
        if rest.startswith("?"):
            yield from _opens(rest[1:], first)
    elif template.startswith("<"):
        yield from first[template[1]]
    else:
        yield from _spelled(template)


def _group(template: str) -> tuple[list[str], str]:
    """The alternatives of the group a template begins with, and what follows it."""
    depth, cuts = 0, [2]
    for at, char in enumerate(template):
        depth += (char == "(") - (char == ")")
        if (char == "|" and depth == 1) or depth == 0:
            cuts.append(at)
        if depth == 0:
            break
    return [template[a + 1 : b] for a, b in pairwise(cuts)], template[cuts[-1] + 1 :]


def _spelled(template: str) -> Iterator[str]:
    """The spellings of a template's first word: "n?est[ea]" is four."""
    spellings = [""]
    for letter, choice, option in re.findall(r"(?:(\w)|\[(\w+)\])(\?)?", _word(template)):
        grown = [s + c for s in spellings for c in (choice or letter)]
        spellings = grown + spellings if option else grown
    yield from (s.casefold() for s in spellings)


def _word(template: str) -> str:
    found = re.match(r"(?:(?:\w|\[\w+\])\??)+", template)
    return found.group() if found else ""
