"""Outlets and their feeds, as editors look after them: what is followed, how it does, what failed."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.desk import refusals
from wholestory.errors import WholestoryError
from wholestory.jobs import own
from wholestory.members import acts
from wholestory.members.words import gettext as _

MOST = 200
LONGEST = 2000  # letters of an address


def page(request: HttpRequest) -> HttpResponse:
    """What is followed: those that fail first, then in the order they were followed; a part at a time."""
    wanted = request.GET.get("q", "").strip().casefold()
    held = [
        each
        for each in own.newsroom().followed()
        if wanted in f"{each.feed.title} {each.feed.url}".casefold()
    ]
    ordered = sorted(held, key=lambda each: -each.feed.failures)
    told = {"feeds": ordered[:MOST], "count": len(held), "wanted": wanted}
    return render(request, "desk/outlets.html", told)


def follow(request: HttpRequest) -> HttpResponse:
    """Follow what an address names: a feed, or a page that names one."""
    given = request.POST.get("address", "").strip()[:LONGEST]
    if urlsplit(given).scheme not in ("http", "https"):
        messages.error(request, _("Name an address that begins with https://."))
        return redirect("desk_outlets")
    try:
        found = own.newsroom().follow(given)
    except WholestoryError as error:
        messages.error(request, refusals.words(error))
    else:
        acts.note(request.user, "followed", given)
        messages.success(request, _("It is followed.") if found else _("It was followed already."))
    return redirect("desk_outlets")


def unfollow(request: HttpRequest) -> HttpResponse:
    """Follow a feed no more; what came from it stays."""
    given = request.POST.get("address", "")[:LONGEST]
    if own.newsroom().unfollow(given):
        acts.note(request.user, "unfollowed", given)
        messages.success(request, _("It is followed no more; what came from it stays."))
    return redirect("desk_outlets")


def quarantine(request: HttpRequest) -> HttpResponse:
    """Entries that gave no article, each with its reason."""
    return render(request, "desk/quarantine.html", {"held": own.newsroom().quarantine(most=MOST)})
