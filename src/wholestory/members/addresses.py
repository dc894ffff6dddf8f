"""Addresses: where a member may be led to, and under which name this site is reached."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000


def is_ours(address: str) -> bool:
    """Whether it is a path of this site, with nothing that a browser could read as another's."""
    return (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and len(address) <= LONGEST
        and "\\" not in address
        and all(" " < letter != "\x7f" for letter in address)
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )


def back(request: HttpRequest, otherwise: str) -> str:
    """Where a form says to go on, if that is ours."""
    wanted = str(request.POST.get("next", ""))
    return wanted if is_ours(wanted) else otherwise


def host() -> str | None:
    """The public name, with its port; None where none is set."""
    return urlsplit(settings.OURS.public).netloc or None


def public(address: str) -> str:
    """An address of ours as the public reaches it, whatever name the request asked for."""
    base = urlsplit(settings.OURS.public)
    if not base.netloc:
        return address
    parts = urlsplit(address)
    return str(urlunsplit((base.scheme, base.netloc, parts.path, parts.query, parts.fragment)))
