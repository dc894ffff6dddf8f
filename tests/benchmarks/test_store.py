"""What the store is measured with: a newsroom filled in bulk is the one that the long way makes."""

import json
import sqlite3
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from wholestory.newsroom import opened


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    import store

    yield store
    sys.path.pop(0)


def rows(path):
    """All rows of articles and entries, without numbers and what says when and how they were read."""
    from wholestory.store import coding

    def plain(row, key):
        """A value, without the number that its entry was given."""
        if key not in ("body", "analysis"):
            return row[key]
        told = json.dumps(coding.read(row[key]), sort_keys=True)
        return told.replace(f'"e{row["entry_id"]}"', '"e"') if "entry_id" in dict(row) else told

    with sqlite3.connect(path) as raw:
        raw.row_factory = sqlite3.Row
        left_out = {"id", "entry_id", "read_at", "stages", "feed_id", "seen_at"}
        return {
            table: sorted(
                tuple(plain(row, key) for key in dict(row) if key not in left_out)
                for row in raw.execute(f"SELECT * FROM {table}")
            )
            for table in ("store_article", "store_entry")
        }


def test_filled_in_bulk_it_is_the_same_and_is_gone_on_with(bench, tmp_path):
    press, found = bench.Press(30), []
    bench.BATCH = 12
    for name, fill in (("bulk", bench.fill), ("slow", bench.fill_slowly)):
        with opened(f"sqlite:///{tmp_path}/{name}.db") as newsroom:
            fill(newsroom, press, **({"told": lambda *_: None} if name == "bulk" else {}))
            found.append([hit.title for hit in newsroom.search("said", most=99).hits])
    with opened(f"sqlite:///{tmp_path}/bulk.db") as newsroom:
        bench.fill(newsroom, press, told=lambda *_: None)
    assert rows(tmp_path / "bulk.db") == rows(tmp_path / "slow.db")
    assert found[0] == found[1]
    assert len(found[0]) == 30


def test_what_is_measured_is_printed(bench, tmp_path):
    out = StringIO()
    with opened(f"sqlite:///{tmp_path}/news.db") as newsroom:
        press = bench.Press(40)
        bench.fill(newsroom, press, told=lambda *_: None)
        bench.shelved.shelve(newsroom)
        bench.report(Console(file=out, width=200), newsroom, press, 2)
    for name in (
        "p95",
        "newest articles",
        "a phrase of five words",
        "index of words",
        "bytes an article: all",
    ):
        assert name in out.getvalue()
