"""What is the same for all visitors until the newsroom changes, made once in each process."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import get_language

from wholestory.members.standing import Standing
from wholestory.web.keeping import VERSION

LONGEST = 60  # seconds: what is made also tells how old things are

Made = TypeVar("Made")


def remembered(make: Callable[[HttpRequest], Made]) -> Callable[[HttpRequest], Made]:
    """`make` for visitors is called once for each state of the newsroom, in each language.

    The door says how the newsroom stands (`VERSION`); without its word, and for members, it is made anew.
    """
    held: dict[str, tuple[object, Made]] = {}

    @wraps(make)
    def found(request: HttpRequest) -> Made:
        version = request.META.get(VERSION)
        if version is None or getattr(request, "standing", None) is not Standing.ANONYMOUS:
            return make(request)
        state, language = (version, time.monotonic() // LONGEST), get_language() or ""
        if language not in held or held[language][0] != state:
            held[language] = state, make(request)
        return held[language][1]

    return found
