"""What is a member's own: stories for you, and why; what was saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.jobs import own
from wholestory.members import marks, readers, shelf, tastes


def for_you(request: HttpRequest) -> HttpResponse:
    """Stories for this reader with the reasons, and what was learnt, to be corrected."""
    reader = readers.of(request)
    edition = own.newsroom().edition(reader)
    cards = {card.brief.id: card for card in own.newsroom().cards([pick.story for pick in edition.for_you])}
    told = {"here": "for_you", "picks": edition.for_you, "cards": cards, "taste": reader and reader.taste}
    return render(request, "for_you.html", told)


def saved(request: HttpRequest) -> HttpResponse:
    """What was saved, the latest first."""
    return _shelf(request, marks.Kind.SAVED)


def read(request: HttpRequest) -> HttpResponse:
    """What was read, the latest first."""
    return _shelf(request, marks.Kind.READ)


def _shelf(request: HttpRequest, kind: str) -> HttpResponse:
    sought = request.GET.get("q", "").strip()[: shelf.LONGEST]
    found = shelf.page(request.user, kind, words=sought, before=request.GET.get("before"))
    return render(request, "saved.html", {"here": kind, "kind": kind, "sought": sought, "shelf": found})


def forget(request: HttpRequest) -> HttpResponse:
    """Begin again: nothing is left of what was learnt."""
    tastes.reset(request.user)
    return redirect("for_you")
