"""Redirects, and what an answer's status means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wholestory.fetch import waiting
from wholestory.fetch.answer import Answer, Outcome, Reason, Unanswered
from wholestory.fetch.exchange import REDIRECTS, Received, describe
from wholestory.fetch.manners import Manners
from wholestory.fetch.request import Request
from wholestory.model import Capture
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

_PERMANENT = frozenset((301, 308))
_ASKS_FOR_REST = frozenset((429, 503))


@dataclass(slots=True)
class Chain:
    """Where a request has been led so far, and the seconds it has spent on the network."""

    request: Request
    url: Url = field(init=False)
    site: str = field(init=False)
    spent: float = 0.0
    hops: int = 0
    moved_to: Url | None = None
    is_same_site: bool = False
    asked_at: datetime | None = None
    _is_permanent: bool = True

    def __post_init__(self) -> None:
        self.url = self.request.url
        self.site = urls.site(self.url)

    def is_led_on(self, received: Received) -> bool:
        """Whether the answer names another address."""
        return received.status in REDIRECTS and received.header("location") is not None

    def go_on(self, received: Received, *, most: int) -> None:
        """Follow a redirect. Raises Unanswered where it may not be followed."""
        self._check(received, most)
        target = urls.parse(RawUrl(received.header("location") or ""), base=self.url)
        if target is None:
            raise Unanswered(
                Outcome.REFUSED, Reason.SCHEME, "redirect to no web address", status=received.status
            )
        if urls.is_secure(self.url) and not urls.is_secure(target):
            raise Unanswered(
                Outcome.REFUSED, Reason.DOWNGRADE, "redirect from https to http", status=received.status
            )
        self._is_permanent = self._is_permanent and received.status in _PERMANENT
        self.moved_to = target if self._is_permanent else self.moved_to
        self.url, before = target, self.site
        self.site = urls.site(target)
        self.is_same_site = self.site == before
        self.hops += 1

    def _check(self, received: Received, most: int) -> None:
        if self.request.post is not None:
            raise Unanswered(
                Outcome.FAILED, Reason.REDIRECTS, "a post is not sent elsewhere", status=received.status
            )
        if self.hops >= most:
            raise Unanswered(
                Outcome.FAILED, Reason.REDIRECTS, f"more than {most} redirects", status=received.status
            )


def rest(received: Received, *, now: datetime, manners: Manners) -> datetime | None:
    """Until when the host asks to be left alone."""
    if received.status not in _ASKS_FOR_REST:
        return None
    return waiting.until(received.header("retry-after"), now=now, longest=manners.longest_rest)


def answer(chain: Chain, received: Received, *, got: datetime, retry_at: datetime | None) -> Answer:
    """What the last answer of a chain means."""
    outcome, reason = _meaning(chain, received)
    return Answer(
        request=chain.request,
        outcome=outcome,
        site=chain.site,
        capture=_capture(chain, received, got) if outcome in (Outcome.FRESH, Outcome.NOT_MODIFIED) else None,
        status=received.status,
        reason=reason,
        detail="" if reason is None else describe(received.status),
        moved_to=chain.moved_to,
        retry_at=retry_at,
    )


def _meaning(chain: Chain, received: Received) -> tuple[Outcome, Reason | None]:
    given = chain.request.validators
    match received.status:
        case 304 if given and given.url == chain.url:
            return Outcome.NOT_MODIFIED, None
        case 206:  # a part that nobody asked for
            return Outcome.TRUNCATED, None
        case 410:
            return Outcome.GONE, None
        case status if 200 <= status < 300:
            return Outcome.FRESH, None
        case _:
            return Outcome.FAILED, Reason.STATUS


def _capture(chain: Chain, received: Received, got: datetime) -> Capture:
    return Capture(
        url=chain.request.url,
        final_url=chain.url,
        status=received.status,
        headers=received.headers,
        body=received.body,
        requested_at=chain.asked_at or got,
        received_at=got,
        validators=received.validators,
    )
