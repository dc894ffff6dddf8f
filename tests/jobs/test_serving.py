"""The small server: strict about what comes, bounded in what it takes, plain in what it says."""

import socket

import pytest

from wholestory.errors import BadSetting
from wholestory.jobs import serving
from wholestory.jobs.serving import HEADERS, NOT_FOUND, Given, listen, running


class Paged:
    """One page, and one that goes wrong."""

    def answer(self, path):
        if path == "/broken":
            raise RuntimeError("secret")
        return Given(200, b"told", "application/rss+xml") if path == "/page" else NOT_FOUND


@pytest.fixture
def server():
    with running(listen("127.0.0.1", 0, Paged())) as found:
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


def get(server, path, method="GET"):
    return ask(server, f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())


def test_a_page_is_given_with_its_type_and_without_a_body_to_who_asks_for_the_head(server):
    status, headers, body = get(server, "/page?more")
    assert (status, headers["Content-Type"], body) == (200, "application/rss+xml", b"told")
    status, headers, body = get(server, "/page", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "4", b"")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 404),
        (b"POST /page HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 404),
        (b"DELETE /page HTTP/1.1\r\n\r\n", 404),
        (b"GET /page/ HTTP/1.1\r\n\r\n", 404),
        (b"GET /x/../page HTTP/1.1\r\n\r\n", 404),
        (b"GET /%70age HTTP/1.1\r\n\r\n", 404),
        (b"GET /<script>alert(1)</script> HTTP/1.1\r\n\r\n", 404),
        (b"GET /page\r\n\r\n", 400),
        (b"GET /page HTTP/9.9\r\n\r\n", 505),
        (b"\x00\x01\x02\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", None),
        (b"GET /page HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET /page HTTP/1.1\r\n" + b"X: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 99_999 + b"\r\n", 431),
        (b"GET /page HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
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


def test_what_goes_wrong_inside_is_not_told_to_whoever_asked(server):
    status, _, body = get(server, "/broken")
    assert (status, b"secret" in body) == (500, False)


def test_slow_clients_are_cut_off_and_too_many_are_turned_away(monkeypatch):
    monkeypatch.setattr(serving, "AT_ONCE", 2)
    monkeypatch.setattr(serving, "DEADLINE", 1.0)
    with running(listen("127.0.0.1", 0, Paged())) as server:
        slow = [socket.create_connection(("127.0.0.1", server.server_port), timeout=30) for _ in range(2)]
        for line in slow:
            line.sendall(b"GET / HT")
        for line in slow:
            assert line.recv(100) == b"", "cut off without an answer"
            line.close()
        answers = (get(server, "/page") for _ in range(1000))
        assert next(filter(None, answers))[0] == 200, "and there is room again"


def test_a_taken_port_leads_to_the_next_and_an_address_that_is_none_is_said():
    with (
        running(listen("127.0.0.1", 0, Paged())) as server,
        running(listen("127.0.0.1", server.server_port, Paged())) as other,
    ):
        assert server.server_port < other.server_port <= server.server_port + serving.PORTS
        with pytest.raises(BadSetting, match="taken"):
            listen("127.0.0.1", server.server_port, Paged(), ports=1)
    with pytest.raises(BadSetting, match="cannot listen"):
        listen("192.0.2.1", 8080, Paged())
    with running(listen("127.0.0.1", 0, Paged())) as server:
        assert serving.free("127.0.0.1", server.server_port) > server.server_port
