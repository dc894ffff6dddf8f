"""Which pages are the same for all visitors: the site's door may keep those for a moment (`site.kept`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from wholestory.members.standing import Standing

HEADER = "X-Same-For-Visitors"  # between us and the door, which takes it off
VERSION = "wholestory.version"  # the door's word of how each file stands, in what it passes on
NEWSROOM, MEMBERS = 0, 1  # where each file has its place in it
SEAM = b"<!--seam-->"  # around what stands alike in many answers: the door takes it off, and packs that once
_CACHING = "private, no-cache"  # a browser may keep it, and asks each time whether it still holds


def same_for_visitors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answer to a visitor depends on nothing but the address, the newsroom, the language and the
    choices of look. One that also depends on the clock may be a minute late.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        if getattr(request, "standing", None) is Standing.ANONYMOUS:
            response.headers[HEADER] = "1"
            response.headers.setdefault("Cache-Control", _CACHING)
        return response

    return marked


def seamed(text: str) -> Markup:
    """What stands alike in many answers, set apart for the door."""
    seam = SEAM.decode()
    return Markup(f"{seam}{text}{seam}")  # noqa: S704 - what is escaped already
