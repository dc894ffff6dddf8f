"""What an article is about, as far as its feed and the categories its outlet gave it tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from wholestory.model import Topic
from wholestory.outlets.lookup import folded
from wholestory.outlets.rows import catalogue
from wholestory.text.languages import merged

_NARROW = 2  # topics of a feed that tell of its articles; a feed on more is on everything
_PARTS = re.compile(r"[/>|»:,;]")
_LONGEST = 200  # characters of a category


def about(feed: str, categories: Iterable[str]) -> frozenset[Topic]:
    """The topics of an article: those of its feed, by its address, and of categories that mean one clearly.

    A category may be a path ("News/Sport"): each step of it is looked at. None where nothing tells.
    """
    topics = _by_feed().get(_bare(feed), ())
    found = set(topics) if len(topics) <= _NARROW else set()
    for category in categories:
        for part in _PARTS.split(category[:_LONGEST]):
            if topic := _by_word().get(folded(part)):
                found.add(topic)
    return frozenset(found)


@lru_cache(maxsize=1)
def _by_feed() -> dict[str, tuple[Topic, ...]]:
    return {_bare(feed.url): feed.topics for outlet in catalogue() for feed in outlet.feeds}


@lru_cache(maxsize=1)
def _by_word() -> dict[str, Topic]:
    return {folded(word): Topic(topic) for topic, words in merged("topics").items() for word in words}


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")
