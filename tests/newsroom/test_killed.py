"""The gathering process killed with -9 at random points: nothing is lost, nothing doubled, at once back.

A tenth of the points here, all of them by `make torture`. Power loss is not simulated: for that we rest on
SQLite's own synchronous=FULL.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

from sites import rss

from wholestory.model import Subscription
from wholestory.newsroom import opened

POINTS = 300 if os.environ.get("WHOLESTORY_TORTURE") else 30
FEEDS = 12
CHILD = """
import sqlite3, sys
from wholestory.fetch import Manners
from wholestory.newsroom import opened
with opened(sys.argv[1], manners=Manners(gap=0.0), allowed=["127.0.0.0/8"]) as newsroom:
    print("ready", flush=True)
    while True:
        with sqlite3.connect(newsroom.store.path, timeout=30) as raw:
            raw.execute("UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00', leased_until = NULL")
        newsroom.gather()
"""


def grow(site, round):
    """Every feed has more in it, with another validator: what is kept by halves would never come again."""
    for n in range(FEEDS):
        items = [(f"{n}-{k}", f"Story {k} of {n}") for k in range(3 * round + 1)]
        site.pages[f"/{n}"] = (200, {"ETag": f'"{round}"'}, rss(*items))


def run_and_kill(url, seconds):
    child = subprocess.Popen([sys.executable, "-c", CHILD, url], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def test_killed_at_random_points_it_loses_and_doubles_nothing(newsroom, site):
    path = newsroom.store.path
    newsroom.follow_all(Subscription(url=site.url(f"/{n}")) for n in range(FEEDS))
    newsroom.close()
    drawn = random.Random(7)
    grow(site, 0)
    for point in range(POINTS):
        grow(site, point)
        run_and_kill(f"sqlite:///{path}", drawn.uniform(0.0, 0.6))
        with sqlite3.connect(path) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert (
                raw.execute("SELECT 1 FROM store_entry GROUP BY feed_id, key HAVING count(*) > 1").fetchone()
                is None
            )
    with opened(f"sqlite:///{path}", allowed=["127.0.0.0/8"], manners=Manners(gap=0.0, deadline=5.0)) as back:
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00', leased_until = NULL")
        back.gather()
    with sqlite3.connect(path) as raw:
        kept = {row[0] for row in raw.execute("SELECT guid FROM store_entry")}
    assert kept == {f"{n}-{k}" for n in range(FEEDS) for k in range(3 * (POINTS - 1) + 1)}
