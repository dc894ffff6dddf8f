"""Names: whom and what an article speaks of."""

from wholestory.analyze.names.find import Names, find

__all__ = ["Names", "find"]
