"""What forms of the desk name."""

from __future__ import annotations

from urllib.parse import urlsplit

from wholestory.jobs import own
from wholestory.model import StoryId

LONGEST = 400


def story_of(given: str) -> StoryId | None:
    """The story that an id, or the address of its page, names; of a merged one what it became."""
    path = urlsplit(given.strip()[:LONGEST]).path
    found = own.newsroom().cards([StoryId(path.rstrip("/").rpartition("/")[2])])
    return found[0].brief.id if found else None
