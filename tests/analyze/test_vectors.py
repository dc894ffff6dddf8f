import os
import subprocess
import sys

import pytest

from making import article
from wholestory.analyze import vectors


class Counting:
    name = "counting"

    def __init__(self):
        self.batches = []

    def encode(self, texts):
        self.batches.append(list(texts))
        return [b"\0\0\x80?" for _ in texts]


def test_the_title_and_the_lead_are_embedded():
    assert vectors.lead(article("x" * 700, title="A title")) == "A title\n" + "x" * 598
    assert vectors.lead(article("y" * 700)) == "y" * 600


def test_many_articles_are_one_batch():
    embedder = Counting()
    made = vectors.embed_all([article("a"), article("b")], embedder)
    assert embedder.batches == [["a", "b"]]
    assert [vectors.values(v) for v in made] == [(1.0,), (1.0,)]
    assert made[0].model == "counting"
    assert vectors.embed_all([], embedder) == []


def test_the_bundled_embedder_gives_unit_vectors_close_in_meaning_across_languages():
    english, italian, other = (
        vectors.values(v)
        for v in vectors.embed_all(
            [
                article("The ferry ran aground in the storm."),
                article("Il traghetto si è arenato nella tempesta."),
                article("Parliament lowered the tax on bread."),
            ],
            vectors.bundled(),
        )
    )

    def dot(a, b):
        return sum(x * y for x, y in zip(a, b, strict=True))

    assert len(english) == 512
    assert dot(english, english) == pytest.approx(1, abs=1e-5)
    assert dot(english, italian) > dot(english, other) + 0.2


def test_importing_the_room_loads_no_numpy():
    code = "import sys, wholestory, wholestory.analyze.vectors; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_numpy_runs_on_one_thread_whichever_room_loads_it_first():
    code = "import os, wholestory.telling, sys; sys.exit(os.environ['OPENBLAS_NUM_THREADS'] != '1')"
    environ = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    assert subprocess.run([sys.executable, "-c", code], env=environ, check=False).returncode == 0
