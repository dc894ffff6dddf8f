import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import html as parser

from wholestory.model import Edition, Telling
from wholestory.report import page

PAGE = files("wholestory.report.page")
EMPTY = Telling(articles=(), analyses=(), stories=(), threads=(), coverages=(), edition=Edition(()))


@pytest.fixture(scope="module")
def text(telling):
    return page.html(telling, version="9.9")


@pytest.fixture(scope="module")
def tree(text):
    return parser.document_fromstring(text)


def test_the_first_line_of_the_head_is_a_policy_that_knows_the_style(text):
    lines = text.splitlines()
    policy = lines[lines.index("<head>") + 1]
    style = text.split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        '<meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:"
        '">'
    )


def test_it_holds_no_script_no_inline_style_and_asks_for_nothing(tree, text):
    assert not tree.xpath("//script | //iframe | //object | //embed | //link | //base | //form | //img")
    assert not tree.xpath("//@style | //@src | //@srcset | //@action")
    assert not [a for e in tree.iter() for a in getattr(e, "attrib", ()) if a.startswith("on")]
    assert "url(" not in text
    assert "@import" not in text


def test_links_lead_into_the_page_or_to_a_web_address(tree):
    targets = set(tree.xpath("//@id"))
    for href in tree.xpath("//a/@href"):
        assert href[1:] in targets if href.startswith("#") else href.startswith(("https://", "http://"))


def test_no_id_stands_twice(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_value_leads_to_its_sentence(tree, telling):
    sentences = {li.get("id"): " ".join(li.text_content().split()) for li in tree.xpath("//li[@id]")}
    cites = tree.xpath("//a[contains(@class, 'cite')]")
    assert len(cites) > 60
    for cite in cites:
        assert cite.get("href").startswith("#S")
        words = " ".join(cite.text_content().replace("≠", "").strip("…").split())
        assert words in sentences[cite.get("href")[1:]]


def test_an_outlets_markup_is_text(tree, text):
    assert "<script" not in text
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in text
    assert not tree.xpath("//b[text()='put off']")


def test_steering_characters_are_shown_and_not_sent(text):
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "␛[31m" in text


def test_outlets_words_stand_in_isolates_of_their_own_direction(tree):
    arabic = tree.xpath("//bdi[@lang='ar']")
    assert arabic
    assert {e.get("dir") for e in arabic} == {"rtl"}
    assert tree.xpath("//bdi[@lang='it' and @dir='ltr']")


def test_an_address_that_is_no_web_address_is_no_link(tree, text):
    assert "javascript:" not in text
    assert 'https://faro.example/traghetto?a=1&b="2"' in tree.xpath("//a/@href")


def test_the_same_telling_gives_the_same_bytes(telling, text):
    assert page.html(telling, version="9.9") == text


def test_as_of_and_version_are_shown_as_given(telling):
    shown = page.html(telling, as_of=datetime(2025, 11, 22, 7, 29, tzinfo=UTC), version="1.2.3")
    assert "as of 22 November 2025, 07:29 UTC" in shown
    assert "Wholestory 1.2.3" in shown


def test_the_three_parts_stand_in_their_order_and_words(tree):
    heads = tree.xpath("//*[@id='story-1-collation']//h2/text()")
    assert heads == ["All say", "They differ", "Only one says"]


def test_several_stories_get_a_front_page_and_one_story_none(telling, tree):
    assert tree.xpath("//section[contains(@class, 'hero')]")
    alone = replace(telling, stories=telling.stories[:1], threads=(), edition=Edition(()))
    assert 'class="hero"' not in page.html(alone, version="1")


def test_what_could_not_be_read_is_named_with_its_reason(tree):
    unread = " ".join(tree.get_element_by_id("unread").text_content().split())
    assert "morning/140.bin not_text: Binary data." in unread


def test_no_article_is_reprinted_whole(telling, tree):
    shown = " ".join(tree.text_content().split())
    long = [a for a in telling.articles if a.text.count("\n\n") > 1]
    assert long
    assert not [a.id for a in long if " ".join(a.text.split()) in shown]


def test_a_section_without_data_is_left_out(tree):
    assert not tree.xpath("//*[@id='story-2-copies']")
    assert tree.xpath("//*[@id='story-1-copies']")


def test_an_empty_telling_is_a_page_too():
    assert "That is the whole" in page.html(EMPTY, version="1")


def test_every_class_of_the_style_is_in_use():
    templates = "".join(f.read_text(encoding="utf-8") for f in Path(str(PAGE / "templates")).glob("*.html"))
    attributes = re.findall(r'class="((?:[^"{]|{[^}]*})*)"', templates)
    passed = re.findall(r'"(differs|fits|inferred|most|v)"', templates)
    written = " ".join(attributes + passed)
    used = set(re.findall(r"[a-z][\w-]*", written)) | {f"down-{n}" for n in range(3, 11)}
    for name in page.STYLES:
        css = re.sub(r"/\*.*?\*/", "", (PAGE / "css" / f"{name}.css").read_text(encoding="utf-8"), flags=re.S)
        classes = set(re.findall(r"\.([a-z][\w-]*)", " ".join(re.findall(r"([^{}]+)\{", css))))
        assert sorted(classes - used) == [], name
