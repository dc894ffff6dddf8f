"""What readers say of the grouping, to be followed or declined; either way it waits no more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.desk import refusals
from wholestory.errors import WholestoryError
from wholestory.jobs import own
from wholestory.members import acts, numbers, suggesting
from wholestory.members.signing import signature
from wholestory.members.words import gettext as _
from wholestory.model import ArticleId, StoryId


def page(request: HttpRequest) -> HttpResponse:
    """What waits, each with the article and the stories it is about."""
    waiting = suggesting.waiting()
    named = dict.fromkeys(StoryId(id) for each in waiting for id in (each.story, each.into) if id)
    cards = {card.brief.id: card for card in own.newsroom().cards(list(named))}
    return render(request, "desk/suggestions.html", {"waiting": waiting, "cards": cards})


def answer(request: HttpRequest) -> HttpResponse:
    """Follow or decline one, and all that say the same."""
    is_done = request.POST.get("answer") == "follow"
    found = suggesting.find(numbers.read(request.POST.get("suggestion", "")) or 0)
    if found is None:
        messages.error(request, _("It waits no more."))
        return redirect("desk_suggestions")
    try:
        if is_done:
            into = StoryId(found.into) if found.into else None
            suggesting.follow(ArticleId(found.article), into, by=signature(request.user))
    except WholestoryError as error:
        messages.error(request, refusals.words(error))
    else:
        suggesting.answer(found, is_done=is_done)
        acts.note(request.user, "followed" if is_done else "declined", f"{found.article} {found.into}")
    return redirect("desk_suggestions")
