"""Given: what operations take, each bounded or of a list."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

Limit = Annotated[int, Field(ge=1, le=100, description="how many at most")]
_NEXT = "what an earlier answer called next"
_MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}Z"
ArticleCursor = Annotated[str, Field(pattern=f"^{_MOMENT}~[0-9]{{1,18}}$", description=_NEXT)]
StoryCursor = Annotated[
    str, Field(pattern=f"^{_MOMENT}~[0-9.e+-]{{1,30}}~[A-Za-z0-9_.:-]{{1,80}}$", description=_NEXT)
]
MarkCursor = Annotated[str, Field(pattern="^[0-9]{1,17}-[0-9]{1,18}$", description=_NEXT)]
OutletCursor = Annotated[str, Field(pattern="^[a-z0-9-]{1,260}$", description=_NEXT)]
Question = Annotated[
    str, Field(min_length=1, max_length=500, description='words, "phrases", fields, -not, OR')
]
Named = Annotated[str, Field(min_length=1, max_length=200)]
StoryName = Annotated[str, Field(pattern="^[A-Za-z0-9_.:-]{1,80}$", description="a story's id")]
ArticleName = Annotated[str, Field(pattern="^e[1-9][0-9]{0,17}$", description="an article's id")]
ThreadName = Annotated[str, Field(pattern="^[A-Za-z0-9_.:-]{1,80}$", description="a thread's id")]
OutletName = Annotated[str, Field(pattern="^[a-z0-9-]{1,260}$", description="an outlet's id")]
ItemName = Annotated[
    str, Field(pattern="^[A-Za-z0-9_.:-]{1,80}$", description="a story's or an article's id")
]
SectionName = Annotated[
    str, Field(pattern="^[A-Za-z]{2,20}$", description="a topic, ISO 3166-1 or ISO 639-1")
]
Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$", description="ISO 3166-1")]
Language = Annotated[str, Field(pattern="^[A-Za-z]{2,3}$", description="ISO 639-1")]
Subject = Annotated[str, Field(min_length=1, max_length=400, description="its id, code or name")]


class Order(StrEnum):
    """How stories are listed: hottest first, or by their latest article."""

    HOT = "hot"
    LATEST = "latest"


class MarkKind(StrEnum):
    """What is done with a story or an article."""

    READ = "read"
    SAVED = "saved"
    HIDDEN = "hidden"


class FollowKind(StrEnum):
    """What is followed."""

    STORY = "story"
    THREAD = "thread"
    PERSON = "person"
    TOPIC = "topic"
    OUTLET = "outlet"
    COUNTRY = "country"
