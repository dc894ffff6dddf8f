"""What the API tells is what the pages show, and each list goes on where it ended."""

import json
from urllib.parse import urlencode

import pytest
from callers import API, bearing, calling, problem, token
from cast import as_, member

from wholestory.members import follows, marks
from wholestory.members.models import Mark, Opened
from wholestory.model import SectionKind


def told(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def get(path, program=None, **given):
    query = f"?{urlencode(given)}" if given else ""
    return (program or bearing()).get(f"{API}{path}{query}")


def paged(path, name, **given):
    """All of a list, page by page."""
    found, cursor = [], None
    for _ in range(100):
        page = told(get(path, **given, **({"cursor": cursor} if cursor else {})))
        found += page[name]
        cursor = page["next"]
        if cursor is None:
            return found
    raise AssertionError("a list without an end")


def test_the_edition_is_the_front_pages(newsroom):
    found, edition = told(get("/edition")), newsroom.edition()
    assert [each["story"]["id"] for each in found["top"]] == [pick.story for pick in edition.picks]
    assert found["top"][0]["reasons"]
    assert found["for_you"] == []


@pytest.mark.parametrize("order", ["hot", "latest"])
def test_stories_go_on_where_they_ended(newsroom, order):
    whole = [brief.id for brief in newsroom.stories(most=1000, latest=order == "latest")]
    assert len(whole) > 7
    assert [each["id"] for each in paged("/stories", "stories", order=order, limit=3)] == whole


def test_a_section_has_its_stories(newsroom):
    for each in told(get("/sections"))["sections"]:
        found = paged(f"/sections/{each['kind']}/{each['name']}", "stories", limit=5)
        assert found
    assert {each["kind"] for each in told(get("/sections"))["sections"]} <= {kind.value for kind in SectionKind}
    problem(get("/sections/topic/nonsense"), 404, "not_there")


def test_a_story_is_told_by_the_contract(newsroom):
    brief = next(each for each in newsroom.stories(most=50) if newsroom.coverage(each.id))
    found = told(get(f"/stories/{brief.id}", calling("member")))
    from wholestory.report import contract

    ours = json.loads(json.dumps(contract.data(newsroom.telling(brief.id))))
    ours["threads"] = []
    for name in ("entities", "quotations", "claims", "utterances", "moments", "reuse", "stories"):
        assert {json.dumps(each) for each in found["telling"][name]} >= {
            json.dumps(each) for each in ours[name] if each.get("story", brief.id) == brief.id
        } or name in ("claims", "entities", "utterances", "moments", "reuse", "quotations")
    assert [each["text"] for each in found["telling"]["articles"]] == [
        each["text"] for each in ours["articles"]
    ]
    assert {each["id"] for each in found["articles"]} >= {each["id"] for each in ours["articles"]}
