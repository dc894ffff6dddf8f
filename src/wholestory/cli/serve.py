"""`wholestory serve` and `work`: a newsroom that keeps itself up to date."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wholestory import settings
from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database
from wholestory.errors import NotServed

if TYPE_CHECKING:
    from wholestory.jobs import Worker
    from wholestory.jobs.worker import Health
    from wholestory.newsroom import Newsroom

SAMPLE = "sqlite:///sample.db"
PORT = 8080
GIVES_WAY = 10  # of 19


def serve(
    *,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="Where to listen; the next free one if taken.")
    ] = PORT,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Which of this machine's addresses.")] = (
        "127.0.0.1"
    ),
    sample: Annotated[
        bool, typer.Option("--sample", help="Serve the sample outlets, in sample.db, without a network.")
    ] = False,
    database: Database = None,
) -> None:
    """Serve the newsroom's pages and keep it up to date, until stopped."""
    if not sample:
        with newsrooms.opened(database) as newsroom:
            _serve(newsroom, newsrooms.address(database), host, port, keep_days=_keep_days())
        return
    from wholestory.jobs import sample as samples  # here, so that --help stays instant

    address = SAMPLE if database is None else database
    with newsrooms.said(), samples.opened(address) as newsroom:
        newsrooms.say(f"The sample outlets come into {address}. In another terminal:")
        newsrooms.say(f"  wholestory stories --days 9999 --database {address}")
        _serve(newsroom, address, host, port, keep_days=0)


def work(
    *,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
    database: Database = None,
) -> None:
    """Keep the newsroom up to date until stopped, without a server."""
    with newsrooms.opened(database) as newsroom:
        worker = _worker(newsroom, _keep_days())
        if not once:
            newsrooms.say("At work; Ctrl-C ends it.")
            worker.run(threading.Event())
            return
        worker.once()
    raise typer.Exit(newsrooms.SOME_FAILED if worker.health.failures else newsrooms.DONE)


def _serve(newsroom: Newsroom, address: str, host: str, port: int, *, keep_days: int) -> None:
    """The worker has this thread, so that whatever stops the command ends a round at once."""
    from wholestory.jobs import beat, nearness, notifying, pages, serving

    def hears(is_running: bool, failures: int) -> None:
        beat.write_notifier(newsroom.store.path, is_running=is_running, failures=failures)
        if failures and not is_running:
            newsrooms.say(f"the notifier ended ({failures} in a row); it is started again")

    nearness.check(settings.read(Path.cwd()), host)
    found, environ = serving.free(host, port), {"WHOLESTORY_DATABASE": address}
    with (
        pages.served(host, found, environ=environ) as ended,
        notifying.beside(f"http://{host}:{found}", environ=environ, hears=hears) as done,
    ):
        worker = _worker(newsroom, keep_days, done)
        if port not in (0, found):
            newsrooms.say(f"Port {port} is taken.")
        newsrooms.say(f"Read at http://{host}:{found}/ while it keeps itself up to date. Ctrl-C ends it.")
        os.nice(GIVES_WAY)  # to the pages, which were started before
        worker.run(ended)
    raise NotServed("the pages are served no more; start it again")


def _worker(newsroom: Newsroom, keep_days: int, done: Callable[[], None] = lambda: None) -> Worker:
    """`done` is called after each round."""
    from wholestory.jobs import Worker, beat, cache

    images = cache.Cache(cache.folder(newsroom.store.path))

    def beats(health: Health) -> None:
        beat.write(newsroom.store.path, health)
        images.tidy_at_times()
        done()

    return Worker(
        newsroom,
        keep_days=keep_days,
        say=lambda line: newsrooms.say(f"{datetime.now():%H:%M:%S}  {line}"),
        beats=beats,
    )


def _keep_days() -> int:
    return settings.read(Path.cwd()).keep_days
