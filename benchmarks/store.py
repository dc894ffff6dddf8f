"""A newsroom with a million articles: how long its pages take, how much disk an article takes.

The articles are invented (`newsprint`). Their rows are made by the store's own functions and inserted
together, without what reading feeds does in between (lending, looking for what is known): a test holds that
the newsroom is the same, row for row, as one that went the long way. The index is written by the store.
"""

from __future__ import annotations

import argparse
import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

import shelved
from newsprint import END, LANGUAGES, Press, Print
from wholestory.cli.progress import Bar
from wholestory.model import (
    Analysis,
    Arrival,
    ArticleId,
    Decision,
    Entry,
    EntryKey,
    Gathered,
    KnownEntry,
    NextCheck,
    Novelty,
    PlainText,
    ReadEntry,
    SafeHtml,
    StoryId,
    Subscription,
    Waiting,
)
from wholestory.newsroom import Newsroom, opened
from wholestory.store import engine

engine.start()
from wholestory.store.archive import STAGES  # noqa: E402 - Django has to be started first
from wholestory.store.search import building  # noqa: E402

BATCH = 1000
TEASER = 300  # letters a feed gives away
BAR_MS, BAR_BYTES = 25.0, 8000
LEASE = timedelta(hours=1)
ADDRESS = "https://press.example/rss"
EMPTY = Analysis(article=ArticleId(""), language=None, published=None)
SEED = 3
Ask = Callable[[], object]


def fill(newsroom: Newsroom, press: Press, *, told: Callable[[int, int], None]) -> None:
    """Put the articles of a press into a newsroom, batch by batch; those that are there already stay."""
    from wholestory.store import articles, coding, rows
    from wholestory.store.models import Article as Row
    from wholestory.store.models import Entry as EntryRow

    alias = newsroom.store._alias
    (feed,) = newsroom.store.follow([Subscription(url=ADDRESS)], END)
    packed = [coding.packed(each) for each in press.moulds]
    there = Row.objects.using(alias).count()
    for start in range(there, press.count, BATCH):
        prints = list(press.print(range(start, min(press.count, start + BATCH))))
        with newsroom.store._writing(), building.renewed(alias, []) as written:
            entries = [rows.entry(feed, arrival(each), END) for each in prints]
            EntryRow.objects.using(alias).bulk_create(entries, batch_size=50)
            made = []
            for each, entry in zip(prints, entries, strict=True):
                row = Row(entry=entry, whole=True, read_at=END, stages=STAGES, sort_at=each.sort_at)
                row.digest = articles.digest(each.article)
                articles.rewrite(row, each.article, EMPTY)
                row.language = press.moulds[each.mould].language
                row.analysis = packed[each.mould]
                row.vector, row.embedder = articles.rounded(press.vector(each.number))
                made.append(row)
            Row.objects.using(alias).bulk_create(made, batch_size=50)
            written += [row.pk for row in made]
        told(start + len(prints), press.count)


def fill_slowly(newsroom: Newsroom, press: Press) -> None:
    """The same by the way that feeds go, in one batch."""
    store, later = newsroom.store, END + LEASE
    store.follow([Subscription(url=ADDRESS)], END)
    prints = {str(each.article.id): each for each in press.print(range(press.count))}
    (lent,) = store.due(later, most=1, lease=LEASE)
    assert lent.lease is not None
    decision, following = Decision(new=tuple(map(arrival, prints.values()))), NextCheck(END, Waiting.LEARNED)
    store.keep([Gathered(feed=lent.id, lease=lent.lease, at=END, next=following, decision=decision)])
    readings = []
    for unread in store.unread(later, most=press.count, lease=LEASE):
        each = prints[unread.entry.id or ""]
        analysis = replace(press.moulds[each.mould], vector=press.vector(each.number))
        reading = ReadEntry(number=unread.number, lease=unread.lease, at=END, whole=True)
        readings.append(replace(reading, article=each.article, analysis=analysis))
    store.keep_read(readings)


def arrival(each: Print) -> Arrival:
    """What a feed that gives a teaser away says of it."""
    title, id = PlainText(each.article.title or ""), str(each.article.id)
    teaser = SafeHtml(f"<p>{each.article.text[len(title) + 2 :][:TEASER]} …</p>")
    link = each.article.url
    known = KnownEntry(
        key=EntryKey(f"id:{id}"), id=id, link=link, title=title, digest=f"{id:0>32}", sort_at=each.sort_at
    )
    return Arrival(known, Entry(id=id, title=title, link=link, summary=teaser), Novelty.NEW)


def questions(newsroom: Newsroom, press: Press, drawn: random.Random) -> dict[str, Callable[[], Ask]]:
    """What is measured: each gives another question every time."""

    def word(low: int, high: int, language: str = "en") -> str:
        return press.words[language][int(low * (high / low) ** drawn.random())]

    def said(words: str) -> Ask:
        return lambda: newsroom.search(words)

    def printed(count: int) -> str:
        number = drawn.randrange(press.count)
        text = next(press.print(range(number, number + 1))).article.text.split("\n\n")[1].split(" ")
        start = drawn.randrange(5)
        return " ".join(text[start : start + count]).strip(".,")

    def deep() -> Ask:
        at = END - timedelta(days=drawn.uniform(1, 360))
        return lambda: newsroom.articles(before=(at, 0))

    def further() -> Ask:
        at = END - timedelta(days=drawn.uniform(1, 360))
        words = word(1, 30)
        return lambda: newsroom.search(words, before=(at, 0))

    def somewhere() -> Ask:
        at = END - timedelta(days=drawn.uniform(0, 360))
        (one,) = newsroom.store.latest(most=1, before=(at, StoryId("")))
        return lambda: newsroom.story(one.id)

    def hot() -> Ask:
        at = END - timedelta(days=drawn.uniform(0, 360))
        (one,) = newsroom.store.latest(most=1, before=(at, StoryId("")))
        return lambda: newsroom.stories(before=one)

    people = press.names
    return {
        "stories(): the hottest": lambda: newsroom.stories,
        "stories(): a later page": hot,
        "story(): one of any size": somewhere,
        "newest articles, analyses and all": lambda: newsroom.articles,
        "newest articles, as a search": lambda: said("after:1990"),
        "articles, a later page": deep,
        "search: a very common word": lambda: said(word(1, 12)),
        "a common word": lambda: said(word(20, 400)),
        "a rare word": lambda: said(word(5_000, 140_000)),
        "a later page of a common word": further,
        "two common words": lambda: said(f"{word(1, 12)} {word(20, 400)}"),
        "a common and a rare word": lambda: said(f"{word(1, 12)} {word(5_000, 140_000)}"),
        "two rare words": lambda: said(f"{word(2_000, 20_000)} {word(2_000, 20_000)}"),
        "a phrase of two very common words": lambda: said(f'"{word(1, 12)} {word(1, 12)}"'),
        "a phrase of five words": lambda: said(f'"{printed(5)}"'),
        "words OR words": lambda: said(f"{word(1, 12)} OR {word(5_000, 140_000)}"),
        "a common word -another": lambda: said(f"{word(1, 6)} -{word(6, 12)}"),
        "outlet:": lambda: said(f'outlet:"outlet {drawn.randrange(400)}"'),
        "outlet: and a common word": lambda: said(f'outlet:"outlet {drawn.randrange(400)}" {word(1, 400)}'),
        "lang:": lambda: said(f"lang:{drawn.choice(LANGUAGES)}"),
        "lang: and a common word": lambda: said(f"lang:de {word(1, 400, 'de')}"),
        "person:": lambda: said(f'person:"{people[int(drawn.random() ** 3 * len(people))]}"'),
        "after: and before:": lambda: said(
            f"{word(1, 12)} after:2026-02-{drawn.randint(10, 28)} before:2026-03-0{drawn.randint(1, 9)}"
        ),
        "nothing there": lambda: said(f"{word(1, 12)} qqqqqq"),
    }


def measured(make: Callable[[], Ask], times: int) -> list[list[float]]:
    """Milliseconds of so many questions, sorted: asked first, asked again, and what the processor did.

    The first time shows the disk, the second a newsroom at work, the third one on a machine to itself.
    """
    asks = [make() for _ in range(times)]
    first = [_timed(ask)[0] for ask in asks]
    again = [_timed(ask) for ask in asks]
    return [sorted(first), sorted(wall for wall, _ in again), sorted(busy for _, busy in again)]


def _timed(ask: Ask) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def sizes(path: Path, count: int) -> Iterator[tuple[str, float]]:
    """Bytes an article of each table with its indexes, and of the whole file."""
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        tables = dict(raw.execute("SELECT name, tbl_name FROM sqlite_master"))
        found: dict[str, float] = {}
        try:
            rows = raw.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
        except sqlite3.OperationalError:
            rows = []
        for name, size in rows:
            table = tables.get(name, name)
            table = "index of words" if table.startswith("store_search") else table
            found[table] = found.get(table, 0) + size
    yield from sorted(((name, size / count) for name, size in found.items() if size / count > 1))
    yield "all", path.stat().st_size / count


def _share(found: Sequence[float], part: float) -> float:
    return found[min(len(found) - 1, int(len(found) * part))]


def report(console: Console, newsroom: Newsroom, press: Press, times: int) -> None:
    """Ask and print."""
    console.print(
        f"{press.count:,} articles; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.machine()}, {platform.processor() or platform.system()}, one process"
    )
    table = Table(
        "what", "first: p50", "p95", "again: p50", "p95", "p99", "processor: p50", "p95", "", box=None
    )
    drawn = random.Random(SEED)
    for name, make in questions(newsroom, press, drawn).items():
        first, again, busy = measured(make, times)
        found = [
            _share(first, 0.5),
            _share(first, 0.95),
            *(_share(again, part) for part in (0.5, 0.95, 0.99)),
        ]
        found += [_share(busy, 0.5), _share(busy, 0.95)]
        verdict = "" if _share(again, 0.95) <= BAR_MS else "over the bar"
        table.add_row(name, *(f"{ms:.1f}" for ms in found), verdict)
    console.print(table)
    for name, size in sizes(newsroom.store.path, press.count):
        console.print(
            f"{size:8,.0f} bytes an article: {name}{'' if size <= BAR_BYTES else ' (over the bar)'}"
        )


def main(given: Sequence[str]) -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200, help="questions of each kind")
    parser.add_argument("--keep", type=Path, help="the newsroom's file, gone on with where it is there")
    asked = parser.parse_args(given)
    console, press = Console(highlight=False), Press(asked.articles)
    with tempfile.TemporaryDirectory() as folder, Bar() as bar:
        path = asked.keep or Path(folder) / "news.db"
        with opened(f"sqlite:///{path.absolute()}") as newsroom:
            unhurried(newsroom)
            began = time.perf_counter()
            fill(newsroom, press, told=lambda done, of: bar.advance("filling", done, of))
            took = time.perf_counter() - began
            console.print(f"filled in {took:.0f} s, {asked.articles / took:.0f} articles a second")
            console.print(f"{shelved.shelve(newsroom):,} stories put up besides")
        with opened(f"sqlite:///{path.absolute()}") as newsroom:
            report(console, newsroom, press, asked.times)


def unhurried(newsroom: Newsroom) -> None:
    """Do not wait for the disk after each batch."""
    from django.db import connections

    with connections[newsroom.store._alias].cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")


if __name__ == "__main__":
    main(sys.argv[1:])
