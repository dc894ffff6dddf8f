"""What came of a request: always a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wholestory.fetch.request import Request
from wholestory.model import Capture
from wholestory.text.urls import Url


class Outcome(StrEnum):
    """How a request ended."""

    FRESH = "fresh"  # a whole body
    NOT_MODIFIED = "not_modified"  # as when the validators were given
    GONE = "gone"  # 410: ask no more
    HELD = "held"  # the host asked for a rest; nothing was sent
    REFUSED = "refused"  # by us: the guard, the scheme, robots.txt
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"  # cut short, by length, chunk or coding
    FAILED = "failed"


class Reason(StrEnum):
    """Why a request was refused or failed."""

    ADDRESS = "address"  # not public, or a port that is not for the web
    SCHEME = "scheme"  # a redirect to something other than http and https
    DOWNGRADE = "downgrade"  # a redirect from https to http
    ROBOTS = "robots"  # robots.txt says no, or cannot be read for now
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"  # not HTTP, or headers beyond all measure
    CODING = "coding"  # an unknown content coding, or bytes that are not in the one named
    REDIRECTS = "redirects"  # too many, or of a request that may not be sent elsewhere
    STATUS = "status"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a request ended and what it brought.

    `capture` is there for FRESH and (with an empty body) NOT_MODIFIED alone. `moved_to` is where 301s and
    308s led before any other answer: the caller changes an address only after several equal answers.
    `retry_at` (aware, UTC) is when the host may be asked again, where it said so; it holds for all of `site`.
    """

    request: Request
    outcome: Outcome
    site: str
    capture: Capture | None = None
    status: int | None = None
    reason: Reason | None = None
    detail: str = ""
    moved_to: Url | None = None
    retry_at: datetime | None = None


class Unanswered(Exception):
    """A request that ended without an answer; it stays inside this room."""

    def __init__(
        self,
        outcome: Outcome,
        reason: Reason | None = None,
        detail: str = "",
        *,
        status: int | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        super().__init__(outcome, reason, detail)
        self.outcome, self.reason, self.detail = outcome, reason, detail
        self.status, self.retry_at = status, retry_at
