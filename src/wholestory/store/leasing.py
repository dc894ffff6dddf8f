"""Lending rows that are due, so that nobody else is given them meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Q

from wholestory.store import inserting


def lend(due: Any, now: datetime, *, most: int, lease: timedelta) -> list[Any]:
    """The first `most` of a query set that are not lent, marked as lent to the caller for `lease`.

    To be called within a transaction. After the lease they are free again.
    """
    found = list(due.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))[:most])
    token = uuid4().hex
    for row in found:
        row.lease, row.leased_until = token, now + lease
    for start in range(0, len(found), inserting.SOME):
        some = [row.pk for row in found[start : start + inserting.SOME]]
        due.model.objects.using(due.db).filter(pk__in=some).update(lease=token, leased_until=now + lease)
    return found
