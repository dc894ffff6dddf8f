"""What readers say of the grouping, to be followed or declined; either way it waits no more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.desk.grouping import signature
from wholestory.errors import WholestoryError
from wholestory.jobs import own
from wholestory.members import acts, suggesting
from wholestory.members.suggesting import Suggested
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
    given, is_done = request.POST.get("suggestion", ""), request.POST.get("answer") == "follow"
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
    found = next((each for each in suggesting.waiting() if each.number == number), None)
    if found is None:
        messages.error(request, _("It waits no more."))
        return redirect("desk_suggestions")
    try:
        if is_done:
            _follow(found, by=signature(request.user))
    except WholestoryError as error:
        messages.error(request, str(error))
    else:
        suggesting.answer(number, is_done=is_done)
        acts.note(request.user, "followed" if is_done else "declined", f"{found.article} {found.into}")
    return redirect("desk_suggestions")


def _follow(found: Suggested, *, by: str) -> None:
    corrections = own.newsroom().corrections
    if found.into:
        corrections.belongs(ArticleId(found.article), StoryId(found.into), by=by)
    else:
        corrections.wrong(ArticleId(found.article), by=by)
