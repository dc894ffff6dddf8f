"""How much of each ordeal is run: a tenth with the tests, all of it, with its figures, by `make torture`."""

import os

WHOLE = bool(os.environ.get("WHOLESTORY_TORTURE"))
NOTED = []
"""What was measured, for the table at the end: what, and the figure."""


def share(whole):
    """All of `whole` ordeals, or a tenth."""
    return whole if WHOLE else -(-whole // 10)


def note(what, figure):
    """Put a line into the table that ends a run."""
    NOTED.append((what, str(figure)))
