"""The signature of an event: `Stripe-Signature: t=SECONDS,v1=HMAC-SHA256 of "SECONDS.body"`."""

from __future__ import annotations

import hmac
from hashlib import sha256

from wholestory.members import numbers

TOLERANCE = 300  # seconds between the provider's clock and ours
LONGEST = 2000


def is_signed(body: bytes, header: str, *, secret: str, now: float) -> bool:
    """Whether somebody who knows the secret signed these very bytes, just now."""
    moment, given = _parts(header)
    if not secret or moment is None or abs(now - moment) > TOLERANCE:
        return False
    expected = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return any(hmac.compare_digest(expected.encode(), each.encode()) for each in given)


def _parts(header: str) -> tuple[int | None, list[str]]:
    if len(header) > LONGEST:
        return None, []
    pairs = [part.strip().partition("=") for part in header.split(",")]
    moments = [value for name, _, value in pairs if name == "t"]
    moment = numbers.read(moments[0], digits=11) if len(moments) == 1 else None
    return moment, [] if moment is None else [value for name, _, value in pairs if name == "v1"]
