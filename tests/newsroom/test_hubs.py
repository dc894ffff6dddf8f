"""WebSub with a toy hub on loopback: asked, verified, renewed, heard, and not believed unsigned."""

import hashlib
import hmac
import socket
import sqlite3
import threading
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from wsgiref.simple_server import WSGIRequestHandler

import pytest
from django.core.handlers.wsgi import WSGIHandler
from sites import rss
from test_newsroom import again, titles

from wholestory.fetch import Manners
from wholestory.jobs import own
from wholestory.newsroom import opened
from wholestory.site.doors import around

DAY = timedelta(days=1)
QUICK = Manners(gap=0.0, deadline=5.0)


@contextmanager
def serving(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class ToyHub:
    """Takes subscriptions, asks back as the standard wants it before it answers, delivers."""

    def __init__(self):
        self.asked, self.confirmed, self.status, self.lease = [], [], 202, 864_000
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                told = dict(urllib.parse.parse_qsl(body))
                hub.asked.append(told)
                if hub.status == 202:
                    hub.confirmed.append(hub.ask_back(told))
                self.send_response(hub.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.handler = Handler

    def ask_back(self, told, **other):
        query = {
            "hub.mode": told["hub.mode"],
            "hub.topic": told["hub.topic"],
            "hub.challenge": "cha<b>llenge",
            "hub.lease_seconds": str(self.lease),
        } | other
        return got(f"{told['hub.callback']}?{urllib.parse.urlencode(query)}")

    def deliver(self, body, *, method="sha256", secret=None, callback=None):
        told = self.asked[0]
        key = (secret or told["hub.secret"]).encode()
        signed = hmac.new(key, body, method).hexdigest()
        headers = {"X-Hub-Signature": f"{method}={signed}", "Content-Type": "application/rss+xml"}
        return got(callback or told["hub.callback"], body, headers)


def got(url, body=None, headers=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers or {})) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Silent(WSGIRequestHandler):
    """Logs nothing, and closes each connection."""

    def log_message(self, *_):
        pass


class Site(ThreadingHTTPServer):
    """The site as it is served, a thread a request."""

    daemon_threads = True

    def __init__(self):
        self.application = around(WSGIHandler())
        super().__init__(("127.0.0.1", 0), Silent)
        self.base_environ = {
            "SERVER_NAME": "localhost",
            "SERVER_PORT": str(self.server_port),
            "SCRIPT_NAME": "",
        }

    def get_app(self):
        return self.application


@pytest.fixture
def hub():
    made = ToyHub()
    with serving(made.handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/"
        yield made


@pytest.fixture
def reached(tmp_path, monkeypatch):
    """A newsroom that its hubs can reach."""
    site = Site()
    with (
        opened(
            f"sqlite:///{tmp_path}/news.db",
            manners=QUICK,
            allowed=["127.0.0.0/8"],
            public=f"http://127.0.0.1:{site.server_port}/",
        ) as newsroom,
    ):
        monkeypatch.setattr(own, "newsroom", lambda: newsroom)
        thread = threading.Thread(target=site.serve_forever, daemon=True)
        thread.start()
        yield newsroom
        site.shutdown()
        site.server_close()
        thread.join()


def offering(hub, *items, topic=None):
    links = f'<{hub.url}>; rel="hub"' + (f', <{topic}>; rel="self"' if topic else "")
    return 200, {"Link": links}, rss(*items)


def subscribed(newsroom, site, hub):
    site.pages["/rss"] = offering(hub, ("a", "First"), topic=site.url("/rss"))
    (id,) = newsroom.follow(site.url("/rss"))
    newsroom.gather()
    return id


def raw(newsroom, command):
    with closing(sqlite3.connect(newsroom.store.path)) as database, database:
        return database.execute(command).fetchall()


def test_a_feed_that_names_a_hub_is_subscribed_to_with_a_secret_and_the_hub_is_answered(reached, site, hub):
    subscribed(reached, site, hub)
    (told,) = hub.asked
    assert (told["hub.mode"], told["hub.topic"]) == ("subscribe", site.url("/rss"))
    assert len(told["hub.secret"]) >= 32
    assert hub.confirmed == [(200, "cha<b>llenge")]
    until = reached.followed()[0].feed.pushed_until
    assert abs(until - datetime.now(UTC) - 10 * DAY) < timedelta(minutes=1)


def test_what_is_delivered_is_kept_as_if_it_had_been_asked_for(reached, site, hub):
    subscribed(reached, site, hub)
    assert hub.deliver(rss(("b", "Second"))) == (202, "")
    assert set(titles(reached)) == {"First", "Second"}
    assert hub.deliver(rss(("b", "Second, told anew"), ("a", "First")), method="sha512") == (202, "")
    assert set(titles(reached)) == {"First", "Second, told anew"}
    assert hub.deliver(rss(("b", "Second, told anew"))) == (202, "")
    assert len(reached.entries()) == 2
    site.pages["/rss"] = offering(hub, ("b", "Second, told anew"), ("a", "First"), topic=site.url("/rss"))
    again(reached)
    assert (reached.gather().new, len(reached.entries())) == (0, 2)
    assert reached.read().looked == 2


def test_while_a_hub_tells_a_feed_is_asked_once_a_day_and_no_less(reached, site, hub):
    subscribed(reached, site, hub)
    again(reached)
    reached.gather()
    (followed,) = reached.followed()
    assert timedelta(hours=21) < followed.feed.next_check_at - datetime.now(UTC) < timedelta(hours=27)
    raw(reached, "UPDATE store_feed SET pushed_until = '2001-01-01 00:00:00'")
    again(reached)
    reached.gather()
    assert reached.followed()[0].feed.next_check_at - datetime.now(UTC) < timedelta(hours=20)


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "another"},
        {"method": "sha1"},
        {"method": "md5"},
    ],
)
def test_what_is_not_signed_with_our_secret_changes_nothing_and_is_not_told_so(reached, site, hub, forged):
    subscribed(reached, site, hub)
    assert hub.deliver(rss(("b", "Forged")), **forged) == (202, "")
    callback = hub.asked[0]["hub.callback"]
    assert got(callback, rss(("b", "Forged")), {"X-Hub-Signature": "sha256=é"}) == (202, "")
    assert got(callback, rss(("b", "Forged"))) == (202, "")
    assert titles(reached) == ["First"]


def test_unknown_addresses_and_ended_leases_are_not_found(reached, site, hub):
    subscribed(reached, site, hub)
    callback = hub.asked[0]["hub.callback"]
    assert hub.deliver(rss(("b", "B")), callback=f"{callback}x")[0] == 404
    assert hub.deliver(rss(("b", "B")), callback=f"{callback[:-10]}")[0] == 404
    raw(reached, "UPDATE store_hub SET until = '2001-01-01 00:00:00'")
    assert hub.deliver(rss(("b", "B")))[0] == 404
    assert titles(reached) == ["First"]


def test_only_what_we_asked_for_is_confirmed(reached, site, hub):
    subscribed(reached, site, hub)
    told = hub.asked[0]
    assert hub.ask_back(told)[0] == 404, "nothing waits for an answer any more"
    raw(reached, f"UPDATE store_hub SET asked_at = '{datetime.now(UTC):%Y-%m-%d %H:%M:%S}'")
    assert hub.ask_back(told, **{"hub.topic": "https://gull.example/rss"})[0] == 404
    assert hub.ask_back(told, **{"hub.mode": "unsubscribe"})[0] == 404
    assert hub.ask_back(told, **{"hub.challenge": ""})[0] == 404
    assert hub.ask_back(told, **{"hub.challenge": "x" * 5000})[0] == 404
    raw(reached, "UPDATE store_hub SET asked_at = '2001-01-01 00:00:00'")
    assert hub.ask_back(told)[0] == 404, "asked too long ago"


def test_a_lease_is_renewed_before_it_ends_under_the_same_address(reached, site, hub):
    subscribed(reached, site, hub)
    reached.gather()
    assert len(hub.asked) == 1
    raw(reached, "UPDATE store_hub SET next_at = '2001-01-01 00:00:00'")
    reached.gather()
    assert len(hub.asked) == 2
    assert hub.asked[0] == hub.asked[1]
    assert hub.deliver(rss(("b", "Second"))) == (202, "")
    assert "Second" in titles(reached)


def test_a_hub_that_fails_is_asked_again_later_and_later(reached, site, hub):
    hub.status = 500
    subscribed(reached, site, hub)
    waits = []
    for _ in range(3):
        (at,) = raw(reached, "SELECT (julianday(next_at) - julianday('now')) * 24 FROM store_hub")
        waits.append(round(at[0]))
        raw(reached, "UPDATE store_hub SET next_at = '2001-01-01 00:00:00'")
        reached.gather()
    assert waits == [1, 2, 4]
    assert reached.followed()[0].feed.pushed_until is None
    hub.status = 202
    raw(reached, "UPDATE store_hub SET next_at = '2001-01-01 00:00:00'")
    reached.gather()
    assert raw(reached, "SELECT failures, error FROM store_hub") == [(0, None)]


def test_a_hub_that_refuses_is_left_alone_for_a_week(reached, site, hub):
    subscribed(reached, site, hub)
    assert hub.ask_back(hub.asked[0], **{"hub.mode": "denied", "hub.reason": "too many"})[0] == 200
    assert raw(reached, "SELECT until, error FROM store_hub") == [(None, "refused by the hub: too many")]
    reached.gather()
    assert len(hub.asked) == 1
    assert reached.followed()[0].feed.pushed_until is None


def test_who_unfollows_gives_up_the_subscription(reached, site, hub):
    id = subscribed(reached, site, hub)
    reached.unfollow(id)
    reached.gather()
    assert [told["hub.mode"] for told in hub.asked] == ["subscribe", "unsubscribe"]
    assert hub.confirmed[-1] == (200, "cha<b>llenge")
    reached.gather()
    assert len(hub.asked) == 2
    assert hub.deliver(rss(("b", "B")))[0] == 404


def test_without_an_address_of_our_own_no_hub_is_asked(newsroom, site, hub):
    subscribed(newsroom, site, hub)
    assert hub.asked == []


def test_a_hub_at_a_private_address_is_refused_by_the_guard(tmp_path, site, hub):
    port = site.server.server_port
    public = "https://reader.example"
    with opened(
        f"sqlite:///{tmp_path}/b.db", manners=QUICK, allowed=[f"127.0.0.1:{port}"], public=public
    ) as guarded:
        subscribed(guarded, site, hub)
        assert hub.asked == []
        assert "address" in raw(guarded, "SELECT error FROM store_hub")[0][0]


def test_what_is_no_feed_makes_the_feed_due_and_too_much_is_refused(reached, site, hub):
    subscribed(reached, site, hub)
    site.pages["/rss"] = offering(hub, ("b", "Second"), ("a", "First"), topic=site.url("/rss"))
    assert reached.gather().asked == 0
    assert hub.deliver(b"news!") == (202, "")
    assert reached.gather().new == 1
    token = hub.asked[0]["hub.callback"].rpartition("/")[2]
    assert reached.hubs.pushed(token, {}, bytes((10 << 20) + 1)).status == 413


def test_what_a_stranger_brings_or_brings_too_much_of_is_refused_before_it_is_read(reached, site, hub):
    subscribed(reached, site, hub)
    address = urllib.parse.urlsplit(hub.asked[0]["hub.callback"])
    for path, length, status in ((f"{address.path}x", 1000, 404), (address.path, (10 << 20) + 1, 413)):
        with socket.create_connection((address.hostname, address.port), timeout=30) as line:
            line.sendall(
                f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode()
            )
            assert int(line.recv(100).split()[1]) == status, "answered, though nothing was brought yet"


def test_a_delivery_while_the_feed_is_read_is_to_come_again(reached, site, hub):
    id = subscribed(reached, site, hub)
    reached.store.lend(id, datetime.now(UTC), lease=DAY)
    assert hub.deliver(rss(("b", "B")))[0] == 503


def test_a_feed_that_changes_its_hub_is_asked_for_there_under_a_new_secret(reached, site, hub):
    subscribed(reached, site, hub)
    site.pages["/rss"] = offering(hub, ("b", "B"), topic=site.url("/other"))
    again(reached)
    reached.gather()
    first, second = hub.asked
    assert second["hub.topic"] == site.url("/other")
    assert (first["hub.secret"], first["hub.callback"]) != (second["hub.secret"], second["hub.callback"])
    assert hub.deliver(rss(("c", "C")))[0] == 404, "the old address is gone"
    site.pages["/rss"] = rss(("d", "D"))
    again(reached)
    reached.gather()
    raw(reached, "UPDATE store_feed SET next_check_at = '2001-01-01 00:00:00'")
    reached.gather()
    assert len(hub.asked) == 2, "a feed that names no hub any more is subscribed to no more"


def test_a_signature_is_one_of_the_whole_body_under_the_secret():
    from wholestory.pipeline.pushing.receiving import is_signed

    made = hmac.new(b"secret", b"body", hashlib.sha256).hexdigest()
    assert is_signed("secret", f"sha256={made}", b"body")
    assert is_signed("secret", f" SHA256={made.upper()} ", b"body")
    for wrong in (made, f"sha256={made[:-1]}", "sha256=", "", f"sha1={made}", f"sha3_256={made}"):
        assert not is_signed("secret", wrong, b"body")
    assert not is_signed("secret", f"sha256={made}", b"body ")
