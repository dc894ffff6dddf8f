"""What is the same for everyone until the newsroom changes, made once in each process."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest
from django.utils.translation import get_language

from wholestory.web.keeping import VERSION
from wholestory.web.memory import Memory

LONGEST = 60  # seconds: what is made also tells how old things are
MOST = 256  # things of one kind

Made = TypeVar("Made")
Asked = ParamSpec("Asked")


def remembered(
    make: Callable[Concatenate[HttpRequest, Asked], Made],
) -> Callable[Concatenate[HttpRequest, Asked], Made]:
    """`make`, which must give the same to everyone, called once for each state of the newsroom, in each
    language, for the same arguments (by place, each hashable).

    The door says how the newsroom stands (`VERSION`); without its word it is made anew.
    """
    held = Memory[Made](MOST)

    @wraps(make)
    def found(request: HttpRequest, /, *args: Asked.args, **named: Asked.kwargs) -> Made:
        version = request.META.get(VERSION)
        if version is None:
            return make(request, *args, **named)
        state = version, time.monotonic() // LONGEST
        key = get_language() or "", args, tuple(named.items())
        return held.get(key, state, lambda: make(request, *args, **named))

    return found
