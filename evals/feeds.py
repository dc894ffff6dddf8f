"""The feeds room on other projects' suites: entry counts, gofeed's fields, hostile feeds, attack strings.

    python evals/feeds.py [SUITES] [--every N] [--compare]

SUITES is a folder as ../shared/suites. `--every N` takes each N-th document and string. `--compare` counts
with fastfeedparser and feedparser, too, where they are installed.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import feeds_fields
import feeds_safety
from wholestory.errors import TookTooLong, Unreadable
from wholestory.feeds import read, reader
from wholestory.feeds.worker import LIMITS

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "suites"
COUNTS, FIELDS = 0.999, 0.98


@dataclass
class Counts:
    """Documents on whose number of entries the neighbours agree."""

    agreed: int = 0
    wrong: list[tuple[str, int, int]] = field(default_factory=list)
    crashes: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """The part counted right."""
        return 1 - len(self.wrong) / max(self.agreed, 1)


def ours(data: bytes) -> int:
    """The entries we find; what is no feed has none."""
    try:
        return len(read(data).entries)
    except Unreadable:
        return 0


def fast(data: bytes) -> int:
    """The entries fastfeedparser finds."""
    fastfeedparser = importlib.import_module("fastfeedparser")

    try:
        return len(fastfeedparser.parse(data).entries)
    except ValueError:
        return 0


def universal(data: bytes) -> int:
    """The entries feedparser finds, used safely."""
    import feedparser

    return len(feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False).entries)


def both(data: bytes) -> int:
    """fastfeedparser, and feedparser where it fails or finds nothing."""
    try:
        return fast(data) or universal(data)
    except Exception:
        return universal(data)


def count(suites: Path, parse: Callable[[bytes], int] = ours, *, every: int = 1) -> Counts:
    """Every document of `feeds/counts.jsonl`; those without an agreed number must not crash either."""
    counts = Counts()
    lines = (suites / "feeds" / "counts.jsonl").read_text(encoding="utf-8").splitlines()[::every]
    for line in lines:
        row = json.loads(line)
        data = (suites / row["path"]).read_bytes()
        start = time.process_time()
        try:
            found = parse(data)
        except Exception as error:
            counts.crashes.append((row["path"], repr(error)[:200]))
            found = -1
        counts.seconds += time.process_time() - start
        if row["entries"] is not None:
            counts.agreed += 1
            if found != row["entries"]:
                counts.wrong.append((row["path"], row["entries"], found))
    return counts


@dataclass(frozen=True, slots=True)
class Ordeal:
    """What a hostile feed cost in the worker; `ended` where its limits ended it."""

    name: str
    seconds: float
    megabytes: int
    ended: bool
    outcome: str


def hostile(suites: Path, *, every: int = 1) -> list[Ordeal]:
    """Each hostile feed in a fresh process."""
    files = sorted(p for p in (suites / "hostile-feeds").iterdir() if p.suffix in (".xml", ".json"))
    return [_ordeal(file) for file in files[::every]]


def _ordeal(file: Path) -> Ordeal:
    with reader() as strangers:
        strangers.worker.close()
        before = os.times()
        try:
            outcome = f"{len(strangers.feed(file.read_bytes()).entries)} entries"
        except Unreadable as error:
            outcome = f"{type(error).__name__}: {error}"
        process = strangers.worker.process
        peak = _peak(process.pid) if process else LIMITS.memory >> 20
        strangers.worker.close()
        after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return Ordeal(file.name, seconds, peak, outcome.startswith(TookTooLong.__name__), outcome)


def _peak(pid: int) -> int:
    """The most memory a process has held, in megabytes (Linux; 0 elsewhere)."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suites", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--compare", action="store_true")
    given = parser.parse_args()
    passed = [
        _show_counts(given.suites, given.every, given.compare),
        _show_fields(given.suites, given.every),
        _show_hostile(given.suites),
        _show_attacks(given.suites, given.every),
    ]
    raise SystemExit(not all(passed))


def _show_counts(suites: Path, every: int, compare: bool) -> bool:
    readers = {"ours": ours, **({"fastfeedparser, then feedparser": both} if compare else {})}
    readers |= {"fastfeedparser": fast, "feedparser": universal} if compare else {}
    print("Entry counts                      right   of agreed  crashes  CPU s")
    for name, parse in readers.items():
        counts = count(suites, parse, every=every)
        print(
            f"  {name:30} {counts.rate:7.2%} {counts.agreed:9}  {len(counts.crashes):7} {counts.seconds:6.1f}"
        )
    mine = count(suites, every=every)
    for path, expected, found in mine.wrong:
        print(f"    {path}: {found}, agreed are {expected}")
    return mine.rate >= COUNTS and not mine.crashes


def _show_fields(suites: Path, every: int) -> bool:
    tally = feeds_fields.measure(suites / "gofeed", every=every)
    total = tally.right + len(tally.wrong)
    print(f"\nFields gofeed expects: {tally.right} of {total} right ({tally.rate:.2%})")
    for document, name, expected, found in tally.wrong:
        print(f"    {document}: {name} {expected!r}, ours {found!r}")
    beyond = ", ".join(f"{name} {n}" for name, n in tally.beyond.most_common() if n)
    print(f"  Not compared, or not in our model: {beyond}")
    return tally.rate >= FIELDS


def _show_hostile(suites: Path) -> bool:
    print(f"\nHostile feeds, at most {LIMITS.seconds:g} s and {LIMITS.memory >> 20} MB")
    ordeals = hostile(suites)
    for each in ordeals:
        print(f"  {each.name:28} {each.seconds:5.2f} s {each.megabytes:4} MB  {each.outcome[:60]}")
    ended = sum(each.ended for each in ordeals)
    print(f"  {len(ordeals)} feeds, {ended} ended by the limits")
    return all(
        each.seconds <= LIMITS.seconds + 1 and each.megabytes <= LIMITS.memory >> 20 for each in ordeals
    )


def _show_attacks(suites: Path, every: int) -> bool:
    texts = feeds_safety.strings(suites)
    documents, found = feeds_safety.findings(texts[::every])
    feeds, more = feeds_safety.corpus_feeds(suites, every=every)
    print(
        f"\nAttack strings: {len(texts)} in the corpora, {len(texts[::every])} put into {documents} documents"
    )
    print(f"  and as many lists of feeds, {feeds} ready feeds of attacks: {len(found) + len(more)} findings")
    for each in [*found, *more][:50]:
        print(f"    {each}")
    return not found and not more and len(texts) >= feeds_safety.LEAST


if __name__ == "__main__":
    main()
