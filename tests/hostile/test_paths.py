"""Paths that are no plain files: none is followed for ever, each that fails is named."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from wholestory.cli.writing import NotWritten, write_whole
from wholestory.model import Failure
from wholestory.pipeline.inputs import Input, read


def failures(*paths):
    return {Path(f.path).name: (f.code, f.message) for f in read(paths) if isinstance(f, Failure)}


def names(*paths):
    return [Path(f.path).name for f in read(paths) if isinstance(f, Input)]


def test_pipes_and_devices_are_never_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    assert failures(folder, "/dev/zero") == {
        "pipe.txt": ("unreadable", "a pipe, not a file"),
        "zero": ("unreadable", "a device, not a file"),
    }
    assert names(folder) == ["good.txt"]


def test_links_in_circles_end(folder):
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    assert names(folder) == ["good.txt"]
    found = failures(folder)
    assert found["gone.txt"] == ("missing", "a link that leads nowhere")
    assert found["self.txt"][0] == "unreadable"
    assert len(found) == 2


def test_a_folder_named_like_a_file_is_a_folder(folder):
    (folder / "dir.txt").mkdir()
    assert failures(folder / "dir.txt")["dir.txt"][0] == "no_article"
    assert names(folder) == ["good.txt"]


def test_hidden_files_saved_parts_and_our_own_reports_are_no_articles(folder):
    (folder / "._good.txt").write_bytes(b"\x00\x05\x16\x07")
    (folder / ".git").mkdir()
    (folder / ".git" / "note.txt").write_text("A note")
    (folder / "page.html").write_text("<html><p>Page")
    (folder / "page_files").mkdir()
    (folder / "page_files" / "frame.html").write_text("<html><p>Advertisement")
    (folder / "report.html").write_text('<html><head><meta name="generator" content="Wholestory 1">')
    assert names(folder) == ["good.txt", "page.html"]
    assert failures(folder) == {}


@pytest.fixture
def refused():
    """A folder with what the system refuses, and a user whom it refuses: root is let in everywhere."""
    user = os.geteuid()
    with TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "locked").mkdir(mode=0)
        for name in ("closed.txt", "open.txt"):
            (folder / name).write_text("Words")
        (folder / "closed.txt").chmod(0)
        if user == 0:
            os.seteuid(65534)
        yield folder
        if user == 0:
            os.seteuid(0)
        (folder / "locked").chmod(0o755)


def test_what_the_system_refuses_is_named_and_the_rest_read(refused):
    assert failures(refused) == {
        "locked": ("unreadable", "permission denied"),
        "closed.txt": ("unreadable", "permission denied"),
    }
    assert names(refused, refused / "locked" / "inside.txt") == ["open.txt"]
    assert "inside.txt" in failures(refused / "locked" / "inside.txt")


def test_an_output_where_nothing_may_be_written_is_one_line(refused):
    with pytest.raises(NotWritten, match="Permission denied"):
        write_whole(refused / "out.html", "page")


def test_a_path_the_system_cannot_take_is_a_failure(folder):
    assert failures("nul\x00.txt", "x" * 5000).keys() == {"nul\x00.txt", "x" * 5000}


def test_names_of_any_bytes_are_read_shown_and_stored(folder, wholestory, tmp_path):
    article = (folder / "good.txt").read_text(encoding="utf-8")
    odd = [
        b"new\nline.txt",
        b"esc\x1b[31m.txt",
        b"bad\xff\xfe.txt",
        "\u202ertl.txt".encode(),
        b"[bold]x[_bold].txt",
    ]
    for place, name in enumerate([*odd, b"-dash.txt"]):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"{article} Number {place}.")
    empty = Path(os.fsdecode(os.fsencode(folder) + b"/fail\n\x1b]0;x\x07\xff.txt"))
    empty.write_bytes(b"")
    done = wholestory("tell", folder, "--json", "out.json", "--html", "out.html")
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout
    assert "\u202e".encode() not in done.stdout
    (line,) = [line for line in done.stdout.decode().splitlines() if "empty: " in line]
    assert "fail" in line
    assert (tmp_path / "out.html").read_text(encoding="utf-8")
