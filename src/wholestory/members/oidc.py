"""Asking another server who somebody is (OpenID Connect), through the house's one client and its guard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings

from wholestory import fetch
from wholestory.fetch import Kind, Outcome, Request
from wholestory.text.urls import Url


@dataclass(frozen=True, slots=True)
class Said:
    """What the server answered, in the words of `requests`, which allauth speaks."""

    content: bytes
    status_code: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})

    @property
    def text(self) -> str:
        """As text."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """As JSON. Raises `OAuth2Error`, which the page of a failed sign-in shows."""
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise OAuth2Error("the server's answer is no JSON") from error

    def raise_for_status(self) -> None:
        """Nothing: an answer that is none never came this far."""


class Session:
    """What of a session of `requests` allauth uses for OpenID Connect; only https leaves."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open."""

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Said:
        """Ask. Raises `OAuth2Error`."""
        if headers:
            raise OAuth2Error("tokens are sent in forms alone")
        return asyncio.run(_answer(Request(url=_https(url), kind=Kind.OTHER)))

    def request(self, method: str, url: str, *, data: Mapping[str, str], **others: Any) -> Said:
        """Send a form. Raises `OAuth2Error`."""
        if method != "POST" or any(others.values()):
            raise OAuth2Error("only plain forms are sent")
        return asyncio.run(_answer(Request(url=_https(url), kind=Kind.OTHER, post=urlencode(data).encode())))


def _https(url: str) -> Url:
    if not url.startswith("https://"):
        raise OAuth2Error("the server names an address that is not https")
    return Url(url)


def _client() -> fetch.Client:
    return fetch.Client(allowed=settings.OURS.allowed_hosts)


async def _answer(request: Request) -> Said:
    async with _client() as client:
        answer = await client.get(request)
    if answer.outcome is not Outcome.FRESH or answer.capture is None:
        raise OAuth2Error(f"the server did not answer ({answer.reason or answer.outcome})")
    return Said(answer.capture.body)
