"""What all tests of notices share: the cast of the pages, and devices of theirs."""

from cast import *  # noqa: F403
from cast import _emptied  # noqa: F401
from pushing import *  # noqa: F403
