"""The newsroom of this process, opened once, by the settings it was started with."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from wholestory import newsroom as newsrooms
from wholestory.fetch import Manners
from wholestory.newsroom import Newsroom


@cache
def newsroom() -> Newsroom:
    """It; any thread may use it. Raises what `newsroom.opened` raises."""
    found = settings.OURS
    return newsrooms.opened(
        found.database,
        manners=Manners(contact=found.contact or None),
        allowed=found.allowed_hosts,
        public=found.public or None,
        accounts=found.accounts,
    )
