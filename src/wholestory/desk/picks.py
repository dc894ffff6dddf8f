"""Our picks, as editors make them: a story, a reason, an order."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.desk.asked import story_of
from wholestory.jobs import own
from wholestory.members import acts, picks
from wholestory.members.words import gettext as _
from wholestory.model import StoryId

CANDIDATES = 24


def page(request: HttpRequest) -> HttpResponse:
    """What is picked, and the top stories that may be."""
    now = datetime.now(UTC)
    running = picks.running(now, most=50)
    top = [pick.story for pick in own.newsroom().edition().picks[:CANDIDATES]]
    cards = {card.brief.id: card for card in own.newsroom().cards([*(p.story for p in running), *top])}
    chosen = {pick.story for pick in running}
    told = {
        "picks": [pick for pick in running if pick.story in cards],
        "top": [cards[story] for story in top if story in cards and story not in chosen],
        "cards": cards,
    }
    return render(request, "desk/picks.html", told)


def pick(request: HttpRequest) -> HttpResponse:
    """Put a story first among the picks."""
    story = story_of(request.POST.get("story", ""))
    if story is None:
        messages.error(request, _("There is no such story."))
    else:
        picks.pick(story, note=request.POST.get("note", ""), by=request.user, now=datetime.now(UTC))
        acts.note(request.user, "picked", story)
        messages.success(request, _("It stands in our picks."))
    return redirect("desk_picks")


def drop(request: HttpRequest) -> HttpResponse:
    """Pick a story no more."""
    story = StoryId(request.POST.get("story", ""))
    if picks.drop(story):
        acts.note(request.user, "dropped", story)
    return redirect("desk_picks")


def first(request: HttpRequest) -> HttpResponse:
    """Put a pick before all others."""
    story = request.POST.get("story", "")
    running = [each.story for each in picks.running(datetime.now(UTC), most=50)]
    if story in running:
        picks.order([StoryId(story), *(each for each in running if each != story)])
        acts.note(request.user, "put first", story)
    return redirect("desk_picks")
