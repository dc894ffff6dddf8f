"""The notifier is kept running: one that ends is started again, with growing pauses, and that is said."""

import os
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from wholestory.jobs import beat, checkup, notifying
from wholestory.jobs.notifying import Kept
from wholestory.jobs.worker import Pauses
from wholestory.newsroom import opened
from wholestory.settings import Settings

QUICK = Pauses(first=0.01, longest=0.04)
ENDS = "import sys; open(sys.argv[1], 'a').write('x')"
STAYS = """
import os, sys
open(sys.argv[1], 'a').write(f'{os.getpid()}\\n')
while told := os.read(0, 1):
    open(sys.argv[1], 'a').write('told\\n')
"""


@contextmanager
def kept(program, file, **options):
    heard, changed = [], threading.Condition()

    def hears(*how):
        with changed:
            heard.append(how)
            changed.notify_all()

    found = Kept([sys.executable, "-c", program, str(file)], environ={}, hears=hears, **options)

    def until(wanted):
        with changed:
            assert changed.wait_for(lambda: wanted(heard), 30), heard

    try:
        yield found, heard, until
    finally:
        found.end()


def lines(file, count):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if file.exists() and len(found := file.read_text().split()) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError(file)


def test_one_that_ends_is_started_again_and_again_and_each_time_is_counted(tmp_path):
    with kept(ENDS, tmp_path / "said", pauses=QUICK) as (_, heard, until):
        until(lambda all: (False, 4) in all)
        assert [each for each in heard if not each[0]][:4] == [(False, n) for n in (1, 2, 3, 4)]
        assert heard[:3] == [(True, 0), (False, 1), (True, 1)]
    assert heard[-1] == (False, 0)


def test_one_that_is_killed_comes_back_and_is_told_as_the_first_was(tmp_path):
    file = tmp_path / "said"
    with kept(STAYS, file, pauses=QUICK) as (found, _, until):
        (first,) = lines(file, 1)
        found.say()
        assert lines(file, 2)[1] == "told"
        os.kill(int(first), 9)
        until(lambda all: (True, 1) in all)
        second = lines(file, 3)[2]
        assert second != first
        found.say()
        assert lines(file, 4)[3] == "told"
    with pytest.raises(ProcessLookupError):
        os.kill(int(second), 0)


def test_one_that_lived_long_begins_to_count_anew(tmp_path):
    with kept(ENDS, tmp_path / "said", pauses=QUICK, steady=0.0) as (_, heard, until):
        until(lambda all: len(all) > 6)
        assert {failures for is_running, failures in heard if not is_running} == {1}


def test_none_is_started_once_it_is_to_end(tmp_path):
    with kept(ENDS, tmp_path / "said", pauses=Pauses(first=60.0)) as (found, _, until):
        until(lambda all: (False, 1) in all)
        found.end()
        assert (tmp_path / "said").read_text() == "x"


def test_pauses_grow():
    waits = [notifying.PAUSES.after(n) for n in range(1, 12)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1.0, 300.0)


def test_how_it_does_is_said_at_healthz_and_by_the_doctor(tmp_path):
    path = tmp_path / "news.db"
    with opened(f"sqlite:///{path}") as newsroom:
        beat.write(path, beat.Health(is_running=True))
        assert beat.health(newsroom)["notifier"] is None
        for is_running, failures, error, state in (
            (True, 0, None, "ok"),
            (True, 2, None, "warning"),
            (False, 3, "notifier", "wrong"),
        ):
            beat.write_notifier(path, is_running=is_running, failures=failures)
            told = beat.health(newsroom)
            assert (told["ok"], told["error"]) == (error is None, error)
            assert told["notifier"] == {"ok": is_running, "failures": failures}
            found = [e for e in checkup.check(path, Settings(), datetime.now(UTC)) if e.name == "notifier"]
            assert [each.state for each in found] == [state]
        beat.write_notifier(path, is_running=False, failures=0)
        assert beat.health(newsroom)["ok"], "it was let end"


@pytest.mark.parametrize(
    "words", ["", "{", "[1]", '{"process": "x"}', '{"process": 999999999, "failures": 3}']
)
def test_a_damaged_or_old_word_of_it_is_none(tmp_path, words):
    path = tmp_path / "news.db"
    beat.notifier_file(path).write_text(words)
    assert beat.notifier(path) is None
