"""What a page calls itself, its author and its outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from wholestory.extract.html_hints import of as hints_of
from wholestory.extract.html_meta import Meta, text_of
from wholestory.extract.html_opinions import key
from wholestory.extract.markup import plain
from wholestory.text.languages import merged

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:]|::|-|\|\|)\s+")
_ADDRESS = re.compile(r"://|www\.|\S@\S|@\w|\.(?:com|org|net|co|it|de|fr|es|br|uk)\b", re.I)
_JOINED = re.compile(r"\s*(?:,|;|/|\||&|\band\b|\be\b|\bund\b|\bet\b|\by\b)\s*", re.I)
_ALIKE = 0.6  # of the longer title that the shorter must be to be the same one cut
_LONGEST = 400


def title(root: _Element, meta: Meta, *, outlet: str | None) -> str | None:
    """The headline as printed: the heading that the page's own metadata confirm, else the metadata's."""
    declared = list(_declared(root, meta, outlet))
    headings = [text for level in ("h1", "h2") for text in _texts(root, level)]
    for one in declared:
        confirmed = next((heading for heading in headings if _same(heading, one)), None)
        if confirmed:
            return confirmed
    tops = _texts(root, "h1")
    if len(set(tops)) == 1 and not (outlet and key(tops[0]) == key(outlet)):
        return tops[0]
    return declared[0] if declared else None


def _texts(root: _Element, tag: str) -> list[str]:
    texts = (plain(element) for element in root.iter(tag))
    return [text for text in texts if 0 < len(text) <= _LONGEST]


def _declared(root: _Element, meta: Meta, outlet: str | None) -> Iterator[str]:
    for found in (
        *(text_of(article.get("headline")) for article in meta.articles),
        meta.first("og:title"),
        meta.first("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title"),
        next(iter(_texts(root, "title")), None),
    ):
        if found and not (outlet and key(found) == key(outlet)):
            yield _without_outlet(found, outlet)


def _without_outlet(text: str, outlet: str | None) -> str:
    """A title without the site's name behind it."""
    parts = _SEPARATOR.split(text)
    if outlet and len(parts) > 1 and key(outlet) in (key(parts[-1]), key(parts[0])):
        cut = parts[:-1] if key(parts[-1]) == key(outlet) else parts[1:]
        start = text.index(cut[0])
        return text[start : text.rindex(cut[-1]) + len(cut[-1])]
    return text


def _same(heading: str, declared: str) -> bool:
    short, long = sorted((key(heading), key(declared)), key=len)
    return bool(short) and short in long and len(short) >= _ALIKE * len(long)


def outlet(meta: Meta) -> str | None:
    """The news organisation as the page names it, None where it does not."""
    stated = (
        meta.first("og:site_name"),
        *(text_of(article.get("publisher")) for article in meta.articles),
        meta.first("application-name", "al:ios:app_name", "dc.publisher", "dcterms.publisher"),
    )
    names = (name.split(" | ")[0].strip() for name in stated if name)
    return next((n for n in names if n and "://" not in n and n[0] != "@" and len(n) <= 80), None)


def byline(root: _Element, meta: Meta, *, outlet: str | None) -> str | None:
    """Who wrote the article, names as printed and joined by commas; None where the page does not say."""
    for stated in _stated_authors(root, meta):
        names = tuple(dict.fromkeys(_names(stated, outlet)))
        if names:
            return ", ".join(names)
    return None


def _stated_authors(root: _Element, meta: Meta) -> Iterator[list[str]]:
    for article in meta.articles:
        yield _people(article.get("author"))
    for name in ("author", "parsely-author", "sailthru.author", "byl", "article:author", "dc.creator"):
        yield [meta.names.get(name, "")]
    yield [meta.names.get("dcterms.creator", "")]
    yield [_text(e) for e in root.iter("a") if "author" in e.get("rel", "").lower().split()]
    yield [_text(e) for e in root.iter() if "author" in e.get("itemprop", "").lower().split()]
    found = next(
        (_text(e) for e in root.iter("span", "p", "div", "address", "a", "li") if "byline" in hints_of(e)),
        "",
    )
    yield [found] if _label().match(found) else []


def _people(value: Any) -> list[str]:
    return [text_of(one) or "" for one in (value if isinstance(value, list) else [value])]


def _text(element: _Element) -> str:
    return plain(element, between=" ")[:_LONGEST]


def _names(stated: Iterable[str], outlet: str | None) -> Iterator[str]:
    for text in stated:
        for name in _JOINED.split(_label().sub("", text[:_LONGEST], count=1)):
            name = name.strip(" .:-–—")
            if _is_name(name) and not (outlet and key(name) == key(outlet)):
                yield name


def _is_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    words = text.split()
    return (
        2 <= len(text) <= 60
        and 1 <= len(words) <= 6
        and letters * 4 >= len(text) * 3
        and not any(character.isdigit() for character in text)
        and not _ADDRESS.search(text)
        and (text[:1].isupper() or not text[:1].islower())
        and key(text) not in _NOBODY
    )


_NOBODY = frozenset(
    {"admin", "administrator", "editor", "author", "unknown", "none", "null", "staff", "webmaster"}
)


@cache
def _label() -> re.Pattern[str]:
    """ "By", "Written by" and the like, in every language we have."""
    labels = sorted(merged("furniture").get("bylines", ("by",)), key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, labels))})\b\s*:?\s+", re.I)
