"""Names: whom and what an article speaks of."""

from wholestory.analyze.names.find import Names, find
from wholestory.analyze.names.people import Gender

__all__ = ["Gender", "Names", "find"]
