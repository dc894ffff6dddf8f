"""The catalogue as it is shipped: large enough, well formed, nothing in it twice, nothing made up."""

import re
import subprocess
import sys
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path

import pytest
from babel import Locale
from publicsuffixlist import PublicSuffixList

from wholestory import outlets
from wholestory.model import Evidence
from wholestory.text import urls

ALL = outlets.catalogue()
FEEDS = [feed for outlet in ALL for feed in outlet.feeds]
FOLDER = files("wholestory.outlets") / "catalogue"


def test_there_are_outlets_enough_of_countries_and_languages_enough():
    followable = [outlet for outlet in ALL if outlet.feeds]
    assert len(followable) >= 1_000
    assert len({outlet.country for outlet in followable if outlet.country}) >= 60
    assert len({language for outlet in followable for language in outlet.languages}) >= 20
    assert len(FEEDS) >= len(followable)


def test_the_files_are_small():
    sizes = [len(file.read_bytes()) for file in FOLDER.iterdir() if file.name.endswith(".jsonl")]
    assert sum(sizes) < 1_500_000


def test_no_id_and_no_domain_and_no_feed_is_there_twice():
    ids = [outlet.id for outlet in ALL]
    domains = [domain for outlet in ALL for domain in outlet.domains]
    addresses = [feed.url for feed in FEEDS]
    assert ids == sorted(set(ids))
    assert len(domains) == len(set(domains))
    assert len(addresses) == len(set(addresses))


def test_ids_are_made_of_the_first_domain():
    assert [o.id for o in ALL if o.id != o.domains[0].replace(".", "-")] == []


def test_every_address_is_a_canonical_one():
    wrong = [feed.url for feed in FEEDS if urls.canonical(urls.parse(urls.RawUrl(feed.url))) != feed.url]
    assert wrong == []


def test_no_address_is_of_a_number_or_a_private_host_and_none_carries_a_password():
    def is_suspect(url):
        host = urls.host(urls.Url(url))
        try:
            return bool(ip_address(host))
        except ValueError:
            private = host.endswith((".local", ".internal", ".localhost", ".test", ".example", ".onion"))
            return private or "." not in host or "@" in url.partition("://")[2].partition("/")[0]

    assert [feed.url for feed in FEEDS if is_suspect(feed.url)] == []


def test_no_address_carries_a_key():
    assert [f.url for f in FEEDS if re.search(r"[?&](?:\w*key|token|auth|password)=", f.url, re.I)] == []


def test_domains_are_hosts_of_their_own_in_lower_case_and_punycode():
    suffixes = PublicSuffixList()
    domains = [domain for outlet in ALL for domain in outlet.domains]
    assert [d for d in domains if urls.host(urls.parse(urls.RawUrl(f"https://{d}/"))) != d] == []
    assert [d for d in domains if suffixes.publicsuffix(d) == d or "." not in d] == []


@pytest.mark.parametrize("host", ["substack.com", "wordpress.com", "blogspot.com", "medium.com", "go.com"])
def test_a_host_of_many_is_no_outlet(host):
    assert outlets.of_domain(host) is None


@pytest.mark.parametrize(
    "host",
    [
        "youtube.com",
        "reddit.com",
        "news.google.com",
        "github.com",
        "arxiv.org",
        "nitter.net",
        "feedburner.com",
    ],
)
def test_what_carries_others_words_is_left_out(host):
    assert outlets.of_domain(host) is None
    assert [
        f.url for f in FEEDS if urls.registrable(urls.host(urls.Url(f.url))) == urls.registrable(host)
    ] == []


def test_countries_and_languages_are_codes():
    territories = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code)}
    languages = set(Locale("en").languages)
    assert {outlet.country for outlet in ALL} - {None} <= territories
    spoken = {language for outlet in ALL for language in outlet.languages} | {f.language for f in FEEDS} - {
        None
    }
    assert all(re.fullmatch("[a-z]{2}", language) for language in spoken)
    assert spoken <= languages


def test_nothing_is_known_without_a_ground_and_no_ground_is_given_for_nothing():
    assert [o.id for o in ALL if (o.country is None) != (o.country_by is None)] == []
    assert [o.id for o in ALL if (o.kind is None) != (o.kind_by is None)] == []
    assert [f.url for f in FEEDS if (f.language is None) != (f.language_by is None)] == []
    grounds = {o.country_by for o in ALL} - {None}
    assert grounds == {Evidence.STATED, Evidence.SUFFIX, Evidence.LISTED}


def test_an_outlet_speaks_what_its_feeds_do():
    for outlet in ALL:
        if outlet.feeds:
            assert set(outlet.languages) == {feed.language for feed in outlet.feeds} - {None}
            assert set(outlet.topics) == {topic for feed in outlet.feeds for topic in feed.topics}


def test_names_and_owners_are_names_not_sentences():
    told = [text for o in ALL for text in (o.name, o.owner or "", *o.aliases)]
    assert [text for text in told if len(text) > 60 or text != text.strip()] == []
    prose = re.compile(r"\b(?:is|was|are|were|has|owned|founded|by|via|which)\b|%|;")
    assert [o.owner for o in ALL if o.owner and prose.search(o.owner)] == []
    assert [text for text in told if not text.isprintable()] == []


def test_every_outlet_without_a_feed_has_a_name():
    assert [o.id for o in ALL if not o.feeds and o.name == o.domains[0] and not o.country] == []


def test_lines_are_sorted_and_stand_in_their_countrys_file():
    by_id = {outlet.id: outlet for outlet in ALL}
    for file in FOLDER.iterdir():
        if not file.name.endswith(".jsonl"):
            continue
        ids = re.findall(r'^\{"id": "([^"]+)"', file.read_text(encoding="utf-8"), re.M)
        assert ids == sorted(ids)
        assert {(by_id[id].country or "unknown").lower() for id in ids} == {file.name.removesuffix(".jsonl")}


def test_importing_the_package_reads_no_catalogue():
    code = "import sys, wholestory; print([m for m in sys.modules if m.startswith('wholestory.outlets')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_note_gives_the_figures():
    note = (Path(__file__).resolve().parents[2] / "docs" / "notes" / "outlets.md").read_text(encoding="utf-8")
    countries, languages = outlets.countries(), outlets.languages()
    first = f"{len(ALL):,} outlets of {len(countries)} countries and in {len(languages)} languages"
    assert f"{first}, with {len(FEEDS):,} feeds" in " ".join(note.split())
    assert f"**Country** ({sum(countries.values()):,} of {len(ALL):,})" in note
    assert f"**Kind** of {sum(o.kind is not None for o in ALL)} only" in note
    assert f"**Owner** of {sum(o.owner is not None for o in ALL)}:" in note
