"""What is not well is found, named and advised on; nothing is changed by looking."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from wholestory.jobs import checkup
from wholestory.jobs.checkup import State
from wholestory.model import Subscription
from wholestory.newsroom import opened
from wholestory.settings import Settings

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
_COLUMNS = "(app, name, applied) VALUES"
WELL = Settings(contact="alice@tide.example")


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "news.db"
    with opened(f"sqlite:///{file}") as newsroom:
        newsroom.follow_all([Subscription(url=f"https://tide.example/{n}") for n in range(3)])
    change(
        file, "UPDATE store_feed SET checked_at = '2026-11-22 07:00:00', answered_at = '2026-11-22 07:00:00'"
    )
    return file


def change(path, statement):
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement)


def look(path, settings=WELL, now=NOW):
    return {found.name: found for found in checkup.check(path, settings, now)}


def states(found):
    return {name: each.state for name, each in found.items() if each.state is not State.OK}


def test_all_is_well_and_looking_changes_nothing(path):
    before = path.read_bytes()
    assert states(look(path)) == {}
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "name", "state"),
    [
        ("UPDATE store_feed SET failures = 2, error = 'no answer'", "feeds", State.WRONG),
        ("UPDATE store_feed SET failures = 2 WHERE id = 1", "feeds", State.WARNING),
        ("UPDATE store_feed SET state = 'gone' WHERE id = 1", "feeds", State.WARNING),
        ("UPDATE store_feed SET answered_at = NULL WHERE id = 1", "feeds", State.WARNING),
        ("DELETE FROM store_follow", "feeds", State.WARNING),
        ("UPDATE store_feed SET checked_at = '2026-11-20 07:00:00'", "updates", State.WARNING),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_x', '')",
            "version",
            State.WRONG,
        ),
        ("DELETE FROM django_migrations WHERE name = '0006_hubs'", "version", State.WARNING),
        ("DROP TABLE store_pending", None, None),
    ],
)
def test_what_is_not_well_is_named_with_advice(path, statement, name, state):
    change(path, statement)
    found = look(path)
    assert states(found) == ({name: state} if name else {})
    assert all(each.advice for each in found.values() if each.state is not State.OK)


def test_entries_that_wait_are_stuck_or_come_from_the_future_are_counted(path):
    for number in range(4):
        change(
            path,
            "INSERT INTO store_entry (feed_id, key, digest, sort_at, seen_at, novelty, body) "
            f"VALUES (1, '{number}', '', '2026-11-22 07:00:00', '2026-11-22 07:00:00', 'new', x'')",
        )
    change(path, "INSERT INTO store_pending (entry_id, due_at, tries) VALUES (1, '2026-11-20 07:00:00', 0)")
    change(path, "INSERT INTO store_pending (entry_id, due_at, tries) VALUES (2, NULL, 4)")
    found = look(path)
    assert states(found) == {"entries": State.WARNING, "quarantine": State.WARNING}
    assert found["quarantine"].words.startswith("1 of 4")
    assert look(path, now=NOW - timedelta(days=30))["clock"].state is State.WRONG


def test_a_file_that_is_damaged_none_or_not_there_is_said(path, tmp_path):
    assert states(look(tmp_path / "none.db")) == {"file": State.WARNING}
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "words.db").write_text("The ferry sails at noon. " * 100)
    assert states(look(tmp_path / "words.db")) == {"file": State.WRONG}
    change(tmp_path / "other.db", "CREATE TABLE ferries (name)")
    assert states(look(tmp_path / "other.db")) == {"file": State.WRONG}


def test_the_members_file_is_looked_at_once_there_is_one(path):
    assert "members" not in look(path)
    members = path.with_name("news.members.db")
    change(members, "CREATE TABLE member (name)")
    assert look(path)["members"].state is State.OK
    members.write_text("no database " * 1000)
    found = look(path)["members"]
    assert (found.state, bool(found.advice)) == (State.WRONG, True)


@pytest.mark.parametrize(
    ("settings", "name", "state"),
    [
        (Settings(), "contact", State.WARNING),
        (Settings(contact="a", public="news.example"), "public", State.WRONG),
        (Settings(contact="a", mail_account="alice", mail_password="s3cret"), "mail", State.WRONG),
        (Settings(contact="a", mail_account="alice@tide.example"), "mail", State.WRONG),
        (Settings(contact="a", allowed="no host!"), "allowed", State.WRONG),
    ],
)
def test_settings_are_looked_at_and_no_password_is_told(path, settings, name, state):
    found = look(path, settings)
    assert states(found) == {name: state}
    assert not any("s3cret" in each.words + (each.advice or "") for each in found.values())
