"""Every title's account of every story, in one place: told once, compared, and traced to the sentence.

`tell(paths)` takes files and folders of articles to a `Telling`: articles, stories, threads and their
coverage, all plain frozen data of `wholestory.model`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from wholestory import errors, model
from wholestory.model import Telling

# numpy's BLAS reads this once, when numpy is first loaded, whichever room does it: more threads only fight.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
__all__ = ["Telling", "__version__", "errors", "model", "tell"]


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
