"""The desk's first page: how the newsroom does, and what waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import beat, own


def page(request: HttpRequest) -> HttpResponse:
    """Health, what is due, and the way to everything."""
    return render(request, "desk/overview.html", {"health": beat.health(own.newsroom())})
