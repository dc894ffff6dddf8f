"""Mailboxes followed like feeds: a folder, a file, a server; never changed, no password ever kept."""

import mailbox as stdlib
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from mailserver import mailbox
from test_newsroom import again, titles

from wholestory import fetch
from wholestory.errors import NotFollowable
from wholestory.fetch import Manners
from wholestory.newsroom import opened

QUICK = Manners(gap=0.0, deadline=5.0)


def letter(name, words="Fog over the harbour.", *, sender="alice@tide.example", listed=None):
    head = f"From: Alice <{sender}>\nSubject: {name}\nMessage-ID: <{name}@x>\n"
    head += "Date: Sun, 22 Nov 2026 07:00:00 +0000\n"
    head += f"List-Id: {listed.partition('.')[0]} <{listed}>\n" if listed else ""
    return f"{head}Content-Type: text/html\n\n<p>{words}</p>\n".encode()


def state(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(params=["maildir", "mbox", "eml"])
def box(request, tmp_path):
    """A mailbox of each kind, and what puts a letter into it."""
    place = tmp_path / "Mail box"
    if request.param == "maildir":
        made = stdlib.Maildir(place)
    elif request.param == "mbox":
        made = stdlib.mbox(place)
    else:
        place.mkdir()

    def put(data):
        if request.param == "eml":
            (place / f"{len(list(place.iterdir()))}.eml").write_bytes(data)
        else:
            made.add(data)
            made.flush()
        for path in [place, *place.rglob("*")]:
            at = path.stat().st_mtime_ns + put.count * 10**9
            os.utime(path, ns=(at, at))
        put.count += 1

    put.count = 0
    return place, put


def test_each_list_and_sender_is_a_feed_and_each_letter_an_entry(newsroom, box):
    place, put = box
    put(letter("One", listed="mornings.tide.example"))
    put(letter("Two", "From the sea\n>From here", sender="bob@gull.example"))
    put(letter("Three", listed="mornings.tide.example"))
    newsroom.follow(f"mailbox:{place}")
    newsroom.gather()
    assert set(titles(newsroom)) == {"One", "Two", "Three"}
    root, *parts = newsroom.followed()
    assert {each.subscription.title for each in parts} == {"mornings", "Alice"}
    by_feed = {each.entry.title: each.feed for each in newsroom.entries()}
    assert by_feed["One"] == by_feed["Three"] != by_feed["Two"]
    assert root.feed.error is None
    put(letter("Four", listed="mornings.tide.example"))
    again(newsroom)
    newsroom.gather()
    assert sorted(titles(newsroom)) == ["Four", "One", "Three", "Two"]
    again(newsroom)
    assert newsroom.gather().new == 0


def test_a_mailbox_is_left_as_it_is(newsroom, box):
    place, put = box
    put(letter("One"))
    before = state(place if place.is_dir() else place.parent)
    newsroom.follow(f"mailbox:{place}")
    newsroom.gather()
    after = state(place if place.is_dir() else place.parent)
    assert {path: after[path] for path in before if "news.db" not in path.name} == {
        path: held for path, held in before.items() if "news.db" not in path.name
    }


def test_letters_become_articles_without_the_network(newsroom, box):
    place, put = box
    put(letter("Harbour closed by fog", "The harbour was closed on Monday. " * 5))
    newsroom.follow(f"mailbox:{place}")
    newsroom.gather()
    assert newsroom.read().read == 1
    (kept,) = newsroom.articles()
    assert (kept.article.title, kept.article.outlet) == ("Harbour closed by fog", "Alice")
    assert kept.article.published.value.startswith("2026-11-22T07:00")


def test_a_sender_that_is_unfollowed_stays_so_and_a_mailbox_takes_its_senders_along(newsroom, box):
    place, put = box
    put(letter("One"))
    put(letter("Two", sender="bob@gull.example"))
    (id,) = newsroom.follow(f"mailbox:{place}")
    newsroom.gather()
    bob = next(each for each in newsroom.followed() if each.feed.url.endswith("#bob@gull.example"))
    newsroom.unfollow(bob.feed.id)
    put(letter("Three", sender="bob@gull.example"))
    again(newsroom)
    newsroom.gather()
    assert "Three" not in titles(newsroom)
    assert newsroom.unfollow(id)
    assert newsroom.followed() == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mailbox:", "folder"),
        ("mailbox:/no/such/place", "no such"),
        ("imap://alice@mail.example/x", "imaps"),
        ("imaps://mail.example/x", "user@host"),
        ("imaps://alice:sesame@mail.example/x", "password"),
        ("imaps://alice@mail.example:99999/x", "imaps://user@host"),
        ("imaps://alice@mail.example/x", "no password for alice@mail.example"),
    ],
)
def test_what_cannot_be_followed_is_said_and_no_password_repeated(newsroom, typed, said):
    with pytest.raises(NotFollowable, match=said) as error:
        newsroom.follow(typed)
    assert "sesame" not in str(error.value)
    assert newsroom.followed() == ()


def test_files_that_are_no_mailbox_are_said(newsroom, tmp_path):
    (tmp_path / "a").write_text("words")
    (tmp_path / "empty").mkdir()
    for name in ("a", "empty"):
        with pytest.raises(NotFollowable, match="no mailbox"):
            newsroom.follow(f"mailbox:{tmp_path / name}")


def test_while_somebody_else_has_a_sender_nothing_of_its_letters_is_lost(newsroom, box):
    place, put = box
    put(letter("One"))
    newsroom.follow(f"mailbox:{place}")
    newsroom.gather()
    alice = newsroom.followed()[1].feed
    newsroom.store.lend(alice.id, datetime.now(UTC), lease=timedelta(hours=1))
    put(letter("Two"))
    put(letter("Three", sender="bob@gull.example"))
    again(newsroom)
    newsroom.gather()
    assert sorted(titles(newsroom)) == ["One", "Three"]
    with closing(sqlite3.connect(newsroom.store.path)) as raw, raw:
        raw.execute("UPDATE store_feed SET leased_until = NULL")
    again(newsroom)
    newsroom.gather()
    assert sorted(titles(newsroom)) == ["One", "Three", "Two"]


@pytest.fixture
def trusting(monkeypatch):
    """Clients that trust a toy server's certificate."""

    def trust(box):
        real = fetch.Client.__init__
        monkeypatch.setattr(
            fetch.Client,
            "__init__",
            lambda self, *a, **more: real(self, *a, **more | {"trusted": box.trusted}),
        )

    return trust


def reading(tmp_path, box, *, allowed=None, user="alice", password="sesame"):
    hosts = [f"localhost:{box.port}"] if allowed is None else allowed
    accounts = {f"{user}@localhost": password}
    return opened(f"sqlite:///{tmp_path}/imap.db", manners=QUICK, allowed=hosts, accounts=accounts)


def test_a_mailbox_on_a_server_is_read_from_where_it_was_left_and_never_changed(tmp_path, trusting):
    with mailbox({3: letter("One"), 4: letter("Two", sender="bob@gull.example")}) as box:
        trusting(box)
        with reading(tmp_path, box) as newsroom:
            newsroom.follow(f"imaps://alice@localhost:{box.port}/Letters")
            newsroom.gather()
            assert set(titles(newsroom)) == {"One", "Two"}
            box.letters[9] = letter("Three")
            box.said.clear()
            again(newsroom)
            newsroom.gather()
            assert set(titles(newsroom)) == {"One", "Two", "Three"}
            fetched = [said for said in box.said if "BODY" in said]
            assert len(fetched) == 1
            assert "UID FETCH 9 (BODY.PEEK[]" in fetched[0]
            assert {said.split()[0] for said in box.said} <= {
                "CAPABILITY",
                "LOGIN",
                "EXAMINE",
                "UID",
                "LOGOUT",
            }
            box.validity, box.letters = 8, {1: letter("Four")}
            again(newsroom)
            newsroom.gather()
            assert "Four" in titles(newsroom)
    held = b"".join(path.read_bytes() for path in tmp_path.glob("imap.db*"))
    assert b"sesame" not in held


def test_a_wrong_password_is_said_and_not_repeated_and_a_wrong_folder_too(tmp_path, trusting):
    with mailbox({}, password="other") as box:
        trusting(box)
        with reading(tmp_path, box) as newsroom:
            with pytest.raises(NotFollowable) as error:
                newsroom.follow(f"imaps://alice@localhost:{box.port}/Letters")
            assert "sesame" not in str(error.value)
            box.password = "sesame"
            with pytest.raises(NotFollowable, match="folder 'Drafts'"):
                newsroom.follow(f"imaps://alice@localhost:{box.port}/Drafts")


def test_the_password_goes_to_its_own_account_alone(tmp_path, trusting):
    with mailbox({}) as box:
        trusting(box)
        with (
            reading(tmp_path, box, user="bob") as newsroom,
            pytest.raises(NotFollowable, match="no password"),
        ):
            newsroom.follow(f"imaps://alice@localhost:{box.port}/Letters")
        assert box.said == []


@pytest.mark.parametrize("allowed", [[], ["127.0.0.1:993"], ["other:1"]])
def test_a_private_server_is_not_even_connected_to(tmp_path, trusting, allowed):
    with mailbox({}) as box:
        trusting(box)
        with (
            reading(tmp_path, box, allowed=allowed) as newsroom,
            pytest.raises(NotFollowable, match="refused"),
        ):
            newsroom.follow(f"imaps://alice@localhost:{box.port}/Letters")
        assert box.connections == 0


def test_a_certificate_of_nobody_is_not_believed(tmp_path):
    with mailbox({1: letter("One")}) as box, reading(tmp_path, box) as newsroom:
        with pytest.raises(NotFollowable, match=r"SSL|certificate"):
            newsroom.follow(f"imaps://alice@localhost:{box.port}/Letters")
        assert box.said == []


def test_a_server_that_fails_later_is_a_failure_and_loses_nothing(tmp_path, trusting):
    with mailbox({1: letter("One")}) as box:
        trusting(box)
        with reading(tmp_path, box) as newsroom:
            newsroom.follow(f"imaps://alice@localhost:{box.port}/Letters")
            newsroom.gather()
            box.password = "changed"
            again(newsroom)
            found = newsroom.gather()
            assert (found.failed, titles(newsroom)) == (1, ["One"])
            with closing(sqlite3.connect(newsroom.store.path)) as raw:
                assert "sesame" not in str(raw.execute("SELECT error FROM store_feed").fetchall())
            box.password, box.letters[2] = "sesame", letter("Two")
            again(newsroom)
            newsroom.gather()
            assert set(titles(newsroom)) == {"One", "Two"}
