"""Lists that go on where they stopped, newest first, never by counting from the start."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from wholestory.model import Place


def newest(found: Any, before: Place | None) -> Any:
    """A query set from a place on; the clock may go back, since rows of equal times are told apart."""
    ordered = found.order_by("-sort_at", "-id")
    if before is None:
        return ordered
    at, number = before
    return ordered.filter(sort_at__lte=at).exclude(Q(sort_at=at) & Q(id__gte=number))
