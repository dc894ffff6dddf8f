"""Holes in what is written out once: filled anew for each who asks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

# Around a hole's name stand control characters, which `shown.safe` lets no text of others bring along.
_HOLE = re.compile("\x02([a-z]+)\x03")


def hole(name: str) -> Markup:
    """A place that `fill` puts something at."""
    return Markup(f"\x02{name}\x03")  # noqa: S704 - a name of ours


def fill(written: str, given: Mapping[str, str]) -> Markup:
    """What was written out, with what is `given` in its holes; nothing where a name is not."""
    return Markup(_HOLE.sub(lambda found: given.get(found[1], ""), written))  # noqa: S704 - both escaped
