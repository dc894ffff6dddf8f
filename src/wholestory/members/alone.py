"""Alone: one member on one machine, without any sign-in (`WHOLESTORY_OPEN=1`, loopback only)."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wholestory.members.models import Member, Role

EMAIL = "me@localhost.localdomain"
WHOLE = {"role": Role.ADMIN, "password": "!"}  # no password fits this


class Alone:
    """Middleware: whoever asks from this machine is its one member, where the setting says so."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, as the one member."""
        if settings.OURS.is_open and not settings.OURS.public and _is_near(request):
            request.user = _one()
        return self._answer(request)


def _is_near(request: HttpRequest) -> bool:
    """Whether it comes from this machine itself, and not through a server that passes others' requests on."""
    passed_on = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"} & request.META.keys()
    try:
        return not passed_on and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _one() -> Member:
    found: Member = Member.objects.get_or_create(email=EMAIL, defaults=WHOLE)[0]
    return found
