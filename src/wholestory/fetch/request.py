"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wholestory.model import Validators
from wholestory.text.urls import Url


class Kind(StrEnum):
    """What a request is for; only pages ask robots.txt first, since the others were asked for by a person."""

    FEED = "feed"
    PAGE = "page"
    IMAGE = "image"
    OTHER = "other"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One address to ask.

    `validators` are sent to the address that gave them and to no other. With `post` the bytes are sent as
    `post_type`, with `post_headers`, and redirects are not followed. `tls_unverified` accepts any
    certificate: an administrator's exception for one address, never a default.
    """

    url: Url
    kind: Kind = Kind.FEED
    validators: Validators | None = None
    post: bytes | None = None
    post_type: str = "application/x-www-form-urlencoded"
    post_headers: tuple[tuple[str, str], ...] = ()
    tls_unverified: bool = False
