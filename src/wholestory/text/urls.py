"""Addresses on the web, in three states that the type checker keeps apart.

`RawUrl` is what somebody wrote; `Url` an absolute http or https address as browsers understand it (WHATWG
URL Standard, by ada: host in lower case and Punycode, odd spellings of IP addresses made plain);
`CanonicalUrl` one spelling for all the addresses of one page, to tell copies by. All functions are pure; none
raises. What tracks readers, and what only leads elsewhere, stands in `tracking.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from ipaddress import ip_address
from typing import TYPE_CHECKING, NewType
from urllib.parse import parse_qsl

import ada_url

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

RawUrl = NewType("RawUrl", str)
Url = NewType("Url", str)
CanonicalUrl = NewType("CanonicalUrl", Url)

LONGEST = 8192  # characters; servers refuse longer ones

_SCHEMES = ("http:", "https:")
_FEED_SCHEME = re.compile(r"\s*(?:web\+)?feed:(?://)?", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|\Z))", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)

_DOORS_DEEP = 3


def parse(raw: RawUrl, *, base: Url | None = None) -> Url | None:
    """`raw` as an absolute address, resolved against `base`; None where it is none, or not http(s)."""
    if len(raw) > LONGEST:
        return None
    try:
        found = ada_url.URL(raw, base=base)
        usable = found.protocol in _SCHEMES and len(found.href) <= LONGEST
        return Url(found.href) if usable else None
    except ValueError:  # lone surrogates too
        return None


def typed(raw: RawUrl) -> Url | None:
    """What a person typed or a browser handed over: "tide.example/news", "feed://tide.example/rss"."""
    bare = _FEED_SCHEME.sub("", raw, count=1).strip()
    return parse(RawUrl(bare if _SCHEME.match(bare) else f"https://{bare.lstrip('/')}"))


def host(url: Url) -> str:
    """The host in lower case and Punycode, IPv6 addresses without brackets, no final dot."""
    try:
        return ada_url.URL(url).hostname.strip("[]").rstrip(".")
    except ValueError:  # not from `parse`
        return ""


def origin(url: Url) -> Url:
    """Scheme, host and port alone, with a slash."""
    found = ada_url.URL(url)
    return Url(f"{found.protocol}//{found.host}/")


def is_secure(url: Url) -> bool:
    """Whether the address is https."""
    return url.startswith("https:")


def site(url: Url) -> str:
    """The registrable domain ("tide.co.uk" of "news.tide.co.uk"); the host where it has none."""
    return registrable(host(url))


@lru_cache(maxsize=16384)
def registrable(host: str) -> str:
    """The registrable domain of a host, by the Public Suffix List; the host itself where it has none."""
    try:
        return str(ip_address(host))
    except ValueError:
        return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=8192)  # a feed gives most of its addresses again at the next reading
def canonical(url: Url) -> CanonicalUrl:
    """One spelling for the addresses of one page; applying it twice changes nothing.

    Drops credentials, fragment, session and tracking parameters; sorts the parameters by name; writes
    escapes one way; follows doors ("google.com/url?q=…") to what they name. The scheme stays.
    """
    found = ada_url.URL(url)
    for _ in range(_DOORS_DEEP):
        behind = _behind(found)
        if behind is None:
            break
        url, found = behind, ada_url.URL(behind)
    name = found.hostname.rstrip(".") or found.hostname
    port = f":{found.port}" if found.port else ""
    path = _SESSION.sub("", _plain(found.pathname)) or "/"
    query = _query(found.search)
    spelled = f"{found.protocol}//{name}{port}{path}{query}"
    return CanonicalUrl(url if spelled == url else parse(RawUrl(spelled)) or url)


def _behind(found: ada_url.URL) -> Url | None:
    """The address a door leads to."""
    names = _tracking().doors.get(found.hostname.removeprefix("www.") + found.pathname)
    if not names:
        return None
    given = dict(parse_qsl(found.search[1:]))
    targets = (parse(RawUrl(given[name])) for name in names if name in given)
    return next((target for target in targets if target), None)


def _query(search: str) -> str:
    pairs = [_plain(pair) for pair in search[1:].split("&") if pair]
    kept = sorted((p for p in pairs if not _tracks(p.partition("=")[0])), key=lambda p: p.partition("=")[0])
    return f"?{'&'.join(kept)}" if kept else ""


def _tracks(name: str) -> bool:
    name = name.lower()
    return name in _tracking().parameters or name.startswith(_tracking().prefixes)


def _plain(text: str) -> str:
    """Needless escapes undone, the others in capitals (RFC 3986 §6.2.2), a bare % escaped."""
    return _ESCAPE.sub(_unescaped, text) if "%" in text else text


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return "%25"
    letter = chr(int(found[1], 16))
    return letter if letter in _UNRESERVED else found[0].upper()


@dataclass(frozen=True, slots=True)
class _Tracking:
    parameters: frozenset[str]
    prefixes: tuple[str, ...]
    doors: dict[str, list[str]]


@lru_cache(maxsize=1)
def _tracking() -> _Tracking:
    data = tomllib.loads((files(__package__) / "tracking.toml").read_text(encoding="utf-8"))
    return _Tracking(frozenset(data["parameters"]), tuple(data["prefixes"]), data["doors"])


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
