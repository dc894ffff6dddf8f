"""Quotations: who says what in an article, with the span that says so."""

from wholestory.analyze.quotations.find import find

__all__ = ["find"]
