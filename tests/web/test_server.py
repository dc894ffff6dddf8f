"""The site as it is served: raw requests at the real server, most of them none that a browser makes."""

import gzip
import socket

import pytest

from wholestory.jobs import pages, serving

HOST = b"Host: localhost\r\n"


@pytest.fixture(scope="module")
def port(told):
    """Where the sample newsroom is served."""
    found = serving.free("127.0.0.1", 18300)
    with pages.served("127.0.0.1", found, environ={"WHOLESTORY_DATABASE": f"sqlite:///{told}"}):
        yield found


def ask(port, request, *, patience=30):
    """Status, headers by their lower names, and what came of the body; None where there is no answer."""
    data = b""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
        try:
            line.sendall(request)
            while some := line.recv(65536):
                data += some
                head, end, body = data.partition(b"\r\n\r\n")
                if end and (b"content-length: %d" % len(body)) in head.lower():
                    break
        except ConnectionError:
            pass
    if not data:
        return None
    head, _, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in rest)}
    return int(first.split()[1]), headers, body


def get(port, path="/", *lines):
    return ask(port, "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode())


def test_the_front_page_its_style_and_its_health_are_there(port):
    status, headers, body = get(port)
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in headers["content-security-policy"]
    style = body.decode().partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert get(port, style)[1]["content-type"].startswith("text/css")
    assert get(port, "/healthz")[0] == 503, "nobody works on it"
    _, headers, packed = get(port, "/", "Accept-Encoding: gzip")
    assert b"</html>" in gzip.decompress(packed)


@pytest.mark.parametrize(
    ("request_", "statuses"),
    [
        (b"GET /hub/unknown?hub.challenge=1 HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
        (b"GET /hub/<b> HTTP/1.1\r\n" + HOST + b"\r\n", {400, 404}),
        (b"GET /hub/../healthz HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
        (b"GET /static/../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
        (b"GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
        (b"DELETE / HTTP/1.1\r\n" + HOST + b"\r\n", {403, 405}),
        (b"POST /hub/unknown HTTP/1.1\r\n" + HOST + b"Content-Length: 5000000\r\n\r\n", {404}),
        (b"POST /hub/unknown HTTP/1.1\r\n" + HOST + b"Content-Length: 10485761\r\n\r\n", {413}),
        (b"POST /hub/unknown HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n\r\n", {413}),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n\r\n", {413}),
        (
            b"POST /hub/x HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            {411},
        ),
        (b"POST /hub/x HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", {400}),
        (b"POST /hub/x HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\nabc", {400}),
        (b"POST /hub/x HTTP/1.1\r\n" + HOST + b"Content-Length: +3\r\n\r\nabc", {400}),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", {400}),
        (b"GET / HTTP/1.1\r\n\r\n", {400}),
        (b"GET /healthz\r\n\r\n", {400}),
        (b"GET / HTTP/9.9\r\n\r\n", {400, 505}),
        (b"\x00\x01\x02\r\n\r\n", {400}),
        (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n", {414, 431}),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 400_000 + b"\r\n\r\n", {431}),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: aaaaaaaaaaaaaaaaaaaaaa\r\n" * 99_999 + b"\r\n", {431}),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 200 + b"\r\n", {431}),
    ],
)
def test_what_no_browser_asks_is_refused_and_says_nothing_of_it(port, request_, statuses):
    found = ask(port, request_)
    if found is None:
        assert statuses & {414, 431}, "only what was too large to be read to its end"
        return
    status, headers, body = found
    assert status in statuses
    assert b"<b>" not in body
    assert not body or headers["x-content-type-options"] == "nosniff"
    assert get(port)[0] == 200


def test_slow_clients_hold_up_nobody(port):
    slow = []
    for start in (b"GET / HT", b"POST /account/login/ HTTP/1.1\r\n" + HOST + b"Content-Length: 50\r\n\r\nab"):
        for _ in range(20):
            line = socket.create_connection(("127.0.0.1", port), timeout=30)
            line.sendall(start)
            slow.append(line)
    for _ in range(10):
        assert get(port)[0] == 200
        assert get(port, "/search?q=ferry", "Cookie: session=none")[0] == 200
    for line in slow[:20]:
        assert line.recv(100) == b"", "cut off without an answer"
    for line in slow:
        line.close()
    assert get(port)[0] == 200
