"""The page of a thread: its chapters in order of time, and what only all of them together show."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory import telling as tellings
from wholestory.jobs import own
from wholestory.model import ThreadId, WholeThread
from wholestory.report.page import laying
from wholestory.web import times
from wholestory.web.keeping import same_for_visitors
from wholestory.web.links import Routes

MOST = 200  # chapters on one page, the latest
WHOLE = 12  # stories that are read whole for what they show together


@same_for_visitors
def page(request: HttpRequest, id: str) -> HttpResponse:
    """A thread; of a long one, whose accounts are not compared as a whole, the chapters alone."""
    saga = own.newsroom().thread(ThreadId(id))
    if saga is None or not saga.stories:
        raise Http404
    return render(request, "thread.html", {"saga": saga, "most": MOST, "chapter": None, **_laid_out(saga)})


def _laid_out(saga: WholeThread) -> dict[str, Any]:
    newsroom, ids = own.newsroom(), [brief.id for brief in saga.stories]
    if saga.coverage is None or len(ids) > WHOLE:
        return _bare(saga)
    stories = [whole for id in ids if (whole := newsroom.story(id))]
    given = laying.out(tellings.kept(stories, [saga]), Routes) | {"dates": times}
    as_of = max(brief.newest_at for brief in saga.stories)
    return given | {"chapter": given["threads"][0], "as_of": as_of} if given["threads"] else _bare(saga)


def _bare(saga: WholeThread) -> dict[str, Any]:
    """What the templates ask for where nothing is compared."""
    return laying.out(tellings.kept([]), Routes) | {"dates": times}
