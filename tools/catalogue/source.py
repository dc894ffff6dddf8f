"""The source folder as typed facts: lists of feed addresses, and cards that describe outlets.

Of a card only name, domains, country, owner and type are read; its description never.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.languages import get_official_languages

from catalogue.tables import lists, named
from wholestory.model import Topic

_LEGAL = re.compile(r"\ASARL | (?:GmbH|SAS|SRL)\Z")  # forms of firms, no part of a title


@dataclass(frozen=True, slots=True)
class FeedList:
    """A named list of addresses. `language` is ISO 639-1 or None, `country` ISO 3166-1 or None."""

    name: str
    language: str | None
    country: str | None
    topics: tuple[Topic, ...]
    addresses: tuple[str, ...]

    @property
    def tells_country(self) -> bool:
        """Whether a site that stands here and in no other country's list is of this country."""
        return self.country is not None and self.name not in named("abroad")

    @property
    def tells_language(self) -> bool:
        """Whether the feeds of this country's sites are in this list's language."""
        return self.language is not None and self.name not in named("mixed")


@dataclass(frozen=True, slots=True)
class Card:
    """What the source states of an organisation."""

    name: str
    domains: tuple[str, ...]
    country: str | None
    owner: str
    type: str


def feed_lists(folder: Path) -> list[FeedList]:
    """The lists, by name."""
    data = json.loads((folder / "kite_feeds.json").read_text(encoding="utf-8"))
    return [_list(name, data[name]) for name in sorted(data)]


def cards(folder: Path) -> list[Card]:
    """The cards in the order of the source, those without a domain left out."""
    data = json.loads((folder / "media_data.json").read_text(encoding="utf-8"))
    read = (_card(row) for row in data)
    return [card for card in read if card.domains]


def _list(name: str, row: dict[str, object]) -> FeedList:
    place = name.partition(" | ")[0]
    code = country(place)
    spoken = str(row["source_language"])
    spoken = lists()["languages"].get(spoken, spoken).partition("-")[0]
    feeds = row["feeds"]
    assert isinstance(feeds, list)
    return FeedList(name, spoken or None, code or _suffixed(name), _topics(name, code), tuple(sorted(feeds)))


def _suffixed(name: str) -> str | None:
    """The country of "Healthcare | Germany"."""
    return country(name.partition(" | ")[2])


def _topics(name: str, code: str | None) -> tuple[Topic, ...]:
    of = tuple(Topic(topic) for topic, rows in lists()["topics"].items() if name in rows)
    if of or code is None:
        assert of, f"{name}: which topic?"
        return of
    return (Topic.LOCAL,) if " | " in name or name in named("local") else (Topic.NATIONAL,)


def _card(row: dict[str, object]) -> Card:
    domains = row["domains"]
    assert isinstance(domains, list)
    hosts = tuple(d.strip().lower() for d in domains if "." in d and " " not in d)
    return Card(
        _LEGAL.sub("", str(row["organization"]).strip()),
        hosts,
        country(str(row["country"])),
        str(row["owner"]).strip(),
        str(row["typology"]),
    )


def country(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of an English name; None for none ("Global") and several ("Taiwan/South Africa")."""
    return _countries().get(name) if name else None


@cache
def _countries() -> dict[str, str]:
    known = {name: code for code, name in Locale("en").territories.items() if len(code) == 2}
    others: dict[str, str] = lists()["countries"]
    return known | others


@cache
def official(code: str) -> tuple[str, ...]:
    """The official languages of a country, by CLDR, as ISO 639-1."""
    codes = (c.partition("_")[0] for c in get_official_languages(code, de_facto=True))
    return tuple(dict.fromkeys("no" if c in ("nb", "nn") else c for c in codes))
