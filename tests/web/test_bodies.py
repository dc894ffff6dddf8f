"""What requests bring is refused before it is read where it is too much, and holds up nobody."""

import threading

import pytest
from asking import ask

from wholestory.site.bodies import LARGEST, Bounded


def reading(environ, start):
    """Gives back what it is sent."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])) if "CONTENT_LENGTH" in environ else b""
    start("200 OK", [])
    return [body]


class Unread:
    """A body that may not be read."""

    def read(self, size=-1):
        raise AssertionError("read")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Length": "3"}, 200),
        ({"Content_Length": "0"}, 200),
        ({}, 200),
        ({"Content_Length": str(LARGEST + 1)}, 413),
        ({"Content_Length": "9" * 5000}, 413),
        ({"Content_Length": "-1"}, 400),
        ({"Content_Length": "+3"}, 400),
        ({"Content_Length": "3.0"}, 400),
        ({"Content_Length": "٣"}, 400),
        ({"Transfer_Encoding": "chunked"}, 411),
        ({"Transfer_Encoding": "chunked", "Content_Length": "3"}, 411),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_length_is_a_number_that_is_not_too_large(headers, status, method):
    def application(environ, start):
        assert status == 200, "asked, though it was to be refused"
        return reading(environ, start)

    found = ask(Bounded(application, at_once=1), method=method, body=b"abc", **headers)
    assert found[0] == status
    if status != 200:
        assert found[1]["content-type"] == "text/plain; charset=utf-8"
        assert found[1]["x-content-type-options"] == "nosniff"


def test_while_too_many_bring_something_others_who_bring_are_refused_and_who_asks_is_answered():
    inside, done = threading.Event(), threading.Event()

    def slow(environ, start):
        found = reading(environ, start)
        if environ["PATH_INFO"] == "/slow":
            inside.set()
            done.wait(30)
        return found

    bounded = Bounded(slow, at_once=1)
    slowly = threading.Thread(target=ask, args=(bounded, "/slow", "POST"), kwargs={"Content_Length": "0"})
    slowly.start()
    assert inside.wait(30)
    assert ask(bounded, method="POST", body=b"a", Content_Length="1")[0] == 503
    assert ask(bounded)[0] == 200
    done.set()
    slowly.join()
    assert ask(bounded, method="POST", body=b"a", Content_Length="1")[2] == b"a"


def test_an_application_that_fails_leaves_room():
    def broken(environ, start):
        environ["wsgi.input"].read(1)
        raise RuntimeError

    bounded = Bounded(broken, at_once=1)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            ask(bounded, method="POST", body=b"a", Content_Length="1")
