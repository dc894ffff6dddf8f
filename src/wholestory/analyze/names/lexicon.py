"""What a language's news prose puts around names, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from wholestory.text import languages
from wholestory.text.words import fold, stopwords

_NO_COUNTRIES = frozenset(("ZZ", "EU", "EZ", "UN", "XA", "XB", "001"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Folded words of one language by what they say of the name beside them.

    `reporting` holds all verbs of saying, `says` those that mark a person, `generic` nouns that tell no more
    than a gender, `bodies_only` small words that stand in names of bodies; `before` all nouns that stand
    directly before a person's name: titles, roles, relations;
    `kinds_of_things` those that tell an organisation, place or event; `articles` definite ones of
    all languages, which begin titles and not people's names; `never_names` words that make no
    name however many stand together, `never_alone` those that make none by themselves.
    """

    titles: frozenset[str]
    roles: frozenset[str]
    relations: frozenset[str]
    people: frozenset[str]
    qualifiers: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    organisations: frozenset[str]
    outlets: frozenset[str]
    places: frozenset[str]
    events: frozenset[str]
    works: frozenset[str]
    holders: frozenset[str]
    says: frozenset[str]
    reporting: frozenset[str]
    generic: frozenset[str]
    bodies_only: frozenset[str]
    locatives: frozenset[str]
    inner: frozenset[str]
    particles: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    pronouns_male: frozenset[str]
    pronouns_female: frozenset[str]
    subjects_male: frozenset[str]
    subjects_female: frozenset[str]
    possessives_male: frozenset[str]
    possessives_female: frozenset[str]
    stops: frozenset[str]
    demonyms: frozenset[str]
    calendar: frozenset[str]
    function: frozenset[str]
    gazetteer: frozenset[str]
    opening_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    role_endings: tuple[str, ...]
    organisation_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    title_words: frozenset[str]
    kinds: frozenset[str]
    things: frozenset[str]
    indefinite: frozenset[str]
    prepositions: frozenset[str]
    said_female: frozenset[str]
    articles: frozenset[str]
    kinds_of_things: frozenset[str]
    never_alone: frozenset[str]
    never_names: frozenset[str]
    nouns_capital: bool
    heads_first: bool
    articles_before_people: bool
    before: frozenset[str]


# Each field of plain words, with the keys of the table whose lists it joins.
_WORDS = {
    **{
        name: (name, f"{name}_male", f"{name}_female")
        for name in ("titles", "roles", "relations")
    },
    **{
        name: (name,)
        for name in (
            "people", "qualifiers", "events", "works", "holders", "says", "locatives", "inner", "particles",
            "determiners", "definite", "subjects_male", "subjects_female", "possessives_male",
            "possessives_female", "stops", "demonyms", "title_words", "kinds", "things", "indefinite",
            "prepositions", "said_female", "generic", "bodies_only",
        )
    },
    "pronouns_male": ("male",),
    "pronouns_female": ("female",),
}  # fmt: skip
_ENGLISH = ("organisations", "outlets", "places")  # English names of these stand in every language
_ENDINGS = ("opening_endings", "noun_endings", "role_endings", "organisation_endings", "place_endings")
_FLAGS = ("heads_first", "nouns_capital", "articles_before_people")


@cache
def of(language: str | None) -> Lexicon:
    """The lexicon of a language; for one we have no table of, the tables of all taken together."""
    known = language in languages.CODES
    table = languages.load(language or "", "titles") if known else languages.merged("titles")
    found: dict[str, Any] = {name: _joined(table, *keys) for name, keys in _WORDS.items()}
    english = languages.load("en", "titles")
    found |= {name: _joined(table, name) | _joined(english, name) for name in _ENGLISH}
    cues = languages.load(language or "", "cues") if known else languages.merged("cues")
    found["reporting"] = _joined(cues, "say") | found["says"]
    found |= {name: tuple(map(str, table.get(name, ()))) if known else () for name in _ENDINGS}
    found |= {name: bool(table.get(name, False)) for name in _FLAGS}
    calendar, gazetteer = _locale(language or "en")
    found |= {"calendar": calendar, "function": stopwords(language) - calendar - _joined(table, "given")}
    found |= {"gazetteer": gazetteer | _joined(table, "countries")}
    return Lexicon(**found, **_genders(table), **_together(found))


def _joined(table: Mapping[str, Any], *keys: str) -> frozenset[str]:
    return _folded(str(word) for key in keys for word in table.get(key, ()))


def _genders(table: Mapping[str, Any]) -> dict[str, Any]:
    """Words that tell a man, and those that tell a woman; what tells both tells neither."""
    kinds = ("titles", "roles", "relations")
    male, female = (_joined(table, *(f"{kind}_{sex}" for kind in kinds)) for sex in ("male", "female"))
    return {"male": male - female, "female": female - male}


def _together(found: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that join others."""
    before = found["titles"] | found["roles"] | found["relations"]
    weak = found["stops"] | found["demonyms"] | found["calendar"] | before
    return {
        "before": before,
        "articles": _joined(languages.merged("titles"), "definite"),
        "kinds_of_things": found["organisations"] | found["outlets"] | found["places"] | found["events"],
        "never_alone": weak | found["people"] | found["determiners"],
        "never_names": weak | found["qualifiers"],
    }


@cache
def _locale(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Months and weekdays, and the names of countries and large cities, from Unicode's locale data."""
    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return frozenset(), frozenset()
    calendar: list[str] = []
    for names in (locale.months, locale.days):
        for width in ("wide", "abbreviated"):
            calendar.extend(str(n).rstrip(".") for n in names["format"][width].values())
    cities = (zone.get("city") for zone in locale.time_zones.values())
    zones = (
        zone.rsplit("/", 1)[-1].replace("_", " ") for zone in get_global("zone_territories") if "/" in zone
    )
    countries = (str(n) for code, n in locale.territories.items() if code not in _NO_COUNTRIES)
    places = (*(str(c) for c in cities if c), *zones, *countries)
    return _folded(calendar), _folded(places)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words if w)
