"""A page as it is kept: its text and headers with holes where the nonce stood, packed once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain

from wholestory.site.kept import packing
from wholestory.web.keeping import SEAM

Headers = list[tuple[str, str]]
_NONCE = re.compile(r"'nonce-([A-Za-z0-9+/_=-]{8,})'")
_POLICIES = ("content-security-policy", "content-security-policy-report-only")
_OURS = ("content-length", "content-encoding", "etag", "vary")
_OVERHEAD = 2048  # bytes of what stands around a page's texts
VARY = ("Vary", "Accept-Encoding, Accept-Language, Cookie")


@dataclass(slots=True)
class Answer:
    """What goes out."""

    status: str
    headers: Headers
    body: bytes


@dataclass(slots=True)
class Page:
    """One page; between its `parts` stand `holes`: a nonce where it says True, else nothing."""

    status: str
    headers: Headers
    parts: Sequence[bytes]
    holes: Sequence[bool]
    nonce: str | None
    tag: str
    until: float
    _packed: Sequence[bytes] | None = field(default=None)
    _was_asked: bool = field(default=False)

    @property
    def size(self) -> int:
        """Bytes of memory, about, packed or not."""
        return _OVERHEAD + sum(map(len, self.parts)) * 4 // 3

    def answer(self, *, packs: bool, known: str) -> Answer:
        """It, to one visitor, who has the versions `known` (`If-None-Match`) already."""
        if _is_known(self.tag, known):  # without a policy: the browser's copy goes with the one it came with
            kept = [each for each in self.headers if each[0].lower() not in _POLICIES]
            return Answer("304 Not Modified", [*kept, ("ETag", self.tag), VARY], b"")
        nonce = secrets.token_urlsafe(16) if self.nonce else ""
        headers = [*self._headers(nonce), ("ETag", self.tag), VARY]
        holes = [nonce.encode() if is_nonce else b"" for is_nonce in self.holes]
        body = self._body(holes, headers) if packs else packing.joined(self.parts, holes)
        headers.append(("Content-Length", str(len(body))))
        return Answer(self.status, headers, body)

    def _headers(self, nonce: str) -> Headers:
        if not self.nonce:
            return self.headers
        return [
            (name, value.replace(self.nonce, nonce) if name.lower() in _POLICIES else value)
            for name, value in self.headers
        ]

    def _body(self, holes: Sequence[bytes], headers: Headers) -> bytes:
        packed = self._packed
        if packed is None:  # most addresses are asked for once: it is packed well when it is asked for again
            packed = packing.holed(self.parts, packing.LEVEL if self._was_asked else packing.LEVEL_ONCE)
            self._packed, self._was_asked = (packed if self._was_asked else None), True
        headers.append(("Content-Encoding", "gzip"))
        return packing.filled(self.parts, packed, holes)


def made(status: str, headers: Headers, body: bytes, *, until: float) -> Page:
    """The page that was answered with."""
    policy = next((value for name, value in headers if name.lower() in _POLICIES), "")
    found = _NONCE.search(policy)
    nonce = found[1] if found else None
    parts, holes = _cut(body, nonce.encode() if nonce else SEAM)
    kept = [each for each in headers if each[0].lower() not in _OURS]
    digest = sha256(b"\x00".join(parts)).hexdigest()[:24]
    return Page(status, kept, parts, holes, nonce, f'W/"{digest}"', until)


def _cut(body: bytes, nonce: bytes) -> tuple[list[bytes], list[bool]]:
    """What stands between seams and nonces, and after each but the last whether a nonce comes."""
    pieces = [piece.split(nonce) for piece in body.split(SEAM)]
    parts = list(chain.from_iterable(pieces))
    holes = list(chain.from_iterable([*[True] * (len(piece) - 1), False] for piece in pieces))
    return parts, holes[:-1]


def _is_known(tag: str, header: str) -> bool:
    """Whether an `If-None-Match` names it (RFC 9110, 13.1.2: compared weakly)."""
    bare = tag.removeprefix("W/")
    return bool(header) and any(each.strip().removeprefix("W/") in (bare, "*") for each in header.split(","))
