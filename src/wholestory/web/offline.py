"""Which pages a browser may keep for when there is no network, and for whom (`static/worker.js` reads it)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "X-Offline"
PAGES = {"front", "story", "thread", "article", "saved", "picks", "for_you"}
VISITORS = "all"


class Offline:
    """Middleware: names whoever a kept copy is for, so that nobody else is shown it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        response = self._answer(request)
        match = request.resolver_match
        if match and match.view_name in PAGES and response.status_code == 200:
            response.headers[HEADER] = f"m{request.user.pk}" if request.standing.is_signed_in else VISITORS
        return response
