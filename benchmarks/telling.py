"""How fast, how large: the seeds told cold, analysis a second and core, the size installed.

Run by `make bench`. Prints the machine, then one line a figure with its bar; asserts nothing. With
`--articles N` (`make bench-tell`: 10,000) it measures instead what `wholestory tell` takes for so many
articles, made of the sample edition (benchmarks/edition.py): seconds, processor seconds, and the most
memory of all its processes together, looked at every half second.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLE = Path(str(files("wholestory"))) / "sample" / "articles"
RUNS = 5
SIZE = 3_000  # bytes of the articles that analysis is timed on


def cold(folder: Path) -> float:
    """Median seconds of `wholestory tell FOLDER` in a fresh process."""
    command = [sys.executable, "-m", "wholestory.cli", "tell", str(folder)]
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def articles_a_second() -> tuple[float, float]:
    """Articles a second of one core's time: analysis with vectors, and extraction; texts of about 3 kB.

    CPU time of this process, so that what else the machine does counts as little as can be; the best of
    RUNS rounds.
    """
    from wholestory import analyze, extract
    from wholestory.analyze import vectors
    from wholestory.model import ArticleId

    texts = [_grown(file).decode() for file in sorted(SAMPLE.glob("*.txt"))]
    analysed, extracted = [], []
    for _ in range(RUNS):
        began = time.process_time()
        articles = [extract.scraped(t, id=ArticleId(str(n)), path="") for n, t in enumerate(texts)]
        between = time.process_time()
        for place in range(0, len(articles), 32):
            for article in articles[place : place + 32]:
                analyze.article(article)
            vectors.embed_all(articles[place : place + 32], vectors.bundled())
        analysed.append(len(texts) / (time.process_time() - between))
        extracted.append(len(texts) / (between - began))
    return max(analysed), max(extracted)


def _grown(file: Path) -> bytes:
    """The article with its body repeated up to SIZE bytes."""
    text = file.read_text(encoding="utf-8")
    _head, _, body = text.partition("\n\n")
    while len(text.encode()) < SIZE:
        text += "\n\n" + body
    return text.encode()[:SIZE].decode(errors="ignore").encode()


def installed() -> float:
    """Megabytes of wholestory and everything it needs, pip and development tools left out."""
    seen: set[str] = set()
    return sum(_size(name, seen) for name in ["wholestory"]) / 1e6 + _tree(ROOT / "src") / 1e6


def _size(name: str, seen: set[str]) -> int:
    from packaging.requirements import Requirement

    if name.lower() in seen:
        return 0
    seen.add(name.lower())
    found = distribution(name)
    own = sum(_bytes(Path(str(f.locate()))) for f in found.files or [])
    needs = [Requirement(r) for r in found.requires or []]
    return own + sum(_size(n.name, seen) for n in needs if not n.marker or n.marker.evaluate({"extra": ""}))


def _bytes(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _tree(folder: Path) -> int:
    return sum(_bytes(f) for f in folder.rglob("*"))


def large(count: int) -> tuple[float, float, float]:
    """Seconds, processor seconds and megabytes at most of `wholestory tell` with `count` articles."""
    import edition

    with tempfile.TemporaryDirectory() as folder:
        edition.write(Path(folder), count)
        command = [sys.executable, "-m", "wholestory.cli", "tell", folder]
        began, most = time.perf_counter(), 0.0
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            most = max(most, _held(process.pid))
            time.sleep(0.5)
        took = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, used.ru_utime + used.ru_stime, most or used.ru_maxrss / 1e3


def _held(process: int) -> float:
    """Megabytes that a process and all that it started hold, what they share counted once; 0 off Linux."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3
    return own + sum(_held(int(child)) for child in children)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int)
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    if options.articles:
        took, used, most = large(options.articles)
        print(
            f"{options.articles:,} articles told: {took:.0f} s, {used:.0f} s of processor time, {most:.0f} MB"
        )
        print("bars for 10,000: 360 s, 1500 MB")
        return
    print(f"{'measure':46}{'figure':>12}   bar")
    if SEEDS.is_dir():
        print(f"{'the five seeds told, cold, median of 5':46}{cold(SEEDS):>10.2f} s   < 4 s")
    print(f"{'the sample edition told, cold, median of 5':46}{cold(SAMPLE):>10.2f} s")
    analysed, extracted = articles_a_second()
    print(f"{'articles of 3 kB analysed, 1 core':46}{analysed:>8.1f} a s   ≥ 60 a s")
    print(f"{'articles of 3 kB extracted, 1 core':46}{extracted:>8.1f} a s")
    print(f"{'installed, with all that it needs':46}{installed():>9.0f} MB   ≤ 400 MB")


if __name__ == "__main__":
    main()
