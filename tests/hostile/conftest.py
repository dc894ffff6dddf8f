import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Bridge at Tarn reopens after two years

The Tarn Herald
14 March 2024

The bridge at Tarn reopened to traffic on Thursday, two years after the flood. "We have waited long," said
the mayor, Élodie Vassør. The work cost 42 million euros, the council said – “worth it”.
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with one good article, to which a test adds the bad."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def wholestory(tmp_path):
    """The command as a user runs it: what it prints, what it complains of, what it ends with."""

    def run(*arguments, timeout=60, **options):
        environment = {**os.environ, "COLUMNS": "200", **options.pop("environment", {})}
        command = [sys.executable, "-m", "wholestory.cli", *map(os.fspath, arguments)]
        done = subprocess.run(
            command, capture_output=True, timeout=timeout, cwd=tmp_path, env=environment, **options
        )
        assert b"Traceback" not in done.stdout + done.stderr
        return done

    return run
