"""Search: articles by their words, the newest first, those of one story together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.members import numbers
from wholestory.model import Card, Found, Hit, Place, StoryId
from wholestory.web.keeping import same_for_visitors

LONGEST = 500  # letters of a question
MOST = 25
SHOWN = 3  # articles of one story that stand under it; the rest is counted


@dataclass(frozen=True, slots=True)
class Group:
    """Articles found of one story; `card` is None for an article that stands alone."""

    card: Card | None
    hits: tuple[Hit, ...]


@same_for_visitors
def page(request: HttpRequest) -> HttpResponse:
    """What the words ask for; without words, how to ask."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    found = own.newsroom().search(words, most=MOST, before=place(request)) if words else Found()
    told = {
        "words": words,
        "groups": grouped(found.hits),
        "cut": found.cut,
        "more": written(found.more),
        "most": SHOWN,
    }
    return render(request, "search.html", told)


def grouped(hits: Iterable[Hit]) -> list[Group]:
    """Hits of one story together, where the first of them stands."""
    by_story: dict[StoryId | int, list[Hit]] = {}
    for hit in hits:
        by_story.setdefault(hit.story or hit.number, []).append(hit)
    stories = [StoryId(key) for key in by_story if isinstance(key, str)]
    newsroom = own.newsroom()
    several = [brief.id for brief in newsroom.briefs(stories) if brief.articles > 1]
    cards = {card.brief.id: card for card in newsroom.cards(several)}
    return [Group(cards.get(StoryId(str(key))), tuple(held)) for key, held in by_story.items()]


def written(place: Place | None) -> str:
    """A place in a list as part of an address; empty at its end."""
    return f"{place[0].isoformat()}~{place[1]}" if place else ""


def place(request: HttpRequest) -> Place | None:
    """The place that an address names; none where it names none."""
    at, _, number = request.GET.get("before", "").replace(" ", "+").partition("~")
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    which = numbers.read(number)
    return (found, which) if found.tzinfo and which is not None else None
