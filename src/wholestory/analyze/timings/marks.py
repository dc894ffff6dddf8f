"""Where words stand between quotation marks, told without looking for speakers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_QUOTED = re.compile(r"“[^“”\n]{0,2000}”|„[^„“”\n]{0,2000}[“”]|«[^«»\n]{0,2000}»|\"[^\"\n]{0,2000}\"")


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text between quotation marks, in order."""
    return tuple(m.span() for m in _QUOTED.finditer(text))


def inside(quoted: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of them."""
    found = bisect_right(quoted, (at, len(quoted) and quoted[-1][1] + 1)) - 1
    return found >= 0 and at < quoted[found][1]
