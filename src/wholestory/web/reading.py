"""How pages are shown to whoever reads in this browser: language, light, size, density. Kept in cookies."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.members.looks import DENSITIES, SIZES, THEMES, YEAR

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
    for name, (cookie, known) in CHOICES.items():
        given = request.POST.get(name, "")
        if given and given in known:
            answer.set_cookie(cookie, given, max_age=YEAR, samesite="Lax", secure=settings.IS_SECURE)
        else:
            answer.delete_cookie(cookie, samesite="Lax")
    return answer
