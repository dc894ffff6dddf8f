"""Neighbours mixed in, and what a large story must show beyond single joins."""

import math

import numpy as np
import pytest

from wholestory.cluster import kernel, mass, surroundings, weights
from wholestory.cluster.agglomerate import Agglomeration
from wholestory.cluster.kept import Kept, alone, key, packed
from wholestory.cluster.table import Table, pairs
from wholestory.model import ArticleId

SIZE = weights.projection().matrix.shape[1]


def one(*direction, words=(), day=None):
    vector = np.zeros(SIZE)
    vector[: len(direction)] = direction
    vector /= max(np.linalg.norm(vector), 1e-9)
    found = {key(w): 1 / math.sqrt(len(words)) for w in words}
    dense = vector.astype(np.float16).tobytes() if direction else b""
    kept = Kept(ArticleId("a"), "en", day, day, 9, packed(found), b"", b"", b"", b"", dense, b"")
    return alone(kept, SIZE)


def group(*members):
    """The members as rows of a table, all of them joined in the first."""
    table = Table(members)
    for row in range(1, len(members)):
        table.join(0, row, touch(table, 0, row))
    return table


def touch(table, a, b):
    return table.touches(np.array([a]), np.array([b]))[0]


def held(*groups):
    """Two groups of members held against each other."""
    one, other = groups
    table = Table([*one, *other])
    for start, end in ((0, len(one)), (len(one), len(one) + len(other))):
        for row in range(start + 1, end):
            table.join(start, row, touch(table, start, row))
    return next(pairs(table, np.array([0]), np.array([len(one)])).each())


def test_a_report_between_two_others_brings_them_nearer():
    given = {"a": one(1, 0), "between": one(1, 1), "b": one(0, 1), "far": one(0, 0, 1)}
    found = surroundings.put(given, [("a", "between"), ("b", "between"), ("a", "far")])
    assert held([given["a"]], [given["b"]]).common[mass.DENSE] == pytest.approx(0, abs=1e-3)
    assert held([found["a"]], [found["b"]]).common[mass.AROUND] > 0.5
    assert held([found["a"]], [found["far"]]).common[mass.AROUND] < 0.1


def test_only_the_few_nearest_are_mixed_in():
    near = {f"n{i}": one(1, 0, 1) for i in range(surroundings.FEW)}
    given = {"a": one(1), **near, "less": one(1, 3)}
    pairs = [("a", other) for other in given if other != "a"]
    found = surroundings.put(given, pairs)
    assert found["a"].around[1] == pytest.approx(0, abs=1e-3)
    assert found["a"].around[2] > 0.3


def test_the_order_of_the_pairs_changes_nothing():
    drawn = np.random.default_rng(1)
    given = {i: one(*drawn.normal(size=6)) for i in range(12)}
    pairs = [(a, b) for a in given for b in given if a < b]
    forwards, backwards = (surroundings.put(given, p) for p in (pairs, [(b, a) for a, b in pairs[::-1]]))
    assert all(np.array_equal(forwards[i].around, backwards[i].around) for i in given)


def test_an_article_without_neighbours_or_vector_keeps_its_own():
    given = {"a": one(1, 2), "bare": one(words=("fire",))}
    found = surroundings.put(given, [])
    assert np.allclose(found["a"].around, given["a"].dense, atol=1e-3)
    assert not found["bare"].around.any()
    signs = kernel.settled(held([found["a"]], [found["bare"]]))
    assert len(signs) == len(kernel.SETTLED)
    assert all(map(math.isfinite, signs))


def test_sums_of_surroundings_are_those_of_their_members():
    given = surroundings.put({i: one(1, i, day=float(i)) for i in range(5)}, [(0, 1), (2, 3)])
    together = group(*given.values())
    assert np.allclose(together.around[0], sum(m.around for m in given.values()), atol=1e-4)
    assert together.lines[0, mass.SQUARES] == sum(i * i for i in range(5))
    assert together.own[0, mass.AROUND] == pytest.approx(
        float(together.around[0] @ together.around[0]), rel=1e-4
    )


def spread(*groups):
    a, b = (list(surroundings.put({i: one(1, day=d) for i, d in enumerate(g)}, []).values()) for g in groups)
    return kernel.settled(held(a, b))[kernel.SETTLED.index("spread")]


def test_two_short_bursts_lie_further_apart_than_two_long_tellings():
    short = spread([10.0] * 6, [13.0] * 6)
    assert short > spread([8.0, 9.0, 10.0, 11.0, 12.0] * 2, [11.0, 12.0, 13.0, 14.0, 15.0] * 2) > 0
    assert short > spread([10.0], [13.0])
    assert spread([10.0] * 6, [10.2] * 6) == 0


def looseness(a, b):
    return kernel.looseness(held(a, b))


def test_a_chain_of_subjects_is_doubted_when_large_and_one_event_never():
    chain = [one(*(int(i // 2 in (j, j + 1)) for j in range(22))) for i in range(40)]
    loose = looseness(chain[:20], chain[20:])
    assert loose > looseness(chain[:8], chain[8:16]) > 0
    assert looseness(chain[:4], chain[4:8]) == 0
    assert looseness([one(1)] * 20, [one(1, 0.2)] * 20) == 0


def test_what_has_no_vector_is_not_doubted_for_it():
    bare = [one(words=("fire", "mill"))] * 30
    assert looseness(bare, bare) == 0


def test_many_odds_at_once_are_those_of_each():
    model = weights.settling()
    rows = np.random.default_rng(2).uniform(size=(9, len(kernel.SETTLED))).tolist()
    assert model.all_odds(rows) == pytest.approx([model.odds(row) for row in rows], abs=1e-4)


def test_both_models_fit_the_signs_that_they_get():
    assert len(weights.learned().mean) == len(kernel.ARRIVING)
    assert len(weights.settling().mean) == len(kernel.SETTLED)


def test_pairs_beyond_one_chunk_are_all_weighed(monkeypatch):
    monkeypatch.setattr("wholestory.cluster.agglomerate.CHUNK", 2)
    given = [one(1, words=("fire", "mill", "halden"))] * 4
    run = Agglomeration(given, weights.learned())
    run.link((a, b) for a in range(4) for b in range(a))
    assert len(run.odds) == 6
    assert len(set(run.odds.values())) == 1
