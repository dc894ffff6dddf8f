"""Which entries of a feed are new, changed, the same or gone, beside what is known of it. Nothing is deleted.

Entries and records are brought together in turns, the surest first, each record taken once: by id with a
title or address in common; by address and title, whatever the id (ids change when a site changes its
program); by id alone (an id put on another article); by address where one side has no id; by key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from wholestory.feeds.keys import Identity, identify
from wholestory.model import Arrival, Decision, Entry, EntryKey, Feed, KnownEntry, Novelty, Stamp

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web; such dates are mistakes of the feed's program
LATEST = timedelta(days=366)  # further ahead than that is a mistake, too
FRESH = timedelta(hours=48)

_Asked = Callable[[Identity], Iterable[KnownEntry]]


def decide(known: Sequence[KnownEntry], parsed: Feed, now: datetime) -> Decision:
    """What `parsed`, read at `now`, changes about `known`, all that is kept of the feed.

    Idempotent: deciding again with what the decision says to keep finds everything the same.
    """
    listed, doubled = _once(identify(parsed))
    records = _matched(known, listed)
    taken = {record.key for record in known}
    new, changed, same = [], [], []
    for index, each in enumerate(listed):
        record = records.get(index)
        if record is None:
            key = next((key for key in each.possible_keys() if key not in taken), None)
            if key is None:
                doubled += 1
                continue
            taken.add(key)
            new.append(_arrival(each, key, now - timedelta(microseconds=index), now))
        elif (novelty := _novelty(record, each)) is None:
            same.append(record.key)
        else:
            changed.append(Arrival(_kept(record, each), each.entry, novelty))
    found = {record.key for record in records.values()}
    gone = tuple(record.key for record in known if record.key not in found)
    return Decision(new=tuple(new), changed=tuple(changed), same=tuple(same), gone=gone, doubled=doubled)


def sorting_time(entry: Entry, now: datetime) -> datetime | None:
    """When it was published as far as that is credible, and never after `now`; None where nothing is."""
    times = (time.at for time in (entry.published, entry.updated) if time and is_credible(time, now))
    return next((min(at, now) for at in times if at), None)


def is_credible(time: Stamp, now: datetime) -> bool:
    """Whether a news outlet can have meant that time."""
    return time.at is not None and EARLIEST <= time.at <= now + LATEST


def _once(listed: list[Identity]) -> tuple[list[Identity], int]:
    """Each article once, the latest of its versions, where the first stood."""
    best: dict[EntryKey, Identity] = {}
    for each in listed:
        key = next(each.possible_keys())
        if key not in best or _version(each) > _version(best[key]):
            best[key] = each
    return list(best.values()), len(listed) - len(best)


def _version(each: Identity) -> datetime:
    times = [time.at for time in (each.entry.updated, each.entry.published) if time and time.at]
    return max(times, default=EARLIEST)


def _matched(known: Sequence[KnownEntry], listed: Sequence[Identity]) -> dict[int, KnownEntry]:
    """The record of each entry, by the entry's place; each record once."""
    found: dict[int, KnownEntry] = {}
    taken: set[EntryKey] = set()
    for asked in _turns(known):
        for index, each in enumerate(listed):
            if index in found:
                continue
            record = next((record for record in asked(each) if record.key not in taken), None)
            if record is not None:
                found[index] = record
                taken.add(record.key)
    return found


def _turns(known: Sequence[KnownEntry]) -> tuple[_Asked, ...]:
    by_id = _indexed(known, lambda record: record.id)
    by_page = _indexed(
        known, lambda record: (record.link, record.title) if record.link and record.title else None
    )
    by_link = _indexed(known, lambda record: record.link)
    by_key = {record.key: record for record in known}
    return (
        lambda each: (r for r in by_id.get(each.id, ()) if _is_alike(r, each)),
        lambda each: by_page.get((each.link, each.entry.title), ()),
        lambda each: by_id.get(each.id, ()),
        lambda each: (r for r in by_link.get(each.link, ()) if not (each.id and r.id)),
        lambda each: (by_key[key] for key in each.possible_keys() if key in by_key and not each.id),
    )


def _indexed(
    known: Iterable[KnownEntry], name: Callable[[KnownEntry], object]
) -> dict[object, list[KnownEntry]]:
    index: dict[object, list[KnownEntry]] = {}
    for record in known:
        if (value := name(record)) is not None:
            index.setdefault(value, []).append(record)
    return index


def _is_alike(record: KnownEntry, each: Identity) -> bool:
    """Whether both can be the same article: title or address is the same, or there is nothing to compare."""
    pairs = [(record.title, each.entry.title), (record.link, each.link)]
    compared = [one == other for one, other in pairs if one and other]
    return not compared or any(compared)


def _novelty(record: KnownEntry, each: Identity) -> Novelty | None:
    if each.id and each.id == record.id and not _is_alike(record, each):
        return Novelty.REUSED
    if each.digest != record.digest:
        return Novelty.EDITED
    return Novelty.RENAMED if each.id and each.id != record.id else None


def _kept(record: KnownEntry, each: Identity) -> KnownEntry:
    return KnownEntry(
        key=record.key,
        id=each.id or record.id,
        link=each.link or record.link,
        title=each.entry.title or record.title,
        digest=each.digest,
        sort_at=record.sort_at,
    )


def _arrival(each: Identity, key: EntryKey, seen: datetime, now: datetime) -> Arrival:
    """A new entry, dated when it was first seen (those further down earlier) where no date is credible."""
    time = sorting_time(each.entry, now)
    kept = KnownEntry(
        key=key, id=each.id, link=each.link, title=each.entry.title, digest=each.digest, sort_at=time or seen
    )
    is_old = time is not None and time < now - FRESH
    return Arrival(kept, each.entry, Novelty.BACKFILLED if is_old else Novelty.NEW)
