"""The words of an article as they are matched: folded, each with its place, and where runs of four begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wholestory.model import Article, ArticleId, Span
from wholestory.text.words import words

RUN = 4  # tokens of a shingle
REPEATS = 3  # places kept of a shingle that an article repeats: keeps hostile repetition linear


@dataclass(frozen=True, slots=True)
class Tokens:
    """`forms[i]` stands at `text[starts[i]:ends[i]]`; `runs` holds the places of each hashed shingle."""

    article: ArticleId
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    runs: Mapping[int, tuple[int, ...]]

    def span(self, first: int, last: int) -> Span:
        """From the beginning of token `first` to the end of token `last`."""
        return Span(self.article, self.starts[first], self.ends[last])


def read(article: Article) -> Tokens:
    """The tokens of all the article's text."""
    found = words(article.text)
    forms = tuple(word.form for word in found)
    return Tokens(
        article=article.id,
        forms=forms,
        starts=tuple(word.start for word in found),
        ends=tuple(word.end for word in found),
        runs=_runs(forms),
    )


def _runs(forms: tuple[str, ...]) -> dict[int, tuple[int, ...]]:
    places: dict[int, tuple[int, ...]] = {}
    for i in range(len(forms) - RUN + 1):
        run = hash(forms[i : i + RUN])
        known = places.get(run, ())
        if len(known) < REPEATS:
            places[run] = (*known, i)
    return places


def marked(tokens: Tokens, spans: Iterable[Span]) -> list[int]:
    """For each token the number of the span it lies in, -1 for none; of two spans the later one counts."""
    marks = [-1] * len(tokens.forms)
    for number, span in enumerate(spans):
        for i in range(bisect_left(tokens.starts, span.start), len(marks)):
            if tokens.ends[i] > span.end:
                break
            marks[i] = number
    return marks
