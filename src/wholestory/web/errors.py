"""Pages for what did not go well: plain words, never what was asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.members.words import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    return _page(request, 404, _("There is no such page"), _("It may have been an old address."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It is there, and not for who asks."""
    return _page(request, 403, _("This page is not open to you"), _("Your membership does not reach to it."))


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from one of our own pages."""
    words = _("The form was too old, or did not come from this site. Please go back and send it again.")
    return _page(request, 403, _("This was not sent"), words)


def wrong(request: HttpRequest) -> HttpResponse:
    """Something broke here."""
    return _page(
        request, 500, _("This went wrong here"), _("Nothing was lost. Please try again in a moment.")
    )


def _page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    return render(request, "message.html", {"title": title, "words": words}, status=status)
