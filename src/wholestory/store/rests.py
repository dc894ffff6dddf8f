"""Sites that asked for a rest, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wholestory.store.models import Rest


def of(alias: str, now: datetime) -> dict[str, datetime]:
    """The sites that still want their rest."""
    return dict(Rest.objects.using(alias).filter(until__gt=now).values_list("site", "until"))


def keep(alias: str, until: Iterable[tuple[str, datetime]]) -> None:
    """Note sites that asked for one, in the transaction of the caller."""
    given = [Rest(site=site, until=at) for site, at in dict(until).items()]
    Rest.objects.using(alias).bulk_create(
        given, update_conflicts=True, unique_fields=["site"], update_fields=["until"]
    )
