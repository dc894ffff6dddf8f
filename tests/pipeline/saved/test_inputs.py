"""Archives among the files that are told."""

import json
import subprocess
import sys

import pytest
from archiving import answer, gzipped, mhtml, page, record

import wholestory
from wholestory.model import Basis, Failure
from wholestory.pipeline import batch
from wholestory.pipeline.inputs import Form, Input, read
from wholestory.pipeline.processes import Workers


def test_archives_are_found_in_folders_and_by_what_they_begin_with(tmp_path):
    held = gzipped(record(answer(page("Alice"))), record(b"broken"), record(answer(page("Bob"))))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.WARC.gz").write_bytes(held)
    (tmp_path / "in" / "b.mht").write_bytes(mhtml(page("Carol").decode()))
    (tmp_path / "in" / "c.tar.gz").write_bytes(b"\x1f\x8b")
    (tmp_path / "crawl.bin").write_bytes(held)
    (tmp_path / "saved").write_bytes(mhtml(page("Dave").decode()))
    found = list(read([tmp_path / "in", tmp_path / "crawl.bin", tmp_path / "saved"]))
    assert [each.path.removeprefix(f"{tmp_path}/") for each in found] == [
        "crawl.bin:1",
        "crawl.bin:2",
        "crawl.bin:3",
        "in/a.WARC.gz:1",
        "in/a.WARC.gz:2",
        "in/a.WARC.gz:3",
        "in/b.mht",
        "saved",
    ]
    assert [each.code for each in found if isinstance(each, Failure)] == ["bad_record", "bad_record"]
    assert {each.form for each in found if isinstance(each, Input)} == {Form.PAGE}


@pytest.mark.parametrize(
    "data", [record(answer(b"", type="image/png")), gzipped(record(b"", kind="warcinfo"))]
)
def test_an_archive_without_pages_says_so(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)
    (found,) = read([tmp_path])
    assert (found.code, found.message) == ("no_article", "no page in this archive")


def test_the_form_before_warc_is_named(tmp_path):
    (tmp_path / "a.arc").write_bytes(b"filedesc://a.arc 127.0.0.1 20260304050607 text/plain 75\n1 0 Toy\n")
    (found,) = read([tmp_path / "a.arc"])
    assert (found.code, "ARC" in found.message) == ("not_text", True)


def test_a_page_from_an_archive_has_its_address_and_appeared_no_later_than_it_was_taken(tmp_path):
    dated = page("Bob").replace(
        b"<head>", b'<head><meta property="article:published_time" content="2026-03-01T10:00:00Z">'
    )
    data = [
        record(answer(page("Alice")), url="https://tide.example/alice"),
        record(answer(dated), url="https://gull.example/bob"),
    ]
    (tmp_path / "a.warc.gz").write_bytes(gzipped(*data))
    alice, bob = wholestory.tell([tmp_path / "a.warc.gz"]).articles
    assert (alice.url, alice.title) == ("https://tide.example/alice", "Alice closes")
    assert (alice.published.value, alice.published.latest, alice.published.basis) == (
        None,
        "2026-03-04",
        Basis.COLLECTION,
    )
    assert bob.published.value.startswith("2026-03-01")


def test_the_command_tells_an_archive_and_names_what_is_broken(tmp_path):
    (tmp_path / "a.warc").write_bytes(
        record(answer(page("Alice"))) + record(b"broken") + record(answer(page("Bob")))
    )
    done = subprocess.run(
        [sys.executable, "-m", "wholestory.cli", "tell", str(tmp_path), "--json", "-"],
        capture_output=True,
        check=False,
    )
    told = json.loads(done.stdout)
    assert (done.returncode, len(told["articles"])) == (1, 2)
    assert [each["code"] for each in told["failures"]] == ["bad_record"]


def test_pages_are_read_as_they_come_and_not_all_held(tmp_path, monkeypatch):
    """No more is held at a time than `HELD` allows, whatever an archive holds."""
    monkeypatch.setattr(batch, "HELD", 1000)
    (tmp_path / "a.warc").write_bytes(
        b"".join(record(answer(page(name))) for name in ("Alice", "Bob", "Carol", "Dave"))
    )
    alive = most = 0

    def counted():
        nonlocal alive, most
        for each in read([tmp_path]):
            alive += 1
            most = max(most, alive)
            yield each

    class Letting(Workers):
        def share(self, work, given, *, worth):
            nonlocal alive
            yield from super().share(work, given, worth=worth)
            alive -= sum(map(len, given))

    monkeypatch.setattr(batch, "Workers", Letting)
    assert len(batch.read_all(counted()).articles) == 4
    assert most < 4
