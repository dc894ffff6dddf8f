"""What `make run` does with articles, done on those of the sample edition; and that it serves without any."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

MAKEFILE = (Path(__file__).resolve().parents[2] / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The very command of the Makefile, on the sample edition."""
    (line,) = re.findall(r"\$\(BIN\)/wholestory (tell .*)", MAKEFILE)
    place = tmp_path_factory.mktemp("run")
    command = [sys.executable, "-m", "wholestory.cli", *line.replace('"$$TOLD"', "--sample").split()]
    environment = {k: v for k, v in os.environ.items() if k not in ("HOME", "COLUMNS")}
    done = subprocess.run(command, capture_output=True, text=True, cwd=place, env=environment, timeout=120)
    return done, (place / "report.html").read_text(encoding="utf-8"), place


def test_without_articles_it_serves_the_sample_edition():
    block = MAKEFILE.partition("\nrun:")[2].partition("\ntest:")[0]
    assert re.findall(r"\$\(BIN\)/wholestory (\S+ \S+)", block) == ["serve --sample", 'tell "$$TOLD"']


def test_it_tells_the_sample_edition_and_says_where_the_report_is(run):
    done, _, place = run
    assert done.returncode == 0
    assert done.stderr == f"The report: {place / 'report.html'}\n"
    assert re.search(r"\d+ stories · \d+ articles · \d+ languages", done.stdout)
    assert "That is the whole story." in done.stdout


def test_the_report_forbids_everything_before_it_says_anything(run):
    head = run[1].split("<head>", 1)[1].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'')


def test_the_report_holds_no_script_and_asks_for_nothing(run):
    page = run[1].lower()
    elements = "script|iframe|object|embed|link|base|form|img|audio|video|source|use|image|foreignobject"
    attributes = r"on\w+|src|srcset|xlink:href|style|action|formaction|background"
    assert not re.findall(rf"<(?:{elements})\b", page)
    assert not re.findall(rf"<[^>]*\s(?:{attributes})\s*=", page)
    assert "url(" not in page
    assert "@import" not in page
    assert "javascript:" not in page
