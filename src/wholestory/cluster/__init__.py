"""Stories are events, threads are sagas: articles brought together by what they tell."""

from wholestory.cluster import chapters, closing, corrections, history, packing, sketch, standing
from wholestory.cluster.assign import assign
from wholestory.cluster.grouping import Grouping, group, story
from wholestory.cluster.moves import Bar, Bind, Close, Join, Merge, Move, Open, Repaired, Split, Transfer
from wholestory.cluster.repair import repair
from wholestory.cluster.window import Window

__all__ = [
    "Bar",
    "Bind",
    "Close",
    "Grouping",
    "Join",
    "Merge",
    "Move",
    "Open",
    "Repaired",
    "Split",
    "Transfer",
    "Window",
    "assign",
    "chapters",
    "closing",
    "corrections",
    "group",
    "history",
    "packing",
    "repair",
    "sketch",
    "standing",
    "story",
]
