"""How politely, how long and how much: every limit of an outbound request, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version

PRODUCT = "Wholestory"  # the name that robots.txt files call us by


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits. Times are in seconds, sizes in bytes.

    `deadline` covers everything that happens on the network for one request, redirects included, but not
    waiting for a turn. `gap` is the rest a registrable host gets between two requests. `at_once` requests run
    at a time; one that has run for `patience` makes room for another and goes on as one of at most `slow`.
    `contact` is an address that server operators find in the User-Agent.
    """

    contact: str | None = None
    deadline: float = 20.0
    largest: int = 10 << 20
    redirects: int = 5
    gap: float = 1.0
    at_once: int = 50
    slow: int = 400
    patience: float = 2.0
    longest_rest: timedelta = timedelta(days=7)

    @property
    def agent(self) -> str:
        """The User-Agent: name, version and whom to write to."""
        about = f"+{self.contact}" if self.contact else "news reader"
        return f"{PRODUCT}/{version('wholestory')} ({about})"
