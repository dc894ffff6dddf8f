"""Articles put into a store through its own way of keeping them."""

from dataclasses import replace

from storing import HOUR, NOW, arrival, brought, followed, lent

from making import article
from wholestory.model import Analysis, ArticleId, EntityType, ReadEntry, Referent


def entries(kept, *times, feed="https://tide.example/rss"):
    """Store an entry for each time; numbers of entries in the order given."""
    followed(kept, feed)
    with_keys = [arrival(f"{feed} {n}", title=f"Entry {n}", at=at) for n, at in enumerate(times)]
    lent_feed = next(each for each in kept.due(NOW, most=99, lease=HOUR / 60) if each.url == feed)
    kept.keep([brought(lent_feed, *with_keys)])
    return [each.number for each in kept.newest(most=1000)]


def reading(unread, title, text, *, people=(), language="en", **known):
    made = article(text, title=title, id=f"e{unread.number}", **known)
    referents = tuple(Referent(name, EntityType.PERSON) for name in people)
    analysis = Analysis(article=ArticleId(made.id), language=language, published=None, referents=referents)
    return ReadEntry(
        number=unread.number, lease=unread.lease, at=NOW, article=made, analysis=analysis, whole=True
    )


def keep(kept, *told, at=NOW, feed="https://tide.example/rss"):
    """Keep articles given as (title, text) or as mappings, the first at `at` and each an hour earlier."""
    entries(kept, *(at - n * HOUR for n in range(len(told))), feed=feed)
    lent_entries = {each.entry.title: each for each in kept.unread(NOW, most=1000, lease=HOUR)}
    readings = []
    for n, each in enumerate(told):
        given = each if isinstance(each, dict) else {"title": each[0], "text": each[1]}
        readings.append(reading(lent_entries[f"Entry {n}"], **given))
    kept.keep_read(readings)
    return readings


def again(kept, number, **told):
    """The entry `number` is read once more and brings something else."""
    from wholestory.store import articles

    with kept._writing():
        articles.mark(kept._alias, [number], NOW)
    (unread,) = [each for each in kept.unread(NOW, most=99, lease=HOUR) if each.number == number]
    kept.keep_read([replace(reading(unread, **told), at=NOW + HOUR)])


__all__ = ["again", "entries", "keep", "lent", "reading"]
