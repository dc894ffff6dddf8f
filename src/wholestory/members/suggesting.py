"""What readers say of the grouping, kept until the desk has looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from wholestory.jobs import own
from wholestory.members.models import Member, Suggestion
from wholestory.model import ArticleId, StoryId

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


@dataclass(frozen=True, slots=True)
class Suggested:
    """One that waits; `times` is how many members say the same."""

    number: int
    kind: str
    article: str
    story: str
    into: str
    at: datetime
    times: int


def waiting(*, most: int = MOST) -> tuple[Suggested, ...]:
    """What waits, what most members say first, then the oldest; the same of several members once."""
    held = Suggestion.objects.filter(answer=Suggestion.Answer.WAITING)
    named = held.values("kind", "article", "story", "into")
    found = named.annotate(number=Min("id"), at=Min("at"), times=Count("id")).order_by("-times", "at")
    return tuple(Suggested(**each) for each in found[:most])


def follow(article: ArticleId, into: StoryId | None, *, by: str) -> None:
    """Correct the grouping: the article belongs to `into`, or only not to its story. Raises `NotThere`."""
    corrections = own.newsroom().corrections
    if into is None:
        corrections.wrong(article, by=by)
    else:
        corrections.belongs(article, into, by=by)


def find(number: int) -> Suggested | None:
    """The one of that number; None where it waits no more."""
    return next((each for each in waiting() if each.number == number), None)


def answer(found: Suggested, *, is_done: bool) -> None:
    """Answer one, and all that say the same."""
    same = {"kind": found.kind, "article": found.article, "story": found.story, "into": found.into}
    said = Suggestion.Answer.DONE if is_done else Suggestion.Answer.DECLINED
    Suggestion.objects.filter(answer=Suggestion.Answer.WAITING, **same).update(answer=said)
