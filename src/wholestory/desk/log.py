"""The log of what editors and admins did."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.members import acts

MOST = 100


def page(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    given = request.GET.get("before", "")
    before = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
    done = acts.latest(before=before, most=MOST)
    more = done[-1].number if len(done) == MOST else None
    return render(request, "desk/log.html", {"done": done, "more": more})
