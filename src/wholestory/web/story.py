"""The page of a story, the same for everyone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory import telling as tellings
from wholestory.jobs import own
from wholestory.model import ArticleId, KeptArticle, StoryId, Telling, WholeStory, WholeThread
from wholestory.report import columns
from wholestory.report.page import laying
from wholestory.web import changes, choosing, times
from wholestory.web.changes import Change
from wholestory.web.keeping import same_for_visitors
from wholestory.web.links import Routes

FRESH = timedelta(hours=6)  # a story with news since then is developing
CHANGED = 12  # articles whose changes are shown, the last changed first
RELATED = 6
EVENTS = 30  # of the history of the grouping; the rest has a page of its own
SAID = ("moved", "asked")  # what was just done, in an address


@same_for_visitors
def page(request: HttpRequest, id: str) -> HttpResponse:
    """A story's accounts, compared; the old id of a merged story leads to the one it is part of."""
    whole = found(id)
    if whole.brief.id != id:
        return redirect("story", whole.brief.id, permanent=True)
    held = {**_around(whole), "whole": whole, "said": _said(request)}
    telling = tellings.kept([whole])
    if not telling.stories:
        return render(request, "untold.html", held | _history(whole))
    return render(
        request, "story.html", held | laid_out(whole, telling, request.GET.getlist("with")) | _history(whole)
    )


def found(id: str) -> WholeStory:
    """The story of that id. Raises `Http404`."""
    whole = own.newsroom().story(StoryId(id))
    if whole is None:
        raise Http404
    return whole


def laid_out(whole: WholeStory, telling: Telling, wanted: Sequence[str] = ()) -> dict[str, Any]:
    """What the report's templates ask for, with the accounts that are `wanted` side by side."""
    given = laying.out(telling, Routes)
    (chapter,) = given["told"]
    chosen = choosing.chosen(columns.of(chapter), wanted)
    changed = _changes(whole)
    return given | {
        "dates": times,
        "chapter": chapter,
        "reader": given["reader"].choosing(chosen),
        "chosen": chosen,
        "changed": changed,
        "as_of": whole.brief.newest_at,
        "since": _since(whole),
    }


def _around(whole: WholeStory) -> dict[str, object]:
    """What stands around a story: its face, its thread, its likes."""
    newsroom = own.newsroom()
    saga = newsroom.thread(whole.thread.id) if whole.thread else None
    inside = {brief.id for brief in saga.stories} if saga else set()
    near = [id for id in newsroom.related(whole.brief.id, most=2 * RELATED) if id not in inside][:RELATED]
    cards = newsroom.cards([whole.brief.id])
    return {
        "card": cards[0] if cards else None,
        "saga": saga,
        "earlier": _earlier(saga, whole.brief.id),
        "related": newsroom.cards(near),
        "developing": datetime.now(UTC) - whole.brief.newest_at < FRESH,
    }


def _earlier(saga: WholeThread | None, story: StoryId) -> list[object]:
    """The chapters before this one."""
    if saga is None:
        return []
    ids = [brief.id for brief in saga.stories]
    return list(saga.stories[: ids.index(story)] if story in ids else saga.stories)


def _since(whole: WholeStory) -> list[KeptArticle]:
    """What came after the accounts were compared."""
    told = {account.article for account in whole.coverage.accounts} if whole.coverage else set()
    return [kept for kept in whole.articles if kept.article.id not in told]


def _changes(whole: WholeStory) -> list[Change]:
    newsroom = own.newsroom()
    altered = sorted(((k.changed_at, k.number, k) for k in whole.articles if k.changed_at), reverse=True)
    latest = [kept for *_, kept in altered[:CHANGED]]
    found = [change for k in latest for change in changes.of(k, newsroom.earlier_texts(k.number))]
    return sorted(found, key=lambda change: change.seen_at)


def _history(whole: WholeStory) -> dict[str, object]:
    events = own.newsroom().history(whole.brief.id)
    return {"events": events[-EVENTS:], "left_out": max(0, len(events) - EVENTS), "held": held_by(whole)}


def held_by(whole: WholeStory) -> dict[ArticleId, KeptArticle]:
    """The articles of a story by their ids."""
    return {kept.article.id: kept for kept in whole.articles}


def _said(request: HttpRequest) -> str:
    given = request.GET.get("said", "")
    return given if given in SAID else ""
