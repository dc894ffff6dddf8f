"""What people say of a story's grouping: an editor's word acts at once, a reader's goes to the desk."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholestory.errors import NotThere
from wholestory.jobs import own
from wholestory.members import acts, numbers, suggesting
from wholestory.members.models import Member, Suggestion
from wholestory.members.signing import signature
from wholestory.model import ArticleId, KeptArticle, StoryId, WholeStory
from wholestory.web import story as stories
from wholestory.web.keeping import same_for_visitors

CHOICES = 20
LONGEST = 200  # letters of a search
PAGE = 200  # steps of a history on one page


@same_for_visitors
def history(request: HttpRequest, id: str) -> HttpResponse:
    """How a story came to be, all of it; the latest steps first come first."""
    whole = stories.found(id)
    if whole.brief.id != id:
        return redirect("story-history", whole.brief.id, permanent=True)
    events = own.newsroom().history(whole.brief.id)
    given = numbers.read(request.GET.get("before", ""))
    end = len(events) if given is None else min(given, len(events))
    start = max(0, end - PAGE)
    held = {
        "whole": whole,
        "events": events[start:end],
        "before": start,
        "left_out": 0,
        "held": stories.held_by(whole),
        "said": "",
    }
    return render(request, "history.html", held)


def wrong(request: HttpRequest, id: str) -> HttpResponse:
    """An article does not belong to its story."""
    whole, kept = _asked(id, request.POST.get("article", ""))
    return _say(request, whole, kept, into=None)


def belongs(request: HttpRequest, id: str) -> HttpResponse:
    """An article belongs to another story: first which, then that it does."""
    if request.method != "POST":
        return _choices(request, *_asked(id, request.GET.get("article", "")))
    whole, kept = _asked(id, request.POST.get("article", ""))
    into = stories.found(request.POST.get("into", "")).brief.id
    if into == whole.brief.id:
        raise Http404
    return _say(request, whole, kept, into=into)


def _asked(id: str, article: str) -> tuple[WholeStory, KeptArticle]:
    """A story and one of its articles. Raises `Http404`."""
    whole = stories.found(id)
    kept = stories.held_by(whole).get(ArticleId(article))
    if kept is None:
        raise Http404
    return whole, kept


def _say(request: HttpRequest, whole: WholeStory, kept: KeptArticle, *, into: StoryId | None) -> HttpResponse:
    who: Member = request.user
    said = "moved" if request.standing.edits else "asked"
    if request.standing.edits:
        _correct(kept.article.id, into, signature(who))
        told = [kept.article.id, whole.brief.id, *([into] if into else [])]
        acts.note(who, "belongs" if into else "wrong", " ".join(told))
    else:
        kind = Suggestion.Kind.BELONGS if into else Suggestion.Kind.WRONG
        suggesting.keep(
            who, kind, kept.article.id, story=whole.brief.id, into=into or "", at=datetime.now(UTC)
        )
    return redirect(f"{reverse('story', args=[whole.brief.id])}?said={said}#grouping")


def _correct(article: ArticleId, into: StoryId | None, by: str) -> None:
    try:
        suggesting.follow(article, into, by=by)
    except NotThere as error:
        raise Http404 from error  # it went elsewhere meanwhile


def _choices(request: HttpRequest, whole: WholeStory, kept: KeptArticle) -> HttpResponse:
    """The stories it may belong to: those that words find, else the nearest."""
    newsroom, words = own.newsroom(), request.GET.get("q", "")[:LONGEST].strip()
    ids = _searched(words) if words else list(newsroom.related(whole.brief.id, most=CHOICES))
    cards = newsroom.cards([id for id in dict.fromkeys(ids) if id != whole.brief.id][:CHOICES])
    return render(request, "belongs.html", {"whole": whole, "kept": kept, "choices": cards, "words": words})


def _searched(words: str) -> list[StoryId]:
    return [hit.story for hit in own.newsroom().search(words, most=2 * CHOICES).hits if hit.story]
