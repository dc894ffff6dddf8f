"""Asking: what the answer to a visitor depends on; and who is no visitor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.utils.translation import get_language_from_request

from wholestory.members.looks import DENSITIES, SIZES, THEMES

CHOICES = {"theme": THEMES, "size": SIZES, "density": DENSITIES}
LONGEST = 2000  # letters of an address; longer ones are nobody's links
SAYS_WHO = ("HTTP_AUTHORIZATION", "HTTP_RANGE")


class Asked(NamedTuple):
    """All that a visitor's page depends on."""

    host: str
    path: str
    query: str
    language: str
    choices: tuple[str, ...]


def visitor(environ: Mapping[str, Any]) -> Asked | None:
    """What a visitor asks for; None where it may be somebody we know, or is nothing that can be kept.

    A cookie that we do not know to be without a say makes nobody a visitor.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or any(name in environ for name in SAYS_WHO):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST:
        return None
    cookies = _cookies(environ.get("HTTP_COOKIE", ""))
    if cookies is None:
        return None
    language, choices = cookies
    spoken = _language(language, environ.get("HTTP_ACCEPT_LANGUAGE", "")[:200])
    return Asked(environ.get("HTTP_HOST", ""), path, query, spoken, choices)


@lru_cache(1024)
def _cookies(header: str) -> tuple[str, tuple[str, ...]] | None:
    """The language and the choices of look; None where there is any cookie besides."""
    found = parse_cookie(header) if header else {}
    silent = {*CHOICES, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    if found.keys() - silent:
        return None
    chosen = ((found.get(name, ""), known) for name, known in CHOICES.items())
    return found.get(settings.LANGUAGE_COOKIE_NAME, ""), tuple(
        value if value in known else "" for value, known in chosen
    )


@lru_cache(1024)
def _language(cookie: str, accepted: str) -> str:
    """As `LocaleMiddleware` finds it."""
    request = HttpRequest()
    request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: cookie} if cookie else {}
    request.META = {"HTTP_ACCEPT_LANGUAGE": accepted}
    return str(get_language_from_request(request))
