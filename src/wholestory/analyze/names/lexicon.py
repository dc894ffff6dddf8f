"""What a language's news prose puts around names, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from wholestory.text import languages
from wholestory.text.words import fold, stopwords

_NO_COUNTRIES = frozenset(("ZZ", "EU", "EZ", "UN", "XA", "XB", "001"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Folded words of one language by what they say of the name beside them.

    `before` holds all nouns that stand directly before a person's name: titles, roles, relations;
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


@cache
def of(language: str | None) -> Lexicon:
    """The lexicon of a language; for one we have no table of, the tables of all taken together."""
    known = language in languages.CODES
    table = languages.load(language or "", "titles") if known else languages.merged("titles")

    def words(*keys: str) -> frozenset[str]:
        return frozenset(fold(str(w)) for key in keys for w in table.get(key, ()))

    def endings(key: str) -> tuple[str, ...]:
        return tuple(str(w) for w in table.get(key, ())) if known else ()

    # English names of firms, outlets and places stand in every language.
    english = languages.load("en", "titles")
    foreign = {key: _folded(english.get(key, ())) for key in ("organisations", "outlets", "places")}
    male = words("titles_male", "roles_male", "relations_male")
    female = words("titles_female", "roles_female", "relations_female")
    calendar, gazetteer = _locale(language or "en")
    titles = words("titles", "titles_male", "titles_female")
    roles = words("roles", "roles_male", "roles_female")
    relations = words("relations", "relations_male", "relations_female")
    organisations = words("organisations") | foreign["organisations"]
    outlets = words("outlets") | foreign["outlets"]
    places = words("places") | foreign["places"]
    events = words("events")
    before = titles | roles | relations
    articles = frozenset(fold(w) for w in languages.merged("titles").get("definite", ()))
    weak = words("stops", "demonyms") | calendar | before
    return Lexicon(
        titles=titles,
        roles=roles,
        relations=relations,
        before=before,
        people=words("people"),
        qualifiers=words("qualifiers"),
        male=male - female,
        female=female - male,
        organisations=organisations,
        outlets=outlets,
        places=places,
        events=events,
        articles=articles,
        kinds_of_things=organisations | outlets | places | events,
        never_alone=weak | words("people", "determiners"),
        never_names=weak | words("qualifiers"),
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
        gazetteer=gazetteer | words("countries"),
        opening_endings=endings("opening_endings"),
        noun_endings=endings("noun_endings"),
        role_endings=endings("role_endings"),
        organisation_endings=endings("organisation_endings"),
        place_endings=endings("place_endings"),
        title_words=words("title_words"),
        kinds=words("kinds"),
        things=words("things"),
        indefinite=words("indefinite"),
        prepositions=words("prepositions"),
        said_female=words("said_female"),
        heads_first=bool(table.get("heads_first", False)),
        nouns_capital=bool(table.get("nouns_capital", False)),
        articles_before_people=bool(table.get("articles_before_people", False)),
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
    zones = (
        zone.rsplit("/", 1)[-1].replace("_", " ") for zone in get_global("zone_territories") if "/" in zone
    )
    countries = (str(n) for code, n in locale.territories.items() if code not in _NO_COUNTRIES)
    places = (*(str(c) for c in cities if c), *zones, *countries)
    return _folded(calendar), _folded(places)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words if w)
