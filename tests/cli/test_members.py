"""`wholestory member`, in processes of its own: the site's settings are those of the file that is meant."""

import json
import subprocess
import sys

import pytest


@pytest.fixture
def run(tmp_path):
    def member(*given):
        return subprocess.run(
            [sys.executable, "-m", "wholestory.cli", "member", *given, "--database", f"sqlite:///{tmp_path}/n.db"],
            capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
        )  # fmt: skip

    return member


def test_members_are_let_in_listed_and_invited(run):
    assert run("add", "Alice@Tide.example", "--days", "30").returncode == 0
    assert run("add", "erin@tide.example", "--role", "admin").returncode == 0
    assert run("add", "alice@tide.example", "--role", "editor").returncode == 0, "who is there gets the role"
    found = json.loads(run("list", "--json").stdout)
    assert [(each["email"], each["standing"]) for each in found] == [
        ("alice@tide.example", "editor"),
        ("erin@tide.example", "admin"),
    ]
    code = run("invite", "--days", "14", "--within", "3").stdout.strip()
    assert len(code.split("-")) == 5


@pytest.mark.parametrize("email", ["alice", "", "a b@tide.example", "alice@tide.example\nbob@tide.example"])
def test_what_is_no_address_is_said_in_a_line(run, email):
    done = run("add", email)
    assert done.returncode == 2
    assert done.stderr.startswith("bad_member: ")
    assert len(done.stderr.splitlines()) == 1
