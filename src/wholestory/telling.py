"""Articles in, the whole story out: the house's stages run in memory, with no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from wholestory import cluster, rank
from wholestory.model import Telling
from wholestory.pipeline import inputs
from wholestory.pipeline.batch import Progress, read_all, silent, tell_all


def tell(
    paths: Iterable[str | Path],
    *,
    languages: Sequence[str] | None = None,
    progress: Progress = silent,
) -> Telling:
    """Tell the articles in `paths` (files and folders of .txt, .html, .htm, .jsonl).

    `languages` (ISO 639-1) limits what language detection may answer. `progress` is called with a
    label, the number done and the total. Inputs that cannot be read become `failures`; nothing is
    raised for them.
    """
    read = read_all(inputs.read(paths), languages=languages, progress=progress)
    grouping = cluster.group(read.articles, read.analyses)
    return Telling(
        articles=read.articles,
        analyses=read.analyses,
        stories=grouping.stories,
        threads=grouping.threads,
        coverages=tell_all(grouping, read, progress=progress),
        edition=rank.edition(grouping.stories, read.articles, read.analyses),
        failures=read.failures,
    )
