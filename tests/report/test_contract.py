import json
from collections import Counter
from importlib.resources import files as resources

import pytest
from jsonschema import Draft202012Validator

from wholestory.model import Edition, Telling
from wholestory.report import contract

SCHEMA = json.loads((resources("wholestory.report") / "contract" / "schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data(telling):
    return contract.data(telling)


def places(node, article=None):
    """Every place in the data with the article it stands in."""
    if isinstance(node, dict):
        article = node.get("article", article)
        if "start" in node or "file_start" in node:
            yield article, node
        for child in node.values():
            yield from places(child, article)
    elif isinstance(node, list):
        for child in node:
            yield from places(child, article)


def test_it_holds_to_its_schema(data):
    Draft202012Validator.check_schema(SCHEMA)
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(data)] == []


def test_it_is_plain_json_of_schema_one(data):
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    assert data["schema"] == 1


def test_an_empty_telling_holds_to_the_schema():
    empty = Telling(articles=(), analyses=(), stories=(), threads=(), coverages=(), edition=Edition(()))
    Draft202012Validator(SCHEMA).validate(contract.data(empty))


def test_every_text_is_the_slice_it_names(data):
    texts = {article["id"]: article["text"] for article in data["articles"]}
    worded = [(texts[article], node) for article, node in places(data) if "text" in node and "start" in node]
    assert len(worded) > 20
    assert [node for text, node in worded if text[node["start"] : node["end"]] != node["text"]] == []


def test_every_place_in_a_text_file_is_the_same_words_there(data, files):
    texts = {article["id"]: article["text"] for article in data["articles"]}
    found = [(a, n) for a, n in places(data) if n.get("start") is not None and "file_start" in n]
    assert len(found) > 40
    for article, node in found:
        words = texts[article][node["start"] : node["end"]]
        assert files[article][node["file_start"] : node["file_end"]] == words


def test_places_in_a_page_have_no_file_offsets(data):
    assert {a for a, node in places(data) if "start" in node and "file_start" not in node} >= {"a4", "b2"}


def test_evidence_on_a_removed_line_stands_in_the_file_only(data):
    published = {article["id"]: article["published"] for article in data["articles"]}
    assert published["a3"]["evidence"] == [
        {"article": "a3", "start": None, "end": None, "file_start": 0, "file_end": 5}
    ]


def test_a_day_narrowed_by_another_article_shows_both_places(data):
    published = next(a["published"] for a in data["articles"] if a["id"] == "a5")
    assert published["basis"] == "other_article"
    assert [place["article"] for place in published["evidence"]] == ["a5", "a1"]


def test_no_id_stands_twice(data):
    for kind in ("articles", "stories", "threads", "entities", "quotations", "utterances", "claims"):
        assert [id for id, n in Counter(item["id"] for item in data[kind]).items() if n > 1] == []


def test_an_entity_that_a_story_and_a_thread_know_is_one(data):
    ravello = [e for e in data["entities"] if e["name"] == "Ines Ravello"]
    assert [e["id"] for e in ravello] == ["e-ravello"]
    assert {m["article"] for m in ravello[0]["mentions"]} == {"a1", "a2", "a4", "b1", "b2"}
    assert next(c for c in data["claims"] if c["id"] == "c-age")["subject"] == "e-ravello"


def test_claims_belong_to_a_story_or_to_a_thread(data):
    assert {c["id"]: c.get("story") or c.get("thread") for c in data["claims"]}["c-age"] == "t1"
    assert all(("story" in claim) != ("thread" in claim) for claim in data["claims"])


def test_speakers_are_entities_only_where_they_are_named(data):
    speakers = {q["id"]: q["speaker"] for q in data["quotations"]}
    assert speakers["a2-q1"] == {"state": "named", "name": "Ravello", "entity": "e-ravello"}
    assert speakers["a1-q2"] == {"state": "ambiguous", "name": None, "entity": None}
    assert speakers["a5-q2"]["state"] == "anonymous"


def test_stories_stand_in_the_order_of_the_edition(data):
    assert [story["id"] for story in data["stories"]] == ["s1", "s2"]


def strings(node, key=None):
    if isinstance(node, dict):
        for name, child in node.items():
            yield from strings(child, name)
    elif isinstance(node, list):
        for child in node:
            yield from strings(child, key)
    elif isinstance(node, str):
        yield key, node


LABELS = {
    *("id", "ids", "kind", "code", "message", "reason", "path", "url", "language", "granularity"),
    *("basis", "role", "type", "state", "outcome", "attribute", "status", "warnings", "because"),
    *("article", "articles", "stories", "first", "story", "thread", "quotations", "nested_in", "entity"),
    *("copy_of", "value", "unit", "earliest", "latest"),  # ids, ISO times, figures worked out of a slice
}


def test_every_string_but_labels_is_cut_from_an_article(data, files):
    """Outlets and names too: the outlet's own name may stand in the file only."""
    given = "\n".join([*(a["text"] for a in data["articles"]), *files.values()])
    outlets = {a["outlet"] for a in data["articles"]}
    entities = {e["id"] for e in data["entities"]}
    loose = {
        (key, text)
        for key, text in strings(data)
        if key not in LABELS and text not in given and text not in outlets and text not in entities
    }
    assert loose == set()
