"""Centres of cells, looked for in groups."""

import numpy as np

from wholestory.cluster import centres
from wholestory.cluster.cells import Cells


def unit(drawn, *shape):
    found = drawn.normal(size=shape).astype(np.float32)
    return found / np.linalg.norm(found, axis=-1, keepdims=True)


def around(drawn, count, places=40, size=64):
    """Vectors in clusters, as those of news are."""
    found = unit(drawn, places, size)[drawn.integers(0, places, count)] + 0.5 * unit(drawn, count, size)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_the_nearest_of_many_centres_is_found_in_its_group_nearly_always():
    drawn = np.random.default_rng(1)
    points, vectors = around(drawn, 900), around(np.random.default_rng(1), 300)
    found = centres.Centres(points)
    nearest = np.argmax(vectors @ points.T, 1)
    assert np.mean(found.of_each(vectors) == nearest) > 0.9
    few = [set(found.nearest(v, 10).tolist()) for v in vectors]
    assert np.mean([n in near for n, near in zip(nearest.tolist(), few, strict=True)]) > 0.95
    assert all(len(near) == 10 for near in few)


def test_many_vectors_go_where_each_would_go_alone():
    drawn = np.random.default_rng(2)
    for count in (1, 100, 900):
        found, vectors = centres.Centres(unit(drawn, count, 64)), unit(drawn, 200, 64)
        assert found.of_each(vectors).tolist() == [int(found.nearest(v, 1)[0]) for v in vectors]


def test_cells_filled_at_once_find_what_those_filled_one_by_one_find(monkeypatch):
    monkeypatch.setattr("wholestory.cluster.cells.FIRST", 512)
    monkeypatch.setattr("wholestory.cluster.cells.FULL", 4)
    vectors = around(np.random.default_rng(3), 3000)
    slow, quick = Cells(), Cells()
    for row, vector in enumerate(vectors):
        slow.add(vector, row, (0.0, 0.0))
    quick.extend(vectors, np.arange(3000, dtype=np.int32), np.zeros((3000, 2), np.float32))
    assert [slow.near(v, 5) for v in vectors[:200]] == [quick.near(v, 5) for v in vectors[:200]]
    exact = [int(np.argmax(vectors @ v)) for v in vectors[:200]]
    assert np.mean([quick.near(v, 5)[0] == best for v, best in zip(vectors, exact, strict=False)]) == 1


def test_centres_that_are_mostly_one_and_the_same_are_no_trouble():
    drawn = np.random.default_rng(4)
    one = unit(drawn, 1, 64)
    for others in (0, 3, 40):
        points = np.concatenate([np.repeat(one, 300, 0), unit(drawn, others, 64)])
        found = centres.Centres(points)
        places = found.of_each(points)
        assert np.allclose(points[places], points, atol=1e-5)
        assert len(found.nearest(points[-1], 12)) == 12
        assert len(centres.learned(points, 200)) == 200
