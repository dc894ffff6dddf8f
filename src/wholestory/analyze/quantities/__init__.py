"""Figures: numbers in digits and words, with what they count and how exactly."""

from wholestory.analyze.quantities.figure import Figure, Kind
from wholestory.analyze.quantities.finding import find

__all__ = ["Figure", "Kind", "find"]
