"""The door: visitors are given pages that are kept, all others go in; what goes out is packed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpResponse

from wholestory.site.kept import asking, packing, pages
from wholestory.site.kept.asking import Asked
from wholestory.site.kept.pages import Answer, Headers
from wholestory.site.kept.shelf import Shelf
from wholestory.site.kept.versions import Version
from wholestory.web.keeping import HEADER, SEAM, VERSION

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
LONGEST = 60.0  # seconds that a page is kept, though nothing changed: it says how old things are
_MAY_VARY = {"cookie", "accept-language", "accept-encoding"}  # all of which `asking` looks at
_MARK = HEADER.lower()


class Kept:
    """A WSGI application around Django's. `version` says how each file stands, None where nobody knows."""

    def __init__(
        self,
        application: Application,
        *,
        version: Callable[[], Version],
        shelf: Shelf | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._application, self._version, self._clock = application, version, clock
        self._shelf = Shelf() if shelf is None else shelf

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer from the shelf, or from inside."""
        asked, version = asking.visitor(environ), self._version()
        environ[VERSION] = version
        if asked is None or version is None:
            return self._passed(environ, start, None, None)
        found = self._shelf.page(asked, version=version, now=self._clock())
        if found is None:
            return self._passed(environ, start, asked, version)
        return _given(environ, start, _answer(found, environ))

    def _passed(
        self, environ: Environ, start: Start, asked: Asked | None, version: Version
    ) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []
        found = self._application(environ, lambda status, headers, *_: told.append((status, headers)))
        status, headers = told[-1]
        if not isinstance(found, HttpResponse):  # it streams: as it comes
            start(status, [each for each in headers if each[0].lower() != _MARK])
            return found
        try:
            body = b"".join(found)
        finally:
            found.close()
        said = {name.lower(): value for name, value in headers}
        headers = [each for each in headers if each[0].lower() != _MARK]
        if asked and environ["REQUEST_METHOD"] == "GET" and _may_be_kept(status, headers, said):
            page = pages.made(status, headers, body, until=self._clock() + LONGEST)
            self._shelf.put(asked, page, version=version)
            return _given(environ, start, _answer(page, environ))
        return _given(environ, start, _packed(status, headers, body, environ))


def _answer(page: pages.Page, environ: Environ) -> Answer:
    long = sum(map(len, page.parts)) >= packing.LEAST
    return page.answer(packs=long and _takes_gzip(environ), known=environ.get("HTTP_IF_NONE_MATCH", ""))


def _may_be_kept(status: str, headers: Headers, said: Mapping[str, str]) -> bool:
    varies = {name.strip().lower() for name in said.get("vary", "").split(",")} - {""}
    cached = said.get("cache-control", "")
    return (
        _MARK in said
        and status.startswith("200 ")
        and not any(name.lower() == "set-cookie" for name, _ in headers)
        and "no-store" not in cached
        and "content-encoding" not in said
        and varies <= _MAY_VARY
    )


def _packed(status: str, headers: Headers, body: bytes, environ: Environ) -> Answer:
    said = {name.lower(): value for name, value in headers}
    pieces = body.split(SEAM) if said.get("content-type", "").startswith("text/html") else [body]
    body = b"".join(pieces)
    if "content-encoding" in said or not packing.gains(said.get("content-type", ""), body):
        return Answer(status, headers if len(pieces) == 1 else _sized(headers, body), body)
    varies = said.get("vary")
    kept = [each for each in headers if each[0].lower() != "vary"]
    kept.append(("Vary", f"{varies}, Accept-Encoding" if varies else "Accept-Encoding"))
    if _takes_gzip(environ):
        body = packing.packed(pieces)
        kept.append(("Content-Encoding", "gzip"))
    return Answer(status, _sized(kept, body), body)


def _takes_gzip(environ: Environ) -> bool:
    return "gzip" in packing.accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))


def _sized(headers: Headers, body: bytes) -> Headers:
    """The headers with the length of what goes out."""
    kept = [each for each in headers if each[0].lower() != "content-length"]
    return [*kept, ("Content-Length", str(len(body)))]


def _given(environ: Environ, start: Start, answer: Answer) -> list[bytes]:
    start(answer.status, answer.headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]
