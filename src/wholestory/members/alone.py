"""Alone: one member on one machine, without any sign-in (`WHOLESTORY_OPEN=1`, loopback only)."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wholestory.members.models import Member, Role

EMAIL = "me@localhost.localdomain"
FORWARDED = ("HTTP_X_FORWARDED", "HTTP_FORWARDED")  # as servers say that they pass somebody's request on
OTHERS = {
    *("HTTP_VIA", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_X_CLUSTER_CLIENT_IP", "HTTP_TRUE_CLIENT_IP"),
    *("HTTP_CF_CONNECTING_IP", "HTTP_FASTLY_CLIENT_IP", "HTTP_X_ORIGINAL_FORWARDED_FOR"),
}
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
    is_passed_on = any(name.startswith(FORWARDED) or name in OTHERS for name in request.META)
    try:
        return not is_passed_on and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _one() -> Member:
    found: Member = Member.objects.get_or_create(email=EMAIL, defaults=WHOLE)[0]
    return found
