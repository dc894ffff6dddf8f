"""Article in, analysis out: all that one article says, each item with the words that say it."""

from wholestory.analyze.understanding import article

__all__ = ["article"]
