"""What the API tells is what the pages show, and each list goes on where it ended."""

import html
import re
from urllib.parse import urlencode

import pytest
from callers import API, bearing, calling, problem, token
from cast import as_, member

from wholestory.members import follows, marks
from wholestory.members.models import Mark
from wholestory.model import SectionKind


def told(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def get(path, program=None, **given):
    query = f"?{urlencode(given)}" if given else ""
    return (program or bearing()).get(f"{API}{path}{query}")


def paged(path, name, program=None, **given):
    """All of a list, page by page."""
    found, cursor = [], None
    for _ in range(100):
        page = told(get(path, program, **given, **({"cursor": cursor} if cursor else {})))
        found += page[name]
        cursor = page["next"]
        if cursor is None:
            return found
    raise AssertionError("a list without an end")


def compared(newsroom):
    """Stories whose accounts are compared."""
    return [brief.id for brief in newsroom.stories(most=50) if newsroom.coverage(brief.id)]


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


def test_each_section_has_stories(newsroom):
    listed = told(get("/sections"))["sections"]
    assert {each["kind"] for each in listed} <= {kind.value for kind in SectionKind}
    for each in listed:
        assert paged(f"/sections/{each['kind']}/{each['name']}", "stories", limit=5)
    problem(get("/sections/topic/nonsense"), 404, "not_there")


def words_of(node, name=""):
    """All words of articles in a telling."""
    if isinstance(node, dict):
        for key, each in node.items():
            yield from words_of(each, key)
    elif isinstance(node, list):
        for each in node:
            yield from words_of(each, name)
    elif isinstance(node, str) and name in ("text", "detail"):
        yield node


def plain(words):
    return re.sub(r"\W+", " ", html.unescape(words).casefold()).strip()


def test_a_visitor_is_told_no_words_of_a_story_but_those_on_its_page(newsroom):
    counted = 0
    for id in compared(newsroom):
        page = plain(re.sub(r"<[^>]+>", "", as_("anonymous").get(f"/story/{id}").content.decode()))
        found = [words for words in words_of(told(get(f"/stories/{id}"))["telling"]) if words]
        assert [words for words in found if plain(words) not in page] == []
        counted += len(found)
    assert counted > 100


def test_a_member_is_told_a_story_whole(newsroom):
    id, *_ = compared(newsroom)
    texts = {kept.article.id: kept.article.text for kept in newsroom.story(id).articles}
    for standing, seen in (("member", texts), ("expired", dict.fromkeys(texts, ""))):
        found = told(get(f"/stories/{id}", calling(standing)))["telling"]
        assert {each["id"]: each["text"] for each in found["articles"]} == seen
        assert found["stories"][0]["id"] == id


def test_a_thread_has_its_stories_in_order(newsroom):
    saga = next(whole.thread for brief in newsroom.stories() if (whole := newsroom.story(brief.id)).thread)
    found = told(get(f"/threads/{saga.id}"))
    assert [each["id"] for each in found["stories"]] == list(saga.stories)
    assert all(each["text"] == "" for each in (found["telling"] or {"articles": []})["articles"])


def test_the_wall_stands_as_on_the_page(newsroom):
    kept = newsroom.articles(most=1)[0]
    path = f"/articles/{kept.article.id}"
    for standing in ("anonymous", "expired"):
        found = told(get(path, calling(standing)))
        assert (found["whole"], found["telling"]) == (False, None)
        assert 0 < len(found["opening"]) < len(kept.article.text) / 2 + 1
    for standing in ("trial", "member", "editor", "admin"):
        found = told(get(path, calling(standing)))
        assert found["whole"]
        assert found["telling"]["articles"][0]["text"] == kept.article.text


def test_articles_are_opened_while_some_are_left(newsroom):
    program = calling("expired")
    ids = [kept.article.id for kept in newsroom.articles(most=6)]
    for left, id in zip((4, 3, 2, 1, 0), ids, strict=False):
        assert not told(get(f"/articles/{id}", program))["whole"]
        assert program.put(f"{API}/me/opened/{id}").status_code == 204
        assert told(get(f"/articles/{id}", program))["whole"]
        assert told(get("/me", program))["left"] == left
    problem(program.put(f"{API}/me/opened/{ids[5]}"), 403, "none_left")
    assert program.put(f"{API}/me/opened/{ids[0]}").status_code == 204, "it is open already"
    problem(program.put(f"{API}/me/opened/e999999"), 404, "not_there")


def test_search_finds_what_the_page_finds_page_by_page(newsroom):
    whole = [f"e{hit.entry}" for hit in newsroom.search("ferry", most=1000).hits]
    found = paged("/search", "articles", q="ferry", limit=2)
    assert [each["id"] for each in found] == whole
    assert len(whole) > 2
    for each in found:
        for spot in each["snippet"]["found"]:
            assert each["snippet"]["text"][spot["start"] : spot["end"]].casefold().startswith("ferr")


@pytest.mark.parametrize("asked", ["", " ", "OR", '""', "!?"])
def test_a_search_for_nothing_is_said_to_be_one(newsroom, asked):
    found = get("/search", q=asked).json()
    assert found["status"] == 422
    assert found["code"] in ("empty_search", "invalid")


def test_outlets_are_the_catalogues(newsroom):
    found = paged("/outlets", "outlets", country="MT", limit=100)
    assert found
    assert {each["country"] for each in found} == {"MT"}
    again = told(get(f"/outlets/{found[0]['id']}"))
    assert again["outlet"] == found[0]
    problem(get("/outlets/none-of-this"), 404, "not_there")


def test_a_person_has_what_the_page_has(newsroom):
    name = next(card.face.people[0] for card in newsroom.cards(compared(newsroom)) if card.face.people)
    found = told(get("/person", name=name))
    page = plain(as_("anonymous").get(f"/person/{name}").content.decode())
    assert found["articles"]
    assert found["said"] or found["said_of"]
    for each in (*found["said"], *found["said_of"]):
        assert plain(each["words"]) in page
    problem(get("/person", name="Nobody Anywhere"), 404, "not_there")


def test_what_is_a_members_own_is_set_listed_and_let_go(newsroom):
    alice = member("Alice", kind="granted")
    program = bearing(token(alice))
    for number in range(1, 6):
        assert program.put(f"{API}/me/marks/saved/e{number}").status_code == 204
        assert program.put(f"{API}/me/marks/saved/e{number}").status_code == 204, "twice is as once"
    found = paged("/me/marks/saved", "marks", program, limit=2)
    assert [each["of"] for each in found] == ["e5", "e4", "e3", "e2", "e1"]
    assert program.delete(f"{API}/me/marks/saved/e3").status_code == 204
    assert Mark.objects.filter(member=alice).count() == 4
    assert program.put(f"{API}/me/follows/person?of=Alice+Tern").status_code == 204
    assert program.put(f"{API}/me/searches?q=ferry+-bell").status_code == 204
    assert [each["of"] for each in told(get("/me/follows", program))["follows"]] == ["Alice Tern"]
    assert [each["q"] for each in told(get("/me/searches", program))["searches"]] == ["ferry -bell"]
    assert program.delete(f"{API}/me/follows/person?of=Alice+Tern").status_code == 204
    assert program.delete(f"{API}/me/searches?q=ferry+-bell").status_code == 204
    assert follows.latest(alice) == ()
    assert marks.among(alice, "saved", ["e3"]) == frozenset()


def test_the_edition_knows_its_member(newsroom):
    program = calling("member")
    for card in newsroom.cards(brief.id for brief in newsroom.stories(most=3)):
        program.put(f"{API}/me/marks/saved/{card.brief.id}")
    found = told(get("/edition", program))
    from wholestory.members import readers
    from wholestory.members.models import Member

    ours = newsroom.edition(readers.as_member(Member.objects.get()))
    assert [each["story"]["id"] for each in found["for_you"]] == [pick.story for pick in ours.for_you]


@pytest.mark.parametrize("path", ["/stories", "/outlets", "/search?q=ferry", "/me/marks/read"])
@pytest.mark.parametrize("limit", ["0", "-1", "1000000000", "", "NaN", "1e3", "101", "0x10", "1;drop"])
def test_a_limit_that_is_none_is_refused(newsroom, path, limit):
    between = "&" if "?" in path else "?"
    found = problem(calling("member").get(f"{API}{path}{between}limit={limit}"), 422, "invalid")
    assert [each["where"] for each in found["errors"]] == ["query.limit"]


@pytest.mark.parametrize("path", ["/stories", "/search?q=ferry", "/me/marks/read", "/outlets"])
@pytest.mark.parametrize(
    "cursor",
    ["x", "~", "~~", "2025-01-01T00:00:00Z", "9999-99-99T00:00:00Z~1", "2025-01-01T00:00:00Z~nan~s-e1",
     "2025-01-01T00:00:00+14:00~1", "0~0~0", "1-", "-1", "2025-01-01T00:00:00Z~1e999~s", "١-١"],
)  # fmt: skip
def test_a_place_that_nobody_named_is_refused(newsroom, path, cursor):
    between = "&" if "?" in path else "?"
    found = calling("member").get(f"{API}{path}{between}{urlencode({'cursor': cursor})}")
    assert found.status_code == 422
    assert found.json()["code"] in ("bad_cursor", "invalid")


def test_heads_options_and_wrong_methods(newsroom):
    program = bearing()
    head = program.head(f"{API}/stories")
    assert (head.status_code, head.content) == (200, b"")
    options = program.options(f"{API}/stories")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = program.generic(method, f"{API}/stories")
        problem(answer, 405, "wrong_method")
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_whatever_goes_wrong_is_answered_in_one_form(newsroom, monkeypatch):
    problem(bearing().get(f"{API}/none/of/this"), 404, "not_there")
    problem(bearing().get(f"{API}/stories", headers={"host": "evil.example"}), 400, "bad_request")
    monkeypatch.setattr(newsroom, "stories", lambda **_: 1 / 0)
    problem(bearing().get(f"{API}/stories"), 500, "broken")


def test_a_file_that_is_locked_is_said_to_be(newsroom, monkeypatch):
    from wholestory.errors import DatabaseLocked

    def locked(**_):
        raise DatabaseLocked("/a/path/that/nobody/is/told")

    monkeypatch.setattr(newsroom, "stories", locked)
    answer = bearing().get(f"{API}/stories")
    problem(answer, 503, "database_locked")
    assert b"/a/path" not in answer.content


def test_who_asks_too_often_is_told_when_to_come_again(newsroom, monkeypatch):
    from wholestory.sync.rest import operation, pace

    monkeypatch.setattr(operation, "PACE", pace.Pace(at_once=3, a_second=0.1, clock=lambda: 0.0))
    program, other = bearing(), calling("member")
    assert [program.get(f"{API}/sections").status_code for _ in range(3)] == [200] * 3
    answer = program.get(f"{API}/sections")
    problem(answer, 429, "too_many")
    assert int(answer["Retry-After"]) == 10
    assert other.get(f"{API}/sections").status_code == 200
