"""The language of the page: that of this browser's choice, else the member's own, else the browser's.

A member's own is that of the page they signed up on, until they choose another; letters go out in it.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language

from wholestory.members.models import Member


def learn(member: Member) -> None:
    """Keep the language of this moment's page as the member's own, where they have none."""
    spoken = get_language() or ""
    if not member.language and spoken in dict(settings.LANGUAGES):
        member.language = spoken
        member.save(update_fields=["language"])


def of(member: object, email: str) -> str:
    """The language of a letter: that of whom it is for, else of the page that caused it.

    The question is asked for each letter alike, so that no answer takes longer for a known address.
    """
    found = EmailAddress.objects.filter(email__iexact=email).values_list("user__language", flat=True).first()
    own = getattr(member, "language", "") or found
    return own if own in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


class Spoken:
    """Middleware after Django's own, which knows no members: it has gone by the cookie and the browser."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, in the member's language where this browser has chosen none."""
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) not in dict(settings.LANGUAGES):
            own = getattr(request.user, "language", "")
            if own in dict(settings.LANGUAGES):
                translation.activate(own)
                request.LANGUAGE_CODE = own
        return self._answer(request)
