"""What robots.txt allows (RFC 9309), judged by protego.

A file names groups and rules, and every rule is kept for every name of its group: 250 kB of either kind would
cost minutes. So the names that are not ours are made one before protego reads the file.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import islice

from protego import Protego

from wholestory.text.urls import Url

LARGEST = 500 << 10  # bytes that are read; RFC 9309 §2.5 asks for at least so many

_AGENT_LINE = re.compile(
    r"^[ \t]*user[- ]?agent(?P<by>[ \t]*:|[ \t])[ \t]*(?P<name>[^#\r\n]*)", re.IGNORECASE | re.MULTILINE
)
_PROSE = re.compile(r":(?:\s|\Z)")  # "User-agent must match exactly: see below"
_TOKEN = re.compile(r"[A-Za-z_-]+")
_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SITEMAPS = 200
_SOMEBODY = "-somebody-else-"


class Says(Enum):
    """What a site says of a page."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # cannot be read now: to be taken as a no, and asked again


class Rules:
    """One site's rules for one agent."""

    def __init__(self, body: bytes, *, agent: str) -> None:
        """Read the first 500 KiB of `body`; nothing in it is an error. `agent` is a product's bare name."""
        text = body[:LARGEST].decode("utf-8", errors="replace").removeprefix("\ufeff")
        self._agent = agent
        self._rules = Protego.parse(_AGENT_LINE.sub(self._named, _BREAKS.sub("\n", text)))

    def _named(self, line: re.Match[str]) -> str:
        value = line["name"].strip()
        if not line["by"].endswith(":") and _PROSE.search(value):
            return line[0]  # which protego passes over
        token = _TOKEN.match(value)
        if token and token[0].lower() == self._agent.lower():
            return f"User-agent: {self._agent}"
        everybody = value == "*" or value.startswith(("* ", "*\t"))
        return f"User-agent: {'*' if everybody else _SOMEBODY}"

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names, as written."""
        return tuple(islice(self._rules.sitemaps, _SITEMAPS))

    def allow(self, url: Url) -> bool:
        """Whether the agent may fetch `url`."""
        return bool(self._rules.can_fetch(url, self._agent))
