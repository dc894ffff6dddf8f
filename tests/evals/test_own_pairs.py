"""What `evals/own_pairs.jsonl` promises of its pairs."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from babel import Locale

from wholestory.text.words import content, forms, romanised

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [json.loads(line) for line in (ROOT / "evals" / "own_pairs.jsonl").read_text("utf-8").splitlines()]
SAME = [pair for pair in PAIRS if pair["same"]]
LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
NUMERALS = frozenset({"milioni", "million", "millionen", "millones", "euro", "prozent"})


def _stems(pair, side):
    """Stems and romanised words but for numbers, dates and the names a pair declares."""
    article = pair[side]
    text, language = f"{article['title']}\n{article['text']}", article["lang"]
    kept = content(" ".join(f for f in forms(text) if not _is_exempt(f, pair["names"])), language)
    return {romanised(stem) for stem in kept}


def _is_exempt(form, names):
    parts = set(romanised(form).split("'"))
    allowed = NUMERALS | DATES | {romanised(name) for name in names}
    return bool(parts & allowed) or any(c.isdigit() for c in form)


def _dates():
    for language in LANGUAGES:
        locale = Locale(language)
        for words in (locale.months, locale.days):
            for name in words["format"]["wide"].values():
                yield from (romanised(form) for form in forms(name))


DATES = frozenset(_dates())


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair["id"])
def test_the_articles_of_one_event_share_no_content_word(pair):
    assert not _stems(pair, "a") & _stems(pair, "b")


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair["id"])
def test_the_articles_of_one_event_are_at_most_three_days_apart(pair):
    a, b = (datetime.fromisoformat(pair[side]["published_at"]) for side in "ab")
    assert abs(a - b) <= timedelta(days=3)


def test_there_are_sixty_pairs_of_either_kind():
    assert (len(SAME), len(PAIRS)) == (60, 120)


def test_most_pairs_of_one_event_declare_no_common_name():
    assert sum(not pair["names"] for pair in SAME) >= 30


def test_five_languages_have_twenty_pairs_each():
    present = [{pair["a"]["lang"], pair["b"]["lang"]} for pair in PAIRS]
    assert all(sum(code in languages for languages in present) >= 20 for code in LANGUAGES[:5])
