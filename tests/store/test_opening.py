import sqlite3

import pytest
from storing import HOUR, NOW, arrival, brought, followed, lent

from wholestory import store
from wholestory.errors import DatabaseTooNew, DatabaseUnusable


@pytest.fixture(autouse=True)
def copied():
    """Here newsrooms are made by their migrations."""


def test_a_missing_file_is_made_with_its_folder_and_found_again(tmp_path):
    path = tmp_path / "deep" / "news.db"
    first = store.open(path)
    followed(first)
    first.close()
    again = store.open(path)
    assert [s.url for s, _ in again.followed()] == ["https://tide.example/rss"]


def test_several_files_in_one_process_do_not_mix(tmp_path):
    one, other = store.open(tmp_path / "one.db"), store.open(tmp_path / "other.db")
    followed(one)
    assert len(one.followed()) == 1
    assert other.followed() == ()


def test_a_file_of_a_newer_program_is_left_alone(tmp_path, opened):
    opened.close()
    with sqlite3.connect(opened.path) as raw:
        raw.execute(
            "INSERT INTO django_migrations(app, name, applied) VALUES ('store', '9999_later', ?)", [str(NOW)]
        )
    before = opened.path.read_bytes()
    with pytest.raises(DatabaseTooNew, match="newer"):
        store.open(opened.path)
    assert opened.path.read_bytes() == before


FIRST = {f"store_{name}" for name in ("feed", "entry", "version", "follow")}


def test_an_older_file_is_copied_before_it_is_changed(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, arrival("a"))])
    opened.close()
    with sqlite3.connect(opened.path) as raw:  # as the first program left it, which kept entries only
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted(tables):
            if table.startswith("store_") and table not in FIRST:
                raw.execute(f"DROP TABLE IF EXISTS {table}")
        raw.execute("ALTER TABLE store_feed DROP COLUMN pushed_until")
        raw.execute("DELETE FROM django_migrations WHERE name > '0002'")
    again = store.open(opened.path)
    assert len(again.followed()) == 1
    assert again.rests(NOW) == {}
    assert [each.entry.id for each in again.unread(NOW, most=5, lease=HOUR)] == ["a"]
    with sqlite3.connect(f"{opened.path}.before-0002_rests") as raw:
        assert raw.execute("SELECT count(*) FROM store_follow").fetchone() == (1,)
        assert not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_rest'").fetchone()


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_database_is_said_and_left_alone(tmp_path, content):
    path = tmp_path / "news.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseUnusable, match=r"news\.db"):
        store.open(path)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseUnusable, match="file"):
        store.open(tmp_path / "file" / "news.db")


def test_a_backup_is_whole_while_others_write(tmp_path, opened):
    followed(opened)
    opened.backup(tmp_path / "copy.db")
    followed(opened, "https://later.example/rss")
    assert [s.url for s, _ in store.open(tmp_path / "copy.db").followed()] == ["https://tide.example/rss"]
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_into_nowhere_leaves_nothing_half(tmp_path, opened):
    with pytest.raises(DatabaseUnusable):
        opened.backup(tmp_path / "missing" / "copy.db")
    assert [p.name for p in tmp_path.iterdir() if "copy" in p.name] == []
