"""Every title's account of every story, in one place: told once, compared, and traced to the sentence.

`tell(paths)` takes files and folders of articles to a `Telling`: articles, stories, threads and their
coverage, all plain frozen data of `wholestory.model`. `open(url)` gives a newsroom that follows outlets and
keeps what they publish.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wholestory import errors, model
from wholestory.model import Telling

if TYPE_CHECKING:
    from wholestory.newsroom import Newsroom

# numpy's BLAS reads this once, when numpy is first loaded, whichever room does it: more threads only fight.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
__all__ = ["Telling", "__version__", "errors", "model", "open", "tell"]


def open(url: str, *, contact: str | None = None, allowed: Iterable[str] = ()) -> Newsroom:
    """The newsroom kept at `url`, "sqlite:///news.db" (relative) or "sqlite:////var/news.db".

    The file is made where it is missing and brought up to date, after a copy, where it is old. `contact`
    is what servers are told of whom to write to, `allowed` lists private hosts that may be asked. Raises
    `errors.BadAddress`, and `errors.DatabaseUnusable` and what stands below it.
    """
    from wholestory import newsroom
    from wholestory.fetch import Manners

    return newsroom.opened(url, manners=Manners(contact=contact), allowed=allowed)


def tell(
    paths: Iterable[str | Path],
    *,
    languages: Sequence[str] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Telling:
    """Tell the articles in `paths`: files and folders of texts, saved pages, JSON lines and web archives.

    `languages` (ISO 639-1 codes) limits what language detection may answer; `progress` is called with
    a label, the number done and the total. Inputs that cannot be read become the telling's `failures`.
    """
    from wholestory import telling  # here, so that importing the package stays instant

    return telling.tell(paths, languages=languages, progress=progress or (lambda *_: None))
