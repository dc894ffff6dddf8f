"""Pages are read in a process that they can neither outgrow nor outlast."""

import os
import subprocess
import sys

import pytest

from wholestory.confined import Limits, process, worker
from wholestory.errors import NoArticle, TookTooLong, TooLarge
from wholestory.extract.worker import pages

PARAGRAPH = (
    "<p>The council of Lindmoor has decided that the harbour will be closed to ships until spring.</p>"
)
GOOD = f"<html><body><h1>Harbour closed</h1>{PARAGRAPH * 3}</body></html>".encode()
HEAVY = f"<html><body>{PARAGRAPH * 90_000}</body></html>".encode()


def test_a_page_is_read_in_the_process_and_comes_back_whole():
    with pages() as read:
        article = read(GOOD, id="p1", path="a.html", url="https://tide.example/a")
    assert (article.id, article.path, article.title) == ("p1", "a.html", "Harbour closed")


def test_errors_keep_their_kind_and_their_words():
    with pages() as read:
        with pytest.raises(NoArticle, match="no text"):
            read(b"<html></html>", id="p1")
        with pytest.raises(TooLarge):
            read(b"x" * 10_000_001, id="p1")
        with pytest.raises(TooLarge):
            read(b"x" * (process.LARGEST + 1), id="p1")


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read():
    with pages(limits=Limits(seconds=0.7)) as read:
        with pytest.raises(TookTooLong):
            read(HEAVY, id="p1")
        assert read(GOOD, id="p2").title == "Harbour closed"


@pytest.mark.skipif(sys.platform != "linux", reason="address space is bounded on Linux alone")
def test_a_page_that_needs_too_much_memory_is_given_up_and_the_next_one_read():
    with pages(limits=Limits(memory=300 << 20)) as read:
        with pytest.raises(TookTooLong):
            read(HEAVY, id="p1")
        assert read(GOOD, id="p2").title == "Harbour closed"


def test_no_process_starts_before_the_first_page(monkeypatch):
    monkeypatch.setattr(worker, "_started", lambda work, limits: pytest.fail("started"))
    with pages(limits=Limits(seconds=3)):
        pass


def test_one_process_serves_one_after_another():
    with pages() as read:
        read(GOOD, id="p1")
        first = read.__self__.process.pid
    with pages() as read:
        read(GOOD, id="p2")
        assert read.__self__.process.pid == first


def test_a_process_that_was_killed_is_replaced():
    with pages() as read:
        read(GOOD, id="p1")
        read.__self__.process.kill()
        read.__self__.process.wait()
        assert read(GOOD, id="p2").title == "Harbour closed"


def test_nothing_but_our_own_data_is_taken_from_the_process():
    with pytest.raises(process.pickle.UnpicklingError):
        process.unpack(process.pickle.dumps(os.system))


def test_a_system_without_limits_is_served_all_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    process._limit(Limits())()


def test_a_script_without_a_main_guard_works_and_leaves_no_process(tmp_path):
    (tmp_path / "page.html").write_bytes(GOOD)
    script = tmp_path / "script.py"
    script.write_text(
        "from wholestory.extract.worker import pages\n"
        "with pages() as read:\n    print(read(open('page.html', 'rb').read(), id='p1').title)\n"
    )
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.returncode) == ("Harbour closed\n", 0), done.stderr


def test_text_alone_loads_no_library_for_pages():
    code = (
        "import sys, wholestory.extract, wholestory.extract.worker\n"
        "print([m for m in ('lxml', 'trafilatura', 'readability', 'htmldate') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr
