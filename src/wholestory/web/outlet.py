"""An outlet's page: checkable facts, and its newest articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory import outlets
from wholestory.jobs import own
from wholestory.web import search
from wholestory.web.keeping import same_for_visitors

MOST = 40
LONGEST = 200


@same_for_visitors
def page(request: HttpRequest, name: str) -> HttpResponse:
    """What is known of an outlet of this name, as the catalogue states it, and what it told."""
    name = name[:LONGEST]
    quoted = name.replace('"', " ")
    found = own.newsroom().search(f'outlet:"{quoted}"', most=MOST, before=search.place(request))
    held = outlets.named(name)
    told = {
        "name": name,
        "facts": held[0] if len(held) == 1 else None,  # of several of one name, none is meant for sure
        "groups": search.grouped(found.hits),
        "more": search.written(found.more),
        "most": search.SHOWN,
    }
    status = 200 if found.hits or held else 404
    return render(request, "outlet.html", told, status=status)
