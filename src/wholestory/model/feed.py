"""What an outlet publishes for readers' programs: a feed and its entries, not yet fetched as articles.

Words that a feed may mark up are of two types that cannot be mixed up: `PlainText` is words and nothing else
(whoever shows it escapes it), `SafeHtml` went through the sanitiser named in `Entry.sanitised_by`.
Addresses are absolute and begin with http:// or https://; anything else was left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from wholestory.model.article import Granularity

PlainText = NewType("PlainText", str)
SafeHtml = NewType("SafeHtml", str)
EntryKey = NewType("EntryKey", str)
"""What an entry is known by within its feed, for as long as the feed is followed."""


class FeedKind(StrEnum):
    """The family of formats a feed is written in."""

    RSS = "rss"
    RDF = "rdf"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as printed, and as understood: UTC, or None where it is no time we can read.

    `at` is what the feed says, however unlikely (1970, 2099); `feeds.decide` judges it. Where only a day,
    month or year is printed, as `granularity` tells, it is the first moment of it.
    """

    printed: str
    at: datetime | None
    granularity: Granularity = Granularity.MINUTE


@dataclass(frozen=True, slots=True)
class Person:
    """An author or contributor; at least one part is there."""

    name: PlainText | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link and what it leads to (`rel`: alternate, self, hub, next, via, replies, transcript, …)."""

    url: str
    rel: str = "alternate"
    type: str | None = None
    title: PlainText | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A sound, film or file that comes with an entry; `length` in bytes, `duration` in seconds."""

    url: str
    type: str | None = None
    length: int | None = None
    duration: float | None = None
    title: PlainText | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a feed or entry with its own caption and credit, each as printed."""

    url: str
    width: int | None = None
    height: int | None = None
    caption: PlainText | None = None
    credit: PlainText | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A topic the outlet names; `scheme` says whose list it is from."""

    term: PlainText
    scheme: str | None = None
    label: PlainText | None = None


@dataclass(frozen=True, slots=True)
class EntrySource:
    """The feed an entry was taken over from."""

    title: PlainText | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the feed gives it. `id` is its guid or id as printed; everything may be missing.

    `link` is the page the entry is about; `external` the page it comments on, if it says so (JSON Feed).
    """

    id: str | None = None
    title: PlainText | None = None
    link: str | None = None
    links: tuple[Link, ...] = ()
    external: str | None = None
    summary: SafeHtml | None = None
    content: SafeHtml | None = None
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    published: Stamp | None = None
    updated: Stamp | None = None
    enclosures: tuple[Enclosure, ...] = ()
    pictures: tuple[Picture, ...] = ()
    comments: str | None = None
    source: EntrySource | None = None
    rights: PlainText | None = None
    language: str | None = None
    sanitised_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a feed asks to be read: at most once in `every`, and not in these hours (GMT) and days."""

    every: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()  # Monday is 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed document. `mended` where it is not well-formed and was read as far as it could be; `left_out`
    counts the entries after the first 50,000, which are not read.
    """

    kind: FeedKind
    version: str = ""
    title: PlainText | None = None
    description: PlainText | None = None
    link: str | None = None
    links: tuple[Link, ...] = ()
    id: str | None = None
    language: str | None = None
    rights: PlainText | None = None
    generator: PlainText | None = None
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    image: Picture | None = None
    icon: str | None = None
    published: Stamp | None = None
    updated: Stamp | None = None
    pace: Pace = Pace()
    entries: tuple[Entry, ...] = ()
    left_out: int = 0
    mended: bool = False

    @property
    def hubs(self) -> tuple[str, ...]:
        """The WebSub hubs that tell of news in this feed."""
        return tuple(link.url for link in self.links if link.rel == "hub")

    @property
    def self_url(self) -> str | None:
        """The feed's own address, as it gives it (WebSub's topic)."""
        return next((link.url for link in self.links if link.rel == "self"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """What is kept of an entry to know it again. `key` never changes; the rest follows the feed.

    `link` is canonical; `digest` is of what a reader sees, so that markup alone makes no revision.
    """

    key: EntryKey
    id: str | None
    link: str | None
    title: PlainText | None
    digest: str
    sort_at: datetime


class Novelty(StrEnum):
    """Why an entry is to be stored."""

    NEW = "new"  # not known yet, and of these days
    BACKFILLED = "backfilled"  # not known yet, but old: stored in its place, not news
    EDITED = "edited"  # known, and now reads otherwise
    RENAMED = "renamed"  # known under another id
    REUSED = "reused"  # the id of a known entry now stands on another article


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry to store, what to keep of it, and why."""

    known: KnownEntry
    entry: Entry
    novelty: Novelty


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one reading of a feed changes. Nothing is ever deleted for being `gone` from the feed."""

    new: tuple[Arrival, ...] = ()
    changed: tuple[Arrival, ...] = ()
    same: tuple[EntryKey, ...] = ()
    gone: tuple[EntryKey, ...] = ()
    doubled: int = 0  # entries the document gives more than once


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed in a list of feeds. `folders` are the paths of names it stands under, `()` for the top.

    `extra` holds our own attributes, by name.
    """

    url: str
    title: PlainText | None = None
    site: str | None = None
    description: PlainText | None = None
    language: str | None = None
    folders: tuple[tuple[str, ...], ...] = ((),)
    tags: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionList:
    """A list of feeds as one file holds it.

    `includes` are further lists it names, to be fetched if wished; `refused` counts the outlines that were
    left out, by reason (`bad_address`, `doubled`, `too_many`, `too_many_folders`).
    """

    title: PlainText | None = None
    subscriptions: tuple[Subscription, ...] = ()
    includes: tuple[str, ...] = ()
    refused: tuple[tuple[str, int], ...] = ()
    mended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How asking for a feed went. `status` is HTTP's, None where no answer came or none that was a feed.

    `failures` counts those in a row, this one included; `max_age` is what caches may keep it for.
    """

    status: int | None
    failures: int = 0
    max_age: timedelta | None = None
    retry_at: datetime | None = None


class Waiting(StrEnum):
    """Why a feed is looked at again when it is."""

    LEARNED = "learned"  # as often as it has had news lately
    ASKED = "asked"  # the feed or its caching says so
    TOLD = "told"  # the server said when to come back
    PUSHED = "pushed"  # its hub tells of news; asked all the same, but seldom
    FAILING = "failing"  # longer after each failure in a row
    GONE = "gone"  # never: it is said to be gone, or was missing ten times


@dataclass(frozen=True, slots=True)
class NextCheck:
    """When to look at a feed again; None for never by itself."""

    at: datetime | None
    because: Waiting


@dataclass(frozen=True, slots=True)
class FeedCandidate:
    """Where a page's feed may be. `stated` where the page itself says so, else it is a place to try."""

    url: str
    title: PlainText | None = None
    type: str | None = None
    stated: bool = True
