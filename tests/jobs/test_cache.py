"""The folder of images is bounded by bytes, number and age, and whole wherever tidying it is cut off."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from wholestory.jobs import cache
from wholestory.jobs.cache import AGE, MISSING, UNDER_WAY, Answer, Cache
from wholestory.pipeline.pictures import image

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
DAY = 86_400


class Clock:
    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def picture(number):
    return image(PNG[:-4] + number.to_bytes(4, "big"))


def address(number):
    return f"https://tide.example/{number}"


def put(cache, folder, clock, number, found="own"):
    """As if it were put by this clock."""
    before = {each for each in folder.rglob("*") if each.is_file()}
    cache.put(address(number), picture(number) if found == "own" else found)
    for each in {each for each in folder.rglob("*") if each.is_file()} - before:
        os.utime(each, (clock.now, clock.now))


def files(folder):
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def is_sound(folder):
    """Each name leads to an image, each image is led to, nothing is half written."""
    names = [each.read_text() for each in (folder / "names").iterdir()]
    held = {each.name for each in (folder / "held").iterdir()}
    return {each for each in names if each} == held


def test_what_is_too_old_goes_with_its_name(tmp_path, clock):
    kept = Cache(tmp_path, now=clock)
    for number in range(3):
        put(kept, tmp_path, clock, number)
        clock.now += AGE / 2
    assert kept.tidy() == 4, "two names and their images"
    assert is_sound(tmp_path)
    assert [kept.get(address(n)) is not None for n in range(3)] == [False, False, True]


def test_that_there_was_none_is_soon_forgotten(tmp_path, clock):
    kept = Cache(tmp_path, now=clock)
    put(kept, tmp_path, clock, 1, None)
    assert kept.tidy() == 0
    clock.now += MISSING
    assert kept.tidy() == 1
    assert files(tmp_path) == []


def test_an_image_that_another_address_leads_to_stays(tmp_path, clock):
    kept = Cache(tmp_path, now=clock)
    kept_image = picture(1)
    put(kept, tmp_path, clock, 1, kept_image)
    clock.now += AGE - DAY
    put(kept, tmp_path, clock, 2, kept_image)
    clock.now += 2 * DAY
    assert kept.tidy() == 1
    assert kept.get(address(1)) is None
    assert kept.get(address(2)) == Answer(kept_image.body, kept_image.type)


def test_beyond_the_room_and_beyond_the_number_the_oldest_go(tmp_path, clock):
    kept = Cache(tmp_path, now=clock)
    for number in range(10):
        put(kept, tmp_path, clock, number)
        clock.now += 1
    small = Cache(tmp_path, room=4 * len(PNG), now=clock)
    assert small.tidy() == 6
    clock.now += UNDER_WAY
    assert small.tidy() == 6, "and the names of those that went, once nobody can be writing them"
    assert is_sound(tmp_path)
    few = Cache(tmp_path, most=2, now=clock)
    few.tidy()
    assert [few.get(address(n)) is not None for n in range(10)] == [False] * 8 + [True] * 2
    assert is_sound(tmp_path)


def test_what_is_being_written_stays_and_what_nobody_writes_any_more_goes(tmp_path, clock):
    kept = Cache(tmp_path, now=clock)
    put(kept, tmp_path, clock, 1)
    for room, name in (("held", "x.part"), ("names", "y.part"), ("held", "a" * 64)):
        (tmp_path / room / name).write_bytes(PNG)
        os.utime(tmp_path / room / name, (clock.now, clock.now))
    assert kept.tidy() == 0
    clock.now += UNDER_WAY + 1
    assert kept.tidy() == 3
    assert is_sound(tmp_path)


@pytest.mark.parametrize("after", range(8))
def test_cut_off_anywhere_it_leaves_nothing_wrong_and_the_next_time_does_the_rest(
    tmp_path, clock, monkeypatch, after
):
    kept = Cache(tmp_path, room=3 * len(PNG), now=clock)
    wide = Cache(tmp_path, now=clock)
    for number in range(6):
        put(wide, tmp_path, clock, number)
        clock.now += AGE / 4
    (tmp_path / "held" / "z.part").write_bytes(PNG)
    os.utime(tmp_path / "held" / "z.part", (0, 0))
    bare, count = os.unlink, iter(range(100))

    def dies(path):
        if next(count) == after:
            raise KeyboardInterrupt
        bare(path)

    with monkeypatch.context() as cut:
        cut.setattr(cache.os, "unlink", dies)
        with suppress(KeyboardInterrupt):
            kept.tidy()
    for number in range(6):
        found = kept.get(address(number))
        assert found is None or found.body == picture(number).body
    kept.tidy()
    clock.now += UNDER_WAY + 1
    kept.tidy()
    assert is_sound(tmp_path)
    assert sum(each.stat().st_size for each in (tmp_path / "held").iterdir()) <= 3 * len(PNG)


DIES = """
import os, sys
from pathlib import Path
from wholestory.jobs import cache
from wholestory.pipeline.pictures import image
bare, count = Path.replace, iter(range(9))
def dies(self, to):
    if next(count) == int(sys.argv[2]):
        os._exit(9)
    return bare(self, to)
Path.replace = dies
cache.Cache(Path(sys.argv[1])).put("https://tide.example/1", image(bytes.fromhex(sys.argv[3])))
"""


@pytest.mark.parametrize("at", [0, 1])
def test_a_process_that_dies_while_it_keeps_one_leaves_what_the_next_tidies(tmp_path, clock, at):
    done = subprocess.run([sys.executable, "-c", DIES, str(tmp_path), str(at), picture(1).body.hex()])
    assert done.returncode == 9
    assert any(each.endswith(".part") for each in files(tmp_path))
    kept = Cache(tmp_path, now=clock)
    assert kept.get(address(1)) is None
    clock.now = max(each.stat().st_mtime for each in tmp_path.rglob("*")) + UNDER_WAY + 1
    kept.tidy()
    assert files(tmp_path) == []


def test_it_is_done_once_an_hour_and_whatever_the_folder_is(tmp_path, clock, monkeypatch):
    kept = Cache(tmp_path / "none", now=clock)
    done = []
    monkeypatch.setattr(kept, "tidy", lambda: done.append(clock.now))
    for _ in range(5):
        kept.tidy_at_times()
        clock.now += 1000
    assert len(done) == 2
    (tmp_path / "file").write_text("")
    assert Cache(Path(tmp_path / "file"), now=clock).tidy() == 0
