"""What is a member's own: stories for you, and why; what was saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.jobs import own
from wholestory.members import marks, readers, tastes
from wholestory.model import StoryId

MOST = 40


def for_you(request: HttpRequest) -> HttpResponse:
    """Stories for this reader with the reasons, and what was learnt, to be corrected."""
    reader = readers.of(request)
    edition = own.newsroom().edition(reader)
    cards = {card.brief.id: card for card in own.newsroom().cards([pick.story for pick in edition.for_you])}
    told = {"here": "for_you", "picks": edition.for_you, "cards": cards, "taste": reader and reader.taste}
    return render(request, "for_you.html", told)


def saved(request: HttpRequest) -> HttpResponse:
    """What was saved, the latest first."""
    found = marks.latest(request.user, "saved", before=request.GET.get("before"), most=MOST)
    cards = own.newsroom().cards([StoryId(each.of) for each in found.marks])
    return render(request, "saved.html", {"here": "saved", "cards": cards, "more": found.next})


def forget(request: HttpRequest) -> HttpResponse:
    """Begin again: nothing is left of what was learnt."""
    tastes.reset(request.user)
    return redirect("for_you")
