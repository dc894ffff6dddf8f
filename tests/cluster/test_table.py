"""Groups held against each other: few one by one and many at once, as if pair by pair with mappings."""

import math
import random

import numpy as np
import pytest

from wholestory.cluster import kept, kernel, odds, table, weights
from wholestory.cluster.facts import KINDS, Kind, packed
from wholestory.cluster.kept import Kept, alone, together
from wholestory.cluster.mass import CEILING, DATED, DENSE, FLOOR, HIGH, LOW, MIDDLE, SIZE
from wholestory.cluster.table import Table
from wholestory.cluster.told import LANGUAGES, NAMES, QUOTES, WORDS

SIZES = weights.projection().matrix.shape[1]


def article(drawn, number):
    """An article with anything missing at times."""

    def vector(keys, most):
        count = drawn.choice([0, most // 2, most])
        return kept.packed({k: 1 / math.sqrt(count) for k in drawn.sample(range(keys), count)})

    day = drawn.choice([None, 100.0, 101.5, 108.0, 160.0])
    dense = np.array([drawn.gauss(0, 1) for _ in range(SIZES)])
    told = {drawn.randrange(6) << 5 | kind: 1.0 for kind in drawn.sample(list(Kind), drawn.choice([0, 12]))}
    return Kept(
        id=f"a{number}",
        language=drawn.choice(["en", "it", ""]),
        low=day,
        high=None if day is None else day + drawn.choice([0.0, 1.0, 90.0]),
        length=drawn.randrange(1, 300),
        words=vector(60, 30),
        names=vector(20, 8),
        only=b"",
        quotes=vector(30, 10),
        prints=b"",
        dense=drawn.choice([b"", (dense / np.linalg.norm(dense)).astype(np.float16).tobytes()]),
        raw=b"",
        facts=packed(told),
    )


@pytest.fixture
def articles():
    drawn = random.Random(3)
    return [article(drawn, number) for number in range(40)]


def unpacked(vector):
    return dict(zip(kept.keys_of(vector).tolist(), kept.weights_of(vector).tolist(), strict=True))


def test_what_two_groups_have_in_common_is_summed_over_all_pairs_of_members(articles):
    left, right = articles[:3], articles[3:8]
    common = table.against(together(left, SIZES), [together(right, SIZES)]).common[0]
    for kind, part in ((WORDS, "words"), (NAMES, "names"), (QUOTES, "quotes")):
        plain = sum(
            weight * unpacked(getattr(b, part)).get(key, 0.0)
            for a in left
            for b in right
            for key, weight in unpacked(getattr(a, part)).items()
        )
        assert common[kind] == pytest.approx(plain)
    assert common[LANGUAGES] == sum(a.language == b.language for a in left for b in right)
    vectors = [sum(kept.dense_of(a, SIZES) for a in side) for side in (left, right)]
    assert common[DENSE] == pytest.approx(float(vectors[0] @ vectors[1]), abs=1e-3)
    assert common[WORDS] > 0
    assert common[:KINDS].any()


def test_a_row_that_takes_in_another_is_as_summed_at_once(articles):
    rows = Table([alone(a, SIZES) for a in articles[:5]])
    for other in range(1, 5):
        rows.join(0, other, rows.touches(np.array([0]), np.array([other]))[0])
    whole = together(articles[:5], SIZES)
    assert rows.lines[0] == pytest.approx(whole.line)
    assert rows.own[0] == pytest.approx(whole.own, abs=1e-3)
    assert rows.told[0].said.keys.tolist() == whole.told.said.keys.tolist()
    assert rows.told[0].said.values == pytest.approx(whole.told.said.values)


def test_articles_made_groups_at_once_are_those_made_one_by_one(articles):
    for many, one in zip(kept.each(articles, SIZES), articles, strict=True):
        single = alone(one, SIZES)
        assert many.line.tolist() == single.line.tolist()
        assert many.own == pytest.approx(single.own)
        assert many.told.said.keys.tolist() == single.told.said.keys.tolist()


@pytest.mark.parametrize("signs", [kernel.signs, kernel.settled])
def test_many_pairs_weighed_at_once_have_the_odds_of_each(articles, signs, monkeypatch):
    masses = [*kept.each(articles, SIZES), *(together(articles[i : i + 2], SIZES) for i in range(20))]
    model = weights.learned() if signs is kernel.signs else weights.settling()
    given = [table.against(one, masses) for one in masses[::6]]
    monkeypatch.setattr(odds, "FEW", len(masses))
    each = np.concatenate([odds.of(pairs, model, signs) for pairs in given])
    monkeypatch.setattr(odds, "FEW", 0)
    many = np.concatenate([odds.of(pairs, model, signs) for pairs in given])
    assert many == pytest.approx(each, abs=1e-3)
    assert 10 < np.isfinite(each).sum() < len(each) - 10


def test_the_line_of_copies_counts_them_once_but_all_their_days(articles):
    first = articles[0]
    days = (10.0, 12.0, 14.0)
    same = [first._replace(id=f"c{day}", low=day, high=day, prints=b"same") for day in days]
    line = together(same, SIZES).line
    assert (line[SIZE], line[DATED], line[MIDDLE]) == (1, 3, 36.0)
    assert (line[LOW], line[HIGH], line[FLOOR], line[CEILING]) == (10.0, 14.0, 14.0, 10.0)
