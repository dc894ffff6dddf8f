"""One exchange with one address: headers out, headers and a bounded body in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import NoReturn

import aiohttp
from yarl import URL

from wholestory.fetch import guard
from wholestory.fetch.answer import Outcome, Reason, Unanswered
from wholestory.fetch.decoding import Body, TooLarge, Truncated, Undecodable
from wholestory.fetch.request import Kind, Request
from wholestory.model import Validators
from wholestory.text import urls
from wholestory.text.urls import Url

REDIRECTS = frozenset((301, 302, 303, 307, 308))

_CODINGS = "gzip, br, zstd"
_ACCEPT = {
    Kind.FEED: "application/atom+xml, application/rss+xml, application/feed+json, text/xml;q=0.9, */*;q=0.5",
    Kind.PAGE: "text/html, application/xhtml+xml, */*;q=0.5",
    Kind.IMAGE: "image/avif, image/webp, image/png, image/jpeg, image/gif, */*;q=0.1",
    Kind.ROBOTS: "text/plain, */*;q=0.1",
}
_SAID = 200  # characters of a library's or a server's words that we repeat


@dataclass(frozen=True, slots=True)
class Received:
    """What one address answered. `body` is empty unless the status is a 2xx."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    validators: Validators | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


async def exchange(
    session: aiohttp.ClientSession, request: Request, url: Url, *, agent: str, largest: int, seconds: float
) -> Received:
    """Ask `url`, in place of the request's own address where redirects led there.

    Raises Unanswered, whatever goes wrong; never follows a redirect.
    """
    with guard.attempt(urls.host(url)) as attempt:
        try:
            async with asyncio.timeout(seconds), _sent(session, request, url, agent) as response:
                return await _received(response, url, largest=largest, cut=request.kind is Kind.ROBOTS)
        except TimeoutError:
            raise Unanswered(Outcome.FAILED, Reason.TIMEOUT, f"no whole answer in {seconds:.1f} s") from None
        except TooLarge:
            raise Unanswered(Outcome.TOO_LARGE, detail=f"more than {largest} bytes") from None
        except Truncated:
            raise Unanswered(Outcome.TRUNCATED, detail="the coded body has no end") from None
        except Undecodable as error:
            raise Unanswered(Outcome.FAILED, Reason.CODING, str(error)) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            _explain(error, attempt)


def _sent(
    session: aiohttp.ClientSession, request: Request, url: Url, agent: str
) -> aiohttp.client._RequestContextManager:
    return session.request(
        "GET" if request.post is None else "POST",
        URL(url, encoded=True),
        headers=_headers(request, url, agent),
        data=request.post,
        allow_redirects=False,
        ssl=not (request.tls_unverified and urls.host(url) == urls.host(request.url)),
    )


def _headers(request: Request, url: Url, agent: str) -> dict[str, str]:
    headers = {
        "User-Agent": agent,
        "Accept": _ACCEPT.get(request.kind, "*/*"),
        "Accept-Encoding": _CODINGS,
    }
    if request.post is not None:
        headers |= {"Content-Type": request.post_type, **dict(request.post_headers)}
    given = request.validators
    if given and given.url == url and request.post is None:
        if given.etag is not None:
            headers["If-None-Match"] = given.etag
        if given.last_modified is not None:
            headers["If-Modified-Since"] = given.last_modified
    return headers


async def _received(response: aiohttp.ClientResponse, url: Url, *, largest: int, cut: bool) -> Received:
    headers = tuple((_text(name), _text(value)) for name, value in response.raw_headers)
    if not 200 <= response.status < 300:
        response.close()  # what else it says is of no use, and may be without end
        return Received(response.status, headers, validators=_validators(response, url))
    length = response.content_length
    if length is not None and length > largest and not cut:
        response.close()
        raise TooLarge
    body = await _body(response, largest=largest, cut=cut)
    return Received(response.status, headers, body, _validators(response, url))


async def _body(response: aiohttp.ClientResponse, *, largest: int, cut: bool) -> bytes:
    body = Body(",".join(response.headers.getall("Content-Encoding", ())), largest=largest)
    try:
        async for raw in response.content.iter_any():
            body.add(raw)
        return body.whole()
    except TooLarge:
        response.close()
        if not cut:
            raise
        return body.so_far()


def _validators(response: aiohttp.ClientResponse, url: Url) -> Validators | None:
    etag, modified = _exact(response, b"etag"), _exact(response, b"last-modified")
    return Validators(url, etag, modified) if etag is not None or modified is not None else None


def _exact(response: aiohttp.ClientResponse, name: bytes) -> str | None:
    """A header that can be sent back as it came; None where it cannot."""
    raw = next((value for key, value in response.raw_headers if key.lower() == name), None)
    try:
        text = raw.decode() if raw else None
    except UnicodeDecodeError:
        return None
    return text if text and all(letter >= " " and letter != "\x7f" for letter in text) else None


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _explain(error: Exception, attempt: guard.Attempt) -> NoReturn:
    """Raise Unanswered with the reason that the caller can act on."""
    if attempt.refused:
        raise Unanswered(Outcome.REFUSED, Reason.ADDRESS, attempt.refused[0]) from None
    said = f"{type(error).__name__}: {error}"[:_SAID]
    if isinstance(error, aiohttp.ClientPayloadError):
        raise Unanswered(Outcome.TRUNCATED, detail=said) from None
    raise Unanswered(Outcome.FAILED, _reason(error), said) from None


def _reason(error: Exception) -> Reason:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Reason.DNS
    if isinstance(error, aiohttp.ClientSSLError):
        return Reason.TLS
    if isinstance(error, aiohttp.ClientResponseError):
        return Reason.PROTOCOL
    if isinstance(error, aiohttp.ClientConnectionError | OSError):
        return Reason.CONNECTION
    return Reason.PROTOCOL


def describe(status: int) -> str:
    """The status and its usual words."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
