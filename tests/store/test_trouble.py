"""A disk that fills up, a file that is locked, read-only, damaged or too new: clear words, nothing lost."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from desk import HOUR, Desk, item, rss
from storing import NOW, arrival, brought, followed, lent

from torturing import WHOLE, note, share
from wholestory import store
from wholestory.errors import DatabaseFull, DatabaseLocked, DatabaseUnusable
from wholestory.store import engine

TIDE = "https://tide.example/rss"
FILLING = Path(__file__).with_name("filling.py")
APART = ["unshare", "--user", "--map-root-user", "--mount"]  # a namespace may mount without being root


@pytest.fixture(autouse=True)
def copied():
    """Here newsrooms are made by their migrations."""


def python_path():
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def can_mount(folder):
    try:
        done = subprocess.run(
            [*APART, "mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0


def test_a_disk_that_fills_up_at_any_point_loses_and_doubles_nothing(tmp_path):
    if not can_mount(tmp_path):
        pytest.skip("needs a system where a namespace may mount a disk of its own")
    points = share(50)
    done = subprocess.run(
        [*APART, sys.executable, FILLING, tmp_path, str(points), "7"],
        capture_output=True,
        text=True,
        env=python_path(),
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *found, last = map(json.loads, done.stdout.splitlines())
    assert len(found) == points
    full = [each for each in found if each["failed"]]
    assert full, "the disk was never full"
    assert all("no space left" in each["failed"] for each in full)
    assert {each["during"] for each in full} == {0}, "what could not be kept is not half there"
    assert {(each["after"], each["doubled"], each["sound"]) for each in found} == {(40, 0, "ok")}
    assert last == {"fresh": "database_full"}
    note(f"disk full at {points} points ({len(full)} while writing)", "0 lost, 0 doubled, integrity ok")
    note("back after a full disk, longest", f"{max(each['back'] for each in found):.2f} s")


@pytest.mark.parametrize("pages", [0, 1, 2, 5])
def test_a_database_that_may_grow_no_more_says_so_and_goes_on_when_it_may(opened, pages):
    """The same by SQLite's own limit, where no disk of one's own can be had."""
    from django.db import connections

    followed(opened)
    (feed,) = lent(opened)
    with connections[opened._alias].cursor() as cursor:
        (used,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {used + pages}")
    many = [arrival(f"{n}", "A title " * 50) for n in range(400)]
    with pytest.raises(DatabaseFull, match="no space left"):
        opened.keep([brought(feed, *many)])
    assert opened.known(feed.id) == ()
    opened.close()
    assert opened.keep([brought(feed, *many)]) == {feed.id}, "the lease holds still"
    assert len(opened.known(feed.id)) == 400


HOLD = """
import sqlite3, sys, time
raw = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
time.sleep(float(sys.argv[2]))
raw.execute("COMMIT")
"""


def locked(path, seconds):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, path, str(seconds)], stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"locked\n"
    return holder


def test_a_lock_that_ends_in_time_is_waited_for(tmp_path):
    desk = Desk(tmp_path / "news.db")
    desk.follow(TIDE)
    desk.pages[TIDE] = rss(item("a"))
    with locked(desk.path, 29 if WHOLE else 1):
        assert len(desk.entries()) == 0, "reading waits for nobody"
        assert desk.update().new == 1


def test_a_lock_that_lasts_is_said_reads_are_served_and_nothing_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 30 if WHOLE else 0.2)
    desk = Desk(tmp_path / "news.db")
    desk.follow(TIDE)
    desk.pages[TIDE] = rss(item("a"))
    desk.update()
    desk.pages[TIDE] = rss(item("a"), item("b", "Other"))
    with locked(desk.path, 32 if WHOLE else 2) as holder:
        with pytest.raises(DatabaseLocked, match="another program"):
            desk.update(later=2 * HOUR)
        assert desk.titles() == ["Ferry sails"]
        holder.wait()
    began = time.perf_counter()
    assert desk.update(later=HOUR).new == 1
    note("database locked for 32 s" if WHOLE else "database locked", "0 lost, reads served")
    note("back after the lock", f"{time.perf_counter() - began:.2f} s")
    assert len(desk.entries()) == 2


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_is_read_only_is_said_in_words(tmp_path, what):
    """As root permissions bind nobody, so the folder or file is made read-only by a mount of its own."""
    if not can_mount(tmp_path):
        pytest.skip("needs a system where a namespace may mount a disk of its own")
    kept = store.open(tmp_path / "news.db")
    followed(kept)
    kept.close()
    place = tmp_path if what == "folder" else tmp_path / "news.db"
    code = (
        "import sys; from pathlib import Path; from wholestory import store; from storing import *\n"
        "from wholestory.errors import DatabaseUnusable\n"
        "for name in ('news.db', 'new.db'):\n"
        "    try:\n"
        "        kept = store.open(Path(sys.argv[1]) / name); print(name, len(kept.followed()))\n"
        "        kept.rest([('tide.example', NOW)]); print(name, 'written')\n"
        "    except DatabaseUnusable as error: print(name, error)\n"
    )
    shell = f'mount --bind "{place}" "{place}" && mount -o remount,bind,ro "{place}" && exec "$@"'
    command = [*APART, "sh", "-c", shell, "sh", sys.executable, "-c", code, tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, env=python_path(), check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "news.db written" not in done.stdout
    assert "cannot be written to" in done.stdout, done.stdout
    assert len(kept.followed()) == 1


@pytest.mark.parametrize("left", [0, 1, 99, 100, 4096, 5000, 60_000])
def test_a_file_cut_short_is_said_or_read_and_never_a_crash(tmp_path, left):
    kept = store.open(tmp_path / "whole.db")
    followed(kept)
    (feed,) = lent(kept)
    kept.keep([brought(feed, *(arrival(f"{n}") for n in range(500)))])
    kept.backup(tmp_path / "copy.db")
    kept.close()
    cut = tmp_path / "news.db"
    cut.write_bytes((tmp_path / "copy.db").read_bytes()[:left])
    if left > 1:  # SQLite takes a lone byte for nothing
        assert f"{cut}: this is no database, or a damaged one" in trouble(cut, feed.id)
    else:
        assert trouble(cut, feed.id) is None
        assert store.open(cut).followed() == ()


def trouble(path, feed):
    """What is said when all is read of a file; None where nothing is amiss."""
    try:
        back = store.open(path)
        back.newest(most=1000, before=None)
        back.known(feed)
        back.due(NOW + HOUR, most=5, lease=HOUR)
    except DatabaseUnusable as error:
        return str(error)
    return None


@pytest.mark.parametrize("seed", range(share(50)))
def test_a_file_with_garbage_in_it_is_said_or_read_and_never_a_crash(tmp_path, seed):
    kept = store.open(tmp_path / "whole.db")
    followed(kept)
    (feed,) = lent(kept)
    kept.keep([brought(feed, *(arrival(f"{n}") for n in range(500)))])
    kept.backup(tmp_path / "copy.db")
    kept.close()
    drawn, bad = random.Random(seed), tmp_path / "news.db"
    data = bytearray((tmp_path / "copy.db").read_bytes())
    for _ in range(30):
        at = drawn.randrange(len(data))
        data[at : at + 200] = drawn.randbytes(200)
    bad.write_bytes(data[: (tmp_path / "copy.db").stat().st_size])
    assert str(bad) in (trouble(bad, feed.id) or str(bad))
