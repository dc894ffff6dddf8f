"""Cards made by hand, for ranking."""

from datetime import UTC, datetime, timedelta

from wholestory.model import Brief, Card, Counts, Face, StoryId, ThreadId, Topic

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


def card(id, *, voices=3, hours=2.0, articles=None, copies=0, grown=0, thread=None, topics=(), **cut):
    """A story of so many voices, the latest of them so many hours ago."""
    newest = NOW - hours * HOUR
    size = articles or voices + copies
    brief = Brief(
        id=StoryId(id),
        headline=id,
        outlet="Tide",
        articles=size,
        voices=voices,
        opened_at=newest,
        newest_at=newest,
        heat=0.0,
        thread=ThreadId(thread) if thread else None,
    )
    counts = Counts(
        titles=voices + copies,
        articles=size,
        voices=voices,
        own=voices,
        copies=copies,
        agency=None,
        carried=0,
        apart=0,
        claims=0,
    )
    places = {name: cut.pop(name) for name in ("countries", "languages") if name in cut}
    face = Face(headline=None, dek=None, lines=(), counts=counts, **cut)
    return Card(
        brief=brief,
        face=face,
        told=True,
        began_at=newest - 12.5 * HOUR,
        pace=tuple(NOW - n * HOUR / 60 for n in range(grown)),
        topics=tuple(map(Topic, topics)),
        **places,
    )
