"""Stories in, coverage out: who says what, what all say, where they cannot both be right."""

from wholestory.compare.coverage import coverages
from wholestory.compare.scope import Embed

__all__ = ["Embed", "coverages"]
