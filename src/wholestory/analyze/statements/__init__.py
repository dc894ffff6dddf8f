"""Checkable figures of an article: of whom or what, in which sentence, and who stands behind them."""

from wholestory.analyze.statements.finding import find

__all__ = ["find"]
