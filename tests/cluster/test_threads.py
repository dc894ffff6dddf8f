import random

from wholestory.cluster import threads
from wholestory.cluster.threads import Chapter

LINKED = threads.LINKED


def plainly_grown(count, links):
    """The firmest pair of groups joined while it is firm enough, all pairs looked at each time."""
    groups = {i: [i] for i in range(count)}

    def mean(i, j):
        pairs = [(min(a, b), max(a, b)) for a in groups[i] for b in groups[j]]
        return round(sum(links.get(pair, 0.0) for pair in pairs) / len(pairs), 9)

    while True:
        ranked = [(mean(i, j), -i, -j) for i in groups for j in groups if i < j]
        best = max(ranked, default=(0.0, 0, 0))
        if best[0] < LINKED:
            return sorted(sorted(group) for group in groups.values())
        groups[-best[1]] += groups.pop(-best[2])


def chapter(drawn):
    cast = {f"n{drawn.randrange(30)}": drawn.random() for _ in range(drawn.randrange(6))}
    quotes = {drawn.randrange(40): 0.5 for _ in range(drawn.randrange(3))}
    length = sum(v * v for v in cast.values()) ** 0.5 or 1.0
    vector = [drawn.random() for _ in range(4)]
    return Chapter(
        {k: v / length for k, v in cast.items()},
        threads.np.array(vector, "f"),
        sum(v * v for v in vector),
        quotes,
        1,
        drawn.choice([None, 1000.0, 1365.0]),
    )


def test_threads_grow_as_if_all_pairs_were_looked_at_each_time():
    drawn = random.Random(4)
    for _ in range(30):
        pairs = [(i, j) for i in range(12) for j in range(i + 1, 12)]
        links = {pair: round(drawn.random(), 3) for pair in drawn.sample(pairs, 25)}
        assert sorted(threads.grown(12, links)) == plainly_grown(12, links)


def test_no_two_stories_that_are_linked_are_missed():
    drawn = random.Random(7)
    chapters = [chapter(drawn) for _ in range(120)]
    linked = {
        (i, j)
        for i in range(120)
        for j in range(i + 1, 120)
        if not chapters[i].cast.keys().isdisjoint(chapters[j].cast)
        and threads.strength(chapters[i], chapters[j])
    }
    met = {(i, j) for i, j in threads._meeting(chapters) if threads.strength(chapters[i], chapters[j])}
    assert 100 < len(linked) < 7000
    assert met == linked
