"""Who publishes: news organisations, what is known of them, and on what ground it is known.

What nobody stated is None or empty; nothing is filled in to look complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

OutletId = NewType("OutletId", str)
"""The outlet's first domain with hyphens for dots: "tide-example"."""


class OutletKind(StrEnum):
    """What an outlet is. Most do not say, and then it is None."""

    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    BLOG = "blog"
    NEWSLETTER = "newsletter"
    UNIVERSITY = "university"
    PUBLIC_BODY = "public body"  # a government, a ministry, a town


class Funding(StrEnum):
    """Who pays for an outlet."""

    PRIVATE = "private"
    PUBLIC = "public"  # a state or the public, wholly or in part
    NONPROFIT = "nonprofit"


class Topic(StrEnum):
    """What a feed is about, as far as the list it stands on tells."""

    WORLD = "world"
    NATIONAL = "national"  # the news of one country
    LOCAL = "local"  # of a part of one
    POLITICS = "politics"
    BUSINESS = "business"
    TECHNOLOGY = "technology"
    SCIENCE = "science"
    HEALTH = "health"
    ENVIRONMENT = "environment"
    SOCIETY = "society"
    RELIGION = "religion"
    SPORT = "sport"
    CULTURE = "culture"
    ENTERTAINMENT = "entertainment"
    GAMING = "gaming"
    LIFESTYLE = "lifestyle"
    SATIRE = "satire"  # never to be mixed with news


class Evidence(StrEnum):
    """Why we hold something to be so, the surest first."""

    STATED = "stated"  # a description of the outlet says it
    ADDRESS = "address"  # the feed's address says it: "/en/", "rus.tide.example"
    SUFFIX = "suffix"  # the domain's: ".fr", ".gov.uk"
    NAME = "name"  # the outlet calls itself so
    LISTED = "listed"  # it stands on a list of that country's or language's feeds, and on no other's
    COUNTRY = "country"  # the one official language of its country


@dataclass(frozen=True, slots=True)
class OutletFeed:
    """A feed of an outlet. Nobody has checked that it is alive; `language` is ISO 639-1."""

    url: str
    language: str | None = None
    language_by: Evidence | None = None
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A news organisation ("title").

    `name` is the first of `domains` where no name is known; `domains` are lower-case hosts in Punycode whose
    subdomains are the outlet's too. `country` is ISO 3166-1 alpha-2 (and XK), `languages` ISO 639-1, the
    commonest among its feeds first. An outlet without feeds is known by its pages only.
    """

    id: OutletId
    name: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    country_by: Evidence | None = None
    languages: tuple[str, ...] = ()
    kind: OutletKind | None = None
    kind_by: Evidence | None = None
    funding: Funding | None = None
    owner: str | None = None
    topics: tuple[Topic, ...] = ()
    feeds: tuple[OutletFeed, ...] = ()
