"""The process that gathers and reads, killed with -9 at random points: nothing lost, nothing doubled, at once
back.

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
from contextlib import contextmanager

from sites import rss

from torturing import note, share
from wholestory.fetch import Manners
from wholestory.model import Subscription
from wholestory.newsroom import opened

POINTS, READING_POINTS = share(250), share(50)
FEEDS = 12
MOTHER = """
import os, sqlite3, sys
from wholestory.fetch import Manners
from wholestory.newsroom import opened
from wholestory.pipeline.batch import read_all
from wholestory.pipeline.inputs import Form, Input
EVER_DUE = "UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00', leased_until = NULL"

def gather(url):
    with opened(url, manners=Manners(gap=0.0), allowed=["127.0.0.0/8"]) as newsroom:
        print(f"ready {os.getpid()}", flush=True)
        while True:
            with sqlite3.connect(newsroom.store.path, timeout=30) as raw:
                raw.execute(EVER_DUE)
            newsroom.gather()

def read(url):
    with opened(url, manners=Manners(gap=0.0), allowed=["127.0.0.0/8"]) as newsroom:
        print(f"ready {os.getpid()}", flush=True)
        while True:
            with sqlite3.connect(newsroom.store.path, timeout=30) as raw:
                raw.execute(EVER_DUE)
                raw.execute("UPDATE store_pending SET leased_until = NULL")
            newsroom.gather()
            newsroom.read(most=4)

work = {"gather": gather, "read": read}[sys.argv[1]]
if work is read:
    words = b"Ferry sails\\n\\nThe ferry sails again, said the board. " * 9
    read_all([Input("warm", "warm", Form.TEXT, words)])
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        work(sys.argv[2])
    _, status = os.waitpid(child, 0)
    print(f"ended {os.waitstatus_to_exitcode(status)}", flush=True)
"""


def grow(site, round):
    """Every feed has more in it, with another validator: what is kept by halves would never come again."""
    for n in range(FEEDS):
        items = [(f"{n}-{k}", f"Story {k} of {n}") for k in range(3 * round + 1)]
        site.pages[f"/{n}"] = (200, {"ETag": f'"{round}"'}, rss(*items))


@contextmanager
def killing(work, url):
    """A function that starts a process at its work and kills it so many seconds after it has opened the file.

    The processes are forks of one that has everything imported and has opened nothing.
    """
    mother = subprocess.Popen(
        [sys.executable, "-c", MOTHER, work, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def run_and_kill(seconds):
        mother.stdin.write("another\n")
        mother.stdin.flush()
        said, pid = mother.stdout.readline().split()
        assert said == "ready"
        time.sleep(seconds)
        os.kill(int(pid), signal.SIGKILL)
        assert mother.stdout.readline() == f"ended {-signal.SIGKILL}\n", "killed, not ended by itself"

    with mother:
        yield run_and_kill
        mother.stdin.close()


def whole(raw, unique="SELECT 1 FROM store_entry GROUP BY feed_id, key HAVING count(*) > 1"):
    """Whether a file is sound and holds nothing twice."""
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert raw.execute(unique).fetchone() is None


def test_killed_at_random_points_it_loses_and_doubles_nothing(newsroom, site):
    path = newsroom.store.path
    newsroom.follow_all(Subscription(url=site.url(f"/{n}")) for n in range(FEEDS))
    newsroom.close()
    drawn = random.Random(7)
    grow(site, 0)
    with killing("gather", f"sqlite:///{path}") as run_and_kill:
        for point in range(POINTS):
            grow(site, point)
            run_and_kill(drawn.uniform(0.0, 0.6))
            with sqlite3.connect(path) as raw:
                whole(raw)
    began = time.perf_counter()
    with opened(f"sqlite:///{path}", allowed=["127.0.0.0/8"], manners=Manners(gap=0.0, deadline=5.0)) as back:
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00', leased_until = NULL")
        back.gather()
    note(f"killed at {POINTS} points while gathering", "0 lost, 0 doubled, integrity ok")
    note("back after the last of them, with all feeds asked", f"{time.perf_counter() - began:.2f} s")
    with sqlite3.connect(path) as raw:
        kept = {row[0] for row in raw.execute("SELECT guid FROM store_entry")}
    assert kept == {f"{n}-{k}" for n in range(FEEDS) for k in range(3 * (POINTS - 1) + 1)}


def told(number, version):
    """An item whose feed carries all of it, so that its article is read without a page."""
    words = "".join(
        f"<p>Sentence {k} of report {number} tells what the board decided on Monday, version {version}.</p>"
        for k in range(24)
    )
    return (
        f"<item><guid>{number}</guid><title>Report {number} of the board</title>"
        f"<description><![CDATA[{words}]]></description></item>"
    )


def test_killed_on_the_way_from_feeds_to_articles_it_loses_and_doubles_nothing(newsroom, site):
    path = newsroom.store.path
    newsroom.follow_all([Subscription(url=site.url("/rss"))])
    newsroom.close()
    drawn = random.Random(11)
    with killing("read", f"sqlite:///{path}") as run_and_kill:
        for point in range(READING_POINTS):
            items = "".join(told(n, point if n % 5 == 0 else 0) for n in range(2 * point + 3))
            document = f"<rss><channel>{items}</channel></rss>".encode()
            site.pages["/rss"] = (200, {"ETag": f'"{point}"'}, document)
            run_and_kill(drawn.uniform(0.0, 1.2))
            with sqlite3.connect(path) as raw:
                whole(raw)
                whole(raw, "SELECT 1 FROM store_article GROUP BY entry_id HAVING count(*) > 1")
                whole(raw, UNREAD)
    with opened(f"sqlite:///{path}", allowed=["127.0.0.0/8"], manners=Manners(gap=0.0, deadline=5.0)) as back:
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00', leased_until = NULL")
            raw.execute("UPDATE store_pending SET leased_until = NULL")
        back.gather()
        back.read()
        found = {each.article.title: each.article.text for each in back.articles(most=1000)}
        texts = [t.article.text for a in back.articles(most=1000) for t in back.earlier_texts(a.number)]
        assert back.quarantine() == ()
    assert len(found) == 2 * READING_POINTS + 1
    for n in range(2 * READING_POINTS + 1):
        version = READING_POINTS - 1 if n % 5 == 0 else 0
        assert f"version {version}." in found[f"Report {n} of the board"]
    assert len(texts) == len(set(texts)), "no earlier text is kept twice"
    note(f"killed at {READING_POINTS} points on the way to articles", "0 lost, 0 doubled, integrity ok")


UNREAD = """
    SELECT 1 FROM store_entry WHERE id NOT IN (SELECT entry_id FROM store_article)
    AND id NOT IN (SELECT entry_id FROM store_pending)
"""
