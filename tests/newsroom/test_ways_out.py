"""Every way out of a newsroom x every spelling of this machine x directly, by redirect, by a name that
changes its mind: nobody is reached. A new way out has no case here and fails the first test.

A tenth of the spellings here, all of them by `make torture`.
"""

import ast
import asyncio
import select
import socket
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sites import running

from hostile.servers import Names, canary
from torturing import WHOLE, note
from wholestory.errors import NotFollowable
from wholestory.fetch import Manners
from wholestory.fetch import client as client_module
from wholestory.members.models import Device, Notice
from wholestory.members.push import keys, sending
from wholestory.model import Subscription
from wholestory.newsroom import opened
from wholestory.text.urls import Url, parse

SRC = Path(__file__).resolve().parents[2] / "src" / "wholestory"
NOW = datetime.now(UTC)
LOCAL = ("localhost", "localhost.", "localhost.localdomain", "ip6-localhost")
PRIVATE = ("127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::", "::ffff:127.0.0.1")


def by_feed(newsroom, site, urls):
    newsroom.follow_all(Subscription(url=url) for url in urls)
    newsroom.gather()


def by_what_is_typed(newsroom, site, urls):
    for url in urls:
        with suppress(NotFollowable):
            newsroom.follow(url)


def by_list(newsroom, site, urls):
    outlines = "".join(f'<outline type="rss" xmlUrl="{_escaped(url)}"/>' for url in urls)
    site.pages["/list"] = f"<opml version='2.0'><body>{outlines}</body></opml>".encode()
    with suppress(NotFollowable):
        newsroom.follow(site.url("/list"))
        newsroom.gather()


def by_discovery(newsroom, site, urls):
    """What a page states, and places that are guessed where it states nothing of use."""
    for number, url in enumerate(urls):
        link = f'<link rel="alternate" type="application/rss+xml" href="{_escaped(url)}">'
        site.pages[f"/page{number}"] = f"<!doctype html><html><head>{link}</head><p>Hello</html>".encode()
        with suppress(NotFollowable):
            newsroom.follow(site.url(f"/page{number}"))


def by_page(newsroom, site, urls):
    """The pages of teasers, and before them their sites' robots.txt."""
    items = "".join(
        f"<item><guid>{_escaped(url)}</guid><title>Report {number}</title>"
        f"<link>{_escaped(url)}</link><description>It sails.</description></item>"
        for number, url in enumerate(urls)
    )
    path = f"/feed{len(site.asked)}"
    site.pages[path] = f"<rss><channel>{items}</channel></rss>".encode()
    newsroom.follow_all([Subscription(url=site.url(path))])
    newsroom.gather()
    newsroom.read()


def by_sitemap(newsroom, site, urls):
    """The sitemaps that an index names."""
    maps = "".join(f"<sitemap><loc>{_escaped(url)}</loc></sitemap>" for url in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    path = f"/index{len(site.asked)}.xml"
    site.pages[path] = f'<sitemapindex xmlns="{space}">{maps}</sitemapindex>'.encode()
    newsroom.follow_all([Subscription(url=site.url(path))])
    newsroom.gather()


def by_robots(newsroom, site, urls):
    """The sitemaps that a robots.txt names, for a page without a feed."""
    for number, url in enumerate(urls):
        site.pages["/robots.txt"] = f"User-agent: *\nSitemap: {url}\n".encode("utf-8", "replace")
        site.pages[f"/bare{number}"] = b"<!doctype html><html><body>Tide</body></html>"
        with suppress(NotFollowable):
            newsroom.follow(site.url(f"/bare{number}"))


def by_hub(newsroom, site, urls):
    """The hubs that feeds name."""
    for number, url in enumerate(urls):
        path = f"/hubbed{len(site.asked)}-{number}"
        head = f'<atom:link rel="hub" href="{_escaped(url)}"/><atom:link rel="self" href="{site.url(path)}"/>'
        space = "http://www.w3.org/2005/Atom"
        item = "<item><guid>a</guid><title>It sails</title></item>"
        site.pages[path] = f"<rss xmlns:atom='{space}'><channel>{head}{item}</channel></rss>".encode()
        newsroom.follow_all([Subscription(url=site.url(path))])
    newsroom.gather()


def by_image(newsroom, site, urls):
    """The images that readers' pages ask us for."""
    for url in urls:
        newsroom.pictures.fetch(Url(url))


def by_push(newsroom, site, urls):
    """The push services that members' browsers name."""
    point = keys.public(keys.private(keys.made()))
    told = {"key": keys.text(point), "secret": keys.text(b"s" * 16)}
    for url in filter(None, map(parse, urls)):
        notice = Notice(device=Device(endpoint=url, **told), tag="a", body="{}", made_at=NOW)
        asyncio.run(sending.send(newsroom._abroad._client(), [sending.request(notice, NOW)]))


WAYS = {
    ("pipeline/gathering/visiting.py", "request"): (by_feed, by_list),
    ("pipeline/gathering/finding.py", "_got"): (by_what_is_typed,),
    ("pipeline/gathering/finding.py", "_discovered"): (by_discovery,),
    ("pipeline/reading/choosing.py", "request"): (by_page,),
    ("fetch/visits.py", "_read"): (by_page,),  # robots.txt
    ("pipeline/gathering/sitemaps.py", "expanded"): (by_sitemap,),
    ("pipeline/gathering/finding.py", "_mapped"): (by_robots,),
    ("pipeline/pushing/subscribing.py", "request"): (by_hub,),
    ("pipeline/pictures.py", "fetch"): (by_image,),
    ("members/push/sending.py", "request"): (by_push,),
}
MEMBERS = {("members/oidc.py", "get"), ("members/oidc.py", "request")}  # held by tests/members/test_oidc.py
CASES = sorted({case for cases in WAYS.values() for case in cases}, key=lambda case: case.__name__)


def test_every_place_that_asks_for_something_has_a_case():
    """A request is a `Request`: whoever makes one leads out of the house."""
    found = set()
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
                if any(ast.unparse(call).rpartition(".")[2] == "Request" for call in calls):
                    found.add((file.relative_to(SRC).as_posix(), node.name))
    assert found == set(WAYS) | MEMBERS


def _escaped(url):
    return url.replace("&", "&amp;").replace('"', "&quot;")


def spelled(shared, port):
    forms = (shared / "suites/ssrf/forms.txt").read_text("utf-8").split()
    return [form.replace("P", str(port), 1) for form in (forms if WHOLE else forms[::10])]


@pytest.fixture
def names(monkeypatch):
    """The names there are: this machine's, and what a test adds."""
    found = Names({name: [("127.0.0.1", "::1")] for name in LOCAL})
    monkeypatch.setattr(client_module, "Resolver", lambda: found)
    return found


@contextmanager
def newsroom(tmp_path, *allowed, deadline=5.0):
    with opened(
        f"sqlite:///{tmp_path}/news.db",
        manners=Manners(gap=0.0, deadline=deadline),
        allowed=allowed,
        public="https://news.example",
    ) as found:
        yield found


@pytest.mark.shared
@pytest.mark.parametrize("way", CASES)
def test_nobody_is_reached_directly(shared, tmp_path, names, way):
    with canary() as (port, look), running() as site:
        with newsroom(tmp_path, f"127.0.0.1:{site.server.server_port}") as guarded:
            way(guarded, site, spelled(shared, port))
        assert look() == []
        note(f"address guard {way.__name__}, directly", f"{len(spelled(shared, port))} spellings, 0 reached")


@pytest.mark.shared
@pytest.mark.parametrize("way", CASES)
def test_nobody_is_reached_by_redirect(shared, tmp_path, names, way):
    with canary() as (port, look), running() as site:
        targets = spelled(shared, port)
        for number, target in enumerate(targets):
            place = target.encode().decode("latin-1")
            site.pages[f"/{number}"] = (302, {"Location": place}, b"")
        with newsroom(tmp_path, f"127.0.0.1:{site.server.server_port}") as guarded:
            way(guarded, site, [site.url(f"/{number}") for number in range(len(targets))])
        assert look() == []
        asked = {path for path, _ in site.asked}
        assert {f"/{number}" for number in range(len(targets))} <= asked, "every redirect was met"
        note(f"address guard {way.__name__}, by redirect", f"{len(targets)} spellings, 0 reached")


@pytest.mark.parametrize("way", CASES)
def test_nobody_is_reached_by_a_name_that_changes_its_mind(tmp_path, names, way):
    """127.0.0.9, allowed here, stands for the public address that the name answers with at first."""
    for private in PRIVATE if WHOLE else PRIVATE[:1]:
        with running("127.0.0.9") as site, listening(site.server.server_port) as look:
            port = site.server.server_port
            with newsroom(tmp_path / private, f"127.0.0.9:{port}") as guarded:
                names.names["news.test"] = ["127.0.0.9"]
                way(guarded, site, [f"http://news.test:{port}/first"])
                assert "/first" in {path for path, _ in site.asked}, "reached while it was public"
                names.names["news.test"] = [private]
                way(guarded, site, [f"http://news.test:{port}/second"])
                assert "/second" not in {path for path, _ in site.asked}
            assert look() == []
    note(f"address guard {way.__name__}, by rebinding", "0 reached")


@contextmanager
def listening(port):
    """Canaries at this machine's private addresses, at a port that is another's on 127.0.0.9."""
    with ExitStack() as stack:
        found = []
        for host in ("127.0.0.1", "127.9.9.9", "::1"):
            listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
            stack.callback(listener.close)
            with suppress(OSError):  # no IPv6 here
                listener.bind((host, port))
                listener.listen()
                listener.setblocking(False)
                found.append(listener)
        yield lambda: [each.accept() for each in select.select(found, [], [], 0)[0]]


@pytest.mark.parametrize("way", CASES)
def test_without_the_guard_the_canary_sees_every_way(tmp_path, names, way):
    with canary() as (port, look), running() as site:
        with newsroom(tmp_path, "127.0.0.0/8", deadline=0.3) as unguarded:
            way(unguarded, site, [f"http://127.0.0.1:{port}/"])
        assert look()
