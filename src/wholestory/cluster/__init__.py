"""Stories are events, threads are sagas: articles brought together by what they tell."""

from wholestory.cluster.assign import assign
from wholestory.cluster.grouping import Grouping, group
from wholestory.cluster.moves import Join, Merge, Move, Open, Repaired, Split
from wholestory.cluster.repair import repair
from wholestory.cluster.window import Window

__all__ = [
    "Grouping",
    "Join",
    "Merge",
    "Move",
    "Open",
    "Repaired",
    "Split",
    "Window",
    "assign",
    "group",
    "repair",
]
