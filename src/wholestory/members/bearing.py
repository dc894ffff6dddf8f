"""Bearing: under the API's address a token says who asks, and no cookie does.

So a form of another site can do nothing there: no browser sends a token by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from wholestory.members import problems, tokens
from wholestory.members.models import Member

UNDER = "/api/v1/"
SAFE = ("GET", "HEAD", "OPTIONS")

Answer = Callable[[HttpRequest], HttpResponse]


def is_under(request: HttpRequest) -> bool:
    """Whether the API is asked."""
    return bool(request.path_info.startswith(UNDER))


class Cookieless:
    """Middleware before the sessions: what asks the API brings no cookies."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        if is_under(request):
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
        return self._answer(request)


class Borne:
    """Middleware after the sessions: who bears a token is its member; a token that is none is refused.

    Without a token it is nobody, or the one member of this machine (`alone`).
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, as the token's member."""
        if not is_under(request):
            return self._answer(request)
        request.token = None
        if (given := request.headers.get("Authorization")) is not None:
            scheme, _, secret = given.partition(" ")
            token = tokens.of(secret.strip(), datetime.now(UTC)) if scheme.lower() == "bearer" else None
            if token is None:
                return problems.answer("bad_token")
            request.token, request.user = token, token.member
        return self._answer(request)


def refused(request: HttpRequest) -> HttpResponse | None:
    """The answer where something would be written by nobody, or with a token that only reads."""
    if request.method in SAFE:
        return None
    if not isinstance(request.user, Member):
        return unknown()
    if request.token is not None and request.token.scope != tokens.Scope.WRITE:
        return problems.answer("reads_only")
    return None


def unknown() -> HttpResponse:
    """The answer where somebody has to be known."""
    return problems.answer("not_signed_in")
