"""Searches that a member saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.members import followed, follows


def page(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first."""
    told = {"here": "searches", "searches": followed.listed(request.user, follows.Kind.SEARCH)}
    return render(request, "searches.html", told)
