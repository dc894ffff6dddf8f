"""A ranked selection of stories."""

from __future__ import annotations

from dataclasses import dataclass

from wholestory.model.story import Reason, StoryId


@dataclass(frozen=True, slots=True)
class Pick:
    """One place in an edition, with the reasons it has it."""

    story: StoryId
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Stories in the order they are shown."""

    picks: tuple[Pick, ...]
