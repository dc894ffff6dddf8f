"""Which feeds to follow of outlets: one each."""

from __future__ import annotations

from collections.abc import Iterable

from wholestory.model import Outlet, OutletId, PlainText, Subscription, Topic
from wholestory.outlets.browsing import feeds


def subscriptions(
    found: Iterable[Outlet], *, most: int, topic: Topic | None = None, language: str | None = None
) -> tuple[tuple[Outlet, Subscription], ...]:
    """The first `most` outlets that have a feed on `topic` and in `language`, each with that feed."""
    chosen: dict[OutletId, tuple[Outlet, Subscription]] = {}
    for outlet in found:
        if len(chosen) == most:
            break
        if named := feeds(outlet, topic=topic, language=language):
            name = None if outlet.name in outlet.domains else PlainText(outlet.name)
            extra = (("outlet", str(outlet.id)),)
            chosen[outlet.id] = outlet, Subscription(url=named[0].url, title=name, extra=extra)
    return tuple(chosen.values())
