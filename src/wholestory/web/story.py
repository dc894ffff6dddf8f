"""The page of a story, the same for everyone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.utils.translation import get_language

from wholestory import telling as tellings
from wholestory.jobs import own
from wholestory.members.standing import Standing
from wholestory.model import (
    ArticleId,
    Brief,
    KeptArticle,
    StoryId,
    StoryState,
    Telling,
    WholeStory,
    WholeThread,
)
from wholestory.report import columns
from wholestory.report.page import laying
from wholestory.web import changes, choosing, holes, times
from wholestory.web.changes import Change
from wholestory.web.keeping import NEWSROOM, same_for_visitors, seamed
from wholestory.web.links import Routes
from wholestory.web.memory import Memory
from wholestory.web.remembered import remembered

FRESH = timedelta(hours=6)  # a story with news since then is developing
CHANGED = 12  # articles whose changes are shown, the last changed first
RELATED = 6
EVENTS = 30  # of the history of the grouping; the rest has a page of its own
KEPT = 256  # pages written out, in each process
LONGEST = 600  # seconds that one is kept
SAID = ("moved", "asked")  # what was just done, in an address


@dataclass(frozen=True, slots=True)
class Written:
    """A story's page, written out but for its holes."""

    brief: Brief
    main: str


_written = Memory[Written](KEPT)


@same_for_visitors
def page(request: HttpRequest, id: str) -> HttpResponse:
    """A story's accounts, compared; the old id of a merged story leads to the one it is part of."""
    stands = own.newsroom().state(StoryId(id))
    if stands is None:
        raise Http404
    if stands.id != id:
        return redirect("story", stands.id, permanent=True)
    written = _as_written(request, stands)
    acts = render_to_string("parts/story_acts.html", {"brief": written.brief}, request)
    given = {
        "acts": seamed(acts),
        "csrf": seamed(csrf_input(request) if request.standing.is_signed_in else ""),
    }
    main = seamed(holes.fill(written.main, given))
    return render(request, "story.html", {"brief": written.brief, "main": main})


def _as_written(request: HttpRequest, stands: StoryState) -> Written:
    """The page as it was written while the story stood like this; one for a reader's own wish is not kept."""
    around = _around(request, stands) | {"developing": datetime.now(UTC) - stands.newest_at < FRESH}
    held = {"wanted": request.GET.getlist("with"), "said": _said(request), **around, **_for_all_like(request)}
    if held["wanted"] or held["said"]:
        return _write(stands, held)
    key = own.newsroom(), stands.id, held["language"], request.standing.is_signed_in
    as_of = stands, around, time.monotonic() // LONGEST
    return _written.get(key, as_of, lambda: _write(stands, held))


def _for_all_like(request: HttpRequest) -> dict[str, object]:
    """What the page may know of who asks."""
    is_signed_in = request.standing.is_signed_in
    return {
        "language": get_language() or "en",
        "standing": Standing.MEMBER if is_signed_in else Standing.ANONYMOUS,
        "csrf_input": holes.hole("csrf"),
        "acts": holes.hole("acts"),
    }


def _write(stands: StoryState, held: dict[str, Any]) -> Written:
    whole, newsroom = found(stands.id), own.newsroom()
    card = next(iter(newsroom.cards([whole.brief.id])), None)
    told = held | {"whole": whole, "card": card} | _history(whole)
    telling = tellings.kept([whole])
    if not telling.stories:
        return Written(whole.brief, render_to_string("untold.html", told))
    return Written(
        whole.brief, render_to_string("told.html", told | laid_out(whole, telling, held["wanted"]))
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


@remembered(NEWSROOM)
def _around(_: HttpRequest, stands: StoryState) -> dict[str, object]:
    """What stands around a story: its thread, its likes."""
    newsroom = own.newsroom()
    saga = newsroom.thread(stands.thread) if stands.thread else None
    inside = {brief.id for brief in saga.stories} if saga else set()
    near = [id for id in newsroom.related(stands.id, most=2 * RELATED) if id not in inside][:RELATED]
    return {"saga": saga, "earlier": _earlier(saga, stands.id), "related": newsroom.briefs(near)}


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
