"""Mine: what is a member's own. Whose it is, the token says, and nothing that is asked."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja.responses import Status

from wholestory.jobs import own
from wholestory.members import follows, marks, metering, readers, terms, tokens
from wholestory.members.rules import Rule
from wholestory.model import ArticleId
from wholestory.sync.rest import answers
from wholestory.sync.rest.given import (
    ArticleName,
    FollowKind,
    ItemName,
    Limit,
    MarkCursor,
    MarkKind,
    Question,
    Subject,
)
from wholestory.sync.rest.operation import delete, get, put
from wholestory.sync.rest.refusals import Refused
from wholestory.text import queries

TAG = "mine"
DONE = Status(204, None)


@get("/me", rule=Rule.MEMBER, answer=answers.Me, tag=TAG)
def me(request: HttpRequest) -> answers.Me:
    """What the token's member is, until when, and what the token may do."""
    now = datetime.now(UTC)
    state = terms.state(request.user, now)
    free: int = settings.OURS.free_articles
    left = None if state.standing.reads_all else max(0, free - len(metering.opened(request.user, now)))
    scope = request.token.scope if request.token else tokens.Scope.WRITE  # the one member of this machine
    return answers.Me(standing=state.standing.value, until=state.until, left=left, scope=str(scope))


@put("/me/opened/{id}", rule=Rule.MEMBER, tag=TAG)
def open_article(request: HttpRequest, id: ArticleName) -> Status[None]:
    """Open an article for the rest of this week, and mark it read.

    Refused (`none_left`) where no article is left.
    """
    if not own.newsroom().kept([ArticleId(id)]):
        raise Http404
    now = datetime.now(UTC)
    if not (request.standing.reads_all or metering.open(request.user, id, now)):
        raise Refused("none_left")
    marks.set(request.user, marks.Kind.READ, id, now)
    return _learnt(request)


@get("/me/marks/{kind}", rule=Rule.MEMBER, answer=answers.Marks, tag=TAG)
def list_marks(
    request: HttpRequest,
    kind: MarkKind,
    limit: Limit = 20,
    cursor: MarkCursor | None = None,
) -> answers.Marks:
    """What is marked so, the latest first."""
    found = marks.latest(request.user, kind.value, before=cursor, most=limit)
    told = [answers.Marked(of=each.of, at=each.at) for each in found.marks]
    return answers.Marks(marks=told, next=found.next)


@put("/me/marks/{kind}/{id}", rule=Rule.MEMBER, tag=TAG)
def set_mark(request: HttpRequest, kind: MarkKind, id: ItemName) -> Status[None]:
    """Mark a story or an article."""
    marks.set(request.user, kind.value, id)
    return _learnt(request)


@delete("/me/marks/{kind}/{id}", rule=Rule.MEMBER, tag=TAG)
def unset_mark(request: HttpRequest, kind: MarkKind, id: ItemName) -> Status[None]:
    """Take a mark away."""
    marks.unset(request.user, kind.value, id)
    return _learnt(request)


@get("/me/follows", rule=Rule.MEMBER, answer=answers.Follows, tag=TAG)
def list_follows(request: HttpRequest) -> answers.Follows:
    """All that is followed, without the searches."""
    found = [each for each in follows.latest(request.user) if each.kind != follows.Kind.SEARCH]
    told = [answers.Followed(kind=str(each.kind), of=each.of, at=each.at) for each in found]
    return answers.Follows(follows=told)


@put("/me/follows/{kind}", rule=Rule.MEMBER, tag=TAG)
def set_follow(request: HttpRequest, kind: FollowKind, of: Subject) -> Status[None]:
    """Follow it."""
    follows.set(request.user, kind.value, of)
    return _learnt(request)


@delete("/me/follows/{kind}", rule=Rule.MEMBER, tag=TAG)
def unset_follow(request: HttpRequest, kind: FollowKind, of: Subject) -> Status[None]:
    """Follow it no more."""
    follows.unset(request.user, kind.value, of)
    return _learnt(request)


@get("/me/searches", rule=Rule.MEMBER, answer=answers.Searches, tag=TAG)
def list_searches(request: HttpRequest) -> answers.Searches:
    """All searches that were saved."""
    found = follows.latest(request.user, follows.Kind.SEARCH)
    return answers.Searches(searches=[answers.Asked(q=each.of, at=each.at) for each in found])


@put("/me/searches", rule=Rule.MEMBER, tag=TAG)
def set_search(request: HttpRequest, q: Question) -> Status[None]:
    """Save a search."""
    if queries.parse(q).is_empty:
        raise Refused("empty_search")
    follows.set(request.user, follows.Kind.SEARCH, q)
    return _learnt(request)


@delete("/me/searches", rule=Rule.MEMBER, tag=TAG)
def unset_search(request: HttpRequest, q: Question) -> Status[None]:
    """Let go of a search."""
    follows.unset(request.user, follows.Kind.SEARCH, q)
    return _learnt(request)


def _learnt(request: HttpRequest) -> Status[None]:
    """What was done is learnt from at once, as on the pages."""
    readers.learn(request.user)
    return DONE
