"""Import: the articles of files read, batch by batch, and kept; what is kept already is not read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from wholestory.feeds import keys
from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    EntryKey,
    Failure,
    Imported,
    Imports,
    KnownEntry,
    PlainText,
    Published,
)
from wholestory.pipeline import batch, folders, inputs
from wholestory.pipeline.inputs import Input
from wholestory.text import urls
from wholestory.text.urls import RawUrl

TOGETHER = 1024  # articles read at a time, and kept in one transaction: worth the start of the processes
TOGETHER_BYTES = 32 << 20  # of them, at most

Done = Callable[[int, int], None]
"""Hears how many bytes of how many are through."""


class Shelf(Protocol):
    """What importing asks of whoever keeps things; each method is one transaction."""

    def imported(self, keys: Collection[EntryKey]) -> frozenset[EntryKey]:
        """Which of these keys are kept already."""
        ...

    def keep_imported(self, given: Sequence[Imported]) -> Imports:
        """Keep articles; how many were new, changed, the same."""
        ...


def bring(shelf: Shelf, paths: Iterable[str | Path], *, now: Callable[[], datetime], told: Done) -> Imports:
    """Read and keep the articles of `paths`; what cannot be read is counted and named.

    Ended at any moment, whole batches are kept, and the next run goes on from there.
    """
    total, found = Imports(), list(folders.files(paths))
    bounds = _Bounds([each for each in found if isinstance(each, Path)], told)
    waiting: list[Input] = []
    for each in _inputs(found, bounds):
        if isinstance(each, Failure):
            total += Imports(failed=1, failures=(each,))
            continue
        waiting.append(each)
        if len(waiting) == TOGETHER or sum(len(one.data) for one in waiting) > TOGETHER_BYTES:
            total += _keep(shelf, waiting, now(), bounds)
            waiting = []
    total += _keep(shelf, waiting, now(), bounds)
    bounds.finish()
    return total


class _Bounds:
    """How far a run is, in bytes of its files. What is read ahead counts as far as it was understood."""

    def __init__(self, files: Sequence[Path], told: Done) -> None:
        self._sizes = {file: _size(file) for file in files}
        self._all, self._past, self._here, self._told = sum(self._sizes.values()), 0, 0, told
        self._size = self._done = 0

    def begin(self, file: Path) -> None:
        self._past, self._here, self._size = self._past + self._size, 0, self._sizes[file]

    def advance(self, size: int) -> None:
        self._here = min(self._size, self._here + size)

    def tell(self, share: float) -> None:
        reached = self._past + self._here
        self._told(round(self._done + share * (reached - self._done)), self._all)
        if share == 1:
            self._done = reached

    def finish(self) -> None:
        self._told(self._all, self._all)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _inputs(found: Iterable[Path | Failure], bounds: _Bounds) -> Iterator[Input | Failure]:
    for file in found:
        if isinstance(file, Failure):
            yield file
            continue
        bounds.begin(file)
        for each in inputs.read([file]):
            if isinstance(each, Input):
                bounds.advance(len(each.data))
            yield each


def _keep(shelf: Shelf, given: Sequence[Input], now: datetime, bounds: _Bounds) -> Imports:
    if not given:
        return Imports()
    by_key = {_key(each): each for each in given}
    there = shelf.imported(by_key.keys())
    fresh = {key: replace(each, id=_id(key)) for key, each in by_key.items() if key not in there}
    known = Imports(same=len(given) - len(fresh))
    read = batch.read_all(fresh.values(), progress=lambda _, done, of: bounds.tell(done / (of + 1)))
    origins = {each.id: (key, each) for key, each in fresh.items()}
    made = [
        imported(*origins[article.id], article, analysis, now)
        for article, analysis in zip(read.articles, read.analyses, strict=True)
    ]
    failed = Imports(failed=len(read.failures), failures=read.failures)
    kept = shelf.keep_imported(made)
    bounds.tell(1)
    return known + failed + kept


def _key(given: Input) -> EntryKey:
    return EntryKey(f"data:{sha256(given.data).hexdigest()[:40]}")


def _id(key: EntryKey) -> ArticleId:
    return ArticleId(f"i{key.removeprefix('data:')[:16]}")


def imported(key: EntryKey, given: Input, article: Article, analysis: Analysis, now: datetime) -> Imported:
    """An article with what it is known again by, and the time it is sorted by."""
    link = keys.link(urls.parse(RawUrl(article.url)) if article.url else None)
    if link is None:
        place = f"{Path(given.path).absolute()}\x1f{article.title or ''}"
        link = f"file:{sha256(place.encode('utf-8', 'replace')).hexdigest()[:32]}"
    known = KnownEntry(
        key=key,
        id=None,
        link=link,
        title=None if article.title is None else PlainText(article.title),
        digest=sha256(article.text.encode("utf-8", "replace")).hexdigest()[:32],
        sort_at=sorting_time(article.published or analysis.published, now),
    )
    return Imported(known=known, article=article, analysis=analysis, at=now)


def sorting_time(published: Published | None, now: datetime) -> datetime:
    """The first moment it may have been published, never after `now`; `now` where nothing is known."""
    value = published.value if published else None
    if value is None:
        return now
    parts = f"{value}-01-01"[:10] if len(value) in (4, 7) else value
    try:
        at = datetime.fromisoformat(parts)
        return min((at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC), now)
    except (ValueError, OverflowError):
        return now
