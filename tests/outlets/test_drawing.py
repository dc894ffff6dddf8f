"""How the catalogue is drawn up: `tools/catalogue` on toy facts, and on the source where it is there."""

import json

import pytest

from wholestory import outlets
from wholestory.model import Evidence, Funding, OutletKind, Topic
from wholestory.outlets import rows

catalogue = pytest.importorskip("catalogue", reason="tools/ does not come with the package")
from catalogue import addresses, drawing, owners, writing  # noqa: E402


def _folder(tmp_path, lists, cards=()):
    lists = {
        name: {"category_type": "topic", "source_language": language, "feeds": feeds}
        for name, (language, feeds) in lists.items()
    }
    cards = [
        {"country": "", "owner": "", "typology": "Private Media", "description": "Prose."} | card
        for card in cards
    ]
    (tmp_path / "kite_feeds.json").write_text(json.dumps(lists))
    (tmp_path / "media_data.json").write_text(json.dumps(cards))
    return tmp_path


def _drawn(tmp_path, lists, cards=()):
    return {outlet.id: outlet for outlet in drawing.up(_folder(tmp_path, lists, cards))}


def test_feeds_of_one_site_are_one_outlets(tmp_path):
    found = _drawn(tmp_path, {"France": ("fr", ["https://www.maree.fr/a.xml", "http://sport.maree.fr/rss"])})
    assert [f.url for f in found["maree-fr"].feeds] == [
        "http://sport.maree.fr/rss",
        "https://www.maree.fr/a.xml",
    ]
    assert found["maree-fr"].name == "maree.fr"
    assert found["maree-fr"].topics == (Topic.NATIONAL,)


def test_one_feed_on_several_lists_has_all_their_topics_and_stands_once(tmp_path):
    lists = {
        "France": ("fr", ["http://maree.fr/rss/"]),
        "Ecology | France": ("fr", ["https://www.maree.fr/rss"]),
    }
    (feed,) = _drawn(tmp_path, lists)["maree-fr"].feeds
    assert feed.url == "https://www.maree.fr/rss"
    assert feed.topics == (Topic.NATIONAL, Topic.ENVIRONMENT)


def test_a_country_is_stated_or_in_the_domain_or_the_only_one_listed(tmp_path):
    lists = {
        "France": (
            "fr",
            ["https://maree.com/rss", "https://deux.com/rss", "https://ebbe.de/rss", "https://ebb.com/rss"],
        ),
        "Italy": ("it", ["https://deux.com/it/rss"]),
        "Space": ("en", ["https://stars.com/rss", "https://sterne.at/rss", "https://tide.io/rss"]),
    }
    found = _drawn(
        tmp_path, lists, [{"organization": "Ebb", "domains": ["www.ebb.com"], "country": "Canada"}]
    )
    assert (found["maree-com"].country, found["maree-com"].country_by) == ("FR", Evidence.LISTED)
    assert (found["sterne-at"].country, found["sterne-at"].country_by) == ("AT", Evidence.SUFFIX)
    assert (found["ebb-com"].country, found["ebb-com"].country_by) == ("CA", Evidence.STATED)
    assert [found[id].country for id in ("deux-com", "stars-com", "tide-io", "ebbe-de")] == [None] * 4


def test_an_ending_that_everybody_can_buy_counts_where_the_lists_bear_it_out(tmp_path):
    lists = {
        "Africa": ("en", ["https://maree.ml/rss", "https://tide.gov.ml/rss"]),
        "Space": ("en", ["https://stars.ml/rss", "https://sterne.co.uk/rss"]),
        "France": ("fr", ["https://deux.co.uk/rss"]),
    }
    found = _drawn(tmp_path, lists)
    assert {o.id: o.country for o in found.values()} == {
        "maree-ml": "ML",
        "tide-gov-ml": "ML",
        "stars-ml": None,
        "sterne-co-uk": "GB",
        "deux-co-uk": "GB",
    }


def test_a_language_is_in_the_address_or_the_lists_of_its_country_or_the_countrys_only_one(tmp_path):
    lists = {
        "Germany": ("de", ["https://ebbe.de/rss", "https://ebbe.de/en/rss", "https://berlintimes.de/rss"]),
        "Space": ("en", ["https://sterne.at/rss", "https://stars.com/rss"]),
        "Switzerland (FR)": ("fr", ["https://lac.ch/rss", "https://lemaree.fr/rss"]),
        "Algeria": ("arq", ["https://maree.dz/rss"]),
    }
    found = _drawn(tmp_path, lists)
    ground = {f.url: (f.language, f.language_by) for o in found.values() for f in o.feeds}
    assert ground["https://ebbe.de/rss"] == ("de", Evidence.LISTED)
    assert ground["https://ebbe.de/en/rss"] == ("en", Evidence.ADDRESS)
    assert ground["https://berlintimes.de/rss"] == (None, None)
    assert ground["https://sterne.at/rss"] == ("de", Evidence.COUNTRY)
    assert ground["https://stars.com/rss"] == ("en", Evidence.LISTED)
    assert ground["https://lac.ch/rss"] == ("fr", Evidence.LISTED)
    assert ground["https://maree.dz/rss"] == (None, None)
    assert found["ebbe-de"].languages == ("de", "en")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/feeds/videos.xml?channel_id=1",
        "https://news.google.com/rss/search?q=tide",
        "https://feeds.feedburner.com/tide",
        "https://rss.arxiv.org/rss/quant-ph",
        "https://github.com/tide/tide/releases.atom",
        "https://tide.com/feed?apikey=1234",
        "https://forum.tide.com/rss",
        "https://tide.com/comments/feed",
        "http://10.0.0.1/feed",
        "http://localhost/feed",
        "tide.com/feed",
    ],
)
def test_what_is_no_outlets_feed_is_left_out(tmp_path, url):
    assert _drawn(tmp_path, {"France": ("fr", [url])}) == {}


def test_a_site_that_only_doubtful_lists_name_is_left_out_unless_it_is_described(tmp_path):
    lists = {"Pizza": ("en", ["https://oven.com/rss", "https://slice.com/rss"])}
    found = _drawn(tmp_path, lists, [{"organization": "The Slice", "domains": ["slice.com"]}])
    assert set(found) == {"slice-com"}


def test_a_card_with_like_domains_is_one_outlet(tmp_path):
    lists = {"Space": ("en", ["https://tide.ru/en/rss"])}
    card = {
        "organization": "Tide News Agency (TNA)",
        "domains": ["tide.com", "tide.ru"],
        "typology": "State Funded Media",
    }
    (found,) = _drawn(tmp_path, lists, [card]).values()
    assert (found.id, found.domains) == ("tide-com", ("tide.com", "tide.ru"))
    assert (found.name, found.aliases) == ("Tide News Agency", ("TNA",))
    assert (found.kind, found.kind_by, found.funding) == (OutletKind.AGENCY, Evidence.NAME, Funding.PUBLIC)


def test_a_house_with_several_titles_gives_its_name_to_none_but_its_own(tmp_path):
    lists = {"France": ("fr", ["https://maree.fr/rss", "https://vague.fr/rss"])}
    card = {
        "organization": "Groupe Maree",
        "domains": ["maree.fr", "vague.fr", "unread.fr"],
        "country": "France",
    }
    found = _drawn(tmp_path, lists, [card])
    assert {o.id: (o.name, o.owner) for o in found.values()} == {
        "maree-fr": ("Maree", None),
        "vague-fr": ("vague.fr", "Groupe Maree"),
    }


def test_hosts_of_many_writers_are_told_apart(tmp_path):
    lists = {"Space": ("en", ["https://ebb.substack.com/feed", "https://flood.substack.com/feed"])}
    found = _drawn(tmp_path, lists)
    assert set(found) == {"ebb-substack-com", "flood-substack-com"}
    assert {o.kind for o in found.values()} == {OutletKind.NEWSLETTER}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tide Media Group", "Tide Media Group"),
        ("Tide Corp (Alice Ebb)", "Tide Corp"),
        ("Tide Holdings (59.7%)", "Tide Holdings"),
        ("Ministry of Tides, Ports and Harbours (Utopia)", "Ministry of Tides, Ports and Harbours"),
        ("Tide & Sons, Inc.", "Tide & Sons, Inc."),
        ("", None),
        ("Unknown", None),
        ("Independent", None),
        ("Tide Holdings (24%)", None),
        ("Alice Ebb (Co-owner)", None),
        ("Alice Ebb, Bob Flood", None),
        ("Alice Ebb and Bob Flood", None),
        ("Alice Ebb via Tide", None),
        ("Tide (50%), Ebb (50%)", None),
        ("Employee/shareholder-owned company", None),
        ("A cooperative of journalists and workers", None),
        ("Tide is owned by the Ebb family. It was founded in 1901.", None),
        ("T" + "i" * 80 + "de", None),
    ],
)
def test_an_owner_is_a_bare_name_or_nothing(text, name):
    assert owners.bare(text) == name


def test_descriptions_are_never_read(tmp_path):
    card = {"organization": "The Slice", "domains": ["slice.com"], "description": "A zebra among papers."}
    found = drawing.up(_folder(tmp_path, {"Space": ("en", [])}, [card]))
    assert "zebra" not in "".join(writing.files(found).values())


def test_lines_read_back_as_what_was_written(tmp_path):
    lists = {"France": ("fr", ["https://maree.fr/rss", "https://maree.fr/en/rss"])}
    found = drawing.up(_folder(tmp_path, lists))
    lines = [json.loads(line) for text in writing.files(found).values() for line in text.splitlines()]
    assert [rows.outlet(line) for line in lines] == found


def test_endings_are_public_ones():
    assert addresses.ending("tide.gov.uk") == ["uk", "gov"]
    assert addresses.label("news.tide.co.uk") == "tide"


def test_the_source_gives_what_is_shipped(shared, tmp_path):
    source = shared / "catalogue"
    drawn = drawing.up(source)
    assert tuple(drawn) == outlets.catalogue()
    writing.write(tmp_path, writing.files(drawn))
    shipped = rows.files("wholestory.outlets") / "catalogue"
    texts = {f.name: f.read_text(encoding="utf-8") for f in shipped.iterdir() if f.name.endswith(".jsonl")}
    assert {f.name: f.read_text(encoding="utf-8") for f in tmp_path.iterdir()} == texts
    assert writing.files(drawing.up(source)) == writing.files(drawn)
