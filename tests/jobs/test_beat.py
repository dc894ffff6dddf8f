"""What is said of a newsroom's health: by its worker, in a file, and to whoever asks for it."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.test import Client

from wholestory.errors import DatabaseFull
from wholestory.jobs import beat, own
from wholestory.jobs.worker import Health
from wholestory.newsroom import opened

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def newsroom(tmp_path, monkeypatch):
    with opened(f"sqlite:///{tmp_path}/news.db") as found:
        monkeypatch.setattr(own, "newsroom", lambda: found)
        yield found


def asked():
    answer = Client(SERVER_NAME="localhost").get("/healthz")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/json", "no-store")
    return answer.status_code, answer.json()


def test_a_worker_that_never_was_or_has_stopped_is_said(newsroom):
    assert asked()[1]["error"] == "stopped"
    beat.write(newsroom.store.path, Health(is_running=True, rounds=3, last_round_at=NOW))
    status, told = asked()
    assert (status, told["ok"], told["error"], told["rounds"]) == (200, True, None, 3)
    assert told["last_round_at"] == NOW.isoformat()
    assert (told["feeds"], told["due"]) == (0, {"feeds": 0, "entries": 0, "articles": 0, "stories": 0})
    beat.write(newsroom.store.path, Health(is_running=False, rounds=3))
    assert asked()[0] == 503


def test_a_worker_whose_process_is_gone_is_at_work_no_more(newsroom):
    beat.write(newsroom.store.path, Health(is_running=True))
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True
    )
    file = beat.file(newsroom.store.path)
    file.write_text(json.dumps(json.loads(file.read_text()) | {"process": int(done.stdout)}))
    assert asked() == (503, asked()[1] | {"ok": False, "error": "stopped"})


def test_what_is_wrong_is_named_by_its_code_and_never_in_words(newsroom, monkeypatch):
    beat.write(newsroom.store.path, Health(is_running=True, failures=2, code="disk", error="/secret/place"))
    assert b"secret" not in beat.file(newsroom.store.path).read_bytes()
    assert asked()[1] | {"failures": 2, "error": "disk", "ok": False} == asked()[1]

    def full():
        raise DatabaseFull("/secret/place is full")

    beat.write(newsroom.store.path, Health(is_running=True))
    monkeypatch.setattr(newsroom, "due", full)
    status, told = asked()
    assert (status, told["error"], told["feeds"]) == (503, "database_full", None)
    assert "secret" not in json.dumps(told)


@pytest.mark.parametrize("words", ["", "{", "[1]", "\x00"])
def test_a_damaged_word_of_the_worker_is_none(newsroom, words):
    beat.file(newsroom.store.path).write_text(words)
    assert asked()[1]["error"] == "stopped"
