import json
import os
import resource
import stat
import subprocess

import pytest

from cli.conftest import COMMAND

LINE = b"could not be read"


def test_it_ends_with_nought_where_all_was_told(wholestory, article):
    done = wholestory("tell", article)
    assert done.returncode == 0
    assert b"That is the whole story" in done.stdout
    assert done.stderr == b""


def test_it_ends_with_one_where_some_inputs_failed_and_tells_the_rest(wholestory, article):
    done = wholestory("tell", article, "gone.txt")
    assert done.returncode == 1
    assert done.stdout.decode().rstrip().endswith("gone.txt  missing: no such file or folder")
    assert "We have waited long" in done.stdout.decode()


def test_nothing_but_failures_is_said_and_ends_with_one(wholestory):
    done = wholestory("tell", "gone.txt")
    assert done.returncode == 1
    assert LINE in done.stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "name files or folders, or --sample"),
        (["--sample", "good.txt"], "takes no PATHS"),
        (["good.txt", "--language", "xx"], "'xx' is no language code"),
        (["good.txt", "--language", "english"], "no language code"),
        (["good.txt", "--html", "."], "is a folder; name a file"),
        (["good.txt", "--json", "no/such/out.json"], "there is no folder"),
        (["good.txt", "--json", "good.txt"], "is one of the articles"),
        (["good.txt", "--json", "out", "--html", "out"], "--html goes to out already"),
        (["good.txt", "--story", "0"], "--story"),
        (["good.txt", "--story", "2"], "2 of one story"),
        (["good.txt", "--colour"], "No such option"),
    ],
)
def test_wrong_use_is_one_line_and_two(wholestory, article, arguments, reason):
    before = article.read_bytes()
    done = wholestory("tell", *arguments)
    assert done.returncode == 2
    assert reason in done.stderr.decode().splitlines()[-1]
    assert done.stdout == b""
    assert article.read_bytes() == before


def test_languages_are_taken_in_the_forms_people_write(wholestory, article):
    done = wholestory("tell", article, "--language", "EN-gb,it", "--language", "fr", "--json", "-")
    assert json.loads(done.stdout)["articles"][0]["language"] == "en"


def test_json_on_stdout_stands_alone_and_failures_are_named_beside_it(wholestory, article):
    done = wholestory("tell", article, "gone.txt", "--json", "-")
    assert json.loads(done.stdout)["schema"] == 1
    assert done.stderr == b"gone.txt  missing: no such file or folder\n"
    assert done.returncode == 1


def test_it_says_where_it_wrote(wholestory, article, tmp_path):
    done = wholestory("tell", article, "--html", "out.html", "--json", "out.json")
    assert done.stderr.decode().splitlines() == [
        f"The report: {tmp_path / 'out.html'}",
        f"The data: {tmp_path / 'out.json'}",
    ]
    assert stat.S_IMODE((tmp_path / "out.html").stat().st_mode) == 0o666 & ~_umask()


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_an_output_that_cannot_be_written_whole_is_not_written_and_the_old_one_stays(
    wholestory, article, tmp_path
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.html").write_text("before")
    done = wholestory("tell", article, "--html", "out/report.html", preexec_fn=_small_files)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["out/report.html could not be written: File too large"]
    assert b"That is the whole story" in done.stdout
    assert [f.name for f in (tmp_path / "out").iterdir()] == ["report.html"]
    assert (tmp_path / "out" / "report.html").read_text() == "before"


def test_a_device_is_written_to_and_not_replaced(wholestory, article):
    assert wholestory("tell", article, "--html", "/dev/null").returncode == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_link_as_output_keeps_leading_where_it_led(wholestory, article, tmp_path):
    (tmp_path / "link.html").symlink_to("target.html")
    wholestory("tell", article, "--html", "link.html")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "target.html").read_text(encoding="utf-8").startswith("<!")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_under_stdout_is_one_line(wholestory, article):
    with open("/dev/full", "wb") as full:
        done = wholestory("tell", article, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode() == "the terminal could not be written to: No space left on device\n"


@pytest.mark.parametrize("arguments", [[], ["--json", "-"]])
def test_a_reader_who_has_seen_enough_is_no_error(article, tmp_path, arguments):
    command = [*COMMAND, "tell", str(article), "--html", str(tmp_path / "out.html"), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        complaints = process.stderr.read().decode()
        assert process.wait(60) == 0
    assert complaints == f"The report: {tmp_path / 'out.html'}\n"
    assert (tmp_path / "out.html").exists()


def test_a_bare_environment_and_a_narrow_terminal_do(wholestory, article):
    bare = {"LANG": "C", "TERM": "dumb", "COLUMNS": "40", "NO_COLOR": "1"}
    done = wholestory("tell", article, environment=bare)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert max(map(len, done.stdout.decode().splitlines())) <= 40


def test_a_terminal_of_few_letters_gets_what_it_can_show(wholestory, article):
    done = wholestory("tell", article, environment=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"We have waited long" in done.stdout


def test_help_and_version_need_no_input(wholestory):
    assert wholestory("--version").stdout.startswith(b"wholestory ")
    assert b"--language" in wholestory("tell", "--help").stdout
