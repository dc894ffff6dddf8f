"""Attack strings through every field of every format, and an audit of what comes out by other parsers.

The audit shares nothing with the sanitiser: html5lib (the standard's algorithm, in Python) and lxml's HTML
parser look at the HTML, at plain words as a page shows them (escaped), and at addresses; lxml reads the lists
of feeds that were written.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

import html5lib
from lxml import etree
from lxml import html as lxml_html

from wholestory.errors import Unreadable
from wholestory.feeds import opml, read
from wholestory.model import Entry, Feed, PlainText, Subscription, SubscriptionList

CORPORA = (
    "ammonia",
    "bleach",
    "blns",
    "bluemonday",
    "dompurify",
    "html5lib-tests",
    "miniflux/sanitizer_cases.json",
    "owasp-xss",
    "payloadbox-xss",
)
LEAST = 8000
_XHTML = "{http://www.w3.org/1999/xhtml}"
_HARMLESS = frozenset(
    (  # noqa: SIM905 - a table of words
        "html head body div p a b i u s em strong small mark del ins sub sup q cite code pre kbd samp var "
        "br hr img ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr th td col "
        "colgroup blockquote figure figcaption abbr acronym dfn time span bdi bdo ruby rp rt wbr address "
        "article aside main section details summary"
    ).split()
)
_ATTRIBUTES = frozenset(
    "href src alt title width height hreflang rel dir lang datetime colspan rowspan start reversed".split()  # noqa: SIM905 - a table of words
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BAD_IN_URL = re.compile(r'[\s<>"\x00-\x1f\x7f]')


def strings(suites: Path) -> list[str]:
    """Every string in the corpora, each once, in a fixed order."""
    found: dict[str, None] = {}
    for name in CORPORA:
        path = suites / name
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            found.update(dict.fromkeys(_strings_of(file)))
    return [text for text in found if text.strip()]


def _strings_of(file: Path) -> Iterator[str]:
    if file.name.startswith(("README", "UPSTREAM")):
        return
    data = file.read_bytes()
    if file.suffix == ".json" or data[:1] in (b"{", b"["):
        try:
            yield from _leaves(json.loads(data))
        except ValueError:
            yield data.decode("utf-8", errors="replace")
    else:
        text = data.decode("utf-8", errors="replace")
        yield text
        if file.suffix == ".dat":
            yield from (part for part in text.split("#data\n") if part)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)


def documents(text: str) -> Iterator[bytes]:
    """Feeds that carry the string in every field: RSS escaped, RSS as it stands, Atom as HTML, JSON Feed."""
    plain, quoted = escape(text), quoteattr(text)
    yield _rss(plain, quoted).encode("utf-8", errors="replace")
    yield _rss(text, quoted).encode("utf-8", errors="replace")
    yield (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">{plain}</title><icon>{plain}</icon>'
        f"<link href={quoted}/><logo>{plain}</logo><entry><title type='html'>{plain}</title><id>{plain}</id>"
        f"<author><name>{plain}</name><uri>{plain}</uri></author><category term={quoted} label={quoted}/>"
        f"<link href={quoted} title={quoted}/><link rel='enclosure' href={quoted}/>"
        f"<summary>{plain}</summary><content type='html'>{plain}</content></entry></feed>"
    ).encode("utf-8", errors="replace")
    person = {"name": text, "url": text}
    item = {"id": text, "url": text, "title": text, "content_html": text, "summary": text, "image": text}
    other = {"id": text + "2", "content_text": text, "external_url": text}
    more = {
        "authors": [person],
        "tags": [text],
        "attachments": [{"url": text, "title": text, "mime_type": text}],
    }
    top = {"version": "https://jsonfeed.org/version/1.1", "title": text, "home_page_url": text, "icon": text}
    yield json.dumps({**top, "description": text, "items": [{**item, **more}, other]}).encode()


def _rss(text: str, quoted: str) -> str:
    return (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{text}</title><link>{text}</link><description>{text}</description><image><url>{text}</url></image>"
        f"<item><title>{text}</title><link>{text}</link><guid>{text}</guid><author>{text}</author>"
        f"<category>{text}</category><description>{text}</description><content:encoded>{text}</content:encoded>"
        f"<enclosure url={quoted} type={quoted}/><media:content url={quoted} medium='image'/>"
        f"<media:thumbnail url={quoted}/><comments>{text}</comments><source url={quoted}>{text}</source>"
        "</item></channel></rss>"
    )


def audit(feed: Feed) -> Iterator[str]:
    """What is wrong with what was read."""
    for person in feed.authors:
        yield from _person(person)
    for words in (feed.title, feed.description, feed.rights, feed.generator):
        yield from shown(words)
    pictures = [feed.image.url if feed.image else None, feed.icon]
    for url in (feed.link, *pictures, *(link.url for link in feed.links)):
        yield from addressed(url)
    for entry in feed.entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    for text in (entry.summary, entry.content):
        yield from marked(text)
    source = entry.source
    titles = [entry.title, entry.rights, source.title if source else None]
    titles += [link.title for link in entry.links] + [each.title for each in entry.enclosures]
    titles += [category.term for category in entry.categories] + [c.label for c in entry.categories]
    for words in titles:
        yield from shown(words)
    for person in (*entry.authors, *entry.contributors):
        yield from _person(person)
    addresses = [entry.link, entry.external, entry.comments, source.url if source else None]
    addresses += [each.url for group in (entry.links, entry.enclosures, entry.pictures) for each in group]
    for url in addresses:
        yield from addressed(url)


def _person(person: Any) -> Iterator[str]:
    yield from shown(person.name)
    yield from shown(person.email)
    yield from addressed(person.url)


def shown(words: str | None) -> Iterator[str]:
    """Plain words, escaped as a page escapes them, must be words and nothing else."""
    if words is None:
        return
    if _CONTROL.search(words):
        yield f"control character in plain words: {words[:80]!r}"
    page = f'<p title="{html.escape(words)}">{html.escape(words)}</p>'
    elements = [each.tag for each in lxml_html.fragment_fromstring(page, create_parent="div").iter()]
    if elements != ["div", "p"]:
        yield f"elements in plain words: {elements} {words[:80]!r}"


def addressed(url: str | None) -> Iterator[str]:
    """An address must be of the web and cannot end an attribute."""
    if url is None:
        return
    if not url.startswith(("http://", "https://")) or _BAD_IN_URL.search(url) or not urlsplit(url).netloc:
        yield f"address: {url[:120]!r}"


def marked(text: str | None) -> Iterator[str]:
    """HTML must hold harmless elements and attributes only, whichever parser reads it."""
    if text is None:
        return
    trees = [html5lib.parseFragment(text), html5lib.parse(f"<!doctype html><body>{text}</body>")]
    for tree in trees:
        for element in tree.iter():
            if isinstance(element.tag, str):
                yield from _element(element.tag, dict(element.attrib), text)
    for element in lxml_html.fragment_fromstring(text, create_parent="div").iter():
        name = element.tag if isinstance(element.tag, str) else "comment"
        yield from _element(_XHTML + name, {str(k): str(v) for k, v in element.attrib.items()}, text)


def _element(tag: str, attributes: dict[str, str], text: str) -> Iterator[str]:
    name = tag.removeprefix(_XHTML)
    if name not in _HARMLESS and tag != "DOCUMENT_FRAGMENT":
        yield f"element {tag} in {text[:120]!r}"
    for key, value in attributes.items():
        if key not in _ATTRIBUTES:
            yield f"attribute {key} in {text[:120]!r}"
        seen = re.sub(r"[\t\r\n]", "", value)  # as browsers read an address
        if key in ("href", "src") and not re.match(r"https?://", seen):
            yield f"{key}={value[:60]!r} in {text[:120]!r}"


def listed(text: str) -> Iterator[str]:
    """What is wrong with a list of feeds whose every part is the string, written and read again."""
    name = PlainText(text)
    feeds = (
        Subscription(url="https://tide.example/rss", title=name, site="https://tide.example/", tags=(text,)),
        Subscription(
            url="https://ebb.example/rss", folders=((text, text),), extra=(("note", text), (text, "x"))
        ),
    )
    written = opml.write(SubscriptionList(title=name, subscriptions=feeds))
    for element in etree.fromstring(written).iter():
        if element.tag not in ("opml", "head", "title", "body", "outline"):
            yield f"OPML element {element.tag!r} for {text[:80]!r}"
        for key in ("xmlUrl", "htmlUrl", "url"):
            yield from addressed(element.get(key))
    if [s.url for s in opml.read(written).subscriptions] != [s.url for s in feeds]:
        yield f"OPML lost feeds over {text[:80]!r}"
    quoted = quoteattr(text)
    raw = f"<opml><body><outline xmlUrl={quoted} htmlUrl={quoted} text={quoted}/></body></opml>"
    for found in opml.read(raw.encode("utf-8", errors="replace")).subscriptions:
        yield from addressed(found.url)
        yield from addressed(found.site)
        yield from shown(found.title)


def findings(texts: list[str]) -> tuple[int, list[str]]:
    """How many documents were read, and what is wrong with what came out."""
    count, found = 0, []
    for text in texts:
        for document in documents(text):
            count += 1
            try:
                found += list(audit(read(document, url="https://tide.example/rss")))
            except Unreadable:
                continue
        found += list(listed(text))
    return count, found


def corpus_feeds(suites: Path, *, every: int = 1) -> tuple[int, list[str]]:
    """feedparser's feeds of attacks, read as they are."""
    files = sorted((suites / "feedparser" / "wellformed" / "sanitize").glob("*.xml"))[::every]
    found = [each for file in files for each in audit(read(file.read_bytes()))]
    return len(files), found
