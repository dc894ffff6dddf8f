"""Feed addresses: which are left out and why, whose they are, and the language they name."""

from __future__ import annotations

import re
from functools import cache
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from publicsuffixlist import PublicSuffixList

from catalogue.tables import carriers, hosts, words
from wholestory.text import urls

_CODES = (
    "ar bg bn bs cs da de el en es et fa fi fr he hi hr hu ja ka km ko lt lv mk nl pl pt ro ru sk sl sq sr "
    "sv sw ta th tr uk ur vi zh"
)
_UNSAID = {"es", "uk", "de"}  # words, or countries, too: not said by a path
_WORDS = {code: code for code in _CODES.split()} | {
    "afaanoromoo": "om",
    "amharic": "am",
    "arabic": "ar",
    "burmese": "my",
    "deutsch": "de",
    "eng": "en",
    "english": "en",
    "french": "fr",
    "khmer": "km",
    "kiswahili": "sw",
    "korean": "ko",
    "mm": "my",
    "persian": "fa",
    "polski": "pl",
    "rom": "ro",
    "rus": "ru",
    "russian": "ru",
    "svenska": "sv",
    "swahili": "sw",
    "tamil": "ta",
    "tigrigna": "ti",
    "turkce": "tr",
    "ukr": "uk",
    "urdu": "ur",
    "zh-hans": "zh",
    "zh-hant": "zh",
}


def read(raw: str) -> urls.CanonicalUrl | None:
    """The one spelling of an address; None where it is none."""
    url = urls.parse(urls.RawUrl(raw))
    return urls.canonical(url) if url else None


def left_out(url: urls.Url) -> str | None:
    """Why a feed is not in the catalogue; None where it is."""
    host = urls.host(url)
    if _is_number(host) or "." not in host:
        return "no name for a host"
    for name in _above(host):
        if name in carriers():
            return carriers()[name]
    parts = urlsplit(url)
    if words("feeds", "secrets") & {name.lower() for name, _ in parse_qsl(parts.query)}:
        return "somebody's key"
    labels = set(host.split(".")[:-2])
    paths = set(parts.path.lower().split("/"))
    if labels & words("feeds", "hosts") or paths & words("feeds", "paths"):
        return "forums, comments, releases, diaries of events"
    return None


def outlet(host: str) -> str:
    """The domain of the outlet that a host belongs to."""
    host = _served().get(also(host) or host, host)
    site = urls.registrable(host)
    if site not in words("apart", "sites"):
        return site
    first, _, rest = host.partition(".")
    return rest if first in words("prefixes", "hosts") and rest else host


def also(host: str) -> str | None:
    """The further domain by which an outlet hands out its feeds, if `host` is under one."""
    return next((name for name in _above(host) if name in _served()), None)


def _served() -> dict[str, str]:
    table: dict[str, str] = hosts()["serves"]
    return table


def language(url: urls.Url) -> str | None:
    """The language that an address names, in a label of its host, a step of its path or its query."""
    bare = url.partition("://")[2]
    for start, spoken in hosts()["spoken"].items():
        if bare.startswith(start):
            return str(spoken)
    parts = urlsplit(url)
    host = parts.hostname or ""
    site = urls.registrable(host)
    labels = host.removesuffix(site).split(".")
    steps = [s for step in parts.path.lower().split("/") for s in (step, *_stems(step)) if s not in _UNSAID]
    asked = [
        v.lower().partition("-")[0] for k, v in parse_qsl(parts.query) if k in ("lang", "hl", "language")
    ]
    found = {_WORDS[word] for word in (*labels, *steps, *asked) if word in _WORDS}
    return found.pop() if len(found) == 1 else None


def _stems(step: str) -> list[str]:
    """ "nl" of "nl.rss.xml", "english" of "all_english.xml"."""
    stem = step.partition(".")[0]
    last = stem.rpartition("_")[2]
    return [stem, last] if len(last) > 2 else [stem]


def ending(domain: str) -> list[str]:
    """The labels of a domain's public ending, the last first: ["uk", "gov"]."""
    return (_suffixes().publicsuffix(domain) or "").split(".")[::-1]


def label(domain: str) -> str:
    """The label before a domain's public ending: "tide" of "tide.co.uk"."""
    site = _suffixes().privatesuffix(domain) or domain
    return site.partition(".")[0]


def fold(name: str) -> str:
    """Letters and figures alone, in lower case, without accents: as a domain would spell a name."""
    from anyascii import anyascii

    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())


def _above(host: str) -> list[str]:
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)
