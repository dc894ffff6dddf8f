"""Whose an address or a name is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from wholestory.model import Outlet, OutletId
from wholestory.outlets.rows import catalogue
from wholestory.text import urls

_LONGEST = 253  # characters of a host, RFC 1035
_NO_HOST = re.compile(r"[\s/\\?#@:%\[\]]")


def with_id(id: str) -> Outlet | None:
    """The outlet of an id."""
    return _by_id().get(OutletId(id))


def of_url(url: str) -> Outlet | None:
    """The outlet that publishes under an absolute http or https address; None where it is in no catalogue."""
    parsed = urls.parse(urls.RawUrl(url))
    return _of_host(urls.host(parsed)) if parsed else None


def of_domain(host: str) -> Outlet | None:
    """The outlet that a host belongs to, in any case and script: by the longest domain at its end.

    Only whole labels count, and no domain of the catalogue is one that the public shares: a neighbour
    on a host of blogs is nobody's.
    """
    if len(host) > _LONGEST or _NO_HOST.search(host):
        return None
    parsed = urls.parse(urls.RawUrl(f"https://{host}/"))
    return _of_host(urls.host(parsed)) if parsed else None


def named(name: str) -> tuple[Outlet, ...]:
    """Outlets of this name, or other name, however it is written; by id.

    Where an outlet's name is not known, the label of its domain stands for it ("tide" of tide.co.uk).
    """
    return _by_name().get(folded(name), ()) or tuple(filter(None, [of_domain(name.strip())]))


def folded(name: str) -> str:
    """A name without case, accents, marks, spaces and an English article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    words = re.findall(r"\w+", bare)
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _of_host(host: str) -> Outlet | None:
    labels = host.split(".")
    names = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((_by_domain()[name] for name in names if name in _by_domain()), None)


@lru_cache(maxsize=1)
def _by_id() -> dict[OutletId, Outlet]:
    return {outlet.id: outlet for outlet in catalogue()}


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in catalogue() for domain in outlet.domains}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Outlet, ...]]:
    found: dict[str, list[Outlet]] = {}
    for outlet in catalogue():
        for name in dict.fromkeys(folded(name) for name in _names(outlet)):
            found.setdefault(name, []).append(outlet)
    return {name: tuple(outlets) for name, outlets in found.items()}


def _names(outlet: Outlet) -> tuple[str, ...]:
    if outlet.name != outlet.domains[0]:
        return (outlet.name, *outlet.aliases)
    return (outlet.name.partition(".")[0],)
