"""What the sample edition becomes: the contract, the page and the terminal on real analyses."""

import json
import re
from collections import Counter
from importlib.resources import as_file, files
from io import StringIO

import pytest
from jsonschema import Draft202012Validator
from lxml import html as parser
from rich.cells import cell_len
from rich.console import Console

import wholestory.telling
from wholestory.report import contract, page, terminal


@pytest.fixture(scope="module")
def told():
    with as_file(files("wholestory") / "sample" / "articles") as folder:
        return wholestory.telling.tell([folder])


@pytest.fixture(scope="module")
def data(told):
    return contract.data(told)


def test_it_holds_to_the_schema(data):
    schema = json.loads((files("wholestory.report") / "contract" / "schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


def test_no_id_stands_twice_and_each_that_is_named_stands(data):
    ids = {}
    for kind in ("articles", "stories", "threads", "entities", "quotations", "utterances", "claims"):
        counted = Counter(item["id"] for item in data[kind])
        assert max(counted.values(), default=1) == 1, kind
        ids[kind] = set(counted)
    assert {q for u in data["utterances"] for q in u["quotations"]} <= ids["quotations"]
    assert {q["speaker"]["entity"] for q in data["quotations"]} <= ids["entities"] | {None}
    assert {a for s in data["stories"] for a in s["articles"]} == ids["articles"]


def worded(node, article=None):
    if isinstance(node, dict):
        article = node.get("article", article)
        if "text" in node and node.get("start") is not None:
            yield article, node
        for child in node.values():
            yield from worded(child, article)
    elif isinstance(node, list):
        for child in node:
            yield from worded(child, article)


def test_every_text_is_the_slice_it_names(data):
    texts = {article["id"]: article["text"] for article in data["articles"]}
    found = list(worded(data))
    assert len(found) > 500
    assert [n for a, n in found if texts[a][n["start"] : n["end"]] != n["text"]] == []


def test_names_headlines_and_reasons_are_cut_from_articles(data):
    text = "\n".join(article["text"] for article in data["articles"])
    outlets = {article["outlet"] for article in data["articles"]}
    names = [e["name"] for e in data["entities"]] + [
        s["headline"]["text"] for s in data["stories"] if s["headline"]
    ]
    names += [q["speaker"]["name"] for q in data["quotations"] if q["speaker"]["name"]]
    names += [d for s in data["stories"] + data["threads"] for reason in s["why"] for d in reason["detail"]]
    assert [name for name in names if name not in text and name not in outlets] == []


def test_the_page_stands_and_every_link_in_it_leads_somewhere(told):
    tree = parser.document_fromstring(page.html(told, version="1"))
    ids = Counter(tree.xpath("//@id"))
    assert max(ids.values()) == 1
    inner = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert inner - set(ids) == set()
    assert not tree.xpath("//script | //@style")


def test_the_page_reprints_no_article(told):
    shown = " ".join(parser.document_fromstring(page.html(told, version="1")).text_content().split())
    assert not [a.id for a in told.articles if len(a.blocks) > 3 and " ".join(a.text.split()) in shown]


@pytest.mark.parametrize("width", [80, 120])
def test_every_story_fits_the_terminal(told, width):
    for number in range(1, len(told.stories) + 1):
        out = StringIO()
        terminal.show(told, Console(file=out, width=width), story=number)
        assert max(cell_len(line) for line in out.getvalue().splitlines()) <= width
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out.getvalue())
