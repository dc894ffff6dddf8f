"""When to look at a feed again: as it asks, as often as it has news, later after failures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from wholestory.model import NextCheck, Pace, Visit, Waiting

FLOOR = timedelta(minutes=30)
CEILING = timedelta(hours=24)
UNKNOWN = timedelta(hours=1)  # of a feed without dates
FIRST_FAILURE = timedelta(hours=1)
LONGEST = timedelta(days=7)
JITTER = 0.1
_ITEMS = 20
_SILENCE = 24  # a feed silent for a day is asked hourly, for a month daily
_MISSING = (404, 451)
_TRIES = 10


def next_check(
    now: datetime,
    visit: Visit,
    *,
    pace: Pace = Pace(),  # noqa: B008 - frozen
    times: Sequence[datetime] = (),
    jitter: float = 0.0,
) -> NextCheck:
    """When to ask next, after `visit` at `now`.

    `pace` is what the feed asks for, `times` when its entries appeared (credible ones, in any order),
    `jitter` a number from -1 to 1 that moves the time by up to a tenth. Never sooner than in 30 minutes, nor
    later than in a day (a week after failures or where the server says so).
    """
    if visit.status == 410 or (visit.status in _MISSING and visit.failures >= _TRIES):
        return NextCheck(None, Waiting.GONE)
    if visit.retry_at is not None:
        wait = min(max(visit.retry_at - now, FLOOR), LONGEST)
        return NextCheck(now + wait * (1 + JITTER * abs(jitter)), Waiting.TOLD)
    if visit.failures:
        doubled = FIRST_FAILURE * 2 ** min(visit.failures - 1, 10)
        return NextCheck(now + _moved(min(doubled, LONGEST), jitter), Waiting.FAILING)
    learned = learn(times, now)
    asked = max((each for each in (pace.every, visit.max_age) if each), default=timedelta())
    interval = min(max(learned, asked, FLOOR), CEILING)
    because = Waiting.ASKED if asked > max(learned, FLOOR) else Waiting.LEARNED
    return NextCheck(_allowed(now + _moved(interval, jitter), pace), because)


def learn(times: Sequence[datetime], now: datetime) -> timedelta:
    """The median gap between the last 20 entries, longer the longer the feed has been silent."""
    latest = sorted((time for time in times if time <= now), reverse=True)[:_ITEMS]
    if not latest:
        return UNKNOWN
    silence = (now - latest[0]) / _SILENCE
    gaps = sorted(newer - older for newer, older in pairwise(latest))
    return max(gaps[len(gaps) // 2] if gaps else UNKNOWN, silence)


def _moved(interval: timedelta, jitter: float) -> timedelta:
    """`interval` moved by the jitter, backwards only where that stays above the floor."""
    moved = interval * (1 + JITTER * max(-1.0, min(jitter, 1.0)))
    return moved if moved >= FLOOR else FLOOR + (FLOOR - moved)


def _allowed(at: datetime, pace: Pace) -> datetime:
    """The first moment from `at` on that is in no hour or day to be skipped; `at` where all are."""
    if not pace.skip_hours and not pace.skip_days:
        return at
    moment = at.astimezone(UTC)
    for _ in range(24 * 8):
        if moment.hour not in pace.skip_hours and moment.weekday() not in pace.skip_days:
            return moment
        moment = (moment + timedelta(hours=1)).replace(minute=at.minute, second=0, microsecond=0)
    return at
