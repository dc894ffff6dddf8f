"""Choosing: which accounts stand side by side, by what a reader asks for or else by what tells most."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.model import ArticleId
from wholestory.report import labels
from wholestory.report.columns import Column

FEWEST, MOST = 2, 4


def chosen(columns: Sequence[Column], wanted: Sequence[str]) -> tuple[ArticleId, ...]:
    """The accounts of `columns` that are `wanted`, at most four; if they are fewer than two, our own choice.

    Ours: the first to report, the text carried most, the one that tells most alone, one in another language;
    then the others in their order.
    """
    known = [column.witness.article for column in columns]
    asked = [article for article in dict.fromkeys(wanted) if article in known]
    if len(asked) >= FEWEST:
        return tuple(ArticleId(article) for article in asked[:MOST])
    return tuple(dict.fromkeys((*_ours(columns), *known)))[:MOST]


def _ours(columns: Sequence[Column]) -> list[ArticleId]:
    carried = sorted((c for c in columns if c.carried), key=lambda c: -c.carried)
    first = [c for c in columns if c.role == labels.FIRST_TO_REPORT]
    alone = [c for c in columns if c.role == labels.TELLS_MOST]
    other = [c for c in columns if c.role == labels.OTHER_LANGUAGE]
    return [group[0].witness.article for group in (first, carried, alone, other) if group]
