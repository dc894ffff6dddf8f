"""Time expressions: found in the text, resolved against the day of publication."""

from wholestory.analyze.timings.finding import find
from wholestory.analyze.timings.resolving import resolve

__all__ = ["find", "resolve"]
