"""Articles that come from files, not from a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wholestory.model.analysis import Analysis
from wholestory.model.article import Article
from wholestory.model.failure import Failure
from wholestory.model.feed import KnownEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An article read from a file, and what to know it by: `known.key` is of the file's very bytes.

    `known.link` is the article's canonical address; where it has none, it stands for the file and the title.
    """

    known: KnownEntry
    article: Article
    analysis: Analysis
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """What importing brought: `new` articles, `changed` ones (both texts are kept), those that were `same`.

    `followed` counts feeds from lists of feeds. `failed` counts all failures, of which the
    first thousand are given.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    followed: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()

    def __add__(self, other: Imports) -> Imports:
        return Imports(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            same=self.same + other.same,
            followed=self.followed + other.followed,
            failed=self.failed + other.failed,
            failures=(self.failures + other.failures)[:1000],
        )
