"""How long an answer may be kept without asking again (RFC 9111 §4.2)."""

from __future__ import annotations

import re
from datetime import timedelta

from wholestory.fetch import waiting
from wholestory.model import Capture

_DIRECTIVE = re.compile(r'(?:^|[\s,])(max-age|no-cache|no-store)\s*(?:=\s*"?(\d{1,10}))?', re.IGNORECASE)


def lifetime(capture: Capture) -> timedelta | None:
    """What is left of the time the server gives the answer; None where it gives none, or forbids keeping."""
    said = {name.lower(): value for name, value in _DIRECTIVE.findall(capture.header("cache-control") or "")}
    if "no-cache" in said or "no-store" in said:
        return None
    if said.get("max-age"):
        age = capture.header("age") or ""
        spent = int(age) if age.isascii() and age.isdecimal() and len(age) < 10 else 0
        return timedelta(seconds=max(0, min(int(said["max-age"]), 10**9) - spent))
    until = waiting.moment(capture.header("expires"))
    given = waiting.moment(capture.header("date")) or capture.received_at
    return max(until - given, timedelta()) if until else None
