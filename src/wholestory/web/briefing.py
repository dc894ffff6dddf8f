"""The day's edition of one member: it begins, it ends, and it prints well."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.members.notices import briefings
from wholestory.web import wording


def page(request: HttpRequest) -> HttpResponse:
    """As the letter has it, for who wants it now."""
    wanted = briefings.of(request.user)
    now = datetime.now(UTC).astimezone(briefings.place(wanted.zone if wanted else briefings.UTC_ZONE))
    told = {
        "here": "briefing",
        "parts": briefings.parts(request.user),
        "today": wording.today(now),
    }
    return render(request, "briefing.html", told)
