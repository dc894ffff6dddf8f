"""Letters: the briefing on its way to whoever asked for it, once a day."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wholestory.members.models import Briefing, Member
from wholestory.members.notices import briefings
from wholestory.members.words import gettext as _

AT_ONCE = 100
AGAIN = timedelta(hours=1)  # after a mail server that did not take it

_log = logging.getLogger(__name__)


def send(base: str, now: datetime) -> int:
    """Send the briefings that are due, whose links lead to the site at `base`; how many."""
    found = Briefing.objects.filter(due_at__lte=now).select_related("member").order_by("due_at")
    due = [each for each in found[:AT_ONCE] if _take(each, now)]
    told = [each for each in due if _may_hear(each.member)]
    if not told:
        return 0
    with _through() as connection:
        return sum(_send(each, base, connection, now) for each in told)


def letter(member: Member, base: str, day: str, connection: Any = None) -> EmailMultiAlternatives | None:
    """The letter; None where there is nothing to tell."""
    parts = briefings.parts(member)
    if not parts:
        return None
    stop = base + reverse("briefing_stop", args=[briefings.token(member)])
    held = {"parts": parts, "base": base, "stop": stop, "day": day, "settings": base + reverse("you")}
    made = EmailMultiAlternatives(
        subject=f"{_('Your briefing')}, {day}",
        body=render_to_string("letters/briefing.txt", held, using="pages"),
        to=[member.email],
        connection=connection,
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    held["language"] = translation.get_language() or settings.LANGUAGE_CODE
    held["direction"] = "rtl" if translation.get_language_bidi() else "ltr"
    made.attach_alternative(render_to_string("letters/briefing.html", held, using="pages"), "text/html")
    return made


def _take(each: Briefing, now: datetime) -> bool:
    """Note that today's is sent, before it is: of two who send, and after a crash, nobody gets two."""
    today = now.astimezone(briefings.place(each.zone)).date()
    changes = {"due_at": briefings.upcoming(now, each.hour, each.zone, after=today), "sent_on": today}
    mine = Briefing.objects.filter(Q(sent_on=None) | Q(sent_on__lt=today), pk=each.pk, due_at=each.due_at)
    if mine.update(**changes):
        return True
    again = {"due_at": changes["due_at"]}
    Briefing.objects.filter(pk=each.pk, due_at=each.due_at).update(**again)
    return False


def _may_hear(member: Member) -> bool:
    return bool(member.is_active and member.leaving_at is None and briefings.is_verified(member))


@contextmanager
def _through() -> Iterator[Any]:
    """One connection for all letters; where it cannot be made, each one says so."""
    connection = get_connection()
    try:
        yield connection
    finally:
        connection.close()


def _send(each: Briefing, base: str, connection: Any, now: datetime) -> bool:
    member, place = each.member, briefings.place(each.zone)
    language = member.language or settings.LANGUAGE_CODE
    with translation.override(language):
        day = format_date(now.astimezone(place), "full", locale=language)
        try:
            made = letter(member, base, day, connection)
            if made is not None:
                connection.open()
                made.send()
            return made is not None
        except Exception as error:  # whatever one letter meets, the others go out
            _log.error("a briefing could not be sent: %s", type(error).__name__)
            _try_again(each, now)
            return False


def _try_again(each: Briefing, now: datetime) -> None:
    Briefing.objects.filter(pk=each.pk).update(due_at=now + AGAIN, sent_on=each.sent_on)
