"""Naughty strings as every parameter of every operation: nothing breaks, and nothing is told back raw."""

import json
import re
from urllib.parse import quote, urlencode

import pytest
from callers import API, calling
from test_privileges import operations

from wholestory.sync.rest.document import document

OWN = [
    "\x00",
    "\ud800",
    "١",
    "e" * 100_000,
    "%",
    "..",
    "../../etc/passwd",
    "'; DROP TABLE members_token; --",
    "\r\nX-A: b",
]
PLACES = """
    /stories?limit={} /stories?order={} /stories?cursor={} /stories/{} /sections/topic/{} /articles/{}
    /search?q=x&cursor={} /outlets?topic={} /person?name={} /me/marks/{} /{}
""".split()  # noqa: SIM905
EACH = 12  # of the strings, for each parameter


def naughty(shared):
    """All of the list where it is there, and our own."""
    listed = json.loads((shared / "suites" / "blns" / "blns.json").read_text("utf-8"))
    return [*OWN, *(each for each in listed if each)]


def encoded(value):
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def addresses(strings):
    """Each parameter of each operation with some of the strings, so that all of them come."""
    turn = 0
    for method, filled, each in operations():
        path = next(p for p, m in document()["paths"].items() if m.get(method.lower()) is each)
        for given in each["parameters"]:
            for _ in range(EACH + len(OWN)):
                value = encoded(strings[turn % len(strings)])
                turn += 1
                if given["in"] == "query":
                    base = filled.partition("?")[0]
                    others = [n for n in re.findall(r"[?&](\w+)=", filled) if n != given["name"]]
                    rest = urlencode(dict.fromkeys(others, "x"))
                    yield method, f"{base}?{given['name']}={value}&{rest}"
                else:
                    bare = path.replace("{" + given["name"] + "}", value)
                    yield method, bare.replace("{kind}", "saved").replace("{id}", "e1")


def test_no_string_breaks_an_operation(newsroom, shared):
    program, seen = calling("member"), set()
    strings = naughty(shared)
    asked = list(addresses(strings))
    assert len(asked) >= len(strings), "some of the list is never sent"
    for method, address in asked:
        answer = program.generic(method, address)
        seen.add(answer.status_code)
        assert answer.status_code < 500, (method, address[:300])
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", (method, address[:300])
        assert not {"X-A"} & set(answer.headers)
    assert {200, 204, 404, 422} <= seen


@pytest.mark.parametrize("given", ["<script>alert(1)</script>", "a-canary-that-nobody-says"])
def test_what_was_sent_is_not_told_back(newsroom, given):
    program = calling("member")
    for path in PLACES:
        answer = program.get(API + path.format(encoded(given)))
        assert answer.status_code in (404, 405, 422), path
        assert given.encode() not in answer.content, path
