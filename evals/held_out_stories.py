"""How grouping fares on stories that it has not learned from: `held_out_stories.py`.

Learns map and models from one half of the stories of each set and scores the other half, then the other
way round (OG2021 and stream by time, ECB+ by topic), with the code as shipped. The shipped numbers are put
back at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

import records
import stories
import train_stories
from wholestory.cluster import weights

SETS = {"og2021_dev": 0, "ecbplus_dev": 4, "stream_dev": 0}  # and in how many orders


def main() -> int:
    if not records.SHARED.is_dir():
        print("skipped: the dev sets in ../shared are missing")
        return 0
    shipped = {
        path: path.read_bytes() for path in map(train_stories.TO.joinpath, ("projection.npz", "weights.json"))
    }
    try:
        for later in (True, False):
            _fold(later=later)
    finally:
        for path, content in shipped.items():
            path.write_bytes(content)
    return 0


def _fold(*, later: bool) -> None:
    rows = train_stories.dev()
    halves = {name: _halves(rows[name]) for name in SETS}
    train_stories.learn({**rows, **{name: both[not later] for name, both in halves.items()}})
    for learned in (weights.projection, weights.learned, weights.settling, weights.shipped):
        learned.cache_clear()
    print(f"held out: the {'later' if later else 'earlier'} half\n{stories.HEAD}", flush=True)
    for name, orders in SETS.items():
        stories.evaluate(name, halves[name][later], orders)


def _halves(rows: Sequence[records.Record]) -> tuple[list[records.Record], list[records.Record]]:
    """The rows of the stories that come first, by topic number or place in the file, and of the others."""
    order = sorted(dict.fromkeys(str(r.story) for r in rows), key=_topic)
    first = set(order[: len(order) // 2])
    return [r for r in rows if r.story in first], [r for r in rows if r.story not in first]


def _topic(story: str) -> int:
    """The number in front of `1_ecb`; 0 for stories in order of time."""
    number, topic, _ = story.partition("_")
    return int(number) if topic and number.isdigit() else 0


if __name__ == "__main__":
    raise SystemExit(main())
