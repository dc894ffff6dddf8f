"""Stories are events, threads are sagas: articles brought together by what they tell."""

from wholestory.cluster import closing, corrections, history
from wholestory.cluster.assign import assign
from wholestory.cluster.grouping import Grouping, group
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
    "closing",
    "corrections",
    "group",
    "history",
    "repair",
]
