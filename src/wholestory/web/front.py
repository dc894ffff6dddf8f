"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own

MOST = 24


def page(request: HttpRequest) -> HttpResponse:
    """What is told most, right now."""
    return render(request, "front.html", {"here": "front", "stories": own.newsroom().stories(most=MOST)})
