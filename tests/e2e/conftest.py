"""The site as it is served, on the staged newsroom, and a browser that hears what pages complain of.

Each process of a run has a server and copies of its own; what is staged is staged once for all of them.
"""

import fcntl
import json
import os
import queue
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from wholestory.jobs import serving

STAGING = Path(__file__).with_name("staging.py")
DENIED = re.compile(
    r"Failed to load resource|net::ERR_"
)  # said of an answer; tests look at answers themselves


@dataclass
class Stage:
    """A served newsroom: where, what is in it, and the letters it printed."""

    at: str
    folder: Path
    names: dict
    cookies: dict
    lines: queue.Queue = field(default_factory=queue.Queue)

    def letter(self, to, *, within=20):
        """The next letter that the server prints for somebody."""
        text = ""
        while not (f"To: {to}" in text and "-" * 79 in text.split(f"To: {to}", 1)[1]):
            text += self.lines.get(timeout=within)
        return text.split(f"To: {to}", 1)[1].replace("=\n", "").replace("=3D", "=")

    def members(self, sql, *values):
        """Change or ask the members' file as time or an admin would."""
        with closing(sqlite3.connect(self.folder / "news.members.db", timeout=20)) as file, file:
            return file.execute(sql, values).fetchall()

    def command(self, *words):
        """What a command prints."""
        address = f"sqlite:///{self.folder / 'news.db'}"
        command = [sys.executable, "-m", "wholestory.cli", *words, "--database", address]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=True, env=environment()
        )
        return done.stdout.strip()


def environment(**more):
    """The variables of a process of ours: none of the settings of whoever runs the tests."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("WHOLESTORY_", "DJANGO_"))
    }
    return own | more


@pytest.fixture(scope="session")
def staged(tmp_path_factory):
    """The folder of the staged newsroom, made by whichever process comes first."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder = root / "staged"
    with (root / "staged.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "cast.json").exists():
            folder.mkdir(exist_ok=True)
            for what in ("names", "cast"):
                command = [sys.executable, str(STAGING), str(folder), what]
                subprocess.run(command, check=True, timeout=180, env=environment())
    return folder


@contextmanager
def served(folder, **settings):
    """The site on the newsroom in `folder`, as `wholestory serve` starts it, its letters printed."""
    port = serving.free("127.0.0.1", 0)
    given = {"WHOLESTORY_DATABASE": f"sqlite:///{folder / 'news.db'}", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "wholestory.site", "127.0.0.1", str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,  # letters are printed there
        text=True,
        env=environment(**given),
        cwd=folder,
    )
    try:
        assert "ready\n" in iter(process.stdout.readline, ""), "it ended"
        names, cookies = (json.loads((folder / f"{what}.json").read_text()) for what in ("names", "cast"))
        stage = Stage(f"http://localhost:{port}", folder, names, cookies)
        threading.Thread(target=_listen, args=(process.stdout, stage.lines), daemon=True).start()
        yield stage
    finally:
        process.terminate()
        process.wait(20)
        process.stdin.close()
        process.stdout.close()


def _listen(printed, lines):
    try:
        for line in printed:
            lines.put(line)
    except ValueError:  # it was closed
        pass


@pytest.fixture(scope="session")
def stage(staged, tmp_path_factory):
    """The site, served for this process on a copy of its own; no article is free after the trial."""
    folder = tmp_path_factory.mktemp("stage") / "copy"
    shutil.copytree(staged, folder)
    with served(folder, WHOLESTORY_FREE_ARTICLES="0") as found:
        yield found


class Heard:
    """What a browser's pages complained of, and what they asked others for."""

    def __init__(self, at):
        self.at, self.complaints, self.away = at, [], []

    def listen(self, context):
        context.on("request", self._request)
        context.on("page", self._page)

    def _request(self, request):
        if not request.url.startswith((f"{self.at}/", "data:", "blob:", "about:")):
            self.away.append(request.url)

    def _page(self, page):
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._console(page, said))
        page.on("dialog", lambda dialog: self._dialog(page, dialog))

    def _console(self, page, said):
        if said.type in ("error", "warning") and not DENIED.search(said.text):
            self.complaints.append(f"{page.url}: {said.text}")

    def _dialog(self, page, dialog):
        self.complaints.append(f"{page.url}: it opened a dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def browse(browser, stage):
    """Opens a page in a browser profile of its own: a visitor's, or one of the cast's.

    Whatever any page complains of, and any request to another site, fails the test.
    """
    heard, contexts = Heard(stage.at), []

    def opened(who=None, **options):
        context = browser.new_context(base_url=stage.at, **{"locale": "en-GB", **options})
        contexts.append(context)
        context.set_default_timeout(15_000)
        heard.listen(context)
        if who:
            context.add_cookies([{"name": "session", "value": stage.cookies[who], "url": stage.at}])
        return context.new_page()

    opened.heard = heard
    yield opened
    for context in contexts:
        context.close()
    assert heard.complaints == []
    assert heard.away == []
