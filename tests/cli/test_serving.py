"""`serve`, `work` and `doctor` as they are run."""

import json
import os
import re
import signal
import socket
import subprocess
import urllib.request

import pytest

from cli.conftest import COMMAND
from cli.test_stopping import members, until
from wholestory.model import Subscription
from wholestory.newsroom import Newsroom


@pytest.fixture
def start(tmp_path):
    started = []

    def command(*words, **environ):
        process = subprocess.Popen(
            [*COMMAND, *words],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | environ,
            start_new_session=True,
        )
        started.append(process)
        return process

    command.folder = tmp_path
    yield command
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def said(process, pattern):
    """The first line that says it."""
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(process.stderr.read())


@pytest.mark.parametrize(
    ("words", "number", "code"),
    [
        (["serve", "--port", "0"], signal.SIGINT, 130),
        (["serve", "--port", "0"], signal.SIGTERM, 143),
        (["work"], signal.SIGINT, 130),
        (["work"], signal.SIGTERM, 143),
    ],
)
def test_it_ends_quickly_and_leaves_no_process(start, words, number, code):
    process = start(*words)
    said(process, "At work")
    os.kill(process.pid, number)
    _, complaints = process.communicate(timeout=30)
    assert process.returncode == code
    assert complaints == ("Stopped.\n" if number == signal.SIGINT else "")
    assert until(lambda: members(process.pid) == 0, 15)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_round_that_waits_for_a_server_ends_too(start, wholestory, number, code):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Newsroom(start.folder / "news.db") as newsroom:
            newsroom.follow_all([Subscription(url=f"{address}/{n}") for n in range(50)])
        process = start("serve", "--port", "0", WHOLESTORY_ALLOWED="127.0.0.0/8")
        said(process, "At work")
        silent.settimeout(60)
        line, _ = silent.accept()
        with line:
            os.kill(process.pid, number)
            process.communicate(timeout=15)
    assert process.returncode == code
    assert until(lambda: members(process.pid) == 0, 15)
    assert wholestory("doctor").returncode == 0


def test_the_sample_is_served_and_its_stories_are_there(start, wholestory):
    process = start("serve", "--sample", "--port", "0")
    address = said(process, r"http://\S+/healthz")[0]
    said(process, "stories told")
    with urllib.request.urlopen(address) as answer:
        assert json.load(answer)["feeds"] == 15
    done = wholestory("stories", "--days", "9999", "--brief", "--database", "sqlite:///sample.db")
    assert len(done.stdout.splitlines()) == 18
    process.terminate()
    assert process.wait(30) == 143


def test_a_taken_port_is_said_and_the_next_one_used(start):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start("serve", "--port", str(port))
        assert said(process, "is taken")[0]
        assert int(said(process, r":(\d+)/healthz")[1]) > port


def test_work_once_does_what_is_due_and_ends(wholestory):
    assert wholestory("work", "--once").returncode == 0
    assert wholestory("work", "--once", "--database", "news.db").returncode == 2


def test_doctor_says_what_is_wrong_by_its_exit_code(wholestory, tmp_path):
    done = wholestory("doctor", "--json")
    assert (done.returncode, len(list(tmp_path.iterdir()))) == (0, 0)
    assert {each["name"] for each in json.loads(done.stdout)} >= {
        "python",
        "sqlite",
        "encoder",
        "disk",
        "file",
    }
    (tmp_path / "news.db").write_text("no database " * 100)
    done = wholestory("doctor")
    assert done.returncode == 1
    assert b"wrong    file" in done.stdout
