"""Pages made to break readers: they fail with one of our errors, or are read."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholestory.errors import Unreadable
from wholestory.extract import page

PROSE = "<p>The council of Lindmoor has decided that the harbour will be closed to ships until spring.</p>"
ENTITIES = "".join(f'<!ENTITY a{i + 1} "&a{i};&a{i};&a{i};&a{i};">' for i in range(30))
HOSTILE = {
    "deep nesting": "<div>" * 100_000 + PROSE,
    "unclosed tables": "<table><tr><td>" * 50_000 + PROSE,
    "entity bomb": f'<!DOCTYPE h [<!ENTITY a0 "aaaaaaaa">{ENTITIES}]><body>&a30;</body>',
    "external entity": '<!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]><body>&x;</body>',
    "attributes": "<p " + " ".join(f'a{i}="x"' for i in range(100_000)) + ">" + PROSE,
    "bare attributes": "<p " + " ".join(f"a{i}" for i in range(100_000)) + ">" + PROSE,
    "no body": "<html><head><title>x</title></head></html>",
    "frames": '<html><frameset><frame src="a.html"></frameset></html>',
    "refresh": '<meta http-equiv="refresh" content="0; url=/elsewhere">',
    "comments": "<!--" * 100_000,
    "angles": "<" * 500_000,
    "breaks": "<p>" + "<br>" * 10_000 + "x",
    "spaces": "<p>" + " " * 1_000_000 + "x",
    "rules": "<p>" + "_ " * 200_000 + "x",
    "nested JSON": f'<script type="application/ld+json">{"[" * 100_000}</script>',
    "odd JSON": '<script type="application/ld+json">'
    '{"@type":["Article",3],"author":[[{"name":7}]],"image":[1]}</script>',
    "one long word": f"<p>{'x' * 1_000_000}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_in_an_error_of_ours_or_an_article(name):
    with contextlib.suppress(Unreadable):
        assert page(HOSTILE[name].encode(), id="p1").text


def test_nul_bytes_do_not_hide_the_text():
    data = (PROSE * 3).replace("harbour", "har\0bour").encode()
    assert "harbour" in page(data, id="p1").text


def test_scripts_never_reach_the_text():
    article = page((PROSE * 3 + "<script>alert(1)</script><p onclick=x()>&lt;b&gt;</p>").encode(), id="p1")
    assert "alert" not in article.text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 300))
def test_any_bytes_end_in_an_error_of_ours_or_an_article(noise, at):
    data = (PROSE * 3).encode()
    try:
        article = page(data[:at] + noise + data[at:], id="p1")
    except Unreadable:
        return
    assert all(article.text[b.start : b.end].strip() for b in article.blocks)
