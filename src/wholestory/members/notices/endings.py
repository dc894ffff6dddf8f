"""Endings: a letter some days before a trial ends, once, to whoever has nothing else to read on with."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from babel.dates import format_date
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wholestory.members import standing
from wholestory.members.models import Member, Membership
from wholestory.members.notices import briefings
from wholestory.members.standing import Standing
from wholestory.members.words import gettext as _

BEFORE = timedelta(days=3)
BEGUN = timedelta(days=1)  # of a trial that is shorter than that nobody is told before it has a day behind it
AGAIN = timedelta(hours=1)  # after a mail server that did not take it
AT_ONCE = 100
TOLD, LATER = "told", "later "  # what a trial's `reference` says; after `later` stands when

_log = logging.getLogger(__name__)


def send(base: str, now: datetime) -> int:
    """Send the letters that are due, whose links lead to the site at `base`; how many."""
    return sum(_send(each, base, now) for each in _due(now) if _take(each) and _may_hear(each.member, now))


def letter(term: Membership, base: str) -> EmailMultiAlternatives:
    """The letter, in the language of this moment."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    day = format_date(term.until.date(), "long", locale=language)
    links = {name: base + reverse(name) for name in ("invitation", "you")}
    told = {"day": day, "free": settings.OURS.free_articles, **links}
    return EmailMultiAlternatives(
        subject=_("Your trial ends on %(day)s") % {"day": day},
        body=render_to_string("letters/ending.txt", told, using="pages"),
        to=[term.member.email],
    )


def _due(now: datetime) -> list[Membership]:
    ending = Q(until__gt=now, until__lte=now + BEFORE, since__lte=now - BEGUN)
    untold = Q(reference="") | Q(reference__startswith=LATER, reference__lte=LATER + now.isoformat())
    found = Membership.objects.filter(ending, untold, kind=Membership.Kind.TRIAL)
    return list(found.select_related("member").order_by("until")[:AT_ONCE])


def _take(term: Membership) -> bool:
    """Note that it is told, before it is: of two who send, and after a crash, nobody gets two."""
    mine = Membership.objects.filter(pk=term.pk, reference=term.reference)
    return bool(mine.update(reference=TOLD))


def _may_hear(member: Member, now: datetime) -> bool:
    is_here = bool(member.is_active and member.leaving_at is None and briefings.is_verified(member))
    return is_here and standing.of(member, now) is Standing.TRIAL


def _send(term: Membership, base: str, now: datetime) -> bool:
    with translation.override(term.member.language or settings.LANGUAGE_CODE):
        try:
            letter(term, base).send()
        except Exception as error:  # whatever one letter meets, the others go out
            _log.error("a letter of a trial's end could not be sent: %s", type(error).__name__)
            later = f"{LATER}{(now + AGAIN).isoformat()}"
            Membership.objects.filter(pk=term.pk).update(reference=later)
            return False
    return True
