"""What one language says around figures, compiled from its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wholestory.analyze.quantities.lexicon import BLANK, either
from wholestory.text import languages

NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Ages:
    """How ages are told: what stands after or before the number, words that hold it, and spans of years."""

    after: re.Pattern[str]
    after_unit: re.Pattern[str]
    before: re.Pattern[str]
    verbs: re.Pattern[str]
    links: frozenset[str]
    word: re.Pattern[str]
    mark: str
    words: dict[str, int]
    span: re.Pattern[str]
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Rules:
    """Expressions around ages, birthdays, counts and sums; tables from word or phrase to key."""

    ages: Ages
    turns: re.Pattern[str]
    birthday: re.Pattern[str]
    birthday_noun: re.Pattern[str]
    ordinals: dict[str, int]
    nouns: dict[str, str]
    states: re.Pattern[str]
    events: re.Pattern[str]
    sums: re.Pattern[str]
    shares: re.Pattern[str]
    extents: re.Pattern[str]
    durations: re.Pattern[str]
    parents: re.Pattern[str]
    none: re.Pattern[str]
    none_words: tuple[str, ...]
    none_else: frozenset[str]
    partitives: frozenset[str]
    people: frozenset[str]
    wish: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    possessive: frozenset[str]
    relatives: frozenset[str]
    subordinators: frozenset[str]
    reporting: re.Pattern[str]
    said: frozenset[str]
    speculation: re.Pattern[str]
    functional: frozenset[str]
    closing: frozenset[str]
    genitive: tuple[str, ...]
    capital_nouns: bool
    plural_s: bool
    past_endings: tuple[str, ...]


@cache
def of(language: str | None) -> Rules:
    """The rules of a language; of one without tables, rules that find nothing."""
    table = languages.load(language or "", "figures")
    titles = languages.load(language or "", "titles")
    ordinals = languages.load(language or "", "ordinals")
    return Rules(
        ages=_ages(table),
        turns=_ending(table.get("turns", ())),
        birthday=_birthday(table, ordinals),
        birthday_noun=re.compile(rf"{either(table.get('birthday', ()))}(?!\w)", re.IGNORECASE),
        ordinals={w.casefold(): int(n) for w, n in ordinals.get("words", {}).items()},
        nouns={w.casefold(): key for key, words in table.get("nouns", {}).items() for w in words},
        states=_keyed(table, "states"),
        events=_keyed(table, "events"),
        sums=_keyed(table, "sums"),
        shares=_keyed(table, "shares"),
        extents=_keyed(table, "extents"),
        durations=_keyed(table, "durations"),
        parents=_ending(table.get("parents", ())),
        none=_search("", table.get("none", ())),
        none_words=tuple(w.casefold() for w in table.get("none", ())),
        none_else=frozenset(table.get("none_else", ())),
        partitives=frozenset(table.get("partitives", ())),
        people=_people(table, titles),
        wish=frozenset(table.get("wish", ())),
        definite=frozenset(table.get("definite", ())),
        indefinite=frozenset(table.get("indefinite", ())),
        possessive=frozenset(table.get("possessive", ())),
        relatives=frozenset(table.get("relatives", ())),
        subordinators=frozenset(table.get("subordinators", ())),
        reporting=_search("", table.get("reporting", ())),
        said=frozenset(table.get("reporting", ())),
        speculation=_search("", table.get("speculation", ())),
        functional=frozenset(table.get("functional", ())),
        closing=frozenset([*table.get("functional", ()), *table.get("number_words", ())]),
        genitive=tuple(table.get("genitive_endings", ())),
        capital_nouns=bool(table.get("capital_nouns")),
        plural_s=bool(table.get("plural_s")),
        past_endings=tuple(languages.load(language or "", "times").get("past_endings", ())),
    )


def _ages(table: Mapping[str, Any]) -> Ages:
    spans = {k.casefold(): (int(a), int(b)) for k, (a, b) in table.get("age_spans", {}).items()}
    return Ages(
        after=_any(table.get("age_after", ())),
        after_unit=_any(table.get("age_after_unit", ())),
        before=_ending(table.get("age_before_sure", ())),
        verbs=_ending(table.get("age_verbs", ())),
        links=frozenset(table.get("age_links", ())),
        word=_one_word(table),
        mark=_shared_end(table.get("age_words", ())),
        words={w.casefold(): int(n) for w, n in table.get("age_words", {}).items()},
        span=_search(table.get("age_decade_before", ""), spans),
        spans=spans,
    )


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(e.replace(" ", BLANK) for e in expressions)
    return re.compile(rf"(?:{joined})(?!\w)", re.IGNORECASE) if joined else NOTHING


def _ending(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, right before the place where the searched stretch ends."""
    return re.compile(rf"(?<!\w)(?P<said>{either(phrases)}){BLANK}\Z", re.IGNORECASE)


def _search(before: str, phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){before.replace(' ', BLANK)}(?P<said>{either(phrases)})(?!\w)", re.IGNORECASE)


def _one_word(table: Mapping[str, Any]) -> re.Pattern[str]:
    """A word that tells an age: "dodicenne", "zwölfjährige"."""
    stems, endings = table.get("age_words", {}), table.get("age_word_endings", ())
    if not stems:
        return NOTHING
    stem = either(stems)
    return re.compile(rf"(?<!\w)(?P<stem>{stem}){either(endings)}(?!\w)", re.IGNORECASE)


def _shared_end(words: Iterable[str]) -> str:
    """What all of `words` end with: a quick look for it spares most texts the long one."""
    ended = [word.casefold()[::-1] for word in words]
    shared = 0
    while ended and all(len(w) > shared and w[shared] == ended[0][shared] for w in ended):
        shared += 1
    return ended[0][:shared][::-1] if ended else ""


def _keyed(table: Mapping[str, Any], name: str) -> re.Pattern[str]:
    """One group for each key, so that what matched names it. Where nouns have capitals, these tell."""
    groups = [f"(?P<{key}>{words})" for key, words in table.get(name, {}).items()]
    flags = re.NOFLAG if table.get("capital_nouns") else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", flags) if groups else NOTHING


def _birthday(table: Mapping[str, Any], ordinals: Mapping[str, Any]) -> re.Pattern[str]:
    """An ordinal and the word for a birthday, at most two words between."""
    if not ordinals:
        return NOTHING
    word = f"(?P<word>{either(ordinals.get('words', {}))}){ordinals.get('inflection', '')}"
    digits = rf"(?P<digits>\d{{1,3}})[ \u00a0]?{ordinals['ending']}"
    between = rf"(?:{BLANK}[^\W\d_]+){{0,1}}"
    nouns = either(table.get("birthday", ()))
    return re.compile(
        rf"(?<!\w)(?:{digits}|{word}){between}{BLANK}{nouns}\Z",
        re.IGNORECASE,
    )


def _people(table: Mapping[str, Any], titles: Mapping[str, Any]) -> frozenset[str]:
    """Nouns for one person, by what they are, do, or are to someone."""
    keys = [k for k in titles if k.startswith(("roles", "relations", "titles"))]
    return frozenset(
        [*(w.casefold() for w in table.get("person_nouns", ())), *(w for k in keys for w in titles[k])]
    )
