"""What an entry is known again by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from operator import ne
from typing import TypeVar

from wholestory.model import Entry, EntryKey, Feed
from wholestory.text import urls
from wholestory.text.urls import Url

T = TypeVar("T")

_TAG = re.compile(r"<[^>]*>")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Identity:
    """An entry and what it can be known again by.

    What its document gives to several different articles (an id, an address, a title with its date)
    identifies none of them and is None here.
    """

    entry: Entry
    id: str | None
    link: str | None
    named: str | None
    digest: str

    def possible_keys(self) -> Iterator[EntryKey]:
        """The keys it may have, the best first: id, canonical link, title with date, all its words."""
        if self.id:
            yield EntryKey(_short("id", self.id))
        if self.link:
            yield EntryKey(_short("link", self.link))
        if self.named:
            yield EntryKey(f"hash:{self.named}")
        yield EntryKey(f"words:{self.digest}")


def identify(feed: Feed) -> list[Identity]:
    """Each entry of a feed with its identity within this document."""
    homes = {link(feed.link)} if feed.link else set()
    given = [(entry, entry.id, link(entry.link), digest(entry)) for entry in feed.entries]
    ids = _shared(((id, (entry.title, page)) for entry, id, page, _ in given), _are_different)
    rest = [each for each in given if not each[1] or each[1] in ids]
    pages = _shared(((page, entry.title) for entry, _, page, _ in rest), ne)
    names = _shared(((_named(entry), (page, words)) for entry, _, page, words in rest), ne)
    found = []
    for entry, id, page, words in given:
        own = None if id in ids else id
        is_known_page = page and page not in homes and not _is_home(page) and (own or page not in pages)
        named = None if _named(entry) in names else _named(entry)
        found.append(Identity(entry, own, page if is_known_page else None, named, words))
    return found


def _named(entry: Entry) -> str | None:
    time = entry.published or entry.updated
    return _digested(entry.title or "", time.printed if time else "") if entry.title or time else None


def _is_home(page: str) -> bool:
    return page.count("/") == 3 and page.endswith("/")


def link(page: str | None) -> str | None:
    """The canonical address of a page, the same over http and https."""
    if not page:
        return None
    return urls.canonical(Url(page)).replace("http://", "https://", 1)


def digest(entry: Entry) -> str:
    """Of what a reader sees and hears: title, words, address, enclosures; not of mark-up or dates."""
    words = " ".join(_TAG.sub(" ", entry.content or entry.summary or "").split())
    heard = sorted(each.url.partition("?")[0] for each in entry.enclosures)
    return _digested(entry.title or "", words, link(entry.link) or "", *heard)


def _are_different(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two entries of one document are of different articles: neither title nor address in common."""
    return one != other and all(a != b or a is None for a, b in zip(one, other, strict=True))


def _shared(pairs: Iterable[tuple[str | None, T]], differ: Callable[[T, T], bool]) -> frozenset[str]:
    """Values that stand beside others which differ from those they stood beside first."""
    first: dict[str, T] = {}
    found = set()
    for value, beside in pairs:
        if value and differ(first.setdefault(value, beside), beside):
            found.add(value)
    return frozenset(found)


def _short(kind: str, value: str) -> str:
    return f"{kind}:{value}" if len(value) <= _LONGEST else f"{kind}#{_digested(value)}"


def _digested(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()[:32]
