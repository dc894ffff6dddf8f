"""Understanding articles anew that an earlier version of the program analysed, from their kept texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from wholestory import analyze
from wholestory.analyze import vectors
from wholestory.model import Analysis, Article, KeptArticle
from wholestory.pipeline.archive import Archive
from wholestory.pipeline.batch import CHUNK, WORTH_A_POOL
from wholestory.pipeline.processes import Workers

TOGETHER = 256  # articles kept in one transaction


def renew(archive: Archive, *, told: Callable[[int, int], None], most: int = 1_000_000) -> int:
    """Analyse up to `most` articles anew, the newest first; how many.

    No page is asked again. Ended at any moment, what was kept stays kept and the rest is due.
    """
    done = 0
    with Workers() as workers:
        while done < most and (found := archive.outdated(most=min(TOGETHER, most - done))):
            archive.keep_renewed([(kept.number, made) for kept, made in _analysed(found, workers)])
            done += len(found)
            told(done, done + (len(found) == TOGETHER))
    return done


def _analysed(found: Sequence[KeptArticle], workers: Workers) -> list[tuple[KeptArticle, Analysis]]:
    articles = [kept.article for kept in found]
    chunks = [articles[start : start + CHUNK] for start in range(0, len(articles), CHUNK)]
    shared = workers.share(analysed, chunks, worth=len(articles) >= WORTH_A_POOL)
    return list(zip(found, [made for chunk in shared for made in chunk], strict=True))


def analysed(articles: Sequence[Article]) -> list[Analysis]:
    """The analyses of some articles, in this process; their vectors are made together."""
    made = vectors.embed_all(articles, vectors.bundled())
    return [replace(analyze.article(a), vector=v) for a, v in zip(articles, made, strict=True)]
