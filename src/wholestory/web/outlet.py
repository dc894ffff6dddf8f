"""An outlet's page: checkable facts, and its newest articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory import outlets
from wholestory.jobs import own
from wholestory.model import ArticleId, Hit, OriginKind
from wholestory.web import search
from wholestory.web.keeping import same_for_visitors

MOST = 40
COUNTED = 20  # of the newest articles, whose origin is looked at
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Origins:
    """Of the newest `of` articles, `carried` say that they carry an agency's text."""

    of: int
    carried: int


@same_for_visitors
def page(request: HttpRequest, name: str) -> HttpResponse:
    """What is known of an outlet of this name, as the catalogue states it, and what it told."""
    name = name[:LONGEST]
    quoted = name.replace('"', " ")
    found = own.newsroom().search(f'outlet:"{quoted}"', most=MOST, before=search.place(request))
    held = outlets.named(name)
    told = {
        "name": name,
        "origins": origins(found.hits[:COUNTED]) if not request.GET.get("before") else None,
        "facts": held[0] if len(held) == 1 else None,  # of several of one name, none is meant for sure
        "groups": search.grouped(found.hits),
        "more": search.written(found.more),
        "most": search.SHOWN,
    }
    status = 200 if found.hits or held else 404
    return render(request, "outlet.html", told, status=status)


def origins(hits: Sequence[Hit]) -> Origins:
    """How many of the newest articles say that they carry an agency's text."""
    found = own.newsroom().origins(ArticleId(f"e{hit.entry}") for hit in hits)
    return Origins(len(found), found.count(OriginKind.WIRE))
