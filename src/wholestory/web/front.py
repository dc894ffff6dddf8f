"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.web.keeping import same_for_visitors

MOST = 24


@same_for_visitors
def page(request: HttpRequest) -> HttpResponse:
    """What is told most, right now."""
    return render(request, "front.html", {"here": "front", "stories": own.newsroom().stories(most=MOST)})
