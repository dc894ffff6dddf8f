"""What was made once and holds until what it was made of changes; in each process, and never what matters."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """Things by their keys, each with the state it was made in; those asked for longest ago go first.

    Any thread may use it; two that ask at once may both make a thing.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[object, Made]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, state: object, make: Callable[[], Made]) -> Made:
        """What stands under `key`, made anew unless it was made in the same `state`."""
        with self._lock:
            held = self._held.get(key)
            if held is not None and held[0] == state:
                self._held.move_to_end(key)
                return held[1]
        made = make()
        with self._lock:
            self._held[key] = state, made
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made
