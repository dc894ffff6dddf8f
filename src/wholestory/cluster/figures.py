"""Figures: the numbers of a text in a form that is the same in every language, and how telling each is.

"4.2 million", "4,2 Mio." and "4 200 000" are all read as "42": separators, size words and the zeros at the
end are left out, so that no language need be known. What a number tells is the less likely it is to
stand in another article by chance: its length gives a first estimate, the window's counts the rest.
"""

from __future__ import annotations

import math
import re

_THOUSANDS = r"\d{1,3}(?:[.,'’  ]\d{3})+(?!\d)"
_PARTED = r"\d{1,4}[.,:h]\d{1,3}(?!\d)"
NUMBER = re.compile(rf"(?<![\d.,:])(?:{_THOUSANDS}|{_PARTED}|\d+)")
SCORE = re.compile(r"(?<![\d.,:/–-])(\d{1,3})\s?[-–:対比]\s?(\d{1,3})(?![\d/–-]|[.,:]\d)")
_CLOCK = re.compile(r"(\d{1,2})[.,:h](\d{2})")
LONGEST = 12  # digits; what is longer is an id
YEARS = range(1900, 2101)
BY_CHANCE = (0.5, 0.3, 1 / 60, 1 / 500)  # that an article holds a given number of so many digits
RARE = 1 / 3000
YEAR = 0.2
LIKELY = 0.1
AGREE = 0.5  # that an article on the same event holds it too


def read(printed: str) -> str:
    """The form of one printed number; "" for what is none.

    What may be a time of day is read as one on a clock of twelve hours, whatever it is.
    """
    clock = _CLOCK.fullmatch(printed)
    if clock and int(clock[1]) < 24 and int(clock[2]) < 60:
        return f"{int(clock[1]) % 12}:{clock[2]}"
    digits = "".join(str(int(c)) for c in printed if c.isdecimal())
    if len(digits) > LONGEST:
        return ""
    if len(digits) == 4 and printed.isdecimal() and int(digits) in YEARS:
        return f"y{digits}"
    return digits.strip("0")


def find(text: str) -> dict[str, str]:
    """The numbers of `text`: form to what is printed first."""
    found: dict[str, str] = {}
    for match in NUMBER.finditer(text):
        form = read(match.group())
        if form:
            found.setdefault(form, match.group())
    return found


def scores(text: str) -> dict[tuple[int, int], str]:
    """Results such as "3:1" or "94-89", the larger first, to what is printed first."""
    found: dict[tuple[int, int], str] = {}
    for match in SCORE.finditer(text):
        one, two = int(match[1]), int(match[2])
        if ":" in match.group() and len(match[2]) == 2 and one < 24 and two < 60:
            continue  # a time of day
        found.setdefault((max(one, two), min(one, two)), match.group())
    return found


def chance(form: str) -> float:
    """How likely an article on anything else holds a number of this form."""
    if form.startswith("y"):
        return YEAR
    digits = sum(c.isdecimal() for c in form)
    return BY_CHANCE[digits] if digits < len(BY_CHANCE) else RARE


def weight(form: str, count: int) -> float:
    """What a number in common adds to the log odds of a common event, among `count` numbers of an article."""
    return max(0.0, math.log(AGREE / (max(1, count) * chance(form))))


def telling(form: str) -> bool:
    """Whether a number is worth missing elsewhere: no single digit, no year."""
    return chance(form) < LIKELY
