"""A source folder -> outlets."""

from __future__ import annotations

from pathlib import Path

from catalogue import joining, names, places, source
from catalogue.joining import Draft, Tally
from wholestory.model import Outlet, OutletFeed, OutletId, Topic
from wholestory.outlets import rows
from wholestory.text.urls import Url


def up(folder: Path, tally: Tally | None = None) -> list[Outlet]:
    """The catalogue of a source folder, by id."""
    drafts = joining.drafts(source.feed_lists(folder), source.cards(folder), tally or Tally())
    found = sorted((_outlet(draft) for draft in drafts), key=lambda outlet: outlet.id)
    assert len({outlet.id for outlet in found}) == len(found), "two outlets of one id"
    return found


def _outlet(draft: Draft) -> Outlet:
    of = places.country(draft)
    feeds = tuple(_feed(url, draft, of) for url in sorted(draft.feeds))
    own = places.of_country(draft, of)[0]
    name, aliases = names.called(draft)
    kind, kind_by = names.kind(draft)
    return Outlet(
        id=OutletId(draft.domains[0].replace(".", "-")),
        name=name,
        domains=tuple(draft.domains),
        aliases=aliases,
        country=of[0],
        country_by=of[1],
        languages=_languages(feeds) if feeds else (own,) if own else (),
        kind=kind,
        kind_by=kind_by,
        funding=names.funding(draft),
        owner=joining.owner(draft),
        topics=rows.topics(feeds),
        feeds=feeds,
    )


def _languages(feeds: tuple[OutletFeed, ...]) -> tuple[str, ...]:
    return tuple(places.ordered(feed.language for feed in feeds))


def _feed(url: Url, draft: Draft, of: places.Known) -> OutletFeed:
    language, by = places.language(url, draft, of)
    topics = {topic for row in draft.feeds[url] for topic in row.topics}
    return OutletFeed(url, language, by, tuple(topic for topic in Topic if topic in topics))
