"""Where the text of an entry's article comes from: the feed, where it carries all of it, else the page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

from wholestory import feeds, fetch
from wholestory.fetch import Answer, Kind, Outcome
from wholestory.model import Article, ArticleId, Basis, Capture, Granularity, Published, Stamp, Unread
from wholestory.pipeline.inputs import Form, Input, Known
from wholestory.text import urls
from wholestory.text.urls import RawUrl

WHOLE = 1500  # letters; a feed that gives so many away holds nothing back, as a rule
WAITS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))  # before a page is tried again
_PASSING = (Outcome.FAILED, Outcome.HELD, Outcome.TRUNCATED)


def is_whole(given: Unread) -> bool:
    """Whether the feed carries the whole article, so that its page need not be asked."""
    return given.entry.link is None or len(text(given)) >= WHOLE


def is_more(given: Unread, article: Article) -> bool:
    """Whether a page gave more than the feed does."""
    return len(article.text) > len(given.entry.title or "") + len(text(given)) + 2


def request(given: Unread) -> fetch.Request | None:
    """What to ask for the page of an entry; None where it has none."""
    url = urls.parse(RawUrl(given.entry.link)) if given.entry.link else None
    return None if url is None else fetch.Request(url=url, kind=Kind.PAGE)


def text(given: Unread) -> str:
    """What the feed gives of the article, a paragraph a line."""
    return feeds.paragraphs.of(given.entry.content) or feeds.paragraphs.of(given.entry.summary)


def record(given: Unread) -> Input:
    """The article as the feed tells it."""
    told = {"title": given.entry.title or "", "text": text(given), "language": given.entry.language}
    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Input(name(given), f"entry {given.number}", Form.RECORD, data, known=known(given))


def page(given: Unread, capture: Capture) -> Input:
    """The article as its page tells it; as the feed does where the page cannot be read."""
    told = record(given)
    return replace(told, form=Form.PAGE, data=capture.body, url=capture.final_url, instead=told)


def known(given: Unread) -> Known:
    """What the feed knows of the article."""
    entry = given.entry
    return Known(
        url=entry.link,
        outlet=given.outlet,
        byline=entry.authors[0].name if entry.authors else None,
        published=published(entry.published or entry.updated),
    )


def name(given: Unread) -> ArticleId:
    """The article's id, the same for every reading of an entry."""
    return ArticleId(f"e{given.number}")


def published(stamp: Stamp | None) -> Published | None:
    """When the feed says that it was published, as exactly as it says; None where it is no date."""
    if stamp is None or stamp.at is None:
        return None
    day, exact = stamp.at.date().isoformat(), stamp.at.isoformat(timespec="minutes")
    value = {Granularity.YEAR: day[:4], Granularity.MONTH: day[:7], Granularity.DAY: day}.get(
        stamp.granularity, exact
    )
    earliest, latest = _bounds(value, day)
    return Published(value, earliest, latest, stamp.granularity, Basis.METADATA)


def _bounds(value: str, day: str) -> tuple[str, str]:
    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    if len(value) == 7:
        first = datetime.fromisoformat(f"{value}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return f"{value}-01", last.date().isoformat()
    return day, day


def again(given: Unread, answer: Answer | None, now: datetime) -> datetime | None:
    """When to ask for a page once more: after troubles that pass, three times at most."""
    if answer is None or answer.outcome not in _PASSING or given.tries >= len(WAITS):
        return None
    if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
        return None
    return max(filter(None, (now + WAITS[given.tries], answer.retry_at)))
