"""Where pages are open without a sign-in, nobody but this machine may reach them."""

from __future__ import annotations

from ipaddress import ip_address

from wholestory.errors import BadSetting
from wholestory.settings import Settings


def check(found: Settings, host: str) -> None:
    """Raise `BadSetting` where `open` is set and pages at `host` could be asked for from elsewhere."""
    if not found.is_open:
        return
    if not is_near(host):
        raise BadSetting(
            f"WHOLESTORY_OPEN=1 lets in whoever asks, and {host} can be asked from other machines: "
            "serve at --host 127.0.0.1, or let members sign in"
        )
    if found.public:
        raise BadSetting(
            f"WHOLESTORY_OPEN=1 lets in whoever asks, and {found.public} is for others too: set one of them"
        )


def is_near(host: str) -> bool:
    """Whether it is an address of this machine that no other reaches. A name says nothing, but for one."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"
