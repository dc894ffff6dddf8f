"""Text of a feed -> a tree of elements, mended where it is not well-formed; nothing outside it is read.

Elements are named by one short name whatever their prefix: "title", "dc:creator", "media:content".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from typing import cast

from lxml import etree

from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

_XML = "{http://www.w3.org/XML/1998/namespace}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_SPACES = {
    "purl.org/rss/1.0": "rss",
    "my.netscape.com/rdf/simple/0.9": "rss",
    "channel.netscape.com/rdf/simple/0.9": "rss",
    "my.netscape.com/publish/formats/rss-0.91.dtd": "rss",
    "blogs.law.harvard.edu/tech/rss": "rss",
    "cyber.law.harvard.edu/rss/rss.html": "rss",
    "purl.org/net/rss1.1": "rss",
    "www.w3.org/2005/atom": "atom",
    "purl.org/atom/ns": "atom",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/syndication": "sy",
    "purl.org/syndication/thread/1.0": "thr",
    "search.yahoo.com/mrss": "media",
    "tools.search.yahoo.com/mrss": "media",
    "video.search.yahoo.com/mrss": "media",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "podcastindex.org/namespace/1.0": "podcast",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "www.sitemaps.org/schemas/sitemap/0.9": "sitemap",
    "www.google.com/schemas/sitemap/0.9": "sitemap",
    "www.google.com/schemas/sitemap/0.84": "sitemap",
    "www.google.com/schemas/sitemap-news/0.9": "news",
    "www.google.com/schemas/sitemap-image/1.1": "image",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "webns.net/mvcb": "admin",
    "web.resource.org/cc": "cc",
    "www.w3.org/1999/xhtml": "xhtml",
}
_PREFIXES = frozenset(_SPACES.values())
_HOMES = {"rss", "atom", "sitemap"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{2,32};)?")
_NUMBER = re.compile(r"&#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}));")
_ENTITY = re.compile(r"""<!ENTITY\s+(\w{1,40})\s+(?:"([^"&<%]{0,200})"|'([^'&<%]{0,200})')\s*>""")


@dataclass(frozen=True, slots=True)
class Tree:
    """`root` is named as the document names it; `mended` where a strict parser would have refused it."""

    root: Node
    mended: bool


class Node:
    """One element: its short name, its children by name, the address its links are relative to."""

    __slots__ = ("_kids", "element", "home", "parent")

    def __init__(self, element: etree._Element, home: str, parent: Node | Url | None) -> None:
        self.element = element
        self.home = home
        self.parent = parent
        self._kids: dict[str, list[Node]] | None = None

    @property
    def name(self) -> str:
        """The short name."""
        return short(self.element.tag, self.home)

    @property
    def kids(self) -> dict[str, list[Node]]:
        """The child elements by short name, in order."""
        if self._kids is None:
            self._kids = {}
            for child in self.element.iterchildren(tag=etree.Element):
                self._kids.setdefault(short(child.tag, self.home), []).append(Node(child, self.home, self))
        return self._kids

    def all(self, *names: str) -> list[Node]:
        """The children of these names, name by name."""
        kids = self.kids if self._kids is None else self._kids
        found: list[Node] = []
        for name in names:
            if name in kids:
                found += kids[name]
        return found

    def first(self, *names: str) -> Node | None:
        """The first child of the first of these names there is, one with words in it if any has."""
        found = self.all(*names)
        if len(found) < 2:
            return found[0] if found else None
        return next((kid for kid in found if kid.is_filled), found[0])

    def below(self, name: str) -> Iterator[Node]:
        """The elements of that name anywhere below."""
        for element in self.element.iter(etree.Element):
            if element is not self.element and short(element.tag, self.home) == name:
                yield Node(element, self.home, self)

    def get(self, name: str) -> str | None:
        """An attribute's value, white space around it gone; None where it is missing or empty."""
        value = self.element.get(name)
        if value is None:
            lowered = name.lower()
            names = (each for each in self.attributes if each.rpartition("}")[2].lower() == lowered)
            value = self.element.get(next(names, name))
        return (value.strip() or None) if value else None

    @property
    def attributes(self) -> list[str]:
        """The attributes' names as lxml has them; their values all at once would take quadratic time."""
        return cast(list[str], self.element.attrib.keys())

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it."""
        return bool(len(self.element) or (self.element.text or "").strip())

    @property
    def text(self) -> str:
        """The words in it; with the mark-up, where elements stand between them."""
        if not len(self.element):
            return (self.element.text or "").strip()
        return self.markup

    @property
    def markup(self) -> str:
        """What stands in it, elements written as HTML."""
        parts = [_escaped(self.element.text)]
        for child in self.element.iterchildren():
            parts.append(_html(child))
        return "".join(parts).strip()

    @property
    def language(self) -> str | None:
        """xml:lang, here or further out."""
        own = self.element.get(_XML + "lang")
        outer = self.parent.language if isinstance(self.parent, Node) else None
        return own.strip() or None if own is not None else outer

    @property
    def base(self) -> Url | None:
        """xml:base here, resolved against those further out and the feed's own address."""
        outer = self.parent.base if isinstance(self.parent, Node) else self.parent
        own = self.element.get(_XML + "base")
        return (urls.parse(RawUrl(own), base=outer) or outer) if own else outer


def parse(text: str, *, base: Url | None) -> Tree | None:
    """The tree of an XML document; None where there is none. Document types are left out, unread."""
    body, entities = _stripped(text)
    if not body:
        return None
    mended = bool(_FORBIDDEN.search(body))
    clean = _FORBIDDEN.sub("", body) if mended else body
    try:
        root = etree.fromstring(clean.encode(), _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError):
        mended = True
        root = _mended(clean, entities)
    return Tree(Node(root, _home(root.tag), base), mended) if root is not None else None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _mended(text: str, entities: dict[str, str]) -> etree._Element | None:
    repaired = "".join(part if is_cdata else _referenced(part, entities) for part, is_cdata in sections(text))
    try:
        return etree.fromstring(repaired.encode(), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _stripped(text: str) -> tuple[str, dict[str, str]]:
    """The document from its root on, and the plain entities its document type declares."""
    start = text.find("<")
    entities: dict[str, str] = {}
    while start >= 0:
        if text.startswith("<?", start):
            end = text.find("?>", start)
            past = end + 2
        elif text.startswith("<!--", start):
            end = text.find("-->", start)
            past = end + 3
        elif text[start : start + 9].upper() == "<!DOCTYPE":
            end = _doctype_end(text, start)
            past = end + 1
            entities = _entities(text[start : start + 20_000] if end < 0 else text[start:end][:20_000])
        else:
            return text[start:], entities
        if end < 0:
            return text[start + 2 :] if text.startswith("<?", start) else "", entities
        start = text.find("<", past)
    return "", entities


def _doctype_end(text: str, start: int) -> int:
    close = text.find(">", start)
    bracket = text.find("[", start, close) if close >= 0 else -1
    if bracket < 0:
        return close
    subset = text.find("]", bracket)
    return text.find(">", subset) if subset >= 0 else -1


def _entities(doctype: str) -> dict[str, str]:
    found = _ENTITY.findall(doctype)
    return {name: double or single for name, double, single in found[:100]}


def sections(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches outside and inside CDATA sections; one that never ends is closed at the end."""
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0:
        yield text[at:start], False
        end = text.find("]]>", start)
        if end < 0:
            yield text[start:] + "]]>", True
            return
        yield text[start : end + 3], True
        at = end + 3
    yield text[at:], False


def _referenced(text: str, entities: dict[str, str]) -> str:
    """HTML's and the document's own entities written out; an ampersand that begins none escaped."""

    def written(found: re.Match[str]) -> str:
        name = found[1]
        value = (entities.get(name[:-1]) or html5.get(name)) if name else None
        return _escaped(value) if value is not None else f"&amp;{name or ''}"

    return _NUMBER.sub(_valid, _REFERENCE.sub(written, text)) if "&" in text else text


def _valid(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1] else int(found[2], 16)
    return "" if number > 0x10FFFF or _FORBIDDEN.match(chr(number)) else found[0]


def _escaped(text: str | None) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if text else ""


def _html(element: etree._Element) -> str:
    if not isinstance(element.tag, str):  # an unresolved entity
        return _escaped(element.tail)
    for each in element.iter(etree.Element):
        if each.tag.startswith(_XHTML):
            each.tag = each.tag[len(_XHTML) :]
    etree.cleanup_namespaces(element)
    return str(etree.tostring(element, encoding="unicode", method="html"))


def _home(tag: str) -> str:
    """The family whose names go without a prefix in this document."""
    uri, _, local = tag.rpartition("}")
    family = _family(uri[1:])
    if local.lower() == "feed" or (local.lower() == "entry" and family == "atom"):
        return uri[1:] if family is None and uri else "atom"
    return "sitemap" if local.lower() in ("urlset", "sitemapindex") else "rss"


@lru_cache(maxsize=1024)
def _family(uri: str) -> str | None:
    plain = uri.strip().lower().removeprefix("http://").removeprefix("https://").rstrip("/#")
    if plain.startswith("backend.userland.com/rss"):
        return "rss"
    return _SPACES.get(plain)


@lru_cache(maxsize=4096)
def short(tag: str, home: str) -> str:
    """The short name of a tag as lxml writes it, in a document whose own names are of family `home`."""
    uri, brace, local = tag.rpartition("}")
    local = local.strip().lower()
    if not brace:
        prefix, colon, rest = local.rpartition(":")
        if not colon or prefix == home:
            return rest
        return f"{prefix}:{rest}" if prefix in _PREFIXES else f"?:{rest}"
    family = _family(uri[1:])
    if family == home or uri[1:] == home:
        return local
    return f"{family or '?'}:{local}"
