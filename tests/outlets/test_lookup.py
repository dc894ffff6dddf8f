"""Whose an address, a host or a name is: by whole labels, in any script, whatever it is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory import outlets
from wholestory.text import urls

ALL = outlets.catalogue()


def _of(host):
    found = outlets.of_domain(host)
    return found.id if found else None


@pytest.mark.parametrize(
    "host",
    [
        "bbc.co.uk",
        "www.bbc.co.uk",
        "NEWS.BBC.CO.UK",
        "bbc.co.uk.",
        "feeds.bbci.co.uk",
        "bbc.com",
        "ｂｂｃ.co.uk",
    ],
)
def test_a_host_is_the_outlets_whose_domain_it_ends_with(host):
    assert _of(host) == "bbc-co-uk"


@pytest.mark.parametrize(
    "host",
    [
        "notbbc.co.uk",
        "bbc.co.uk.tide.example",
        "bbc-co.uk",
        "co.uk",
        "uk",
        "bbc.co",
        "xbbc.com",
        "bbc.com.tide.example",
    ],
)
def test_a_host_that_only_looks_alike_is_nobodys(host):
    assert _of(host) is None


def test_the_longest_domain_wins():
    hosts = {domain: outlet for outlet in ALL for domain in outlet.domains}
    nested = [d for d in hosts if any(d.endswith(f".{other}") for other in hosts if other != d)]
    for domain in nested:
        assert outlets.of_domain(f"www.{domain}") is hosts[domain]
    for outlet in ALL:
        for domain in outlet.domains:
            assert outlets.of_domain(domain) is outlet
            assert outlets.of_url(f"https://some.{domain}/2026/11/22/a?b=c#d") is outlet


def test_neighbours_on_a_shared_host_are_outlets_of_their_own():
    shared = [o for o in ALL if any(d.endswith((".substack.com", ".blogspot.com")) for d in o.domains)]
    assert len(shared) >= 5
    assert len({o.id for o in shared}) == len(shared)
    assert _of("a-neighbour-that-is-not-there.substack.com") is None


def test_feeds_lead_back_to_their_outlet():
    assert [f.url for o in ALL for f in o.feeds if outlets.of_url(f.url) is not o] == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bbc.co.uk",
        "//bbc.co.uk/",
        "javascript:alert('bbc.co.uk')",
        "ftp://bbc.co.uk/",
        "https://tide.example/?u=https://bbc.co.uk/",
        "https://bbc.co.uk@tide.example/",
        "https://tide.example\\@127.0.0.1/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://\ud800.com/",
        "https://" + "a." * 5000 + "com/",
    ],
)
def test_addresses_that_are_none_or_others_are_nobodys(url):
    assert outlets.of_url(url) is None


@pytest.mark.parametrize(
    "host",
    [
        "",
        ".",
        "..",
        "a" * 300,
        "bbc.co.uk:80",
        "u@bbc.co.uk",
        "bbc.co.uk/x",
        "[::1]",
        "xn--",
        "\x00",
        "%62bc.com",
    ],
)
def test_what_is_no_host_is_nobodys(host):
    assert outlets.of_domain(host) is None


def test_a_host_may_be_written_in_its_own_script():
    written = {o: urls.Url(f"https://{d}/") for o in ALL for d in o.domains if d.startswith("xn--")}
    assert written
    for outlet in written:
        domain = next(d for d in outlet.domains if d.startswith("xn--"))
        assert outlets.of_domain(domain.encode("ascii").decode("idna")) is outlet


@given(st.text(max_size=60))
def test_any_text_may_be_asked(text):
    outlets.of_url(text)
    outlets.of_domain(text)
    outlets.named(text)
    outlets.with_id(text)
    outlets.find(words=text, language=text, country=text, topic=text, kind=text)


def test_names_are_found_however_they_are_written():
    for name in ("The Guardian", "guardian", "THE  GUARDIAN", "theguardian.com"):
        assert "theguardian-com" in {o.id for o in outlets.named(name)}
    assert {o.id for o in outlets.named("sueddeutsche zeitung")} == set()
    assert {o.id for o in outlets.named("suddeutsche zeitung")} == {"sueddeutsche-de"}
    assert {o.id for o in outlets.named("연합뉴스")} == {"yna-co-kr"}


def test_a_name_that_is_not_known_is_its_domains_label():
    unknown = [o for o in ALL if o.name == o.domains[0]]
    assert len(unknown) > 1_000
    for outlet in unknown[::50]:
        assert outlet in outlets.named(outlet.name.partition(".")[0])


def test_two_outlets_of_one_name_are_both_found():
    assert {o.country for o in outlets.named("SBS")} == {"AU", "KR"}


def test_nothing_is_named_nothing():
    assert outlets.named("") == outlets.named("  …  ") == ()


def test_ids_lead_to_their_outlets():
    assert all(outlets.with_id(o.id) is o for o in ALL)
    assert outlets.with_id("tide-example") is None
