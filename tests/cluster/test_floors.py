"""The figures of grouping, held. Raise the floors when the figures rise; never lower them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"ecbplus_dev.jsonl": 0.935, "stream_dev.jsonl": 0.935}
PAIRS = {"own_pairs.jsonl": 110, "more_pairs.jsonl": 66}


def run(script, *arguments):
    done = subprocess.run(
        [sys.executable, str(ROOT / "evals" / script), *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout


@pytest.mark.shared
@pytest.mark.parametrize("name", FLOORS)
def test_grouping_holds_its_floor_and_beats_both_baselines(shared, tmp_path, name):
    out = tmp_path / "predictions.jsonl"
    table = run("stories.py", str(shared / "eval" / "stories" / name), "--predictions", str(out))
    scores = {
        line[22:46].strip().split()[0].strip(","): float(re.findall(r"\d\.\d{3}", line)[2])
        for line in table.splitlines()
        if line.startswith(name.removesuffix(".jsonl"))
    }
    assert scores["wholestory"] >= max(FLOORS[name], scores["TF-IDF"], scores["embedding"])
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [r["row"] for r in rows] == list(range(len(rows)))
    assert all(r["story"] for r in rows)


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_told_in_other_words_and_look_alikes_hold_their_floor(name):
    table = run("own_pairs.py", str(ROOT / "evals" / name))
    header, counts = (re.split(r"\s{2,}", line.strip()) for line in table.splitlines()[1:3])
    right = dict(zip(header, counts[1:], strict=True))
    assert min(int(right["alone"]), int(right["among all"])) >= PAIRS[name]


def test_rows_without_language_date_or_gold_are_grouped_all_the_same(tmp_path):
    given, out = tmp_path / "given.jsonl", tmp_path / "out.jsonl"
    rows = [
        {"title": "Fire in the grain market of Halden", "text": "A fire tore through the market overnight."},
        {"title": "Storm leaves nine villages in the dark", "lead": "A storm took the power lines down."},
        {"title": ""},
    ]
    given.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("stories.py", str(given), "--predictions", str(out))
    assert len({json.loads(line)["story"] for line in out.read_text().splitlines()}) == 3
