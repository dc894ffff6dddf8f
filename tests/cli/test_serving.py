"""`serve`, `work` and `doctor` as they are run."""

import html
import json
import os
import re
import signal
import socket
import subprocess
import urllib.request
from contextlib import suppress
from pathlib import Path

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


def site(process):
    """The processes that serve the pages of one, started under it and in a session of their own."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in listed.stdout.splitlines()]
    parents = {int(row[0]): int(row[1]) for row in rows if not row[2].startswith("Z")}
    found = {process.pid}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process.pid}


def living(pids):
    """Those that still run."""
    found = set()
    for pid in pids:
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.add(pid)
    return found


def is_free(port):
    """Whether nobody listens there."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) != 0


def said(process, pattern):
    """The first line that says it."""
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(process.stderr.read())


READ = r"Read at http://127\.0\.0\.1:(\d+)/"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_the_pages_end_with_it_however_it_ends_and_leave_no_process_and_no_port(start, number, code):
    process = start("serve", "--port", "0")
    port = int(said(process, READ)[1])
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.status == 200
    serving = site(process)
    assert len(serving) >= 2, "one that starts them, and one a core"
    os.kill(process.pid, number)
    _, complaints = process.communicate(timeout=30)
    assert process.returncode == code
    assert complaints == ("Stopped.\n" if number == signal.SIGINT else "")
    assert until(lambda: not living(serving) and is_free(port), 20)
    assert members(process.pid) == 0


def test_it_ends_and_says_so_where_the_process_of_its_pages_is_killed(start):
    process = start("serve", "--port", "0")
    port = int(said(process, READ)[1])
    serving = site(process)
    os.kill(min(serving), signal.SIGKILL)
    _, complaints = process.communicate(timeout=30)
    assert (process.returncode, complaints.count("\n")) == (1, 1)
    assert "not_served" in complaints
    assert until(lambda: not living(serving) and is_free(port), 20)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_work_ends_quickly_and_leaves_no_process(start, number, code):
    process = start("work")
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
        said(process, READ)
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
    address = said(process, r"http://127\.0\.0\.1:\d+/")[0]
    said(process, "stories told")
    with urllib.request.urlopen(f"{address}healthz") as answer:
        assert json.load(answer)["feeds"] == 15
    done = wholestory("stories", "--days", "9999", "--brief", "--database", "sqlite:///sample.db")
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 18
    with urllib.request.urlopen(address) as answer:
        front = html.unescape(answer.read().decode())
    headlines = [line[37:].rpartition(" (")[0] for line in lines]
    assert any(headline in front for headline in headlines)
    process.terminate()
    assert process.wait(30) == 143


def test_a_taken_port_is_said_and_the_next_one_used(start):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start("serve", "--port", str(port))
        assert said(process, "is taken")[0]
        assert int(said(process, READ)[1]) > port


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


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_open_newsroom_is_not_served_to_other_machines(start, host):
    process = start("serve", "--host", host, "--port", "0", WHOLESTORY_OPEN="1")
    out, error = process.communicate(timeout=60)
    assert process.returncode not in (0, None)
    assert "WHOLESTORY_OPEN=1 lets in whoever asks" in out + error
    assert "Read at" not in out + error


def test_the_files_of_secrets_are_their_owners_alone(start):
    process = start("serve", "--port", "0")
    until(lambda: (start.folder / "news.push").exists() and (start.folder / "news.secret").exists(), 60)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    held = {name: (start.folder / name).stat().st_mode & 0o777 for name in ("news.secret", "news.push")}
    assert held == {"news.secret": 0o600, "news.push": 0o600}
