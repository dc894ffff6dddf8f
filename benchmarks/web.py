"""The site under load: what pages cost, kept and made anew, while the newsroom grows, with members reading.

The real server on a copy of a newsroom's file (`--keep FILE`; else the sample outlets), the readers in a
process of their own on the same cores. Waits are those of a reader: the server's time and loopback's. "The
first time" nothing of a page is kept, as after a start; "made anew" the door keeps none, and what pages hold
of a story's comparison or of the newsroom is there from before, as in a site that is read.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import edition
from load import Plan, Result
from wholestory.jobs import pages, sample, serving
from wholestory.newsroom import Newsroom, opened
from wholestory.store import opening

BARS = {"p95": 25.0, "uncached": 1000.0, "cached": 4000.0, "visible": 5.0, "ingesting": 2.0}
READERS, CONNECTIONS = 200, 32
MINUTE = 60  # seconds that members read
STORIES, FIRST = 100, 200  # the hottest, whose pages are asked for; pages of a kind, each asked for once
TODAY = 600  # articles of the last months, compared, before the older ones of a newsroom that is given
BREAKING = {  # one event, told by each in its own words
    "Tide Herald": "The {name} bridge was closed on Monday after the flood reached its second arch. "
    "Twelve boats broke loose above {name}, and two of them struck the pillars, the harbour office said.",
    "Gull Post": "Flood water shut the bridge at {name} this Monday. Drivers turned back before dawn while "
    "crews measured the cracks in a pillar. Twelve boats had been torn from their moorings upstream.",
    "Reed Times": "At {name}, the old bridge stays shut: the river rose by four metres within a night. Mayor "
    "Edda Thorn of {name} spoke of twelve lost boats and of a damaged pillar.",
    "Heron Daily": "Commuters around {name} face long detours since the bridge was closed on Monday. "
    "Engineers found damage where boats had drifted against it in the flood.",
}


def readers(plan: Plan) -> Result:
    """What they found, in a process of their own."""
    command = [sys.executable, str(Path(__file__).with_name("load.py"))]
    done = subprocess.run(
        command, input=json.dumps(asdict(plan)), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    found = json.loads(done.stdout)
    return Result(**{**found, "statuses": {int(k): n for k, n in found["statuses"].items()}})


def copied(keep: Path | None, folder: Path) -> str:
    """The address of a newsroom that may be changed."""
    path = folder / "news.db"
    if keep is None:
        with sample.opened(f"sqlite:///{folder}/sample.db") as newsroom:
            newsroom.update()
            newsroom.backup(path)
    else:
        opening.copy(keep, path)
        with opened(f"sqlite:///{path}") as newsroom:
            lately(newsroom, folder / "lately")
    return f"sqlite:///{path}"


def lately(newsroom: Newsroom, folder: Path) -> None:
    """Bring in what was told in the year that is not over, and have it compared."""
    folder.mkdir()
    edition.write(folder, TODAY, seed=5)
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8").replace("2025", f"{datetime.now(UTC):%Y}")
        path.write_text(text, encoding="utf-8")
    began = time.perf_counter()
    newsroom.import_([folder])
    newsroom.update()
    print(f"{TODAY} new articles compared in {time.perf_counter() - began:.0f} s", flush=True)


def signed_in(count: int) -> list[str]:
    """Cookies of so many members, in the site's own members' file."""
    from django.conf import settings
    from django.db import connections
    from django.test import Client

    from wholestory.members.models import Member, Membership

    found, now = [], datetime.now(UTC)
    for number in range(count):
        member = Member.objects.create(email=f"reader{number}@tide.example", password="!")
        Membership.objects.create(member=member, kind="granted", since=now)
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(member, "allauth.account.auth_backends.AuthenticationBackend")
        found.append(f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}")
    connections.close_all()
    return found


def addresses(newsroom: Newsroom, port: int) -> dict[str, list[str]]:
    """Pages of each kind."""
    stories = newsroom.stories(most=STORIES)
    words = sorted({word for each in stories for word in re.findall(r"\w{5,}", each.headline or "")})
    told = [f"/story/{each.id}" for each in stories]
    articles = sorted(
        {path for page in told[:20] for path in re.findall(r'href="(/article/[^"?#]+)"', read(port, page))}
    )
    searches = [f"/search?q={quote(word)}" for word in words[:500]]
    return {"front": ["/"], "story": told, "article": articles, "search": searches}


def read(port: int, path: str) -> str:
    """A page."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return str(answer.read().decode())


def visible(newsroom: Newsroom, port: int, folder: Path) -> float:
    """Seconds from when a new story is kept until a visitor's front page names it."""
    name = f"Quell{secrets.token_hex(3)}".capitalize()
    today = f"{datetime.now(UTC):%-d %B %Y}"
    news = folder / name
    news.mkdir()
    for outlet, text in BREAKING.items():
        told = f"{name} bridge closed after flood\n\n{outlet}\n{today}\n\n{text.format(name=name)}\n"
        (news / f"{outlet}.txt").write_text(told, encoding="utf-8")
    newsroom.import_([news])
    updating = threading.Thread(target=newsroom.update)
    updating.start()
    kept, end = float("inf"), time.perf_counter() + 60
    while time.perf_counter() < end:
        if kept == float("inf") and any(
            name in (each.headline or "") for each in newsroom.stories(latest=True)
        ):
            kept = time.perf_counter()
        if name in read(port, "/"):
            break
        time.sleep(0.05)
    seen = time.perf_counter()
    updating.join()
    return max(0.0, seen - kept) if seen < end else float("inf")


@contextmanager
def ingesting(address: str, folder: Path) -> Iterator[None]:
    """Articles brought into the newsroom as long as the block runs, as `wholestory serve` does it."""
    texts = folder / "texts"
    texts.mkdir()
    edition.write(texts, 3000)
    code = (
        "import os, sys; from wholestory.cli.serve import GIVES_WAY; from wholestory.newsroom import opened\n"
        "os.nice(GIVES_WAY)\nwith opened(sys.argv[1]) as n: n.import_([sys.argv[2]]); n.update()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, address, str(texts)], start_new_session=True
    ) as process:
        time.sleep(5)
        try:
            yield
        finally:
            still = process.poll() is None
            process.terminate()
            print(f"{'':26}{'it went on throughout' if still else 'IT ENDED BEFORE'}", flush=True)


def row(what: str, found: Result) -> None:
    """One line of the table."""
    size = found.bytes / max(1, sum(found.statuses.values())) / 1000
    print(
        f"{what:26}{found.at(50):>8.1f}{found.at(95):>9.1f} ms{found.rate:>9.0f}/s{size:>8.1f} kB"
        f"{found.errors:>7} errors",
        flush=True,
    )


def bar(what: str, figure: float, limit: float, *, least: bool = False) -> None:
    """A figure beside its bar."""
    held = figure >= limit if least else figure <= limit
    print(f"{what:40}{figure:>10.1f}   bar {limit:.0f}: {'held' if held else 'MISSED'}", flush=True)


def memory(port: int) -> list[float]:
    """MB of each process of the site, what they share counted in parts."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if b"wholestory.site" in words and str(port).encode() in words:
                pss = re.search(r"^Pss:\s+(\d+)", (process / "smaps_rollup").read_text(), re.M)
                found.append(int(pss[1]) / 1000 if pss else 0.0)
        except OSError:
            continue
    return sorted(found)


def measure(address: str, port: int, cookies: list[str], folder: Path, seconds: float) -> None:
    """All of it, on a server that answers."""
    with opened(address) as newsroom:
        kinds = addresses(newsroom, port)
        print(f"{'':26}{'p50':>8}{'p95':>9}   {'answers':>11}{'packed':>11}")
        waits = {}
        for kind, paths in kinds.items():
            if paths:
                first = Plan(port, paths[:FIRST], seconds * 3, fresh=True, once=True)
                row(f"{kind}, the first time", readers(first))
                readers(first)  # by the site's other processes, too
                waits[kind] = readers(Plan(port, paths, seconds, fresh=True))
                row(f"{kind}, made anew", waits[kind])
        kept = readers(Plan(port, ["/"], seconds, readers=CONNECTIONS))
        row("front, kept", kept)
        anew = readers(Plan(port, ["/"], seconds, readers=CONNECTIONS, fresh=True))
        row("front, made anew", anew)
        everything = [path for paths in kinds.values() for path in paths]
        members = readers(Plan(port, everything, MINUTE, cookies=cookies, pause=2.0))
        row(f"{len(cookies)} members reading", members)
        seen = visible(newsroom, port, folder)
        few = Plan(port, everything, seconds, readers=4, fresh=True, pause=0.1)
        idle = readers(few)
        row("4 readers, idle", idle)
        with ingesting(address, folder):
            busy = readers(few)
            row("4 readers, ingesting", busy)
    print(f"memory of the site: {', '.join(f'{each:.0f}' for each in memory(port))} MB")
    for kind, found in waits.items():
        bar(f"{kind}: p95, ms", found.at(95), BARS["p95"])
    bar("front kept: answers a second", kept.rate, BARS["cached"], least=True)
    bar("front made anew: answers a second", anew.rate, BARS["uncached"], least=True)
    bar("a new story seen after, s", seen, BARS["visible"])
    bar("p95 ingesting, times idle", busy.at(95) / idle.at(95), BARS["ingesting"])
    bar("members' errors", members.errors, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="a newsroom's file; it is copied, and stays as it is")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement")
    parser.add_argument("--readers", type=int, default=READERS, help="members reading at once")
    given = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"others' load on this machine: {os.getloadavg()[0]:.1f}; measure on a quiet one", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WHOLESTORY_DATABASE"] = f"sqlite:///{folder}/news.db"
        from wholestory.site.start import start

        start()
        address = copied(given.keep, folder)
        cookies, port = signed_in(given.readers), serving.free("127.0.0.1", 18800)
        began = time.perf_counter()
        with pages.served("127.0.0.1", port, environ={}):
            print(f"it answers after {time.perf_counter() - began:.1f} s", flush=True)
            measure(address, port, cookies, folder, given.seconds)


if __name__ == "__main__":
    main()
