"""Invented articles of real size for measuring a store: no text, but words, names and days spread as in news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    Block,
    EntityType,
    Mention,
    MentionKind,
    PlainText,
    Referent,
    Role,
    Sentence,
    Span,
    Vector,
)

LANGUAGES = ("en", "en", "en", "en", "de", "fr", "es", "it", "pt", "ar")
VOCABULARY, PEOPLE, OUTLETS = 150_000, 60_000, 400
WORDS = 470  # of an article: 3,000 letters
TITLE, SENTENCE, PARAGRAPH = 9, 21, 3  # words of a title and a sentence, sentences of a paragraph
DAYS = 365
END = datetime(2026, 11, 1, tzinfo=UTC)
SEED = 5
_ONSETS = ("", "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "ch")
_SOUNDS = ("a", "e", "i", "o", "u", "en", "er", "an", "on", "is", "al", "or", "ou")


@dataclass(frozen=True, slots=True)
class Print:
    """An invented article, its outlet's number and when it is sorted."""

    number: int
    article: Article
    analysis: Analysis
    outlet: int
    sort_at: datetime


class Press:
    """Prints articles; the same ones every time."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.drawn = np.random.default_rng(SEED)
        self.words = {language: _words(language) for language in dict.fromkeys(LANGUAGES)}
        self.people = [f"{_word(n * 7 + 3)} {_word(n * 13 + 5)}".title() for n in range(PEOPLE)]
        weights = 1 / np.arange(1, VOCABULARY + 1, dtype=float) ** 1.03
        self.shares = np.cumsum(weights / weights.sum())

    def print(self, numbers: range) -> Iterator[Print]:
        """The articles of these numbers, the oldest first."""
        for number in numbers:
            self.drawn = np.random.default_rng([SEED, number])
            yield self._one(number)

    def _one(self, number: int) -> Print:
        language = LANGUAGES[int(self.drawn.integers(len(LANGUAGES)))]
        ranks = np.searchsorted(self.shares, self.drawn.random(WORDS))
        words = [self.words[language][rank] for rank in ranks.tolist()]
        people = [self.people[int(n)] for n in (self.drawn.random(4) ** 3 * PEOPLE)]
        outlet = int(self.drawn.random() ** 2 * OUTLETS)
        at = END - timedelta(days=DAYS * (1 - number / self.count))
        id = ArticleId(f"e{number}")
        article, sentences = _laid_out(id, words, people, outlet, language)
        analysis = Analysis(
            article=id,
            language=language,
            published=None,
            sentences=sentences,
            referents=tuple(Referent(name, EntityType.PERSON) for name in people),
            mentions=tuple(self._mentions(article, sentences, people)),
            vector=Vector("invented", self.drawn.normal(size=512).astype("<f4").tobytes()),
        )
        return Print(number, article, analysis, outlet, at)

    def _mentions(
        self, article: Article, sentences: tuple[Sentence, ...], people: list[str]
    ) -> Iterator[Mention]:
        """Some fifty stretches; an analysis of a real article of this size takes as many bytes."""
        for each in sentences:
            for start in self.drawn.integers(each.span.start, each.span.end, 2).tolist():
                end = min(start + 9, each.span.end)
                kind = MentionKind.NAMED if start % 2 else MentionKind.NOMINAL
                yield Mention(Span(article.id, start, end), kind, start % len(people))


def _laid_out(
    id: ArticleId, words: list[str], people: list[str], outlet: int, language: str
) -> tuple[Article, tuple[Sentence, ...]]:
    title = " ".join([*words[:TITLE], people[0]]).capitalize()
    text, blocks, sentences = title, [Block(Role.TITLE, 0, len(title))], []
    for start in range(TITLE, len(words), SENTENCE * PARAGRAPH):
        text += "\n\n"
        begin = len(text)
        for one in range(start, min(len(words), start + SENTENCE * PARAGRAPH), SENTENCE):
            said = " ".join(words[one : one + SENTENCE])
            said = f"{said.capitalize()}, {people[one % len(people)]} said."
            sentences.append(Sentence(Span(id, len(text), len(text) + len(said)), Role.PARAGRAPH))
            text += f"{said} "
        text = text.rstrip()
        blocks.append(Block(Role.PARAGRAPH, begin, len(text)))
    url = f"https://outlet{outlet}.example/{id}"
    name = PlainText(f"Outlet {outlet}")
    article = Article(id=id, text=text, blocks=tuple(blocks), url=url, outlet=name, language=language)
    return article, tuple(sentences)


def _words(language: str) -> list[str]:
    """The vocabulary of a language, the commonest first and shortest."""
    shift = sum(map(ord, language)) * 977
    return [f"{_word(n + 40 + shift % 50)}{'' if n % 3 else language[0]}" for n in range(VOCABULARY)]


def _word(number: int) -> str:
    said = ""
    while number:
        number, one = divmod(number, len(_ONSETS))
        number, other = divmod(number, len(_SOUNDS))
        said += _ONSETS[one] + _SOUNDS[other]
    return said or "a"
