"""Which pages a browser may keep for when there is no network, and for whom (`static/worker.js` reads it)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "X-Offline"
PAGES = {"front", "story", "thread", "article", "saved", "picks", "for_you"}
VISITORS = "all"


def keeps(request: HttpRequest) -> bool:
    """Whether the page that is asked for is one to keep; no other is asked for a second time."""
    match = getattr(request, "resolver_match", None)
    return bool(match and match.view_name in PAGES)


class Offline:
    """Middleware: names whoever a kept copy is for, so that nobody else is shown it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        response = self._answer(request)
        if keeps(request) and response.status_code == 200:
            response.headers[HEADER] = f"m{request.user.pk}" if request.standing.is_signed_in else VISITORS
        return response
