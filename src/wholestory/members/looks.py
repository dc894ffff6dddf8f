"""Looks: how pages may be shown, as cookies of these names say it."""

from __future__ import annotations

THEMES = ("light", "dark")
SIZES = {"1": "87.5", "2": "100", "3": "112.5", "4": "125", "5": "150"}  # per cent
DENSITIES = ("comfortable", "compact", "headlines")
YEAR = 365 * 86_400  # seconds that a choice is kept
