"""The server: strict about what comes, bounded in what it takes, plain in what it says."""

import json
import socket

import pytest

from wholestory.errors import BadSetting, DatabaseFull
from wholestory.fetch import Manners
from wholestory.jobs import Worker, serving
from wholestory.jobs.house import House
from wholestory.jobs.serving import HEADERS, listen, running
from wholestory.newsroom import opened

HUB = "/hub/abcdefgh"


@pytest.fixture
def newsroom(tmp_path):
    with opened(f"sqlite:///{tmp_path}/news.db", manners=Manners()) as found:
        yield found


@pytest.fixture
def worker(newsroom):
    return Worker(newsroom)


@pytest.fixture
def server(newsroom, worker):
    with running(listen("127.0.0.1", 0, House(newsroom, worker))) as found:
        yield found


def ask(server, request):
    """Status, headers and body of what is answered to raw bytes; None where there is no answer."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=30) as line:
        try:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        data = b""
        try:
            while some := line.recv(65536):
                data += some
        except ConnectionError:
            pass
    if not data:
        return None
    head, _, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), dict(each.split(": ", 1) for each in rest), body


def get(server, path, method="GET", more=""):
    return ask(server, f"{method} {path} HTTP/1.1\r\nHost: x\r\n{more}\r\n".encode())


def test_health_says_how_the_worker_does(server, worker, newsroom):
    status, headers, body = get(server, "/healthz")
    assert (status, headers["Content-Type"]) == (503, "application/json")
    assert json.loads(body)["error"] == "stopped"
    worker.health = type(worker.health)(is_running=True)
    status, _, body = get(server, "/healthz")
    told = json.loads(body)
    assert (status, told["ok"], told["error"], told["feeds"], told["due"]["feeds"]) == (200, True, None, 0, 0)
    assert get(server, "/healthz", "HEAD")[2] == b""


def test_health_names_what_is_wrong_by_its_code_alone(server, worker, newsroom, monkeypatch):
    worker.health = type(worker.health)(is_running=True)

    def full(now):
        raise DatabaseFull("/secret/place is full")

    monkeypatch.setattr(newsroom.store, "waiting", full)
    status, _, body = get(server, "/healthz")
    assert (status, json.loads(body)["error"]) == (503, "database_full")
    assert b"secret" not in body


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 404),
        (b"POST /healthz HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 404),
        (b"DELETE /healthz HTTP/1.1\r\n\r\n", 404),
        (b"GET /healthz/ HTTP/1.1\r\n\r\n", 404),
        (b"GET /hub/../healthz HTTP/1.1\r\n\r\n", 404),
        (b"GET /%68ealthz HTTP/1.1\r\n\r\n", 404),
        (b"GET /<script>alert(1)</script> HTTP/1.1\r\n\r\n", 404),
        (b"GET /hub/<b> HTTP/1.1\r\n\r\n", 404),
        (b"GET /hub/unknown?hub.challenge=1 HTTP/1.1\r\n\r\n", 404),
        (b"GET /hub/unknown?" + b"a&" * 60 + b"a=1 HTTP/1.1\r\n\r\n", 400),
        (b"POST /hub/unknown HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 404),
        (b"HEAD /hub/unknown HTTP/1.1\r\n\r\n", 404),
        (b"GET /healthz\r\n\r\n", 400),
        (b"GET /healthz HTTP/9.9\r\n\r\n", 505),
        (b"\x00\x01\x02\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", None),
        (b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET /healthz HTTP/1.1\r\n" + b"X: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 99_999 + b"\r\n", 431),
        (b"GET /healthz HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
    ],
)
def test_all_else_is_refused_in_plain_text(server, request_, status):
    found = ask(server, request_)
    if found is None:
        assert status in (None, 431), "only what was too large to be read to its end"
        return
    assert found[0] == status or (status is None and found[0] in (400, 414, 431))
    assert found[1]["Content-Type"] == "text/plain; charset=utf-8"
    assert HEADERS.items() <= found[1].items()
    assert b"<" not in found[2]


class Echo:
    """Gives back what it is sent."""

    def answer(self, asked):
        return serving.Given(200, asked.body())


@pytest.mark.parametrize(
    ("head", "body", "status"),
    [
        (["Content-Length: 3"], b"abc", 200),
        (["Content-Length: 0"], b"", 200),
        ([], b"abc", 411),
        (["Transfer-Encoding: chunked"], b"3\r\nabc\r\n0\r\n\r\n", 411),
        (["Transfer-Encoding: chunked", "Content-Length: 3"], b"abc", 411),
        (["Content-Length: 3", "Content-Length: 4"], b"abcd", 400),
        (["Content-Length: -1"], b"abc", 400),
        (["Content-Length: +3"], b"abc", 400),
        (["Content-Length: 3.0"], b"abc", 400),
        (["Content-Length: ٣".encode().decode("latin-1")], b"abc", 400),
        (["Content-Length: 4"], b"abc", 400),
        (["Content-Length: 99999999"], b"abc", 413),
        (["Content-Length: " + "9" * 5000], b"abc", 400),
    ],
)
def test_a_body_is_read_to_its_length_and_no_further(head, body, status):
    with running(listen("127.0.0.1", 0, Echo())) as server:
        lines = "".join(f"{each}\r\n" for each in head)
        found = ask(server, f"POST / HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + body)
    assert found[0] == status
    if status == 200:
        assert found[2] == body


class Broken:
    """Goes wrong."""

    def answer(self, asked):
        raise RuntimeError("secret")


def test_what_goes_wrong_inside_is_not_told_to_whoever_asked():
    with running(listen("127.0.0.1", 0, Broken())) as server:
        status, _, body = get(server, "/")
    assert (status, b"secret" in body) == (500, False)


def test_slow_clients_are_cut_off_and_too_many_are_turned_away(monkeypatch):
    monkeypatch.setattr(serving, "AT_ONCE", 2)
    monkeypatch.setattr(serving, "DEADLINE", 1.0)
    with running(listen("127.0.0.1", 0, Echo())) as server:
        slow = [socket.create_connection(("127.0.0.1", server.server_port), timeout=30) for _ in range(2)]
        for line in slow:
            line.sendall(b"GET / HT")
        for line in slow:
            assert line.recv(100) == b"", "cut off without an answer"
            line.close()
        answers = (get(server, "/", "POST", "Content-Length: 0\r\n") for _ in range(1000))
        assert next(filter(None, answers))[0] == 200, "and there is room again"


def test_a_taken_port_leads_to_the_next_and_an_address_that_is_none_is_said():
    with (
        running(listen("127.0.0.1", 0, Echo())) as server,
        running(listen("127.0.0.1", server.server_port, Echo())) as other,
    ):
        assert server.server_port < other.server_port <= server.server_port + serving.PORTS
        with pytest.raises(BadSetting, match="taken"):
            listen("127.0.0.1", server.server_port, Echo(), ports=1)
    with pytest.raises(BadSetting, match="cannot listen"):
        listen("192.0.2.1", 8080, Echo())
