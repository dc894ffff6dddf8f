"""What a page says of itself for machines: its meta elements and its JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 1_000_000  # characters of one block of JSON-LD
_OBJECTS = 500  # of one page
_ARTICLE = re.compile(
    r"(?:News|Reportage|Opinion|Analysis|Background|Review|Scholarly|Tech|Satirical|Advertiser\w*)?Article$"
    r"|\w*BlogPosting$|Report$|SocialMediaPosting$",
    re.I,
)
_WRAP = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")


@dataclass(frozen=True, slots=True)
class Meta:
    """`names` holds the first content of each meta element by its name, lower case; `articles` the
    JSON-LD objects that describe an article, `objects` all of them."""

    names: Mapping[str, str]
    articles: tuple[Mapping[str, Any], ...]
    objects: tuple[Mapping[str, Any], ...]

    def first(self, *names: str) -> str | None:
        """The content of the first of these meta elements that has one."""
        return next((self.names[name] for name in names if self.names.get(name)), None)


def read(root: _Element) -> Meta:
    """The machine-readable part of a page; what cannot be read is left out."""
    objects = tuple(_objects(root))
    articles = tuple(found for found in objects if _is_article(found))
    return Meta(_names(root), articles, objects)


def text_of(value: object) -> str | None:
    """A JSON-LD value as plain text: a string, the first string of a list, or the name of an object."""
    if isinstance(value, list):
        return next((found for found in map(text_of, value) if found), None)
    if isinstance(value, Mapping):
        return text_of(value.get("name") or value.get("@value"))
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _names(root: _Element) -> dict[str, str]:
    names: dict[str, str] = {}
    for element in root.iter("meta"):
        content = " ".join(element.get("content", "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute, "").strip().lower()
            if name and content:
                names.setdefault(name, content)
    return names


def _objects(root: _Element) -> Iterator[Mapping[str, Any]]:
    count = 0
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or not script.text or len(script.text) > _MOST:
            continue
        for found in _flat(_parsed(script.text)):
            count += 1
            if count > _OBJECTS:
                return
            yield found


def _parsed(text: str) -> object:
    try:
        return json.loads(_WRAP.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _flat(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a document: of lists, of graphs, and what a page calls its main entity."""
    waiting, steps = [value], 0
    while waiting and steps < _OBJECTS:
        steps += 1
        current = waiting.pop(0)
        if isinstance(current, list):
            waiting[:0] = current[:_OBJECTS]
        elif isinstance(current, Mapping):
            yield current
            waiting.extend(
                current[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in current
            )


def _is_article(found: Mapping[str, Any]) -> bool:
    kinds = found.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.match(kind.rsplit("/", 1)[-1])
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
