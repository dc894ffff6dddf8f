"""What all tests share."""

import os
from pathlib import Path

import pytest

from torturing import NOTED

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


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
    del os.environ["WHOLESTORY_DATABASE"], os.environ["DJANGO_SETTINGS_MODULE"]


_start()

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material beside the checkout; skips, saying so, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("needs the evaluation material in ../shared")
    return SHARED


def pytest_terminal_summary(terminalreporter):
    """What the ordeals measured."""
    if NOTED:
        terminalreporter.section("figures")
        width = max(len(what) for what, _ in NOTED)
        for what, figure in NOTED:
            terminalreporter.write_line(f"{what:{width}}  {figure}")
