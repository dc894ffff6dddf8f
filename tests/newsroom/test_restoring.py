"""A backup put in the place of a newsroom: only a whole one, and the old one is kept."""

import sqlite3
from contextlib import closing

import pytest

from newsroom.test_importing import record, write
from wholestory.errors import AlreadyThere, DatabaseLocked, DatabaseTooNew, DatabaseUnusable, Missing
from wholestory.newsroom import opened, restore
from wholestory.settings import members


def titles(path):
    with opened(f"sqlite:///{path}") as newsroom:
        return sorted(each.article.title for each in newsroom.articles())


@pytest.fixture
def backup(newsroom, tmp_path):
    """A backup with one article of a newsroom that has two by now."""
    newsroom.import_([write(tmp_path, record("First"))])
    newsroom.backup(tmp_path / "copy.db")
    newsroom.import_([write(tmp_path, record("Second"))])
    newsroom.close()
    return tmp_path / "copy.db"


def test_a_backup_goes_where_nothing_is(backup, tmp_path):
    assert restore(backup, tmp_path / "new" / "news.db") is None
    assert titles(tmp_path / "new" / "news.db") == ["First"]
    assert titles(backup) == ["First"]


def test_a_newsroom_is_replaced_only_when_that_is_said_and_is_kept(backup, newsroom):
    path = newsroom.store.path
    with pytest.raises(AlreadyThere, match="--force"):
        restore(backup, path)
    assert titles(path) == ["First", "Second"]
    kept = restore(backup, path, force=True)
    assert titles(path) == ["First"]
    assert titles(kept) == ["First", "Second"]
    with opened(f"sqlite:///{path}") as again:
        assert [hit.title for hit in again.search("ostrand").hits] == ["First"]


def test_a_newsroom_in_use_is_left_alone(backup, newsroom):
    path = newsroom.store.path
    with sqlite3.connect(path) as other:
        other.execute("SELECT count(*) FROM store_feed").fetchone()
        with pytest.raises(DatabaseLocked):
            restore(backup, path, force=True)
    other.close()
    assert titles(path) == ["First", "Second"]
    assert [each.name for each in path.parent.iterdir() if "restored" in each.name] == []


def test_what_is_no_whole_newsroom_is_refused(backup, newsroom, tmp_path):
    path = newsroom.store.path
    (tmp_path / "text.db").write_bytes(b"no database at all" * 100)
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE a (b)")
    data = bytearray(backup.read_bytes())
    data[4096 * 3 : 4096 * 12] = b"\xff" * 4096 * 9
    (tmp_path / "damaged.db").write_bytes(data)
    (tmp_path / "half.db").write_bytes(backup.read_bytes()[: 4096 * 9])
    for name in ("text.db", "other.db", "damaged.db", "half.db"):
        with pytest.raises(DatabaseUnusable, match=name):
            restore(tmp_path / name, path, force=True)
    with pytest.raises(Missing):
        restore(tmp_path / "none.db", path, force=True)
    with pytest.raises(AlreadyThere, match="itself"):
        restore(path, path, force=True)
    assert titles(path) == ["First", "Second"]


def test_a_backup_of_a_newer_program_is_refused(backup, newsroom):
    with sqlite3.connect(backup) as raw:
        raw.execute(
            "INSERT INTO django_migrations(app, name, applied) VALUES ('store', '9999_later', '2030-01-01')"
        )
    with pytest.raises(DatabaseTooNew):
        restore(backup, newsroom.store.path, force=True)


def test_a_broken_newsroom_is_kept_as_it_is(backup, newsroom):
    path = newsroom.store.path
    path.write_bytes(b"broken" * 1000)
    kept = restore(backup, path, force=True)
    assert kept.read_bytes() == b"broken" * 1000
    assert titles(path) == ["First"]


def join(path, *names):
    """Make a members' file with somebody in it."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE IF NOT EXISTS django_migrations (app, name)")
        raw.execute("CREATE TABLE IF NOT EXISTS members_member (name)")
        raw.executemany("INSERT INTO members_member VALUES (?)", [[name] for name in names])


def joined(path):
    with closing(sqlite3.connect(path)) as raw:
        return [name for (name,) in raw.execute("SELECT name FROM members_member ORDER BY name")]


def test_members_go_with_a_backup_and_come_back_with_it(newsroom, tmp_path):
    theirs = members(newsroom.store.path)
    join(theirs, "Alice")
    newsroom.import_([write(tmp_path, record("First"))])
    newsroom.backup(tmp_path / "copy.db")
    copied = tmp_path / "copy.members.db"
    assert joined(copied) == ["Alice"]
    assert copied.stat().st_mode & 0o777 == 0o600
    newsroom.close()
    join(theirs, "Bob")
    restore(tmp_path / "copy.db", newsroom.store.path, force=True)
    assert joined(theirs) == ["Alice"]
    (aside,) = theirs.parent.glob("*.members.db.replaced-*")
    assert joined(aside) == ["Alice", "Bob"]
    restore(tmp_path / "copy.db", tmp_path / "new" / "news.db")
    assert joined(tmp_path / "new" / "news.members.db") == ["Alice"]


def test_nothing_is_replaced_where_the_members_of_a_backup_are_damaged(backup, newsroom, tmp_path):
    (tmp_path / "copy.members.db").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    with pytest.raises(DatabaseUnusable):
        restore(backup, newsroom.store.path, force=True)
    assert titles(newsroom.store.path) == ["First", "Second"]
