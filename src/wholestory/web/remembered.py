"""What is the same for everyone until the files it is made of change, made once in each process."""

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
Making = Callable[Concatenate[HttpRequest, Asked], Made]


def remembered(*files: int) -> Callable[[Making[Asked, Made]], Making[Asked, Made]]:
    """What is made of these `files` alone (`keeping.NEWSROOM`, `MEMBERS`), the same for everyone.

    It is made once for each state of them, in each language, for the same arguments (hashable). The door says
    how the files stand (`VERSION`); without its word it is made anew.
    """

    def of_files(make: Making[Asked, Made]) -> Making[Asked, Made]:
        held = Memory[Made](MOST)

        @wraps(make)
        def found(request: HttpRequest, /, *args: Asked.args, **named: Asked.kwargs) -> Made:
            versions = request.META.get(VERSION)
            if versions is None:
                return make(request, *args, **named)
            state = *(versions[file] for file in files), time.monotonic() // LONGEST
            key = get_language() or "", args, tuple(named.items())
            return held.get(key, state, lambda: make(request, *args, **named))

        return found

    return of_files
