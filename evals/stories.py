"""Score grouping: `stories.py [FILE.jsonl …] [--orders N] [--predictions OUT]`.

Without files: the dev parts. Articles arrive in the order of the file (`--orders N`: in N random
orders), are assigned one by one, then repaired. Baselines run beside it on the same vectors.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import baselines
import records
from metrics import Agreement, agree, impure
from wholestory.cluster import sketch
from wholestory.cluster.grouping import settle
from wholestory.model import Analysis, Article

DEV = (("og2021_dev.jsonl", 0, True), ("ecbplus_dev.jsonl", 4, False), ("stream_dev.jsonl", 0, False))
HEAD = (
    f"{'set':22}{'method':24}{'BCubed P':>9}{'R':>6}{'F1':>6}"
    f"{'pair F1':>9}{'cross':>7}{'stories':>9}{'largest':>9}{'pure':>6}"
)


def main() -> int:
    options = _options()
    if not options.files and not records.SHARED.is_dir():
        print("skipped: the dev sets in ../shared are missing")
        return 0
    print(HEAD)
    sets = [(Path(f), options.orders, False) for f in options.files]
    predictions: list[dict[str, object]] = []
    for path, orders, trim in sets or [(records.SHARED / name, n, t) for name, n, t in DEV]:
        rows = records.read(path)
        predictions += evaluate(path.stem, _without_largest(rows) if trim else rows, orders)
    if options.predictions:
        text = "".join(json.dumps(p) + "\n" for p in predictions)
        Path(options.predictions).write_text(text, encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--orders", type=int, default=0)
    parser.add_argument("--predictions")
    return parser.parse_args()


def _without_largest(rows: Sequence[records.Record]) -> list[records.Record]:
    largest = Counter(r.story for r in rows).most_common(1)[0][0]
    return [r for r in rows if r.story != largest]


def evaluate(name: str, rows: Sequence[records.Record], orders: int) -> list[dict[str, object]]:
    """Print the table of one set; the predictions of its first run, by row."""
    articles = records.articles(rows)
    vectors = records.embedded(articles)
    analyses = [records.analysis(a, r, v) for a, r, v in zip(articles, rows, vectors, strict=True)]
    runs: list[Agreement] = []
    first: list[str] = []
    for seed in range(max(1, orders)):
        order = list(range(len(rows)))
        if orders:
            random.Random(seed).shuffle(order)
        started = time.perf_counter()
        stories = _grouped(articles, analyses, order)
        rate = len(rows) / (time.perf_counter() - started)
        first = first or stories
        if all(r.story is not None for r in rows):
            runs.append(
                _report(name, f"wholestory {seed if orders else ''} {rate:.0f}/s", rows, analyses, stories)
            )
    if len(runs) > 1:
        _spread(name, runs)
    if runs:
        _baselines(name, rows, articles, analyses)
    return [{"row": r.row, "story": s} for r, s in zip(rows, first, strict=True)]


def _grouped(articles: Sequence[Article], analyses: Sequence[Analysis], order: Sequence[int]) -> list[str]:
    """Stories by row; ids say nothing but the place in this order of arrival."""
    window = settle([sketch.of(articles[i], analyses[i]) for i in order])
    return [window.story_of[a.id] for a in articles]


def _report(
    name: str,
    method: str,
    rows: Sequence[records.Record],
    analyses: Sequence[Analysis],
    stories: Sequence[object],
) -> Agreement:
    gold, languages = [r.story for r in rows], [a.language for a in analyses]
    found = agree(gold, [str(s) for s in stories], languages)
    across = f"{found.across[2]:7.3f}" if len(set(languages)) > 1 else f"{'–':>7}"
    print(
        f"{name:22}{method:24}{found.bcubed[0]:9.3f}{found.bcubed[1]:6.3f}{found.bcubed[2]:6.3f}"
        f"{found.pairs[2]:9.3f}{across}{found.stories:9}{found.largest:9}{found.purity:6.2f}"
    )
    for size, purity in impure(gold, [str(s) for s in stories], least=30, share=0.6):
        if method.startswith("wholestory"):
            print(f"{'':22}a story of {size} titles is only {purity:.0%} one gold story")
    sys.stdout.flush()
    return found


def _spread(name: str, runs: Sequence[Agreement]) -> None:
    scores = [r.bcubed[2] for r in runs]
    mean, pairs = sum(scores) / len(runs), sum(r.pairs[2] for r in runs) / len(runs)
    print(f"{name:22}{'mean of orders':39}{mean:6.3f}{pairs:9.3f}   spread {max(scores) - min(scores):.3f}")


def _baselines(
    name: str, rows: Sequence[records.Record], articles: Sequence[Article], analyses: Sequence[Analysis]
) -> None:
    gold = [r.story for r in rows]
    for label, matrix in (
        ("TF-IDF", baselines.tfidf(articles, analyses)),
        ("embedding", baselines.embedding(analyses)),
    ):
        tried = [(t, baselines.single_pass(matrix, t)) for t in baselines.THRESHOLDS]
        best, stories = max(tried, key=lambda run: agree(gold, run[1], gold).bcubed[2])
        _report(name, f"{label}, best of 9: {best:.2f}", rows, analyses, stories)


if __name__ == "__main__":
    raise SystemExit(main())
