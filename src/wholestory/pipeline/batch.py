"""Running the stages over a batch: many inputs in, one result or one failure each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from wholestory import errors
from wholestory.analyze import vectors
from wholestory.cluster import Grouping
from wholestory.compare import Embed
from wholestory.extract.worker import ReadPage, pages
from wholestory.model import Analysis, Article, Coverage, Failure, Story, Thread, ThreadId
from wholestory.pipeline.inputs import Input
from wholestory.pipeline.processes import Workers
from wholestory.pipeline.stage import run
from wholestory.pipeline.stages import READ, TELL

CHUNK = 32  # articles embedded together; also what one process takes at a time
WORTH_A_POOL = 4 * CHUNK  # below this, starting processes costs more than they save
HELD = 256 << 20  # bytes of inputs that are held at a time: archives hold more pages than memory does

Progress = Callable[[str, int, int], None]
T = TypeVar("T")


def silent(label: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a batch gave; `articles` and `analyses` run parallel."""

    articles: tuple[Article, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Saga:
    """What is compared together: a thread's stories or a lone one, `articles` and `analyses` parallel."""

    thread: Thread | None
    stories: tuple[Story, ...]
    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]


def read_all(
    found: Iterable[Input | Failure],
    *,
    languages: Sequence[str] | None = None,
    progress: Progress = silent,
    workers: Workers | None = None,
) -> Read:
    """Extract and analyse every input, on all cores where there are many; failures are values.

    `workers` are processes to be used again for the next batch.
    """
    reads: list[Read] = []
    done = seen = 0
    work = partial(read_chunk, languages=languages)
    with _shared(workers) as shared:
        for inputs, failures in _windows(found):
            reads.append(Read(failures=tuple(failures)))
            seen += len(inputs)
            for read in shared.share(work, list(_chunks(inputs)), worth=len(inputs) >= WORTH_A_POOL):
                reads.append(read)
                done += len(read.articles) + len(read.failures)
                progress("reading", done, seen)
    return Read(
        tuple(a for read in reads for a in read.articles),
        tuple(a for read in reads for a in read.analyses),
        tuple(f for read in reads for f in read.failures),
    )


def _shared(workers: Workers | None) -> AbstractContextManager[Workers]:
    """Those workers, left running, or some that end with the block."""
    return Workers() if workers is None else nullcontext(workers)


def _windows(found: Iterable[Input | Failure]) -> Iterator[tuple[list[Input], list[Failure]]]:
    """What was found, as much of it together as may be held."""
    inputs: list[Input] = []
    failures: list[Failure] = []
    room = HELD
    for each in found:
        if isinstance(each, Failure):
            failures.append(each)
            continue
        inputs.append(each)
        room -= len(each.data)
        if room <= 0:
            yield inputs, failures
            inputs, failures, room = [], [], HELD
    yield inputs, failures


def _chunks(inputs: Sequence[Input]) -> Iterator[list[Input]]:
    rest = iter(inputs)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def read_chunk(inputs: Sequence[Input], languages: Sequence[str] | None) -> Read:
    """Extract and analyse a few inputs in this process; their vectors are made together."""
    told: list[tuple[Article, Analysis]] = []
    failures: list[Failure] = []
    with pages() as read_page:
        for input in inputs:
            outcome = _read_one(input, read_page, languages)
            failures.append(outcome) if isinstance(outcome, Failure) else told.append(outcome)
    articles = tuple(article for article, _ in told)
    made = vectors.embed_all(articles, vectors.bundled())
    analyses = tuple(replace(analysis, vector=v) for (_, analysis), v in zip(told, made, strict=True))
    return Read(articles, analyses, tuple(failures))


def _read_one(
    input: Input, read_page: ReadPage, languages: Sequence[str] | None
) -> tuple[Article, Analysis] | Failure:
    try:
        known = run(READ, {"input": input, "read_page": read_page, "languages": languages})
        return known["article"], known["analysis"]
    except errors.Unreadable as error:
        if input.instead is not None:
            return _read_one(input.instead, read_page, languages)
        return Failure(input.path, error.code, str(error))
    except Exception as error:  # one article must never take the batch down with it
        return Failure(input.path, "internal", f"{type(error).__name__}: {error}; please report this")


def tell_all(
    grouping: Grouping, read: Read, *, progress: Progress = silent, workers: Workers | None = None
) -> tuple[Coverage, ...]:
    """The coverage of each story, then of each thread of two or more stories; on all cores if worth it."""
    told: dict[str, Coverage] = {}
    done = 0
    stories = dict.fromkeys(story.id for story in grouping.stories)
    sagas = list(_sagas(grouping, read))
    ordered = sorted(sagas, key=lambda saga: -len(saga.articles))
    for found in in_chunks(tell_chunk, ordered, workers=workers):
        told.update((coverage.of, coverage) for coverage in found)
        done += sum(coverage.of in stories for coverage in found)
        progress("comparing", done, len(grouping.stories))
    return tuple(told[of] for of in [*stories, *_threads(sagas)])


def _sagas(grouping: Grouping, read: Read) -> Iterator[Saga]:
    """Each thread with its stories, then every story that stands in none."""
    stories = {story.id: story for story in grouping.stories}
    places = {article.id: place for place, article in enumerate(read.articles)}
    threads = [thread for thread in grouping.threads if len(thread.stories) > 1]
    together = [(thread, [stories.pop(id) for id in thread.stories]) for thread in threads]
    for thread, members in [*together, *((None, [story]) for story in stories.values())]:
        chosen = sorted(places[article] for story in members for article in story.articles)
        articles, analyses = [read.articles[i] for i in chosen], [read.analyses[i] for i in chosen]
        yield Saga(thread, tuple(members), tuple(articles), tuple(analyses))


def _threads(sagas: Iterable[Saga]) -> Iterator[ThreadId]:
    return (saga.thread.id for saga in sagas if saga.thread)


def in_chunks(
    work: Callable[[Sequence[Saga]], T],
    sagas: Sequence[Saga],
    *,
    workers: Workers | None = None,
) -> Iterator[T]:
    """What `work` makes of sagas, given the largest first so that no process is left alone with it."""
    chunks: list[list[Saga]] = []
    room = 0
    for saga in sagas:
        if room < len(saga.articles):
            chunks.append([])
            room = CHUNK
        chunks[-1].append(saga)
        room -= len(saga.articles)
    worth = sum(len(saga.articles) for saga in sagas) >= WORTH_A_POOL
    with _shared(workers) as shared:
        yield from shared.share(work, chunks, worth=worth)


def tell_chunk(sagas: Sequence[Saga]) -> tuple[Coverage, ...]:
    """The coverages of some sagas, in this process."""
    return tuple(coverage for saga in sagas for coverage in _tell_saga(saga))


def _tell_saga(saga: Saga) -> tuple[Coverage, ...]:
    given = {
        "stories": saga.stories,
        "thread": saga.thread,
        "articles": saga.articles,
        "analyses": saga.analyses,
        "embed": _embedding(),
    }
    coverages: tuple[Coverage, ...] = run(TELL, given)["coverages"]
    return coverages


def _embedding() -> Embed:
    """Texts as an array of unit vectors, one a row; each text is embedded once."""
    import numpy

    known: dict[str, Any] = {}

    def embed(texts: Sequence[str]) -> Any:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        rows = vectors.bundled().encode(new) if new else []
        known.update((t, numpy.frombuffer(row, dtype="<f4")) for t, row in zip(new, rows, strict=True))
        return numpy.stack([known[text] for text in texts])

    return embed
