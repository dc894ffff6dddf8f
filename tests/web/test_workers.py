"""The scripts that run without a page, tested by node's own test runner."""

import os
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from wholestory.web import assets

NODE = shutil.which("node")
SCRIPTS = Path(__file__).with_name("scripts")


@pytest.mark.skipif(NODE is None, reason="node is not on this machine")
@pytest.mark.parametrize("name", ["worker", "outbox"])
def test_in_node(name, tmp_path):
    worker = tmp_path / "worker.js"
    worker.write_bytes(assets.worker().body)
    outbox = str(files("wholestory.web") / "static" / "outbox.js")
    done = subprocess.run(
        [NODE, "--test", str(SCRIPTS / f"{name}.test.mjs")],
        env={**os.environ, "WORKER": str(worker), "OUTBOX": outbox},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "# pass 0" not in done.stdout


@pytest.mark.skipif(NODE is None, reason="node is not on this machine")
@pytest.mark.parametrize("name", ["app.js", "worker.js"])
def test_a_served_script_is_one_that_parses(name, tmp_path):
    body = assets.worker().body if name == "worker.js" else assets.all_assets()[name].body
    (tmp_path / name).write_bytes(body)
    done = subprocess.run([NODE, "--check", str(tmp_path / name)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
