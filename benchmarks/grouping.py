"""How fast grouping is, and what it costs: `grouping.py [SIZE …] [--measured N] [--plot FILE.svg]`.

For each size a window is filled with that many invented articles, N more come to warm it up, then N are
assigned one by one and repaired every `BATCH`; printed are the mean of both together in processor time, the
99th percentile of an assignment by the clock on the wall (asking for processor time takes longer than many
an assignment does), the bytes the window takes for an article once free memory is given back, and the
processor seconds to rebuild it from its moves. Vectors and sketches are given. Run by `make
bench-stories`; asserts nothing.

The articles are invented (benchmarks/invented.py): words and names by Zipf's law, stories of Zipfian
sizes in a few hundred subjects, five days of news in the window, one article in seven a copy.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import os
import pickle
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

import invented
import plotting
from wholestory.cluster import Join, Move, Open, Repaired, Window, repair
from wholestory.cluster.assign import place
from wholestory.cluster.sketch import Sketch
from wholestory.model import ArticleId, StoryId

SIZES = (10_000, 100_000)
BATCH = 200  # articles between two repairs
CHUNK = 500  # articles at least that come at once while a window is filled
DAYS = 5
BARS = {10_000: 1000, 1_000_000: 400}


@dataclass(frozen=True)
class Figures:
    """What one size cost; times in milliseconds."""

    size: int
    mean: float
    late: float
    repairing: float
    bytes: float
    rebuilt: float
    right: float


@dataclass(frozen=True)
class Run:
    """Seconds an article, `repairing` of them; the 99th percentile; the share that ended where it belongs."""

    mean: float
    late: float
    repairing: float
    right: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--measured", type=int, default=2000)
    parser.add_argument("--plot")
    options = parser.parse_args()
    print(f"{_machine()}; a repair every {BATCH} articles, one core\n")
    print(
        f"{'open':>9}{'a second':>10}{'bar':>6}{'mean ms':>9}{'p99 ms':>8}{'repair':>8}"
        f"{'bytes':>7}{'rebuilt s':>11}{'right':>7}"
    )
    figures = [_measure(size, options.measured) for size in sorted(options.sizes)]
    if options.plot:
        points = [(f.size, f.mean) for f in figures]
        Path(options.plot).write_text(plotting.svg(points, _machine()), encoding="utf-8")


def _measure(size: int, measured: int) -> Figures:
    stream = invented.articles(size + 2 * measured, days=DAYS)
    _warm()
    with tempfile.TemporaryFile() as kept:
        before = _resident()
        window, truth = _filled(stream, size, kept)
        each = (_resident() - before) / size - invented.TRUTH_BYTES
        run = _run(window, list(stream), truth, measured)
        del window
        rebuilt = _rebuilt(kept)
    found = Figures(size, run.mean * 1e3, run.late * 1e3, run.repairing * 1e3, each, rebuilt, run.right)
    bar = str(BARS.get(size, ""))
    print(
        f"{size:>9,}{1e3 / found.mean:>10.0f}{bar:>6}{found.mean:>9.2f}{found.late:>8.2f}"
        f"{found.repairing:>8.2f}{found.bytes:>7.0f}{found.rebuilt:>11.2f}{found.right:>7.2f}",
        flush=True,
    )
    return found


def _warm() -> None:
    """Load what is loaded when it is first needed, so that it does not count for the window."""
    window = Window()
    for sketch, _ in invented.articles(50, days=1):
        window.apply(place(window, sketch))
        window.apply(repair(window))


def _filled(
    stream: Iterator[tuple[Sketch, int]], size: int, kept: IO[bytes]
) -> tuple[Window, dict[int, ArticleId]]:
    """A window of invented articles in the stories that they were invented for; its moves go to `kept`."""
    window, opened = Window(), dict[int, ArticleId]()
    ids: dict[int, StoryId] = {}
    most = max(CHUNK, size // 10)
    while size > 0:
        chunk: list[Move] = []
        for sketch, story in islice(stream, min(most, size)):
            article = window.keep(sketch)
            if story in ids:
                chunk.append(Join(ids[story], article, 1.0, ()))
                continue
            opened[story], ids[story] = sketch.id, StoryId(f"s-{sketch.id}")
            chunk.append(Open(ids[story], article, ()))
        window.apply(chunk)
        pickle.dump(chunk, kept)
        size -= len(chunk)
    looked = Repaired(tuple(window.stories))  # as if it had been repaired all the while
    window.apply([looked])
    pickle.dump([looked], kept)
    for latest in window.order[-len(window) // DAYS :]:  # as if the last day's had come one by one
        window.sums[window.story_of[latest]]
    gc.collect()
    return window, opened


def _rebuilt(kept: IO[bytes]) -> float:
    """Seconds to rebuild a window from its moves, once these are read."""
    gc.collect()
    kept.seek(0)
    moves: list[Move] = []
    while not moves or not isinstance(moves[-1], Repaired):
        moves += pickle.load(kept)
    began = time.process_time()
    Window().apply(moves)
    return time.process_time() - began


def _run(
    window: Window, arriving: Sequence[tuple[Sketch, int]], truth: dict[int, ArticleId], measured: int
) -> Run:
    """Assign all that arrive, measuring the last ones."""
    times: list[float] = []
    repairs, began = 0.0, time.process_time()
    for number, (sketch, _) in enumerate(arriving):
        if number == len(arriving) - measured:
            times, repairs, began = [], 0.0, time.process_time()
        came = time.perf_counter()
        window.apply(place(window, sketch))
        times.append(time.perf_counter() - came)
        if number % BATCH == BATCH - 1:
            stopped = time.process_time()
            window.apply(repair(window))
            repairs += time.process_time() - stopped
    took = time.process_time() - began
    for sketch, story in arriving:
        truth.setdefault(story, sketch.id)
    right = [window.story_of[s.id] == window.story_of[truth[story]] for s, story in arriving]
    late = float(np.quantile(times, 0.99))
    return Run(took / measured, late, repairs / measured, sum(right) / len(right))


def _resident() -> float:
    """Bytes of memory that are in use; Linux only."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        processor = named[0].partition(":")[2].strip() if named else processor
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, numpy {np.__version__}"


if __name__ == "__main__":
    main()
