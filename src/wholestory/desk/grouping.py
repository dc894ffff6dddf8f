"""Stories corrected by hand: merged, split, an article moved. Kept for good, and part of their history."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.desk import refusals
from wholestory.desk.asked import story_of
from wholestory.errors import WholestoryError
from wholestory.jobs import own
from wholestory.members import acts
from wholestory.members.signing import signature
from wholestory.members.words import gettext as _
from wholestory.model import ArticleId, StoryId
from wholestory.pipeline.correcting import Corrections

Correct = Callable[[Corrections], None]
MOST = 500  # articles that a form may name


def page(request: HttpRequest, id: str) -> HttpResponse:
    """A story's articles, with what can be done to them, and what was done."""
    newsroom = own.newsroom()
    whole = newsroom.story(StoryId(id))
    if whole is None:
        raise Http404
    told = {"whole": whole, "articles": whole.articles[:MOST], "history": newsroom.history(whole.brief.id)}
    return render(request, "desk/story.html", told)


def merge(request: HttpRequest, id: str) -> HttpResponse:
    """Another story is part of this one."""
    other = story_of(request.POST.get("other", ""))
    if other is None or other == id:
        messages.error(request, _("There is no such other story."))
        return redirect("desk_story", id)
    signed = signature(request.user)
    return _done(request, id, "merged", other, lambda c: c.merge(StoryId(id), other, by=signed))


def split(request: HttpRequest, id: str) -> HttpResponse:
    """The named articles are another story."""
    named = [ArticleId(each) for each in request.POST.getlist("article")[:MOST]]
    if not named:
        messages.error(request, _("No article was chosen."))
        return redirect("desk_story", id)
    signed = signature(request.user)
    return _done(request, id, "split", ", ".join(named), lambda c: c.split(StoryId(id), named, by=signed))


def move(request: HttpRequest, id: str) -> HttpResponse:
    """An article belongs to another story, or only not to this one."""
    article, signed = ArticleId(request.POST.get("article", "")), signature(request.user)
    given = request.POST.get("to", "").strip()
    if not given:
        return _done(request, id, "moved out", article, lambda c: c.wrong(article, by=signed))
    to = story_of(given)
    if to is None:
        messages.error(request, _("There is no such story."))
        return redirect("desk_story", id)
    return _done(request, id, "moved", f"{article} {to}", lambda c: c.belongs(article, to, by=signed))


def _done(request: HttpRequest, id: str, what: str, of: str, correct: Correct) -> HttpResponse:
    try:
        correct(own.newsroom().corrections)
    except WholestoryError as error:
        messages.error(request, refusals.words(error))
    else:
        acts.note(request.user, what, f"{id} {of}")
        messages.success(request, _("Done. It stands in the story’s history."))
    return redirect("desk_story", id)
