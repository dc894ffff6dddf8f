"""What all tests share."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from torturing import NOTED, WHOLE

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # a driven browser keeps a loop in the thread of its tests


def _start():
    """Start Django with the site's settings, once for all tests, on a members' file of this run's own."""
    import atexit
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="wholestory-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["WHOLESTORY_DATABASE"] = f"sqlite:///{folder}/news.db"
    from wholestory.site.start import start

    start()
    from django.contrib.auth.hashers import Argon2PasswordHasher

    # A hash is to cost an attacker much; of the many that tests make each would take a third of a second.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64
    del os.environ["WHOLESTORY_DATABASE"], os.environ["DJANGO_SETTINGS_MODULE"]


_start()

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material beside the checkout; skips, saying so, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("needs the evaluation material in ../shared")
    return SHARED


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, without a window; skips, saying so, where it or playwright is missing.

    Of one module: while it is open, Django thinks that it is called from an event loop.
    """
    driving = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine")
    with driving.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


OPENING = {"newsroom", "store", "jobs", "benchmarks"}


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """The file of a newsroom with nothing in it, made as all are: by its migrations."""
    from wholestory import store

    kept = store.open(tmp_path_factory.mktemp("blank") / "news.db")
    kept.close()
    return kept.path


@pytest.fixture(autouse=True)
def copied(request, monkeypatch):
    """New newsrooms are copies of a blank one, which takes a hundredth of the time of its migrations.

    Tests of opening itself put a `copied` of their own in its place.
    """
    if request.path.parent.name not in OPENING:
        return
    blank = request.getfixturevalue("blank")
    from wholestory.store import opening

    ready = opening.ready

    def ready_at_once(path):
        if not path.exists() and os.access(path.parent, os.W_OK):
            shutil.copy(blank, path)
        return ready(path)

    monkeypatch.setattr(opening, "ready", ready_at_once)


MEMORY = Path("/dev/shm")
ENOUGH = 2 << 30  # bytes free in it


def pytest_configure(config):
    """Put what tests write into memory where there is some; the whole ordeals stay on the disk."""
    if not WHOLE and "TMPDIR" not in os.environ and _is_roomy(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None
    if config.pluginmanager.hasplugin("xdist"):
        config.pluginmanager.register(Together())


def _is_roomy(folder):
    return folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ENOUGH


class Together:
    """Brings what was measured in side by side processes into the one table."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        NOTED.extend(map(tuple, getattr(node, "workeroutput", {}).get("noted", ())))

    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["noted"] = [list(each) for each in NOTED]


def pytest_terminal_summary(terminalreporter):
    """What the ordeals measured."""
    if NOTED:
        terminalreporter.section("figures")
        width = max(len(what) for what, _ in NOTED)
        for what, figure in NOTED:
            terminalreporter.write_line(f"{what:{width}}  {figure}")
