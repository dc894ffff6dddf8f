"""The captions and credits of a page's images, each as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wholestory.extract import captions, html_hints
from wholestory.extract.html_meta import Meta, text_of
from wholestory.extract.html_opinions import key
from wholestory.extract.markup import plain
from wholestory.model import Caption

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 60  # captions of one page: galleries go on and on
_LONGEST = 1500
_CREDIT = re.compile(r"(?<![a-z])(?:credit|copyright|photographer|source|attribution|byline|rights)", re.I)
_CAPTION = re.compile(
    r"(?<![a-z])(?:caption|figcaption|wp-caption-text|legend|didascalia|bildunterschrift)", re.I
)
_LABEL = re.compile(r"\s*(?:©|\(c\)\s|[\w ]{3,25}:\s+|[\w ]{0,20}\bby\s+)", re.I)
_TAGS = ("span", "div", "p", "cite", "small", "em", "i", "a", "dd", "li")
_ELSEWHERE = frozenset({"banner", "menu", "footer", "comments", "related"})


def find(root: _Element, meta: Meta) -> tuple[Caption, ...]:
    """Captions in order of the page, each once; those that JSON-LD alone has at the end."""
    found: dict[str, Caption] = {}
    for caption in (*_printed(root), *_described(meta)):
        known = key(caption.text or caption.credit or "")
        if known and len(found) < _MOST and not _is_part(known, found):
            found[known] = caption
    return tuple(found.values())


def _is_part(known: str, found: dict[str, Caption]) -> bool:
    return any(known == other or (len(known) > 20 and known in other) for other in found)


def _printed(root: _Element) -> Iterator[Caption]:
    taken: set[_Element] = set()
    for element in root.iter("figcaption", *_TAGS):
        named = f"{element.get('class', '')} {element.get('itemprop', '')}"[:200]
        if element.tag != "figcaption" and not _CAPTION.search(named):
            continue
        if taken.intersection(element.iterancestors()) or _stands_elsewhere(element):
            continue
        taken.add(element)
        caption = _split(element)
        if caption:
            yield caption


def _stands_elsewhere(element: _Element) -> bool:
    """Captions of teasers are no captions of the article: they are links, or in menus and lists."""
    return any(
        above.tag in ("a", "aside") or html_hints.of(above) & _ELSEWHERE for above in element.iterancestors()
    )


def _split(element: _Element) -> Caption | None:
    """A caption element: what it marks up as credit, else what has the form of one at its end."""
    marked = [
        e for e in element.iter(*_TAGS) if e is not element and _CREDIT.search(e.get("class", "")[:200])
    ]
    whole = plain(element, between=" ")
    if not whole or len(whole) > _LONGEST:
        return None
    credit = plain(marked[0], between=" ") if marked else _beside(element)
    if credit and whole.endswith(credit):
        whole = whole[: -len(credit)].strip()
    elif credit and credit in whole:
        whole = " ".join(whole.replace(credit, " ", 1).split())
    return Caption(whole or None, _unlabelled(credit)) if credit else by_form(whole)


def _beside(element: _Element) -> str:
    """A credit that stands next to a caption in the same figure."""
    figure = next(element.iterancestors("figure"), None)
    if figure is None:
        return ""
    for found in figure.iter(*_TAGS):
        if _CREDIT.search(found.get("class", "")[:200]) and not any(
            e is element for e in found.iterancestors()
        ):
            return plain(found, between=" ")
    return ""


def by_form(text: str) -> Caption | None:
    """A caption and its credit told apart by their form alone: "The quay. Photo: A B"."""
    alone = captions.bare(text)
    if alone:
        return Caption(None, text[slice(*alone)])
    ends = captions.trailing(text)
    if ends:
        end, start, stop = ends
        return Caption(text[:end] or None, text[start:stop])
    return Caption(text, None) if text else None


def _unlabelled(credit: str) -> str | None:
    """A credit without the brackets around it and the label before it."""
    credit = credit.strip(" ()[]|")
    alone = captions.bare(credit)
    if alone:
        return credit[slice(*alone)].strip() or None
    return (credit[found.end() :] if (found := _LABEL.match(credit)) else credit).strip() or None


def _described(meta: Meta) -> Iterator[Caption]:
    for article in meta.articles:
        images = article.get("image")
        for image in (images if isinstance(images, list) else [images])[:_MOST]:
            caption = _of(image) if isinstance(image, dict) else None
            if caption:
                yield caption


def _of(image: dict[str, Any]) -> Caption | None:
    text = text_of(image.get("caption"))
    credit = text_of(image.get("creditText")) or text_of(image.get("copyrightHolder"))
    if text and len(text) > _LONGEST:
        return None
    if credit:
        return Caption(text, credit)
    return by_form(text) if text else None
