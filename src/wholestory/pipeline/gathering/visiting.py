"""What an answer means for the feed that was asked for: pure, so that every rule can be tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wholestory import feeds, fetch
from wholestory.errors import Unreadable
from wholestory.fetch import Answer, Outcome
from wholestory.model import (
    Decision,
    Feed,
    FollowedFeed,
    Gathered,
    KnownEntry,
    Move,
    NextCheck,
    Visit,
    Waiting,
)
from wholestory.pipeline.gathering.offering import offered
from wholestory.text.urls import Url

SURE = 3  # equal permanent redirects in a row, over at least a day, until a feed's address is changed
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When, and a number from -1 to 1 that moves the next time by up to a tenth."""

    now: datetime
    jitter: float = 0.0


def request(feed: FollowedFeed) -> fetch.Request:
    """What to ask for; validators only where what reads feeds now read what they vouch for."""
    given = feed.validators if feed.parser == feeds.PARSER else None
    return fetch.Request(url=Url(feed.url), validators=given)


def is_same(feed: FollowedFeed, answer: Answer) -> bool:
    """Whether an answer brings nothing that has not been read already."""
    if answer.outcome is Outcome.NOT_MODIFIED:
        return True
    capture = answer.capture
    return capture is not None and (capture.digest, feeds.PARSER) == (feed.digest, feed.parser)


def unchanged(feed: FollowedFeed, answer: Answer, times: Sequence[datetime], at: Moment) -> Gathered:
    """The same as before: only when to ask again changes, and what the server gave to ask with."""
    capture = answer.capture
    visit = Visit(status=answer.status, max_age=fetch.lifetime(capture) if capture else None)
    after = feeds.next_check(at.now, visit, pace=feed.pace, times=times, jitter=at.jitter)
    found = _gathered(feed, at, _slower(feed, after, at))
    found = _moved(feed, replace(found, status=answer.status), answer)
    if answer.outcome is Outcome.NOT_MODIFIED or capture is None:
        return found
    return replace(found, validators=capture.validators, digest=capture.digest, parser=feeds.PARSER)


def read(
    feed: FollowedFeed, answer: Answer, parsed: Feed, known: Sequence[KnownEntry], at: Moment
) -> Gathered:
    """A document with what it changes."""
    assert answer.capture is not None, "only a whole body is read"
    decision = feeds.decide(known, parsed, at.now)
    times = [each.sort_at for each in known] + [each.known.sort_at for each in decision.new]
    visit = Visit(status=answer.status, max_age=fetch.lifetime(answer.capture))
    after = feeds.next_check(at.now, visit, pace=parsed.pace, times=times, jitter=at.jitter)
    found = replace(
        _gathered(feed, at, _slower(feed, after, at)),
        decision=decision,
        title=parsed.title,
        site=parsed.link,
        pace=parsed.pace,
        status=answer.status,
        parser=feeds.PARSER,
        hubs=offered(parsed, answer.capture),
    )
    if not any(link.rel == "sitemap" for link in parsed.links):  # an index stays while its sitemaps change
        found = replace(found, validators=answer.capture.validators, digest=answer.capture.digest)
    return _moved(feed, found, answer)


def pushed(feed: FollowedFeed, decision: Decision, now: datetime) -> Gathered:
    """What a hub delivered: news like any other, of a feed that is asked when it would have been."""
    after = NextCheck(feed.next_check_at or now, Waiting.PUSHED)
    return replace(
        _gathered(feed, Moment(now), after),
        decision=decision,
        failures=feed.failures,
        status=feed.status,
        error=feed.error,
        moved=feed.moved,
    )


def _slower(feed: FollowedFeed, after: NextCheck, at: Moment) -> NextCheck:
    """While a hub tells of news a feed is asked once a day, in case something was lost on the way."""
    if after.at is None or feed.pushed_until is None or feed.pushed_until <= at.now:
        return after
    daily = min(feed.pushed_until, at.now + _DAY * (1 + at.jitter / 10))
    return NextCheck(daily, Waiting.PUSHED) if daily > after.at else after


def failed(feed: FollowedFeed, answer: Answer, at: Moment, error: Unreadable | None = None) -> Gathered:
    """No answer, or none that is a feed: nothing that is kept changes, and it is asked later."""
    if answer.outcome is Outcome.HELD and answer.retry_at:
        after = feeds.next_check(at.now, Visit(status=None, retry_at=answer.retry_at), jitter=at.jitter)
        return replace(
            _gathered(feed, at, after), failures=feed.failures, error=answer.detail, moved=feed.moved
        )
    failures = feed.failures + 1
    visit = Visit(status=answer.status, failures=failures, retry_at=answer.retry_at)
    after = feeds.next_check(at.now, visit, pace=feed.pace, jitter=at.jitter)
    return replace(
        _gathered(feed, at, after), failures=failures, status=answer.status, error=in_words(answer, error)
    )


def in_words(answer: Answer, error: Unreadable | None = None) -> str:
    """What went wrong, for people."""
    if error is not None:
        return f"{error.code}: {error}"
    return ": ".join(filter(None, (answer.reason or answer.outcome, answer.detail)))


def _gathered(feed: FollowedFeed, at: Moment, after: NextCheck) -> Gathered:
    return Gathered(feed=feed.id, lease=feed.lease or "", at=at.now, next=after)


def _moved(feed: FollowedFeed, found: Gathered, answer: Answer) -> Gathered:
    """Count equal permanent redirects; take the new address over once they have lasted."""
    target = answer.moved_to
    if target is None or target == feed.url:
        return found
    before = feed.moved if feed.moved and feed.moved.url == target else Move(target, 0, found.at)
    moved = replace(before, times=before.times + 1)
    if moved.times >= SURE and found.at - moved.since >= _DAY:
        return replace(found, url=target)
    return replace(found, moved=moved)
