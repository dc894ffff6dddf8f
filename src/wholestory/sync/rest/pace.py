"""Pace: how often one token, or one address without any, may ask. Counted in each process, in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest

AT_ONCE = 300  # requests
A_SECOND = 10.0
KNOWN = 10_000  # of whom is counted; who asked longest ago is forgotten


class Pace:
    """Buckets that fill up again. Any thread may ask."""

    def __init__(
        self,
        *,
        at_once: float = AT_ONCE,
        a_second: float = A_SECOND,
        known: int = KNOWN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._at_once, self._a_second, self._known, self._clock = at_once, a_second, known, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, who: str) -> float:
        """Count a request; 0 where it may be answered, else the seconds until one may."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(who, (self._at_once, now))
            left = min(self._at_once, left + (now - then) * self._a_second)
            self._left[who] = (left - 1 if left >= 1 else left, now)
            while len(self._left) > self._known:
                self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / self._a_second


def who(request: HttpRequest) -> str:
    """Who asks, as far as pace goes: a token's member, or where they ask from (of IPv6 the /64)."""
    if request.user.pk is not None:
        return f"m{request.user.pk}"
    try:
        address = ip_address(get_client_ip(request) or "")
    except ValueError:
        return ""
    return str(ip_network((address, 64), strict=False) if address.version == 6 else address)
