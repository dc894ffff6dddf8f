"""What readers do on pages: mark, follow, wish, open. A form leads back; a script hears nothing.

What was done is learnt from at once (`readers.learn`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect

from wholestory.errors import BadMember
from wholestory.members import addresses, follows, learning, marks, metering, names, readers
from wholestory.members.words import gettext as _


def mark(request: HttpRequest) -> HttpResponse:
    """`kind` (read, saved, hidden) of `of`; with `undo`, no more."""
    return _done(request, lambda: _set_or_unset(request, marks))


def follow(request: HttpRequest) -> HttpResponse:
    """`kind` (story, thread, person, topic, outlet, country, search) `of`; with `undo`, no more."""
    return _done(request, lambda: _set_or_unset(request, follows))


def wish(request: HttpRequest) -> HttpResponse:
    """`kind` (more, less, never) `of` what a page offered it of."""

    def said() -> None:
        if (kind := request.POST.get("kind", "")) not in learning.WISHES:
            raise BadMember("more, less or never")
        learning.wish(request.user, kind, request.POST.get("of", ""))

    return _done(request, said)


def open(request: HttpRequest) -> HttpResponse:
    """Open the article `of` for this week, if one is left; the page they are led back to shows it."""

    def opened() -> None:
        of, now = names.item(request.POST.get("of", "")), datetime.now(UTC)
        if request.standing.reads_all or metering.open(request.user, of, now):
            marks.set(request.user, marks.Kind.READ, of, now)

    return _done(request, opened)


def _set_or_unset(request: HttpRequest, room: object) -> None:
    kind, of = request.POST.get("kind", ""), request.POST.get("of", "")
    if kind not in room.Kind.values:  # type: ignore[attr-defined]
        raise BadMember("there is no such kind")
    is_undone = "undo" in request.POST or request.POST.get("on") == "0"
    act = room.unset if is_undone else room.set  # type: ignore[attr-defined]
    act(request.user, kind, of)


def _done(request: HttpRequest, act: Callable[[], None]) -> HttpResponse:
    if request.headers.get("X-Member", str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied  # a mark that was made offline, by somebody else
    try:
        act()
    except BadMember:
        return HttpResponseBadRequest(_("This cannot be done."), content_type="text/plain; charset=utf-8")
    readers.learn(request.user)
    if request.headers.get("X-Quiet") == "1":
        return HttpResponse(status=204)
    answer = HttpResponseRedirect(addresses.back(request, "/"))
    answer.status_code = 303
    return answer
