"""How pages are shown to whoever reads: language, light, size, density. Kept in cookies of this browser; a
member's language with the member too, for letters.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.members.looks import DENSITIES, SIZES, THEMES, YEAR
from wholestory.members.models import Member

CHOICES = {
    "language": (settings.LANGUAGE_COOKIE_NAME, ("", *dict(settings.LANGUAGES))),
    "theme": ("theme", ("", *THEMES)),
    "size": ("size", ("", *SIZES)),
    "density": ("density", ("", *DENSITIES)),
}


def page(request: HttpRequest) -> HttpResponse:
    """The choices, or the browser's own where they are left open; chosen ones are kept for a year."""
    if request.method != "POST":
        chosen = {name: request.COOKIES.get(cookie, "") for name, (cookie, _) in CHOICES.items()}
        return render(request, "reading.html", {"chosen": chosen})
    answer = redirect("reading")
    _remember(request)
    for name, (cookie, known) in CHOICES.items():
        given = request.POST.get(name, "")
        if given and given in known:
            answer.set_cookie(cookie, given, max_age=YEAR, samesite="Lax", secure=settings.IS_SECURE)
        else:
            answer.delete_cookie(cookie, samesite="Lax")
    return answer


def _remember(request: HttpRequest) -> None:
    """A language that a member chose; left open, the one they had stays."""
    given = request.POST.get("language", "")
    if isinstance(request.user, Member) and given in dict(settings.LANGUAGES):
        request.user.language = given
        request.user.save(update_fields=["language"])
