"""The commands of a newsroom, as a person and as a program would run them."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import samples
from sites import rss, running

from cli.conftest import COMMAND

BARE = {"PATH": "/usr/bin:/bin"} | {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}


@pytest.fixture
def run(tmp_path):
    def command(*words, allowed="127.0.0.0/8"):
        environ = BARE | {"HOME": str(tmp_path), "WHOLESTORY_ALLOWED": allowed}
        return subprocess.run(
            [*COMMAND, *words], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
        )

    return command


def test_from_following_to_leaving(run, tmp_path):
    with running() as site:
        site.pages["/rss"] = rss(("a", "First"), title="Tide \x1b[31m")
        done = run("follow", site.url("/rss"))
        assert (done.returncode, done.stderr) == (0, "")
        assert "\x1b" not in done.stdout
        assert json.loads(run("update", "--json").stdout)["feeds"]["new"] == 1
    (feed,) = json.loads(run("feeds", "--json").stdout)
    assert (feed["url"], feed["failures"], feed["error"]) == (site.url("/rss"), 0, None)
    assert feed["answered_at"].endswith("+00:00")
    assert site.url("/rss") in run("export", "opml").stdout
    assert run("backup", "copy.db").returncode == 0
    assert run("backup", "copy.db").returncode == 2, "an earlier backup is not overwritten"
    assert run("unfollow", "1").returncode == 0
    assert "Nothing is followed" in run("feeds").stdout
    assert len(json.loads(run("feeds", "--json", "--database", "sqlite:///copy.db").stdout)) == 1


def test_stories_are_listed_shown_and_explained(run):
    with running() as site:
        addresses = [subscription.url for subscription in samples.serve(site, samples.articles())]
        assert run("follow", *addresses).returncode == 0
        assert "18 stories told" in run("update").stdout
    lines = run("stories", "--days", "9999", "--brief").stdout.splitlines()
    assert len(lines) == 18
    id = next(line.split()[0] for line in lines if "15 articles" in line)
    shown = run("story", id, "--plain")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Tern" in shown.stdout
    assert "opened the story" in run("story", id, "--history").stdout
    assert json.loads(run("story", id, "--json", "-").stdout)["stories"][0]["id"] == id
    assert json.loads(run("stories", "--days", "9999", "--json", "-").stdout)["threads"]
    assert run("story", "s-none").stderr.startswith("not_there: ")


def test_what_goes_wrong_is_one_line_and_the_rest_is_done(run):
    with running() as site:
        site.pages["/rss"] = rss(("a", "First"))
        done = run("follow", "no address", site.url("/rss"), site.url("/none"))
        assert done.returncode == 1
        assert "Tide" in done.stdout
        assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["not_followable"] * 2
        site.pages["/rss"] = b"<html>"
        done = run("update")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert site.url("/rss") in done.stderr
    assert run("unfollow", "77").stderr == "not_followed: 77 is not followed\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["update", "--database", "news.db"], 2, "bad_address"),
        (["update", "--database", "sqlite:////proc/none/news.db"], 1, "database_unusable"),
        (["follow", "http://169.254.169.254/"], 1, "not_followable"),
    ],
)
def test_bad_input_ends_with_a_clear_word(run, words, code, said):
    done = run(*words, allowed="")
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


def test_settings_of_the_folder_hold_unless_the_environment_says_otherwise(run, tmp_path):
    (tmp_path / "wholestory.toml").write_text('database = "sqlite:///other.db"\n')
    run("feeds")
    assert (tmp_path / "other.db").is_file()
    (tmp_path / "wholestory.toml").write_text("databse = 'x'\n")
    done = run("feeds")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "bad_setting")


def test_the_catalogue_is_browsed_and_followed_from(run):
    found = json.loads(run("outlets", "--country", "it", "--language", "it", "--json").stdout)
    assert len(found) > 20
    assert all(each["country"] == "IT" and "it" in each["languages"] for each in found)
    assert run("outlets", "--country", "it", "--language", "it", "--follow", "20").returncode == 0
    followed = json.loads(run("feeds", "--json").stdout)
    assert len({each["url"] for each in followed}) == 20
    assert {each["url"] for each in followed} <= {feed for each in found for feed in each["feeds"]}
    assert "0 outlets" in run("outlets", "no such name anywhere").stdout


def test_files_come_in_are_found_go_out_and_come_back(run, tmp_path):
    line = {
        "title": "Ferry \x1b[31m sails",
        "text": "The harbour board met. The ferry sails, said Alice Berg.",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    done = run("import", "a.jsonl", "none.txt", "--json")
    assert (done.returncode, json.loads(done.stdout)["new"]) == (1, 1)
    assert "missing" in done.stderr
    assert "0 new articles" in run("import", "a.jsonl").stdout
    shown = run("search", "ferry", "harbour board").stdout
    assert "The ferry sails" in shown
    assert "\x1b" not in shown
    (hit,) = json.loads(run("search", "ferry", "--json", "--most", "5").stdout)["hits"]
    assert hit["snippet"]["found"]
    assert "Nothing found" in run("search", "--", "ferry", "-board").stdout
    assert json.loads(run("export", "json").stdout)["title"].startswith("Ferry")
    assert run("export", "warc", "out.warc.gz").returncode == 0
    assert run("export", "json", "none/out.jsonl").stderr.startswith("not_written")
    assert run("backup", "copy.db").returncode == 0
    assert (run("restore", "copy.db").returncode, run("restore", "copy.db", "--force").returncode) == (2, 0)
    assert run("restore", "copy.db", "--to", "other.db").returncode == 0
    assert "Ferry" in run("search", "ferry", "--database", "sqlite:///other.db").stdout


def test_nothing_goes_without_the_setting(run, tmp_path):
    assert "Everything is kept" in run("tidy").stdout
    (tmp_path / "wholestory.toml").write_text("keep_days = 30")
    assert json.loads(run("tidy", "--json").stdout) == {"days": 30, "gone": 0}
    for wrong in ('keep_days = "many"', "keep_days = -1", "keep_days = true", "keep_days = 1.5"):
        (tmp_path / "wholestory.toml").write_text(wrong)
        assert run("tidy").stderr.startswith("bad_setting"), wrong


def keys(value):
    """The names of all fields in an answer."""
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in keys(each)}
    return {name for each in value for name in keys(each)} if isinstance(value, list) else set()


def test_every_field_that_is_answered_is_documented_with_its_command(run):
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md").read_text(
        encoding="utf-8"
    )
    rows = {
        found[1]: set(re.findall(r"`(\w+)`", found[2]))
        for found in re.finditer(r"^\| `(\w+)` \| (.*)$", page, re.M)
    }
    shared = rows["follow"]  # "as above"
    with running() as site:
        site.pages["/rss"] = rss(("a", "First"))
        for words in (
            ["follow", site.url("/rss"), "no address"],
            ["update"],
            ["feeds"],
            ["outlets", "--language", "de", "--topic", "world"],
            ["backup", "copy.db"],
            ["unfollow", "1", "77"],
        ):
            done = run(*words, "--json")
            answered = keys(json.loads(done.stdout))
            assert answered, words
            assert answered <= rows[words[0]] | (shared if words[0] == "unfollow" else set()), words
            assert done.stderr == "", "what failed stands in the answer"


@pytest.mark.parametrize(
    ("typed", "offered"), [("fol", "follow"), ("outlets --la", "--language"), ("export o", "opml")]
)
def test_words_are_completed_in_the_shell(tmp_path, typed, offered):
    words = f"wholestory {typed}"
    environ = BARE | {
        "HOME": str(tmp_path),
        "_WHOLESTORY_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(COMMAND, env=environ, capture_output=True, text=True, check=False)
    assert offered in done.stdout.split()


def test_completion_is_installed_for_the_shell(tmp_path):
    environ = BARE | {
        "HOME": str(tmp_path),
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    }
    done = subprocess.run(
        [*COMMAND, "--install-completion", "bash"], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert any("complete_bash" in path.read_text() for path in tmp_path.rglob("*.sh"))
