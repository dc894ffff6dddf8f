"""Hours of the day."""

from __future__ import annotations

from wholestory.analyze.quantities.figure import Figure, Kind
from wholestory.analyze.quantities.lexicon import Lexicon


def read(text: str, at: int, lex: Lexicon) -> Figure | None:
    """The hour told at this place, in minutes since midnight; None where none is."""
    for pattern in lex.clocks:
        match = pattern.match(text, at)
        if match:
            groups = match.groupdict()
            half = groups.get("half") or ""
            hour = _of_day(int(groups["hour"]), half, lex)
            minutes = int(groups.get("minute") or 0)
            if hour is None:
                return None
            value = f"{hour:02}:{minutes:02}"
            said = float(hour * 60 + minutes)
            return Figure(at, match.end(), at, Kind.CLOCK, said, said, value, "clock")
    return None


def _of_day(hour: int, half: str, lex: Lexicon) -> int | None:
    if not half:
        return hour % 24
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half in lex.listed("clock_afternoon") else 0)
