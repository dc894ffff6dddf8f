"""What readers say of the grouping, kept until the desk has looked at it."""

from __future__ import annotations

from datetime import datetime

from wholestory.members.models import Member, Suggestion

MOST = 100  # that one member may have waiting


def keep(member: Member, kind: str, article: str, *, story: str, into: str = "", at: datetime) -> bool:
    """Keep it; False, and nothing is kept, where it is there already or the member has said too much."""
    waiting = Suggestion.objects.filter(member=member, answer=Suggestion.Answer.WAITING)
    if waiting.count() >= MOST:
        return False
    given = {"story": story, "at": at}
    return bool(
        Suggestion.objects.get_or_create(
            member=member, kind=kind, article=article, into=into, answer="waiting", defaults=given
        )[1]
    )
