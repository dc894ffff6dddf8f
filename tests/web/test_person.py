"""A person's page holds what articles resolve to that name, with its evidence, and nothing of others."""

import json
import re

import pytest
from cast import as_

from wholestory.model import SpeakerState

SAMPLE = ("Tomas Hale", "Ines Ravello", "Piers Lathom")


def page(client, name):
    answer = client.get(f"/person/{name}")
    assert answer.status_code == 200
    return answer.content.decode()


def part(text, name):
    found = re.search(rf'<section class="band" id="{name}">.*?</section>', text, re.S)
    return found[0] if found else ""


def bring(newsroom, tmp_path, text, outlet="Dave’s Gazette", title="Bakers meet in Marra"):
    file = tmp_path / "come.jsonl"
    file.write_text(json.dumps({"title": title, "text": text, "outlet": outlet, "language": "en"}), "utf-8")
    newsroom.import_([file])
    newsroom.group()
    newsroom.tell()


@pytest.mark.parametrize("name", SAMPLE)
def test_every_quotation_is_one_that_an_article_gives_to_that_name(newsroom, client, name):
    text = part(page(client, name), "by")
    assert text
    resolved = {
        " … ".join(kept.article.quote(span) for span in each.parts)
        for kept in newsroom.articles(most=500)
        for each in kept.analysis.quotations
        if each.speaker.state is SpeakerState.NAMED and each.speaker.name == name
    }
    plain = {re.sub(r"\W", "", words) for words in resolved}
    shown = re.findall(r"<blockquote[^>]*><p>(.*?)</p>", text, re.S)
    assert shown
    for words in shown:
        assert re.sub(r"\W", "", re.sub(r"&#?\w+;", "", words)) in {re.sub(r"&#?\w+;", "", p) for p in plain}


def test_each_quotation_has_its_outlet_its_article_and_its_sentence(newsroom, client):
    text = part(page(client, "Tomas Hale"), "by")
    for item in re.findall(r"<li data-item>(.*?)</li>", text, re.S):
        assert 'href="/outlet/' in item
        assert re.search(r'href="/article/e\d+"', item)
        assert "The sentence" in item
        assert "UTC" in item


def test_what_others_say_of_them_names_who_says_it(newsroom, client, tmp_path):
    bring(
        newsroom,
        tmp_path,
        "Edda Quill spoke in Marra on Monday. Edda Quill has baked there for years.\n\n"
        "“Edda Quill bakes the best bread of the coast,” said Wyn Tarrow, the mayor of Marra.\n\n"
        "“I only get up early,” said Edda Quill.\n\n"
        "“Edda Quill never paid her debts,” said a neighbour who asked not to be named.",
    )
    found = page(client, "Edda Quill")
    by, about = part(found, "by"), part(found, "about")
    assert "I only get up early" in by
    assert "best bread" not in by
    assert "best bread of the coast" in about
    assert "Wyn Tarrow" in about
    assert "debts" not in by + about, "nobody unnamed stands on a person’s page as its speaker"


def test_people_of_one_surname_are_not_merged(newsroom, client, tmp_path):
    bring(
        newsroom,
        tmp_path,
        "Edda Quill baked.\n\n“I only get up early,” said Edda Quill.\n\n“He is late,” said Bram Quill.",
    )
    assert "He is late" not in part(page(client, "Edda Quill"), "by")
    assert client.get("/person/Quill").content.decode().count("<blockquote") == 0


def test_who_is_named_nowhere_has_no_page(client):
    assert client.get("/person/Nobody At All").status_code == 404


@pytest.mark.parametrize(
    "name", ['"', '"" OR ""', "a" * 900, "<script>alert(1)</script>", "ا" * 50, "a/b/c", "%00"]
)
def test_any_name_is_answered(client, name):
    answer = client.get("/person/" + name.replace("%00", "%2500"))
    assert answer.status_code in (200, 404)
    assert "<script>alert" not in answer.content.decode()


def test_it_is_followed_and_let_go_of_on_the_page(newsroom):
    browser = as_("member")
    assert 'aria-pressed="false"' in page(browser, "Tomas Hale")
    browser.post("/follow", {"kind": "person", "of": "Tomas Hale", "on": "1"})
    assert 'aria-pressed="true"' in page(browser, "Tomas Hale")
    browser.post("/follow", {"kind": "person", "of": "Tomas Hale", "on": "0"})
    assert 'aria-pressed="false"' in page(browser, "Tomas Hale")


def test_the_stories_stand_in_order_of_time(newsroom, client):
    named = {each.name for k in newsroom.articles(most=500) for each in k.analysis.referents}
    told = {name: {hit.story for hit in newsroom.search(f'person:"{name}"').hits} for name in named}
    times = re.findall(
        r'datetime="([^"]+)"', part(page(client, max(told, key=lambda n: len(told[n]))), "timeline")
    )
    assert len(times) > 1
    assert times == sorted(times)


def test_an_outlets_page_counts_own_reports_and_copies(newsroom, client):
    held = [k for k in newsroom.articles(most=500) if k.article.outlet == "Tidewater Herald"]
    carried = sum(k.analysis.origin.kind == "wire" for k in held)
    assert carried
    text = client.get("/outlet/Tidewater Herald").content.decode()
    own = len(held) - carried
    assert f"Of its last {len(held)} articles here: {own} own report" in text
    assert re.search(rf": {own} own reports?, {carried} carr(y|ies) an agency’s text", text)
