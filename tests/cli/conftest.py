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
COMMAND = [sys.executable, "-m", "wholestory.cli"]


@pytest.fixture
def article(tmp_path) -> Path:
    file = tmp_path / "good.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


@pytest.fixture
def wholestory(tmp_path):
    """The command as a user runs it, in a folder of its own."""

    def run(*arguments, environment=None, **options):
        done = subprocess.run(
            [*COMMAND, *map(os.fspath, arguments)],
            capture_output="stdout" not in options,
            timeout=60,
            cwd=tmp_path,
            env=os.environ | {"COLUMNS": "120"} if environment is None else environment,
            **options,
        )
        assert b"Traceback" not in (done.stdout or b"") + (done.stderr or b"")
        return done

    return run
