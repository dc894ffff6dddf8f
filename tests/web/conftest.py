"""What all tests of pages share."""

from cast import *  # noqa: F403
from cast import _emptied  # noqa: F401
