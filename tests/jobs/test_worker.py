"""A worker goes on whatever happens, until it is told to stop."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sites import running

from wholestory.errors import DatabaseFull
from wholestory.fetch import Manners
from wholestory.jobs import Pauses, Worker
from wholestory.model import Due
from wholestory.newsroom import opened
from wholestory.pipeline.gathering import Gathering
from wholestory.pipeline.reading import Progress
from wholestory.pipeline.updating import Updated

AT_ONCE = Pauses(look=0.0, first=0.0)
LONG = Pauses(look=3600.0, first=3600.0)
PAGE = """<rss version='2.0'><channel><title>Tide</title><item><guid>a</guid><title>The ferry sails</title>
<description>{}</description></item></channel></rss>"""
BODY = "&lt;p&gt;The ferry Alma sailed from Tarn at noon on Monday, Alice Berg said.&lt;/p&gt;" * 30


class Toy:
    """A newsroom by hand: each round takes the next of `rounds`, an error or how many feeds
    it asked; "stop" is told to stop in the middle of it, and after the last it is."""

    def __init__(self, *rounds, stop=None):
        self.rounds, self.stop, self.updates, self.tidied = list(rounds), stop, 0, []

    def due(self):
        return Due(feeds=1) if self.rounds else Due()

    def update(self, *, told):
        self.updates += 1
        found = self.rounds.pop(0)
        if found == "stop":
            self.stop.set()
        told("grouping", 0, 1)
        if not self.rounds:
            self.stop.set()
        if isinstance(found, BaseException):
            raise found
        return Updated(Gathering(asked=found), Progress(), 0, 0)

    def tidy(self, *, days):
        self.tidied.append(days)
        return 1

    def close(self):
        pass


@pytest.fixture
def stop():
    return threading.Event()


def newsroom(path):
    return opened(f"sqlite:///{path}/news.db", manners=Manners(gap=0.0), allowed=["127.0.0.0/8"])


def test_after_one_round_a_story_is_there_and_after_it_nothing_is_due(tmp_path):
    with running() as site, newsroom(tmp_path) as found:
        site.pages["/rss"] = PAGE.format(BODY).encode()
        found.follow(site.url("/rss"))
        said = []
        worker = Worker(found, say=said.append)
        assert found.due()
        worker.once()
        assert [brief.headline for brief in found.stories()] == ["The ferry sails"]
        assert not found.due()
        worker.once()
        assert len(said) == 1
        assert "1 new entries" in said[0]


def test_two_workers_on_one_file_do_everything_once(tmp_path):
    with running() as site, newsroom(tmp_path) as one, newsroom(tmp_path) as two:
        site.pages |= {f"/{n}": PAGE.format(BODY).replace("Alma", f"Alma {n}").encode() for n in range(8)}
        for path in site.pages:
            one.follow(site.url(path))
        site.asked.clear()
        workers = [Worker(each) for each in (one, two)]
        threads = [threading.Thread(target=worker.once) for worker in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [worker.health.error for worker in workers] == [None, None]
        workers[0].once()
        assert sorted(path for path, _ in site.asked if path != "/robots.txt") == sorted(site.pages)
        assert len(one.articles()) == 8
        assert sum(brief.articles for brief in one.stories()) == 8
        assert not one.due()


def test_no_error_of_a_round_ends_it_and_each_is_said_in_one_line(stop):
    group = ExceptionGroup("together", [DatabaseFull("none at all")])
    toy = Toy(DatabaseFull("no space left"), ValueError("what\nnow"), group, 3, stop=stop)
    said = []
    worker = Worker(toy, say=said.append, pauses=AT_ONCE)
    worker.run(stop)
    assert toy.updates == 4
    assert said[2] == "database_full: none at all"
    assert said[0] == "database_full: no space left"
    assert said[1].startswith("internal: ValueError: ")
    assert (worker.health.failures, worker.health.code, worker.health.error) == (0, None, None)
    assert worker.health.last_round_at is not None


def test_health_tells_of_failures_in_a_row(stop):
    worker = Worker(Toy(1, DatabaseFull("no space left"), DatabaseFull("none"), stop=stop), pauses=AT_ONCE)
    worker.run(stop)
    assert (worker.health.rounds, worker.health.failures) == (1, 2)
    assert (worker.health.code, worker.health.error) == ("database_full", "none")
    assert not worker.health.is_running


def test_an_output_that_nobody_reads_any_more_is_no_failure(stop):
    def say(line):
        raise BrokenPipeError

    worker = Worker(Toy(1, 2, stop=stop), say=say, pauses=AT_ONCE)
    worker.run(stop)
    assert (worker.health.rounds, worker.health.failures) == (2, 0)


def test_work_that_cannot_be_done_is_looked_at_ever_less_often(stop, monkeypatch):
    waited = []
    monkeypatch.setattr(stop, "wait", waited.append)
    Worker(Toy(0, 0, 0, 1, 0, stop=stop), pauses=Pauses(look=1.0, first=2.0)).run(stop)
    assert waited == [2, 4, 8, 1, 2]


def test_pauses_grow_with_failures_up_to_a_bound():
    pauses = Pauses()
    assert [pauses.after(n) for n in (0, 1, 2, 3)] == [5, 5, 10, 20]
    assert pauses.after(10_000) == 300


def test_stop_ends_a_pause_and_a_round(stop):
    toy = Toy(1, 1, 1, stop=threading.Event())
    thread = threading.Thread(target=Worker(toy, pauses=LONG).run, args=[stop])
    thread.start()
    stop.set()
    thread.join(30)
    assert not thread.is_alive()
    assert toy.updates <= 1


def test_a_round_that_is_stopped_is_no_failure(stop):
    toy = Toy(1, "stop", 1, stop=stop)
    worker = Worker(toy, pauses=AT_ONCE)
    worker.run(stop)
    assert (toy.updates, worker.health.rounds, worker.health.failures) == (2, 1, 0)


def test_what_ends_a_process_ends_it(stop):
    worker = Worker(Toy(SystemExit(143), 1, stop=stop), pauses=AT_ONCE)
    with pytest.raises(SystemExit):
        worker.run(stop)
    assert not worker.health.is_running


@pytest.mark.parametrize(("days", "tidied"), [(0, []), (30, [30, 30])])
def test_old_articles_go_once_a_day_where_that_is_set(days, tidied, stop):
    times = iter(datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=h // 2) for h in range(0, 100))
    toy = Toy(*[1] * 40, stop=threading.Event())
    worker = Worker(toy, keep_days=days, now=lambda: next(times), pauses=AT_ONCE)
    for _ in range(30):
        worker.once()
    assert toy.tidied == tidied


def test_tables_of_work_leave_out_what_somebody_else_is_at(tmp_path):
    with newsroom(tmp_path) as found:
        now = datetime.now(UTC)
        found.store.follow([], now)
        assert not found.due()
        with running() as site:
            site.pages["/rss"] = PAGE.format(BODY).encode()
            found.follow(site.url("/rss"))
        assert found.due().feeds == 1
        found.store.due(now + timedelta(seconds=5), most=10, lease=timedelta(minutes=15))
        assert not found.due()
        assert found.store.waiting(now + timedelta(hours=1)).feeds == 1
