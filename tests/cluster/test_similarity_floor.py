"""The figures of similarity, held. Raise the floors when the figures rise; never lower them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALL, FOREIGN = 0.81, 0.82  # cross-validated


def run(*arguments):
    done = subprocess.run(
        [sys.executable, str(ROOT / "evals" / "pairs.py"), *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout


def figures(table, name):
    (line,) = [line for line in table.splitlines() if line.startswith(name)]
    return [float(n) for n in re.findall(r"-?\d\.\d{3}", line)]


@pytest.mark.shared
def test_unseen_pairs_are_rated_well_and_better_than_by_the_encoder(shared, tmp_path):
    out = tmp_path / "predictions.jsonl"
    file = shared / "eval" / "stories" / "semeval_pairs_train.jsonl"
    table = run(str(file), "--predictions", str(out))
    unseen, cosine = figures(table, "ours, cross-validated"), figures(table, "encoder's cosine")
    assert unseen[0] >= max(ALL, cosine[0])
    assert unseen[1] >= max(FOREIGN, cosine[1])
    assert figures(table, "ours, in sample")[0] > unseen[0], "the two must not be mistaken for each other"
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [r["row"] for r in rows] == list(range(len(file.read_text(encoding="utf-8").splitlines())))
    assert all(0 <= r["similarity"] <= 1 for r in rows)


def test_rows_with_fields_missing_are_rated_all_the_same(tmp_path):
    given, out = tmp_path / "given.jsonl", tmp_path / "out.jsonl"
    fire = "Fire in the grain market of Halden\nA fire tore through the market of Halden overnight."
    rows = [
        {"text1": fire, "text2": fire, "lang1": "eng", "lang2": "en-GB", "Overall": "1.0"},
        {
            "text1": fire,
            "text2": "Getreidemarkt von Halden in Flammen. Ein Feuer zerstörte den Markt in der Nacht.",
        },
        {"text1": fire, "text2": "La squadra ha vinto il titolo", "lang2": "ita", "Overall": 4},
        {"text1": fire, "text2": None, "lang1": None, "lang2": ""},
        {"text1": ""},
    ]
    given.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    table = run(str(given), "--predictions", str(out))
    assert figures(table, "ours ")[0] > 0.9
    same, translated, other, *empty = (
        json.loads(line)["similarity"] for line in out.read_text().splitlines()
    )
    assert same >= translated > other + 0.3
    assert empty == [0, 0]
