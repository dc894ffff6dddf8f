"""Work in a limited process: plain data in and out, errors with their kind, results of no foreign class."""

import os
import signal
from datetime import UTC, datetime

import pytest

from wholestory.confined import Limits, Work, process, working
from wholestory.confined import worker as confined_worker
from wholestory.errors import NotAFeed, TookTooLong, Unreadable
from wholestory.model import Entry, Stamp

ECHO = Work("wholestory.model.feed:Entry")


def test_times_and_our_own_data_travel():
    stamp = Stamp("today", datetime(2026, 5, 1, tzinfo=UTC))
    with working(ECHO) as worker:
        assert worker.call(id="a", published=stamp) == Entry(id="a", published=stamp)


def test_a_failing_call_leaves_the_process_ready_for_the_next():
    with working(ECHO) as worker:
        with pytest.raises(Unreadable, match="TypeError"):
            worker.call(nonsense=1)
        assert worker.call(id="b") == Entry(id="b")


def test_different_works_have_processes_of_their_own():
    with working(ECHO) as worker:
        worker.call(id="a")
        first = worker.process.pid
    with working(Work("wholestory.model.feed:Link")) as other:
        other.call("https://tide.example/")
        assert other.process.pid != first


def test_what_ends_the_process_is_an_error_and_the_next_call_works():
    with working(Work("os:abort"), limits=Limits(seconds=5)) as worker, pytest.raises(TookTooLong):
        worker.call()


@pytest.mark.skipif(not process.is_timed(), reason="this system has no timer of processor time")
def test_processor_time_is_what_counts_not_the_clock_of_a_busy_machine(monkeypatch):
    monkeypatch.setattr(confined_worker, "_PATIENCE", 1000)
    with working(Work("time:sleep"), limits=Limits(seconds=0.2)) as worker:
        worker.call(0.5)
        assert worker.process.poll() is None
    with working(Work("math:factorial"), limits=Limits(seconds=0.2)) as worker:
        worker.call(5)
        busy = worker.process
        with pytest.raises(TookTooLong):
            worker.call(20_000_000)
        assert busy.returncode == -signal.SIGPROF


def test_a_process_that_only_waits_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr(confined_worker, "_PATIENCE", 1)
    with working(Work("time:sleep"), limits=Limits(seconds=0.2)) as worker, pytest.raises(TookTooLong):
        worker.call(600)


def test_errors_come_back_as_their_own_kind():
    with working(Work("wholestory.feeds.reading:read")) as worker, pytest.raises(NotAFeed):
        worker.call(b"<html><body>Please log in</body></html>")


def test_no_foreign_class_is_built_from_an_answer():
    with pytest.raises(process.pickle.UnpicklingError):
        process.unpack(process.pickle.dumps(os.getpid))
