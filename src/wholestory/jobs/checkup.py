"""Checkup: whether a newsroom and what it stands on are well, a finding each, with what to do. Reads only."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from wholestory.analyze import vectors
from wholestory.errors import WholestoryError
from wholestory.fetch import addresses
from wholestory.jobs import beat
from wholestory.settings import Settings, members
from wholestory.store import examining
from wholestory.store.examining import Examined, Moments

DAY = timedelta(days=1)
LITTLE, SCARCE = 100 << 20, 1 << 30  # bytes of free disk
OLDEST_SQLITE = (3, 35)  # RETURNING, and what Django asks for


class State(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is, in words, and what to do where it is not well."""

    name: str
    state: State
    words: str
    advice: str | None = None


def check(path: Path, settings: Settings, now: datetime) -> Iterator[Finding]:
    """A finding for each thing looked at, as it is looked at."""
    yield _python()
    yield _sqlite()
    yield _encoder()
    yield from _settings(settings)
    yield from _file(path, now)
    yield from _members(members(path))
    yield from _notifier(path)


def _python() -> Finding:
    words = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return Finding("python", State.OK, words)


def _sqlite() -> Finding:
    words = f"SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return Finding("sqlite", State.WRONG, words, "use a Python built with SQLite 3.35 or newer")
    try:
        with closing(sqlite3.connect(":memory:")) as raw:
            raw.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except sqlite3.OperationalError:
        return Finding("sqlite", State.WRONG, f"{words} without FTS5", "use a Python whose SQLite has FTS5")
    return Finding("sqlite", State.OK, f"{words} with FTS5")


def _encoder() -> Finding:
    try:
        (found,) = vectors.bundled().encode(["The ferry sails."])
    except Exception as error:  # a package that is missing or does not run here says so in many ways
        words = f"the encoder does not load: {type(error).__name__}: {error}"
        return Finding("encoder", State.WRONG, words, "install wholestory again")
    return Finding("encoder", State.OK, f"the encoder loads: {len(found) // 4} values a text")


def _settings(settings: Settings) -> Iterator[Finding]:
    if settings.contact:
        yield Finding("contact", State.OK, f"servers are told {settings.contact}")
    else:
        yield Finding(
            "contact",
            State.WARNING,
            "servers are not told whom to write to",
            "set contact to an address or a page of yours; some servers refuse nameless programs",
        )
    if settings.public:
        parts = urlsplit(settings.public)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname)
        words = f"hubs are told to come to {settings.public}"
        yield (
            Finding("public", State.OK, words)
            if is_one
            else Finding(
                "public",
                State.WRONG,
                f"{settings.public!r} is no address",
                "set public as https://news.example",
            )
        )
    if settings.mail_account or settings.mail_password:
        yield _mail(settings)
    for host in settings.allowed_hosts:
        try:
            addresses.parse_allowed(host)
        except ValueError as error:
            yield Finding("allowed", State.WRONG, str(error), "set allowed to hosts, addresses or networks")


def _mail(settings: Settings) -> Finding:
    if not settings.mail_account or "@" not in settings.mail_account:
        advice = "set mail_account to user@host"
        return Finding("mail", State.WRONG, "the mailbox's account names no user and host", advice)
    if not settings.mail_password:
        words = f"there is no password for {settings.mail_account}"
        return Finding("mail", State.WRONG, words, "set WHOLESTORY_MAIL_PASSWORD")
    return Finding("mail", State.OK, f"a password is kept for {settings.mail_account}")


def _file(path: Path, now: datetime) -> Iterator[Finding]:
    yield _disk(path)
    if not os.path.exists(path):  # which does not raise where the folder may not be looked into
        advice = "wholestory follow ADDRESS, or outlets --follow 50, makes it"
        yield Finding("file", State.WARNING, f"{path} is not there yet", advice)
        return
    try:
        found = examining.examine(path, Moments(yesterday=now - DAY, soon=now + timedelta(minutes=5)))
    except WholestoryError as error:
        advice = "restore a backup: wholestory restore BACKUP --force"
        yield Finding("file", State.WRONG, str(error), advice)
        return
    yield _access(path, found)
    yield _version(found)
    for look in _LOOKS:
        yield look(found, now)


def _members(path: Path) -> Iterator[Finding]:
    """Of the file that the site keeps its members in, once there is one."""
    if not os.path.exists(path):
        return
    try:
        problem = examining.problem(path)
    except WholestoryError as error:
        problem = str(error)
    if problem is not None:
        advice = "put a copy of yours in its place; wholestory serve makes an empty one where there is none"
        yield Finding("members", State.WRONG, f"{path} is damaged: {problem}", advice)
    elif not os.access(path, os.W_OK):
        words = f"{path} cannot be written to"
        yield Finding("members", State.WRONG, words, "make the file yours to write")
    else:
        yield Finding("members", State.OK, f"{path} is whole: {path.stat().st_size / (1 << 20):.1f} MB")


def _notifier(path: Path) -> Iterator[Finding]:
    """Of who tells members of news, while the site is served."""
    found = beat.notifier(path)
    if found is None:
        return
    often = f"it ended by itself {found['failures']} times in a row"
    if not found["ok"]:
        advice = "what it said stands where wholestory serve prints; it is started again by itself"
        yield Finding("notifier", State.WRONG, f"members are told of nothing: {often}", advice)
    elif found["failures"]:
        yield Finding(
            "notifier", State.WARNING, f"members are told of news, but {often}", "see what serve prints"
        )
    else:
        yield Finding("notifier", State.OK, "members are told of news")


def _disk(path: Path) -> Finding:
    folder = next(place for place in path.absolute().parents if os.path.isdir(place))
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("disk", State.WRONG, f"{folder}: {error.strerror}", "see to the disk")
    words = f"{free / (1 << 30):.1f} GB free in {folder}"
    state = State.WRONG if free < LITTLE else State.WARNING if free < SCARCE else State.OK
    return Finding("disk", state, words, None if state is State.OK else "make room, or set keep_days")


def _access(path: Path, found: Examined) -> Finding:
    if found.problem is not None:
        advice = "restore a backup: wholestory restore BACKUP --force"
        return Finding("file", State.WRONG, f"{path} is damaged: {found.problem}", advice)
    if not os.access(path, os.W_OK) or not os.access(path.absolute().parent, os.W_OK):
        advice = "make the file and its folder yours to write"
        return Finding("file", State.WRONG, f"{path} or its folder cannot be written to", advice)
    return Finding("file", State.OK, f"{path} is whole: {path.stat().st_size / (1 << 20):.1f} MB")


def _version(found: Examined) -> Finding:
    if found.unknown:
        words = f"a newer Wholestory wrote it ({', '.join(sorted(found.unknown))})"
        return Finding("version", State.WRONG, words, "bring this program up to date")
    if found.missing:
        advice = "the next command that opens it brings it up to date, and keeps a copy beside it"
        words = f"an older Wholestory wrote it (lacks {', '.join(sorted(found.missing))})"
        return Finding("version", State.WARNING, words, advice)
    return Finding("version", State.OK, "its tables are those of this program")


def _feeds(found: Examined, now: datetime) -> Finding:
    followed, active, failing, gone, silent = (
        found.counts.get(name, 0) for name in ("followed", "active", "failing", "gone", "silent")
    )
    words = f"{followed} feeds followed: {failing} failing, {gone} put aside, {silent} never answered"
    if not followed:
        return Finding("feeds", State.WARNING, "nothing is followed", "wholestory outlets --follow 50")
    if active and failing == active:
        return Finding("feeds", State.WRONG, words, "all fail: see to the network; wholestory feeds says why")
    if failing or gone or silent:
        return Finding("feeds", State.WARNING, words, "wholestory feeds says why")
    return Finding("feeds", State.OK, words)


def _visits(found: Examined, now: datetime) -> Finding:
    if found.last_visit is None:
        state = State.WARNING if found.counts.get("followed") else State.OK
        advice = "wholestory serve, work or update asks them" if state is State.WARNING else None
        return Finding("updates", state, "no feed has been asked yet", advice)
    words = f"the last feed was asked at {found.last_visit:%Y-%m-%d %H:%M} UTC"
    if now - found.last_visit > DAY and found.counts.get("active"):
        return Finding("updates", State.WARNING, words, "keep wholestory serve or work running")
    return Finding("updates", State.OK, words)


def _entries(found: Examined, now: datetime) -> Finding:
    waiting, overdue = found.counts.get("waiting", 0), found.counts.get("overdue", 0)
    words = f"{waiting} entries wait to be read, {overdue} of them for more than a day"
    if overdue:
        return Finding("entries", State.WARNING, words, "wholestory work --once reads them")
    return Finding("entries", State.OK, words)


def _quarantine(found: Examined, now: datetime) -> Finding:
    stuck, entries = found.counts.get("quarantine", 0), found.counts.get("entries", 0)
    words = f"{stuck} of {entries} entries gave no article and are tried no more"
    if stuck * 10 > entries:
        return Finding("quarantine", State.WARNING, words, "these outlets may hold their pages back")
    return Finding("quarantine", State.OK, words)


def _stories(found: Examined, now: datetime) -> Finding:
    counts = found.counts
    words = (
        f"{counts.get('articles', 0)} articles, {counts.get('unplaced', 0)} of them in no story yet; "
        f"{counts.get('stories', 0)} stories, {counts.get('untold', 0)} of them to be told"
    )
    return Finding("stories", State.OK, words)


def _clock(found: Examined, now: datetime) -> Finding:
    ahead = found.counts.get("ahead", 0)
    if ahead:
        words = f"{ahead} entries came after now, {now:%Y-%m-%d %H:%M} UTC"
        return Finding("clock", State.WRONG, words, "set this machine's clock")
    return Finding("clock", State.OK, f"it is {now:%Y-%m-%d %H:%M} UTC, and nothing came later")


_LOOKS: tuple[Callable[[Examined, datetime], Finding], ...] = (
    _feeds,
    _visits,
    _entries,
    _quarantine,
    _stories,
    _clock,
)
