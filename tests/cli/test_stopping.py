"""Stopped from outside, a telling ends at once and takes its processes along."""

import os
import signal
import subprocess
import time

import pytest

from cli.conftest import ARTICLE, COMMAND


@pytest.fixture
def many(tmp_path):
    for number in range(1500):
        (tmp_path / f"{number}.txt").write_text(f"{ARTICLE} Number {number}.", encoding="utf-8")
    return tmp_path


def members(group):
    """The living processes of a group."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    return sum(int(row[0]) == group and not row[1].startswith("Z") for row in rows)


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return condition()


@pytest.mark.parametrize(
    ("number", "whole_group", "code"),
    [(signal.SIGINT, True, 130), (signal.SIGINT, False, 130), (signal.SIGTERM, False, 143)],
)
def test_it_ends_quickly_quietly_and_leaves_no_process(many, number, whole_group, code):
    with subprocess.Popen(
        [*COMMAND, "tell", str(many), "--html", str(many / "out.html")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert until(lambda: members(process.pid) > 1 or (os.cpu_count() or 1) < 2, 30)
        time.sleep(1)
        (os.killpg if whole_group else os.kill)(process.pid, number)
        out, complaints = process.communicate(timeout=15)
    assert process.returncode == code
    assert out == b""
    assert complaints.decode() == ("Stopped.\n" if number == signal.SIGINT else "")
    assert until(lambda: members(process.pid) == 0, 15)
    assert not list(many.glob("*.html"))
    assert not list(many.glob(".wholestory-*"))


def test_workers_end_even_where_it_is_killed(many):
    with subprocess.Popen(
        [*COMMAND, "tell", str(many)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        assert until(lambda: members(process.pid) > 1 or (os.cpu_count() or 1) < 2, 30)
        time.sleep(1)
        process.kill()
    assert until(lambda: members(process.pid) == 0, 15)
