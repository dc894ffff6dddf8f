"""The log of what editors and admins did."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.members import acts, numbers

MOST = 100


def page(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    before = numbers.read(request.GET.get("before", ""))
    done = acts.latest(before=before, most=MOST)
    more = done[-1].number if len(done) == MOST else None
    return render(request, "desk/log.html", {"done": done, "more": more})
