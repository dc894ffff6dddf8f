"""Plainly: whatever goes wrong under the API's address is answered in one form, never as a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from wholestory.members import bearing, problems

_CACHING = "private, no-cache"


class Plainly:
    """Middleware around all others that may answer; those around it add what every answer says."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        response = self._answer(request)
        if not bearing.is_under(request):
            return response
        if response.status_code >= 400 and response.get("Content-Type") != problems.TYPE:
            response = problems.of(response)
        response.headers.setdefault("Cache-Control", _CACHING)
        patch_vary_headers(response, ("Authorization",))
        return response
