"""Reading: how much of an article somebody is shown. Asking writes nothing; the form that opens it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest

from wholestory.members import metering
from wholestory.members.standing import Standing


@dataclass(frozen=True, slots=True)
class Access:
    """Whether all of it is shown, and how many articles may still be opened in this week (None: any number).

    Where not all is shown and some are left, the page offers a form that opens it (`POST /open`); where none
    are, and to visitors (`left` is 0), the wall.
    """

    full: bool
    left: int | None


def open(request: HttpRequest, article: str) -> Access:
    """What whoever asks is shown of an article, named as marks name it ("e" and its number)."""
    standing: Standing = request.standing
    if standing.reads_all:
        return Access(True, None)
    if standing is Standing.ANONYMOUS:
        return Access(False, 0)
    opened = metering.opened(request.user, datetime.now(UTC))
    free = settings.OURS.free_articles
    return Access(article in opened, max(0, free - len(opened)))
