"""The catalogue by topic, language, country and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wholestory.model import Outlet, OutletFeed, OutletKind, Topic
from wholestory.outlets.lookup import folded
from wholestory.outlets.rows import catalogue

_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}  # written and spoken forms, and codes of old


def find(
    *,
    topic: Topic | str | None = None,
    language: str | None = None,
    country: str | None = None,
    kind: OutletKind | str | None = None,
    words: str | None = None,
) -> tuple[Outlet, ...]:
    """Outlets that are all of what is asked, best known first; nothing asked, all of them.

    `language` is ISO 639-1, with or without a region ("pt-BR" asks for "pt"); `country` ISO 3166-1 alpha-2;
    each of `words` must stand in a name or a domain.
    """
    spoken = _language(language)
    sought = [folded(word) for word in (words or "").split()]
    found = (
        outlet
        for outlet in catalogue()
        if (topic is None or topic in outlet.topics)
        and (spoken is None or spoken in outlet.languages)
        and (country is None or outlet.country == country.upper())
        and (kind is None or outlet.kind == kind)
        and (not sought or _says(outlet, sought))
    )
    return tuple(sorted(found, key=_obscurity))


def _obscurity(outlet: Outlet) -> tuple[bool, int, str]:
    """Outlets of which more is known than their feeds come first, then those with more feeds."""
    return not (outlet.owner or outlet.kind), -len(outlet.feeds), outlet.id


def feeds(
    outlet: Outlet, *, topic: Topic | str | None = None, language: str | None = None
) -> tuple[OutletFeed, ...]:
    """An outlet's feeds on a topic and in a language; a feed whose language is not known is in none."""
    spoken = _language(language)
    return tuple(
        feed
        for feed in outlet.feeds
        if (topic is None or topic in feed.topics) and (spoken is None or feed.language == spoken)
    )


def countries() -> dict[str, int]:
    """How many outlets each country has, most first; those of no known country are not counted."""
    return _counts(outlet.country for outlet in catalogue())


def languages() -> dict[str, int]:
    """How many outlets speak each language, most first."""
    return _counts(language for outlet in catalogue() for language in outlet.languages)


def topics() -> dict[str, int]:
    """How many outlets have a feed on each topic, most first."""
    return _counts(topic for outlet in catalogue() for topic in outlet.topics)


def _counts(of: Iterable[str | None]) -> dict[str, int]:
    counts = Counter(key for key in of if key)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _language(code: str | None) -> str | None:
    if code is None:
        return None
    primary = code.lower().replace("_", "-").partition("-")[0]
    return _SAME.get(primary, primary)


def _says(outlet: Outlet, sought: Iterable[str]) -> bool:
    told = [folded(name) for name in (outlet.name, *outlet.aliases, *outlet.domains)]
    return all(any(word in name for name in told) for word in sought)
