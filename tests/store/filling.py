"""Run by test_trouble in a namespace of its own: a disk that fills up at each of some points, and is freed.

Prints a line of JSON for each point. Arguments: the folder to mount a disk on, how many points, a seed.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from desk import DAY, HOUR, Desk, item, rss

from wholestory.errors import DatabaseFull

SIZE = 16 << 20
TIDE = "https://tide.example/rss"
FRESH = """
import sys
from pathlib import Path
from wholestory import store
from wholestory.errors import DatabaseUnusable
try:
    store.open(Path(sys.argv[1])).newest(most=1)
    print("read")
except DatabaseUnusable as error:
    print(error.code)
"""


def say(found):
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def fill(folder, left):
    usage = os.statvfs(folder)
    (folder / "ballast").write_bytes(b"x" * max(0, usage.f_bavail * usage.f_frsize - left))


def point(desk, folder, number, left):
    """One ordeal: what was tried with `left` bytes free, and how it was afterwards."""
    given = [item(f"{number}-{k}", f"Report {k}", words=os.urandom(200).hex()) for k in range(40)]
    before = len(desk.entries())
    desk.pages[TIDE] = rss(*given)
    fill(folder, left)
    try:
        desk.update(later=2 * DAY)
        failed = None
    except DatabaseFull as error:
        failed = str(error)
    during = len(desk.entries())  # reads are served
    (folder / "ballast").unlink()
    began = time.perf_counter()
    desk.reopen()
    back = time.perf_counter() - began
    desk.update(later=HOUR)
    entries = [each.entry.id for each in desk.entries()]
    with sqlite3.connect(desk.path) as raw:
        sound = raw.execute("PRAGMA integrity_check").fetchone()[0]
    return {
        "failed": failed,
        "during": during - before,
        "after": len(entries) - before,
        "doubled": len(entries) - len(set(entries)),
        "sound": sound,
        "back": back,
    }


def main(folder, points, seed):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    drawn = random.Random(seed)
    desk = Desk(folder / "news.db")
    desk.follow(TIDE)
    for number in range(points):
        say(point(desk, folder, number, drawn.randrange(0, 600_000)))
    fill(folder, 12_000)
    command = [sys.executable, "-c", FRESH]
    new = subprocess.run([*command, folder / "other.db"], capture_output=True, text=True, check=True)
    say({"fresh": new.stdout.strip()})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
