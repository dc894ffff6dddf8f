"""Gather: the feeds that are due are asked, read, compared with what is known, and what is new is kept."""

from wholestory.pipeline.gathering import boxes
from wholestory.pipeline.gathering.finding import find
from wholestory.pipeline.gathering.gather import Gathering, gather
from wholestory.pipeline.gathering.visiting import Moment

__all__ = ["Gathering", "Moment", "boxes", "find", "gather"]
