"""Cursors: the place where a list goes on, as an address names it; their form is checked (`given`)."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from wholestory.model import Brief, Place, StoryId
from wholestory.sync.rest.refusals import Refused


def written(place: Place | None) -> str | None:
    """The place of an article; None at the end."""
    return f"{_stamp(place[0])}~{place[1]}" if place else None


def place(given: str | None) -> Place | None:
    """The place of an article. Raises `Refused`."""
    if given is None:
        return None
    at, _, number = given.partition("~")
    return _moment(at), int(number)


def after(brief: Brief) -> str:
    """The place of a story, in lists by heat and by time."""
    return f"{_stamp(brief.newest_at)}~{brief.heat!r}~{brief.id}"


def story(given: str | None) -> Brief | None:
    """A story that says where lists go on, and nothing else. Raises `Refused`."""
    if given is None:
        return None
    at, _, rest = given.partition("~")
    heat, _, id = rest.partition("~")
    moment = _moment(at)
    return Brief(
        id=StoryId(id),
        headline=None,
        outlet=None,
        articles=0,
        voices=0,
        opened_at=moment,
        newest_at=moment,
        heat=_heat(heat),
    )


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _moment(given: str) -> datetime:
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise Refused("bad_cursor") from None
    if found.tzinfo is not UTC:
        raise Refused("bad_cursor")
    return found


def _heat(given: str) -> float:
    try:
        found = float(given)
    except ValueError:
        raise Refused("bad_cursor") from None
    if not math.isfinite(found):
        raise Refused("bad_cursor")
    return found
