"""How a member is told of news: on which devices, and whether by a letter each day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.errors import BadMember
from wholestory.members import numbers
from wholestory.members.models import Member
from wholestory.members.notices import briefings
from wholestory.members.push import devices as held
from wholestory.members.push import keys
from wholestory.members.words import gettext as _

HOURS = range(24)
USUAL_HOUR = 7


def shown(member: Member) -> dict[str, Any]:
    """What their own page asks for."""
    wanted = briefings.of(member)
    return {
        "devices": held.of(member),
        "push_key": keys.text(keys.public(keys.private(settings.PUSH_KEY))),
        "briefing": wanted,
        "hour": wanted.hour if wanted else USUAL_HOUR,
        "zone": wanted.zone if wanted else briefings.UTC_ZONE,
        "hours": HOURS,
        "zones": briefings.zones(),
        "is_verified": briefings.is_verified(member),
    }


def devices(request: HttpRequest) -> HttpResponse:
    """Push to the browser of this `subscription`, or to the device of the number `end` no more."""
    try:
        if number := request.POST.get("end", ""):
            held.remove(request.user, _number(number))
        else:
            _add(request)
    except BadMember:
        messages.error(request, _("This device could not be added."))
    return redirect("you")


def _add(request: HttpRequest) -> None:
    held.add(
        request.user,
        held.read(request.POST.get("subscription", "")),
        name=_name(request.headers.get("User-Agent", "")),
        session=request.session.session_key,
        now=datetime.now(UTC),
    )
    messages.success(request, _("This device is told of news from now on."))


def briefing(request: HttpRequest) -> HttpResponse:
    """Have the day's edition by letter at an `hour` in a `zone`; with `stop`, no more."""
    if "stop" in request.POST:
        briefings.stop(request.user)
        return redirect("you")
    try:
        hour = _number(request.POST.get("hour", ""))
        briefings.want(request.user, hour=hour, zone=request.POST.get("zone", ""), now=datetime.now(UTC))
    except BadMember:
        messages.error(request, _("This was not kept: please choose from the lists."))
    return redirect("you")


def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the letters by the link in one: a page asks first, a mail program does it at once."""
    member = briefings.named(token)
    if member is not None and request.method == "POST":
        briefings.stop(member)
    told = {"token": token, "is_known": member is not None, "is_done": request.method == "POST"}
    return render(request, "members/briefing_stop.html", told, status=200 if member is not None else 404)


def _number(given: str) -> int:
    """A number of a form. Raises `BadMember`."""
    found = numbers.read(given)
    if found is None:
        raise BadMember("this is no number")
    return found


def _name(agent: str) -> str:
    """A browser and its system in short, as it calls itself."""
    browsers = ("Firefox", "Edg", "OPR", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux")
    found = [next((each for each in known if each in agent), "") for known in (browsers, systems)]
    return ", ".join(
        {"Edg": "Edge", "OPR": "Opera", "Macintosh": "Mac"}.get(part, part) for part in found if part
    )
