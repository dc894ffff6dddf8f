"""What a language's news prose puts around names, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from wholestory.text import languages
from wholestory.text.words import fold, stopwords


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Folded words of one language by what they say of the name beside them.

    `before` holds all nouns that stand directly before a person's name: titles, roles, relations.
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
    nouns_capital: bool
    before: frozenset[str]


@cache
def of(language: str | None) -> Lexicon:
    """The lexicon of a language; for one we have no table of, the tables of all taken together."""
    known = language in languages.CODES
    table = languages.load(language or "", "titles") if known else languages.merged("titles")

    def words(*keys: str) -> frozenset[str]:
        return frozenset(fold(str(w)) for key in keys for w in table.get(key, ()))

    male = words("titles_male", "roles_male", "relations_male")
    female = words("titles_female", "roles_female", "relations_female")
    calendar, gazetteer = _locale(language or "en")
    titles = words("titles", "titles_male", "titles_female")
    roles = words("roles", "roles_male", "roles_female")
    relations = words("relations", "relations_male", "relations_female")
    return Lexicon(
        titles=titles,
        roles=roles,
        relations=relations,
        before=titles | roles | relations,
        people=words("people"),
        qualifiers=words("qualifiers"),
        male=male - female,
        female=female - male,
        organisations=words("organisations"),
        outlets=words("outlets"),
        places=words("places"),
        events=words("events"),
        works=words("works"),
        holders=words("holders"),
        says=words("says"),
        locatives=words("locatives"),
        inner=words("inner"),
        particles=words("particles"),
        determiners=words("determiners"),
        definite=words("definite"),
        pronouns_male=words("male"),
        pronouns_female=words("female"),
        subjects_male=words("subjects_male"),
        subjects_female=words("subjects_female"),
        possessives_male=words("possessives_male"),
        possessives_female=words("possessives_female"),
        stops=words("stops"),
        demonyms=words("demonyms"),
        calendar=calendar,
        function=stopwords(language) - calendar,
        gazetteer=gazetteer,
        opening_endings=tuple(str(w) for w in table.get("opening_endings", ())) if known else (),
        noun_endings=tuple(str(w) for w in table.get("noun_endings", ())) if known else (),
        nouns_capital=bool(table.get("nouns_capital", False)),
    )


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
    zones = (str(zone).rsplit("/", 1)[-1].replace("_", " ") for zone in locale.time_zones)
    countries = (str(n) for code, n in locale.territories.items() if code != "ZZ")
    return _folded(calendar), _folded([str(c) for c in cities if c]) | _folded(zones) | _folded(countries)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words if w)
