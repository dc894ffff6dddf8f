"""From entries to stories: what a newsroom takes for articles that have just been gathered.

Run by `make bench-newsroom`, or `python benchmarks/newsroom.py --articles N`. The articles are made of the
sample edition (benchmarks/edition.py) and stand as entries in a fresh newsroom; no network is asked. Prints
the machine, then seconds by the clock and of all processors, and when the first stories could be seen.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import edition
import wholestory
from wholestory.model import (
    Arrival,
    Article,
    Decision,
    Entry,
    EntryKey,
    Gathered,
    Granularity,
    KnownEntry,
    NextCheck,
    Novelty,
    PlainText,
    SafeHtml,
    Stamp,
    Subscription,
    Waiting,
)
from wholestory.newsroom import Newsroom
from wholestory.pipeline import inputs
from wholestory.pipeline.stages import extracted

BAR = 60  # seconds for 4,000 articles on two cores
NOW = datetime.now(UTC)


def fill(newsroom: Newsroom, count: int) -> None:
    """Keep `count` made articles as entries, as if their feeds had just been read."""
    with tempfile.TemporaryDirectory() as folder:
        edition.write(Path(folder), count)
        found = [extracted(input=each, read_page=None) for each in inputs.read([folder])]  # type: ignore[arg-type]
    outlets: dict[str, list[Arrival]] = {}
    for article in found:
        outlets.setdefault(article.outlet or "Nobody", []).append(_arrival(article))
    newsroom.follow_all(
        Subscription(url=f"https://{n}.example/", title=PlainText(o)) for n, o in enumerate(outlets)
    )
    due = newsroom.store.due(NOW + timedelta(days=1), most=len(outlets), lease=timedelta(minutes=5))
    for feed, arrivals in zip(due, outlets.values(), strict=True):
        following = NextCheck(NOW + timedelta(days=1), Waiting.LEARNED)
        decision = Decision(new=tuple(arrivals), changed=())
        newsroom.store.keep(
            [Gathered(feed=feed.id, lease=feed.lease or "", at=NOW, next=following, decision=decision)]
        )


def _arrival(article: Article) -> Arrival:
    told = article.published
    day = told.latest or told.earliest if told else None
    at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else NOW
    body = "".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n\n") if part != article.title)
    title, id = PlainText(article.title or ""), str(article.id)
    known = KnownEntry(key=EntryKey(id), id=id, link=None, title=title, digest=id, sort_at=at)
    stamp = Stamp(day, at, Granularity.DAY) if day else None
    return Arrival(known, Entry(id=id, title=title, content=SafeHtml(body), published=stamp), Novelty.NEW)


def measured(newsroom: Newsroom) -> None:
    """Bring the newsroom up to date, and say when what stood."""
    began, used = time.perf_counter(), _processor()
    seen: dict[str, float] = {}

    def heard(doing: str, done: int, of: int) -> None:
        seen[doing] = time.perf_counter() - began
        if "first" not in seen and newsroom.stories(most=1):
            seen["first"] = seen[doing]

    done = newsroom.update(told=heard)
    stand = max(when for what, when in seen.items() if what in ("reading", "grouping"))
    print(f"first stories        {seen['first']:7.1f} s")
    print(f"all in their stories {stand:7.1f} s  (bar {BAR} for 4,000 on two cores)")
    print(
        f"all compared         {time.perf_counter() - began:7.1f} s, {_processor() - used:.0f} of processors"
    )
    print(f"{done.articles.read} articles read, {done.placed} placed, {done.told} stories told")


def _processor() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(found.ru_utime + found.ru_stime for found in map(resource.getrusage, both))


def main() -> None:
    """Fill a fresh newsroom and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=4000)
    count = parser.parse_args().articles
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with wholestory.open(f"sqlite:///{path}") as newsroom:
            fill(newsroom, count)
            measured(newsroom)
            briefs = newsroom.stories(most=1000)
            print(f"stories  {len(briefs)} of up to {max(brief.articles for brief in briefs)} articles")
        print(f"disk     {path.stat().st_size / count / 1000:7.1f} kB an article")


if __name__ == "__main__":
    main()
