"""A newsroom's way from answers to kept entries, without a network: a test says what each address answers.

The archive, the rules and the batches are the real ones; only the client and the processes that read are not.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from html import escape

from wholestory import feeds, store
from wholestory.fetch import Answer, Outcome, Reason
from wholestory.model import Capture, Subscription, Validators
from wholestory.pipeline.gathering import Moment, gather
from wholestory.text import urls

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Crash(Exception):
    """The process ended here."""


class Desk:
    """`pages` are what addresses answer: a body, a status, or an outcome. `now` is the time; all by hand."""

    count = 2

    def __init__(self, path):
        self.path, self.now, self.pages, self.moved = path, NOW, {}, {}
        self.asked, self.crash = [], None
        self.store = store.open(path)

    def reopen(self):
        self.store.close()
        self.store = store.open(self.path)

    def follow(self, *addresses):
        return self.store.follow([Subscription(url=each) for each in addresses], self.now)

    def update(self, *, later=None):
        """One round of what is due, `later` than the last. `crash` ends it before or after keeping."""
        self.now += later or timedelta()
        try:
            return asyncio.run(gather(self.store, self, self, moment=lambda: Moment(self.now)))
        finally:
            self.crash = None

    def entries(self, *, at_once=1000):
        found, place = [], None
        while page := self.store.newest(most=at_once, before=place):
            found += page
            place = page[-1].place
        return found

    def titles(self):
        return [each.entry.title for each in self.entries()]

    # The client.

    async def each(self, requests):
        for request in requests:
            self.asked.append(request.url)
            yield self._answer(request)

    def _answer(self, request):
        said = self.pages.get(request.url, 404)
        site, moved = urls.site(request.url), self.moved.get(request.url)
        if isinstance(said, int):
            outcome = Outcome.GONE if said == 410 else Outcome.FAILED
            return Answer(request=request, outcome=outcome, site=site, status=said, reason=Reason.STATUS)
        if isinstance(said, Outcome):
            return Answer(request=request, outcome=said, site=site)
        given = Validators(request.url, etag=f'"{hash(said)}"')
        same = request.validators == given
        capture = Capture(
            url=request.url,
            final_url=moved or request.url,
            status=304 if same else 200,
            headers=(),
            body=b"" if same else said,
            requested_at=self.now,
            received_at=self.now,
            validators=given,
        )
        outcome = Outcome.NOT_MODIFIED if same else Outcome.FRESH
        return Answer(
            request=request,
            outcome=outcome,
            site=site,
            status=capture.status,
            capture=capture,
            moved_to=moved,
        )

    # The hands.

    async def keep(self, work, *given, **options):
        return await asyncio.to_thread(self._keep, work, given, options)

    def _keep(self, work, given, options):
        is_keeping = work.__name__ == "keep"
        if is_keeping and self.crash == "before":
            raise Crash
        try:
            found = work(*given, **options)
        finally:
            self.store.close()  # each turn may be another thread's
        if is_keeping and self.crash == "after":
            raise Crash
        return found

    async def read(self, work):
        return work(self)

    def feed(self, data, *, url, charset):
        return feeds.read(data, url=url, charset=charset)


def item(guid=None, title="Ferry sails", *, link=None, words="It sails on Monday.", date=None):
    """One item of a feed; what is None is left out."""
    parts = {"guid": guid, "title": title, "link": link, "description": words, "pubDate": date}
    told = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value is not None)
    return f"<item>{told}</item>"


def rss(*items, title="Tide"):
    """A feed of items."""
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>".encode()
