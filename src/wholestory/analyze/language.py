"""The language an article is written in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from functools import cache

from wholestory.model import Article, Role

# Below this many letters a detector guesses.
ENOUGH = 24
SAMPLE = 1500
SHORT = 200


def of(article: Article, allowed: Collection[str] | None = None) -> str | None:
    """The ISO 639-1 code of `article`: what it declares where its text confirms that, else what its text is.

    `allowed` restricts the choice; None or empty leaves it open. None where the text is too short to tell
    and nothing is declared. Detection: n-gram frequencies (eldc), py3langid where eldc has no wheel.
    """
    choice = frozenset(allowed or ())
    declared = (article.language or "").replace("_", "-").split("-")[0].lower() or None
    if choice and declared not in choice:
        declared = None
    sample = _sample(article)
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return declared
    found, sure = _detect(sample, choice)
    return declared if declared and not sure else found or declared


def _sample(article: Article) -> str:
    """The body's opening where there is one, since a headline is often all names."""
    body = next((b.start for b in article.blocks if b.role is Role.PARAGRAPH), 0)
    return article.text[body : body + SAMPLE] if len(article.text) - body > SHORT else article.text[:SAMPLE]


def _detect(text: str, choice: frozenset[str]) -> tuple[str | None, bool]:
    if len(choice) == 1:
        return next(iter(choice)), False
    return _detector(choice)(text)


@cache
def _detector(choice: frozenset[str]) -> Callable[[str], tuple[str | None, bool]]:
    try:
        import eldc
    except ImportError:
        return _langid(choice)
    eldc.init()
    # An instance of its own: eldc.set_languages would change every other caller's detector.
    detector = eldc.instance()
    if choice:
        detector.set_languages(sorted(choice))

    def detect(text: str) -> tuple[str | None, bool]:
        result = detector.detect_details(text)
        return (None if result.language == "und" else result.language), bool(result.reliable)

    return detect


def _langid(choice: frozenset[str]) -> Callable[[str], tuple[str | None, bool]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = [code for code in identifier.nb_classes if code in choice]
    if known:
        identifier.set_languages(known)
    lock = threading.Lock()

    def detect(text: str) -> tuple[str | None, bool]:
        with lock:
            code, probability = identifier.classify(text)
        return str(code), float(probability) > 0.9

    return detect
