"""What the members' templates call."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from wholestory.members import signing


def oidc() -> str | None:
    """The other server to sign in at, by its name."""
    host: str | None = urlsplit(settings.OURS.oidc_server).hostname
    return host


def trial_days() -> int:
    """How long a trial is."""
    days: int = settings.OURS.trial_days
    return days


GLOBALS: dict[str, Any] = {"signed": signing.shown, "oidc": oidc, "trial_days": trial_days}
