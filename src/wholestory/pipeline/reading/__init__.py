"""Read: entries that are due become articles, from their pages where needed, and are understood."""

from wholestory.pipeline.reading.read import Progress, read

__all__ = ["Progress", "read"]
