"""Where the payment provider tells of payments."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wholestory.errors import BadRecord
from wholestory.members import numbers, payments

LARGEST = 256 << 10  # bytes


def webhook(request: HttpRequest) -> HttpResponse:
    """Take one event: 200 whenever it needs not be sent again, also where it says nothing to us."""
    length = numbers.read(request.headers.get("Content-Length", ""))
    if length is None:
        return _plain(411, "say the Content-Length")
    if length > LARGEST:
        return _plain(413, "too large")
    body, header = request.read(), request.headers.get("Stripe-Signature", "")
    if not payments.is_signed(body, header, secret=settings.OURS.payment_secret, now=time.time()):
        return _plain(400, "not signed")
    try:
        change = payments.of(body)
    except BadRecord:
        return _plain(400, "not an event")
    is_new = change is not None and payments.take(change, datetime.now(UTC))
    return _plain(200, "taken" if is_new else "known")


def _plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
