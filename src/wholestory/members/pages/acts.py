"""What readers do on pages: mark, follow, wish, open. A form leads back; a script hears nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.translation import gettext as _

from wholestory.errors import BadMember
from wholestory.members import addresses, follows, learning, marks, metering, names

SCRIPT = "fetch"  # what scripts of ours say in X-Requested-With


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
    act = room.unset if "undo" in request.POST else room.set  # type: ignore[attr-defined]
    act(request.user, kind, of)


def _done(request: HttpRequest, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except BadMember:
        return HttpResponseBadRequest(_("This cannot be done."), content_type="text/plain; charset=utf-8")
    if request.headers.get("X-Requested-With") == SCRIPT:
        return HttpResponse(status=204)
    answer = HttpResponseRedirect(addresses.back(request, "/"))
    answer.status_code = 303
    return answer
