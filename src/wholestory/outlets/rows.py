"""The catalogue's files -> outlets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from wholestory.model import Evidence, Funding, Outlet, OutletFeed, OutletId, OutletKind, Topic

_TOPICS = {topic.value: topic for topic in Topic}
_EVIDENCE = {evidence.value: evidence for evidence in Evidence}
_ORDER = {topic: place for place, topic in enumerate(Topic)}


@lru_cache(maxsize=1)
def catalogue() -> tuple[Outlet, ...]:
    """All outlets, by id."""
    folder = files(__package__) / "catalogue"
    texts = (file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".jsonl"))
    rows = json.loads(f"[{','.join(','.join(text.splitlines()) for text in texts)}]")
    return tuple(sorted(map(outlet, rows), key=lambda found: found.id))


def outlet(row: dict[str, Any]) -> Outlet:
    """The outlet of a line: keys that are left out are not known; the name is then the first domain."""
    feeds = tuple(map(_feed, row.get("feeds", ())))
    kind, funding = row.get("kind"), row.get("funding")
    return Outlet(
        id=OutletId(row["id"]),
        name=row.get("name", row["domains"][0]),
        domains=tuple(row["domains"]),
        aliases=tuple(row.get("aliases", ())),
        country=row.get("country"),
        country_by=_EVIDENCE.get(row.get("country_by", "")),
        languages=tuple(row.get("languages", ())),
        kind=OutletKind(kind) if kind else None,
        kind_by=_EVIDENCE.get(row.get("kind_by", "")),
        funding=Funding(funding) if funding else None,
        owner=row.get("owner"),
        topics=topics(feeds),
        feeds=feeds,
    )


def _feed(row: list[Any]) -> OutletFeed:
    """Of `[address, language, on what ground, topic, …]`."""
    url, language, by, *about = row
    return OutletFeed(url, language, _EVIDENCE[by] if by else None, tuple(_TOPICS[topic] for topic in about))


def topics(feeds: Sequence[OutletFeed]) -> tuple[Topic, ...]:
    """What feeds are about, the commonest first."""
    if len(feeds) == 1:
        return feeds[0].topics
    counts = Counter(topic for feed in feeds for topic in feed.topics)
    return tuple(sorted(counts, key=lambda topic: (-counts[topic], _ORDER[topic])))
