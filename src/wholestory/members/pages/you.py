"""A member's own page: what they are, what they follow and saved, how they read, and the way out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.errors import BadMember
from wholestory.jobs import own
from wholestory.members import exporting, followed, leaving, marks, metering, shelf, signing, terms
from wholestory.members.pages import notices
from wholestory.members.words import gettext as _

SHOWN = 5  # of what is saved; the rest has a page of its own


def page(request: HttpRequest) -> HttpResponse:
    """It."""
    now = datetime.now(UTC)
    saved = shelf.page(request.user, marks.Kind.SAVED, most=SHOWN)
    free: int = settings.OURS.free_articles
    told: dict[str, Any] = {
        "state": terms.state(request.user, now),
        "free": free,
        "left": max(0, free - len(metering.opened(request.user, now))),
        "saved": saved.items,
        "more": saved.next,
        "follows": followed.listed(request.user),
        **notices.shown(request.user),
        "member": request.user,
    }
    return render(request, "members/you.html", told)


def reading(request: HttpRequest) -> HttpResponse:
    """The address where this once was."""
    return redirect("reading")


def name(request: HttpRequest) -> HttpResponse:
    """Sign with this `name` at the desk."""
    try:
        signing.take(request.user, request.POST.get("name", ""))
    except BadMember as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("This was kept."))
    return redirect("you")


def export(request: HttpRequest) -> HttpResponse:
    """All that is kept of them."""
    feeds = {each.feed.outlet or each.feed.title or "": each.feed.url for each in own.newsroom().followed()}
    answer = HttpResponse(exporting.archive(request.user, feeds), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="wholestory.zip"'
    return answer


@reauthentication_required
def leave(request: HttpRequest) -> HttpResponse:
    """Have all of it go in seven days; asked for the password once more before."""
    if request.method == "POST":
        leaving.ask(request.user, datetime.now(UTC))
        return redirect("you")
    return render(request, "members/leave.html", {"days": leaving.UNDO.days})


def stay(request: HttpRequest) -> HttpResponse:
    """Take that back."""
    leaving.undo(request.user)
    return redirect("you")
