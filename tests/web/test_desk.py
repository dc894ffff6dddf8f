"""The desk: picks, the grouping, outlets, members and the log, each for whom it is for."""

from datetime import UTC, datetime, timedelta

import pytest
from cast import as_, member

from wholestory.members import acts, picks, suggesting, terms
from wholestory.members.models import Invitation, Member, Role
from wholestory.model import ArticleId

DESK = ["/desk", "/desk/picks", "/desk/said", "/desk/outlets", "/desk/quarantine"]
ADMINS = ["/desk/members", "/desk/members/invite", "/desk/log"]


def told(newsroom, least=2):
    return [brief for brief in newsroom.stories(most=100) if brief.articles >= least]


@pytest.mark.parametrize("address", [*DESK, *ADMINS])
def test_the_desk_is_closed_to_readers(newsroom, address):
    assert as_("anonymous").get(address).status_code == 302
    for standing in ("trial", "expired", "member"):
        assert as_(standing).get(address).status_code == 403
    assert as_("editor").get(address).status_code == (200 if address in DESK else 403)
    assert as_("admin").get(address).status_code == 200


def test_a_pick_stands_on_the_front_page_with_its_reason_and_its_editor(newsroom, client):
    story = told(newsroom)[-1].id
    carol = as_("editor")
    given = {"story": f"http://localhost/story/{story}", "note": "Read it   to the end <b>"}
    assert carol.post("/desk/picks/pick", given).status_code == 302
    page = client.get("/").content.decode()
    assert "Read it to the end &lt;b&gt;" in page
    assert "Carol" in page
    assert [each.story for each in picks.running(datetime.now(UTC))] == [story]
    carol.post("/desk/picks/drop", {"story": story})
    assert "Read it to the end" not in client.get("/").content.decode()
    assert [(each.what, each.of) for each in acts.latest()] == [("dropped", story), ("picked", story)]


def test_picks_are_put_into_an_order_and_end_by_themselves(newsroom):
    one, other = (brief.id for brief in told(newsroom)[:2])
    carol, now = as_("editor"), datetime.now(UTC)
    for story in (one, other):
        carol.post("/desk/picks/pick", {"story": story})
    assert [each.story for each in picks.running(now + timedelta(seconds=9))] == [other, one]
    carol.post("/desk/picks/first", {"story": one})
    assert [each.story for each in picks.running(now + timedelta(seconds=9))] == [one, other]
    assert picks.running(now + 2 * picks.LASTS) == ()


def test_a_story_that_nobody_knows_is_not_picked(newsroom):
    answer = as_("editor").post("/desk/picks/pick", {"story": "s-nowhere"}, follow=True)
    assert "There is no such story." in answer.content.decode()
    assert picks.running(datetime.now(UTC)) == ()


def test_stories_are_merged_and_split_again_and_it_stands_in_their_history(newsroom):
    one, other = told(newsroom)[:2]
    carol = as_("editor")
    gone = [kept.article.id for kept in newsroom.story(other.id).articles]
    carol.post(f"/desk/story/{one.id}/merge", {"other": other.id})
    whole = newsroom.story(other.id)
    assert whole.brief.id == one.id
    assert set(gone) <= {kept.article.id for kept in whole.articles}
    assert any(event.by == "Carol" for event in newsroom.history(one.id))
    carol.post(f"/desk/story/{one.id}/split", {"article": gone})
    left = {kept.article.id for kept in newsroom.story(one.id).articles}
    assert not left & set(gone)
    assert len(acts.latest()) == 2


def test_an_article_is_moved_to_another_story_or_out_of_its_own(newsroom):
    one, other = told(newsroom, least=3)[:2]
    carol = as_("editor")
    first, second = (kept.article.id for kept in newsroom.story(one.id).articles[:2])
    carol.post(f"/desk/story/{one.id}/move", {"article": first, "to": f"/story/{other.id}"})
    assert newsroom.store.story_of(ArticleId(first)) == other.id
    carol.post(f"/desk/story/{one.id}/move", {"article": second, "to": ""})
    assert newsroom.store.story_of(ArticleId(second)) not in (one.id, None)


def test_what_cannot_be_corrected_is_said_and_changes_nothing(newsroom):
    (story, *_) = told(newsroom)
    before = newsroom.story(story.id).articles
    carol = as_("editor")
    for address, given in (
        ("merge", {"other": "s-nowhere"}),
        ("merge", {"other": story.id}),
        ("split", {}),
        ("split", {"article": ["e999999"]}),
        ("move", {"article": "nonsense", "to": story.id}),
    ):
        answer = carol.post(f"/desk/story/{story.id}/{address}", given, follow=True)
        assert answer.status_code == 200
        assert 'class="error"' in answer.content.decode(), (address, given)
    assert newsroom.story(story.id).articles == before
    assert acts.latest() == ()


def test_an_editor_sees_what_is_followed_and_lets_go_of_a_feed(newsroom):
    url = newsroom.followed()[0].feed.url
    carol = as_("editor")
    assert url in carol.get("/desk/outlets").content.decode()
    assert url not in carol.get("/desk/outlets?q=nobody+is+called+so").content.decode()
    carol.post("/desk/outlets/unfollow", {"address": url})
    assert url not in [each.feed.url for each in newsroom.followed()]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "", "imaps://a@b.example/x"]
)
def test_only_web_addresses_are_followed_from_the_desk(newsroom, address):
    before = len(newsroom.followed())
    as_("editor").post("/desk/outlets/follow", {"address": address})
    assert len(newsroom.followed()) == before


def test_an_address_of_this_machine_is_refused_by_the_guard(newsroom):
    answer = as_("editor").post("/desk/outlets/follow", {"address": "http://127.0.0.1:1/"}, follow=True)
    assert 'class="error"' in answer.content.decode()


def test_an_admin_makes_members_grants_terms_and_changes_roles(newsroom):
    erin = as_("admin")
    erin.post("/desk/members/add", {"email": "Alice@tide.example", "days": "30"})
    alice = Member.objects.get(email="alice@tide.example")
    assert terms.state(alice, datetime.now(UTC)).standing.value == "member"
    erin.post("/desk/members/change", {"member": alice.pk, "what": "revoke"})
    assert terms.state(alice, datetime.now(UTC)).standing.value == "expired"
    erin.post("/desk/members/change", {"member": alice.pk, "what": "editor"})
    assert Member.objects.get(pk=alice.pk).role == Role.EDITOR


def test_an_admin_cannot_take_the_own_role_away(newsroom):
    erin = as_("admin")
    own = Member.objects.get(name="Erin")
    assert erin.post("/desk/members/change", {"member": own.pk, "what": "reader"}).status_code == 404
    assert Member.objects.get(pk=own.pk).role == Role.ADMIN


def test_a_code_is_shown_once(newsroom):
    erin = as_("admin")
    page = erin.post("/desk/members/invite", {"days": "7", "uses": "1", "note": "for Bob"}).content.decode()
    code = page.partition('<code class="code">')[2].partition("<")[0]
    assert len(code) > 16
    assert code not in erin.get("/desk/members/invite").content.decode()
    assert code not in Invitation.objects.get().hash


def test_the_log_tells_who_did_what_to_admins_alone(newsroom):
    acts.note(member("Carol", role=Role.EDITOR), "picked", "s-1 <script>")
    page = as_("admin").get("/desk/log").content.decode()
    assert "Carol" in page
    assert "s-1 &lt;script&gt;" in page


def test_what_readers_say_waits_at_the_desk_until_it_is_followed_or_declined(newsroom):
    one, other = told(newsroom, least=3)[:2]
    first, second = (kept.article.id for kept in newsroom.story(one.id).articles[:2])
    for reader in (as_("member"), as_("trial")):
        reader.post(f"/story/{one.id}/belongs", {"article": first, "into": other.id})
    as_("expired").post(f"/story/{one.id}/wrong", {"article": second})
    most, least = suggesting.waiting()
    assert (most.article, most.into, most.times, least.article, least.times) == (
        first,
        other.id,
        2,
        second,
        1,
    )
    carol = as_("editor")
    assert "2 members" in carol.get("/desk/said").content.decode()
    carol.post("/desk/said/answer", {"suggestion": most.number, "answer": "follow"})
    assert newsroom.store.story_of(ArticleId(first)) == other.id
    carol.post("/desk/said/answer", {"suggestion": least.number, "answer": "decline"})
    assert newsroom.store.story_of(ArticleId(second)) == one.id
    assert suggesting.waiting() == ()
    carol.post("/desk/said/answer", {"suggestion": "x", "answer": "follow"})
    assert [each.what for each in acts.latest()] == ["declined", "followed"]
