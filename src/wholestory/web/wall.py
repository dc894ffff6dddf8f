"""The wall: who reads an article whole, and what everybody else may see of it."""

from __future__ import annotations

from django.http import HttpRequest

from wholestory.members import reading
from wholestory.members.reading import opening
from wholestory.model import ArticleId

__all__ = ["access", "left", "opening"]


def access(request: HttpRequest, article: ArticleId) -> bool:
    """Whether who asks may read `article` whole."""
    return reading.open(request, article).full


def left(request: HttpRequest, article: ArticleId) -> int:
    """How many articles who asks may still open; 0 where none, and for visitors."""
    return reading.open(request, article).left or 0
