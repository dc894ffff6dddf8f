"""Whether who asks follows something: what the button on its page says."""

from __future__ import annotations

from django.http import HttpRequest

from wholestory.members import follows
from wholestory.members.models import Member


def is_followed(request: HttpRequest, kind: str, of: str) -> bool:
    """Whether it is followed; by a visitor nothing is."""
    return isinstance(request.user, Member) and follows.is_set(request.user, kind, of)
