"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.web.keeping import same_for_visitors

LONGEST = 500


@same_for_visitors
def page(request: HttpRequest) -> HttpResponse:
    """Articles that the words ask for, newest first."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    found = own.newsroom().search(words) if words else None
    return render(request, "search.html", {"words": words, "found": found})
