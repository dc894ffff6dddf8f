"""A newsroom on the sample outlets, without a network: their articles as feeds on this machine's loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files
from xml.sax.saxutils import escape

from wholestory import newsroom
from wholestory.errors import AlreadyThere
from wholestory.fetch import Manners
from wholestory.jobs.serving import NOT_FOUND, Given, listen, running
from wholestory.model import Article, PlainText, Subscription
from wholestory.newsroom import Newsroom
from wholestory.pipeline import batch, inputs

HOST = "127.0.0.1"
FIRST_PORT = 18600
_ADDRESS = re.compile(r"http://127\.0\.0\.1:([0-9]{1,5})/sample/[0-9]+\.xml", re.ASCII)


class Outlets:
    """The feeds of the sample edition, one an outlet."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._written: dict[str, list[Article]] = {}
        for article in articles:
            self._written.setdefault(article.outlet or "Sample", []).append(article)
        self._pages = {
            f"/sample/{number}.xml": Given(200, _feed(outlet, self._written[outlet]), "application/rss+xml")
            for number, outlet in enumerate(sorted(self._written))
        }

    def subscriptions(self, url: str) -> list[Subscription]:
        """What to follow, of a server at `url`."""
        named = zip(self._pages, sorted(self._written), strict=True)
        return [Subscription(url=url + path, title=PlainText(outlet)) for path, outlet in named]

    def answer(self, path: str) -> Given:
        """As `serving.Pages.answer`."""
        return self._pages.get(path, NOT_FOUND)


def articles() -> tuple[Article, ...]:
    """The articles of the sample edition."""
    with as_file(files("wholestory") / "sample" / "articles") as folder:
        return batch.read_all(inputs.read([folder])).articles


@contextmanager
def opened(address: str) -> Iterator[Newsroom]:
    """A newsroom that follows the sample outlets, which are served as long as it is open.

    Opened again, they are served where they were before, so that no article comes twice. Raises
    `AlreadyThere` where the newsroom follows anything else, and what `newsroom.opened` raises.
    """
    port = _port_before(address)
    outlets = Outlets(articles())
    with running(listen(HOST, port or FIRST_PORT, outlets, ports=1 if port else 1000)) as server:
        allowed = [f"{HOST}:{server.server_port}"]
        with newsroom.opened(address, manners=Manners(gap=0.0), allowed=allowed) as found:
            found.follow_all(outlets.subscriptions(server.url))
            yield found


def _port_before(address: str) -> int | None:
    with newsroom.opened(address) as found:
        followed = [_ADDRESS.fullmatch(each.feed.url) for each in found.followed()]
        anything = found.entries(most=1)
    ports = {int(match[1]) for match in followed if match}
    if None in followed or len(ports) > 1 or (anything and not ports):
        raise AlreadyThere(f"{address} holds other things than the sample; name a fresh one with --database")
    return ports.pop() if ports else None


def _feed(outlet: str, written: Sequence[Article]) -> bytes:
    head = f"<title>{escape(outlet)}</title>"
    items = "".join(map(_item, written))
    return f"<rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


def _item(article: Article) -> str:
    body = "".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n\n") if part != article.title)
    when = article.published.value if article.published else None
    stamp = f"<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>{escape(when)}</dc:date>" if when else ""
    return (
        f"<item><guid isPermaLink='false'>{escape(article.id)}</guid>"
        f"<title>{escape(article.title or '')}</title>{stamp}"
        f"<description>{escape(body)}</description></item>"
    )
