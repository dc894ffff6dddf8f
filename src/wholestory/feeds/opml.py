"""OPML 1.0 to 2.0: lists of feeds, read however badly written and written so that nothing of ours is lost.

Folders are nested outlines. `category` holds tags, separated by commas; with slashes they are folders too.
What OPML has no attribute for stands in attributes of our own namespace.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from wholestory.errors import NotAFeed, TooLarge
from wholestory.feeds import tree
from wholestory.feeds.decoding import decode
from wholestory.feeds.markup import Words, plain
from wholestory.feeds.parts import is_plain, web
from wholestory.feeds.tree import Node
from wholestory.model import PlainText, Subscription, SubscriptionList
from wholestory.text import urls
from wholestory.text.urls import RawUrl

NAMESPACE = "urn:wholestory:opml"
MOST = 100_000  # feeds of one list
_DEEPEST = 12  # folders within folders; what lies deeper stands in the last
_LONGEST = 200
_MOST_TAGS = 50
_MOST_FOLDERS = 50  # of one feed
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,60}\Z")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read(data: bytes) -> SubscriptionList:
    """The feeds of a list, each once with all its folders, in order.

    Raises `NotAFeed` where it is no OPML, `TooLarge` past 10 MiB, `Empty` and `NotText` as `decoding` does.
    """
    parsed = tree.parse(decode(data), base=None)
    if parsed is None or parsed.root.name != "opml":
        raise NotAFeed("no list of feeds (OPML)")
    found = _Found()
    for holder in parsed.root.all("body") or [parsed.root]:
        _collect(holder, found)
    head = parsed.root.first("head")
    title = head.first("title") if head else None
    return SubscriptionList(
        title=plain(Words(title.text)) if title else None,
        subscriptions=tuple(found.subscriptions()),
        includes=tuple(dict.fromkeys(found.includes)),
        refused=tuple(sorted((+found.refused).items())),
        mended=parsed.mended,
    )


@dataclass
class _Found:
    """What has been found so far, feeds by their canonical address."""

    first: dict[str, tuple[str, Node]] = field(default_factory=dict)
    folders: dict[str, dict[tuple[str, ...], None]] = field(default_factory=dict)
    tags: dict[str, dict[str, None]] = field(default_factory=dict)
    addresses: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    includes: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, node: Node, folder: tuple[str, ...]) -> None:
        found = self._address(_attribute(node, "xmlUrl") or _attribute(node, "url") or "")
        if found is None:
            self.refused["bad_address"] += 1
            return
        url, name = found
        if name in self.first:
            self.refused["doubled"] += folder in self.folders[name]
        elif len(self.first) >= MOST:
            self.refused["too_many"] += 1
            return
        self.first.setdefault(name, (url, node))
        self._file(name, folder, node)

    def _address(self, raw: str) -> tuple[str, str] | None:
        """An address as it is kept, and the one it is told by; each spelling is worked out once."""
        if raw not in self.addresses:
            url = urls.typed(RawUrl(raw))
            self.addresses[raw] = (url, urls.canonical(url)) if url and is_plain(url) else None
        return self.addresses[raw]

    def _file(self, name: str, folder: tuple[str, ...], node: Node) -> None:
        """Note the folders and tags an outline gives a feed, as far as anybody would use so many."""
        held = self.folders.setdefault(name, {})
        if len(held) >= _MOST_FOLDERS:
            self.refused["too_many_folders"] += 1
            return
        folders, tags = _categories(node)
        held.update(dict.fromkeys([folder, *folders][: _MOST_FOLDERS - len(held)]))
        self.tags.setdefault(name, {}).update(dict.fromkeys(tags))

    def subscriptions(self) -> Iterator[Subscription]:
        for name, (url, node) in self.first.items():
            folders = list(self.folders[name])
            yield Subscription(
                url=url,
                title=_plain(node, "text") or _plain(node, "title"),
                site=web(_attribute(node, "htmlUrl"), None),
                description=_plain(node, "description"),
                language=(_attribute(node, "language") or "")[:40] or None,
                folders=tuple(each for each in folders if each or len(folders) == 1),
                tags=tuple(self.tags[name])[:_MOST_TAGS],
                extra=_extra(node),
            )


def _collect(holder: Node, found: _Found) -> None:
    """Walk the outlines without recursion: lists are as deep as they like."""
    waiting: list[tuple[Node, tuple[str, ...]]] = [(each, ()) for each in reversed(_outlines(holder))]
    while waiting:
        node, folder = waiting.pop()
        type = (_attribute(node, "type") or "").lower()
        if _attribute(node, "xmlUrl") or (_attribute(node, "url") and type in ("rss", "atom", "feed")):
            found.add(node, folder)
        elif type in ("include", "link") and (included := _included(node)):
            found.includes.append(included)
        inside = _outlines(node)
        if inside:
            name = _plain(node, "text") or _plain(node, "title")
            within = (*folder, name)[:_DEEPEST] if name else folder
            waiting += [(each, within) for each in reversed(inside)]


def _outlines(node: Node) -> list[Node]:
    return node.all("outline")


def _included(node: Node) -> str | None:
    raw = _attribute(node, "url") or ""
    is_list = (_attribute(node, "type") or "").lower() == "include" or raw.lower().endswith((".opml", ".xml"))
    return web(raw, None) if is_list else None


def _attribute(node: Node, name: str) -> str | None:
    """A plain attribute, in whatever case it is written."""
    value = node.element.get(name)
    if value is None:
        lowered = name.lower()
        value = node.element.get(next((each for each in node.attributes if each.lower() == lowered), name))
    return (value or "").strip() or None


def _plain(node: Node, name: str) -> PlainText | None:
    value = _attribute(node, name)
    return plain(Words(value, marked=False), longest=_LONGEST * 5) if value else None


def _categories(node: Node) -> tuple[list[tuple[str, ...]], list[str]]:
    """Folders and tags that `category` names."""
    folders: list[tuple[str, ...]] = []
    tags: list[str] = []
    for part in (_attribute(node, "category") or "").split(",")[:_MOST_TAGS]:
        names = tuple(
            name for each in part.split("/") if (name := plain(Words(each, marked=False), longest=_LONGEST))
        )
        if names and "/" in part:
            folders.append(names[:_DEEPEST])
        elif names:
            tags.append(names[0])
    return folders, tags


def _extra(node: Node) -> tuple[tuple[str, str], ...]:
    start = f"{{{NAMESPACE}}}"
    own = sorted(name for name in node.attributes if name.startswith(start))[:_MOST_TAGS]
    values = ((name[len(start) :], node.element.get(name) or "") for name in own)
    return tuple((name, value[:1000]) for name, value in values if _NAME.match(name))


def write(given: SubscriptionList) -> bytes:
    """The list as OPML 2.0; `read` gives it back, folders, titles, tags and our own attributes alike."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"ws": NAMESPACE})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(given.title or "Feeds")
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for each in given.subscriptions:
        for path in each.folders or ((),):
            etree.SubElement(_folder(path[:_DEEPEST], folders), "outline", _attributes(each))
    for included in given.includes:
        etree.SubElement(body, "outline", {"type": "include", "text": included, "url": included})
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    if len(written) > 64 << 20:
        raise TooLarge("a list of feeds this long cannot be read back")
    return written


def _folder(path: tuple[str, ...], folders: dict[tuple[str, ...], etree._Element]) -> etree._Element:
    for depth in range(1, len(path) + 1):
        here = path[:depth]
        if here not in folders:
            outer = folders[here[:-1]]
            folders[here] = etree.SubElement(outer, "outline", {"text": _clean(here[-1])})
    return folders[path]


def _attributes(each: Subscription) -> dict[str, str]:
    given = {
        "type": "rss",
        "text": each.title or each.url,
        "title": each.title,
        "xmlUrl": each.url,
        "htmlUrl": each.site,
        "description": each.description,
        "language": each.language,
        "category": ",".join(tag.replace(",", " ").replace("/", " ") for tag in each.tags),
    }
    own = {f"{{{NAMESPACE}}}{name}": value for name, value in each.extra if _NAME.match(name)}
    return {name: _clean(value) for name, value in {**given, **own}.items() if value}


def _clean(text: str) -> str:
    """Without the characters XML cannot hold."""
    return _FORBIDDEN.sub("", text)
