"""A large edition for measuring: the sample's articles again and again, each time as other news.

Every time its stories happen to other people, on other days, with other figures and in part in other
words, the same in all articles and languages of a story; names come back as they do in the news, a few of
them often. Some 14 stories to 51 articles, in six languages.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from wholestory import analyze, extract
from wholestory.model import ArticleId
from wholestory.text.languages import load

SAMPLE = Path(str(files("wholestory"))) / "sample" / "articles"
GOLD = Path(__file__).resolve().parents[1] / "tests" / "sample_gold.json"
NAMES, SPREAD = 8000, 1.5  # invented ones: how many, and how much more often the first are used
OTHER_WORDS = 0.6  # share of a text's longer words that stand for others
LONG = 4  # letters
DAYS = 28
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,:h]\d+)*")
_WITHIN = re.compile(r"(?<=[^\W\d_A-Z] )[A-Z][^\W\d_]+")  # a capital within a sentence
_SOUNDS = (
    "bel",
    "ca",
    "dor",
    "en",
    "fi",
    "gar",
    "hal",
    "is",
    "kor",
    "lu",
    "mar",
    "no",
    "or",
    "pes",
    "ru",
    "ta",
    "ven",
    "zo",
)


def write(folder: Path, count: int, *, seed: int = 3) -> None:
    """`count` articles as text files in `folder`."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))}
    languages = {name: _language(name, text) for name, text in texts.items()}
    names = {word for text in texts.values() for word in _names(text)}
    vocabulary = _vocabulary(texts, languages, names)
    stories = json.loads(GOLD.read_text(encoding="utf-8"))["stories"]
    drawn = random.Random(seed)
    written = turn = 0
    while written < count:
        for story in stories:
            told = _Other(drawn, names)
            for name in story["articles"][: count - written]:
                text = told.text(texts[name], languages[name], vocabulary[languages[name]])
                (folder / f"{turn:04d}-{name}").write_text(text, encoding="utf-8")
                written += 1
        turn += 1


class _Other:
    """What one story is turned into: the same name, figure and day for the same one throughout."""

    def __init__(self, drawn: random.Random, names: set[str]) -> None:
        self._key = drawn.getrandbits(64)
        self._names = {name: _invented(int(NAMES * drawn.random() ** SPREAD), name) for name in sorted(names)}
        self._days, self._months = drawn.randrange(DAYS), drawn.randrange(12)

    def text(self, text: str, language: str, vocabulary: Sequence[str]) -> str:
        """The article as it is told of this story, by the same outlet and reporter."""
        months = _months(language)
        head, _, body = text.partition("\n\n")
        title, _, origin = head.partition("\n")
        told = _TOKEN.sub(lambda found: self._token(found.group(), vocabulary), f"{title}\n\n{body}")
        title, _, body = told.partition("\n\n")
        day = rf"\b(\d\d?)(\.? (?:de )?)({'|'.join(months)})\b"
        origin = re.sub(day, lambda found: self._date(found, months), origin)
        return f"{title}\n{origin}\n\n{body}"

    def _date(self, found: re.Match[str], months: Sequence[str]) -> str:
        day = (int(found[1]) - 1 + self._days) % DAYS + 1
        return f"{day}{found[2]}{months[(months.index(found[3]) + self._months) % 12]}"

    def _token(self, token: str, vocabulary: Sequence[str]) -> str:
        drawn = random.Random(f"{self._key} {token}")
        if token.isdigit() and len(token) < 4:
            return str(drawn.randrange(int("1" + "0" * (len(token) - 1)), 10 ** len(token)))
        if token in self._names:
            return self._names[token]
        if token.islower() and len(token) >= LONG and drawn.random() < OTHER_WORDS:
            return drawn.choice(vocabulary)
        return token


def _language(name: str, text: str) -> str:
    article = extract.scraped(text, id=ArticleId(name), path=name)
    return analyze.article(article).language or "en"


def _names(text: str) -> set[str]:
    """The words of which the names in a text are made, but for those of its outlet and reporter."""
    analysis = analyze.article(extract.scraped(text, id=ArticleId("-"), path=""))
    words = {word for referent in analysis.referents for word in _WORD.findall(referent.name)}
    words |= set(_WITHIN.findall(text)) if analysis.language != "de" else set()
    return {word for word in words if word[0].isupper() and not word.isupper()}


def _vocabulary(
    texts: Mapping[str, str], languages: Mapping[str, str], names: set[str]
) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, text in texts.items():
        found[languages[name]] |= {w for w in _WORD.findall(text) if w.islower() and len(w) >= LONG}
    return {language: sorted(words - names) for language, words in found.items()}


def _months(language: str) -> list[str]:
    return [row[0] for row in load(language, "months")["months"]]


def _invented(number: int, name: str) -> str:
    """The name of that number in the place of `name`: of a kind with it by its length."""
    drawn = random.Random(number * 31 + min(len(name), 7))
    return "".join(drawn.choices(_SOUNDS, k=2 + (len(name) > 5))).capitalize()
