"""A person's page: what they said and what was said of them, the stories they stand in, in order of time.

A person is a name as articles print it in full: nobody is guessed to be behind a description, and people
who share a name share a page, which says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.members import sayings
from wholestory.web import search
from wholestory.web.keeping import same_for_visitors

MOST = 40  # articles in the list


@same_for_visitors
def page(request: HttpRequest, name: str) -> HttpResponse:
    """What the newest articles that name a person have of them."""
    name = sayings.plain(name)
    found = own.newsroom().search(sayings.asked(name), most=MOST, before=search.place(request))
    groups = search.grouped(found.hits)
    told = {
        "name": name,
        "said": sayings.of(name, found.hits),
        "read": min(sayings.READ, len(found.hits)),
        "groups": groups,
        "timeline": _timeline(groups),
        "more": search.written(found.more),
        "most": search.SHOWN,
    }
    return render(request, "person.html", told, status=200 if found.hits else 404)


def _timeline(groups: Iterable[search.Group]) -> list[search.Group]:
    """The stories, the earliest first."""
    told = [group for group in groups if group.card is not None]
    return sorted(told, key=lambda group: group.card.began_at if group.card else group.hits[0].sort_at)
