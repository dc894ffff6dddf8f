"""WSGI applications asked as a server asks them."""

import gzip
from io import BytesIO


def ask(application, path="/", method="GET", query="", body=b"", **headers):
    """Status, headers by their lower names, and body; a header is given as `Accept_Language="it"`."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
    }
    for name, value in headers.items():
        plain = name.upper() in ("CONTENT_LENGTH", "CONTENT_TYPE")
        environ[name.upper() if plain else f"HTTP_{name.upper()}"] = value
    told = []
    found = application(environ, lambda status, given, *_: told.append((status, given)))
    try:
        data = b"".join(found)
    finally:
        if hasattr(found, "close"):
            found.close()
    status, given = told[-1]
    return int(status.split()[0]), {name.lower(): value for name, value in given}, data


def text(answer):
    """The body, unpacked."""
    _, headers, body = answer
    return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body


MOST = 60 << 10  # bytes of a page, packed


def weigh(application, path, query=""):
    """Asserts that a page is there and is no larger, packed, than pages may be; its bytes."""
    status, headers, body = ask(application, path, query=query, Accept_Encoding="gzip")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8"), path
    assert headers.get("content-encoding") == "gzip" or len(body) < 1000
    assert len(body) <= MOST, path
    return len(body)
