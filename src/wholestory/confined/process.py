"""The process that works for `confined.working`: limits itself, then answers until its input ends."""

from __future__ import annotations

import importlib
import io
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

LARGEST = 64 << 20  # bytes of one question; the works themselves measure theirs against far smaller limits
_PLAIN = {("datetime", "datetime"), ("datetime", "timedelta"), ("datetime", "timezone")}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: bytes of address space, and seconds of processor time."""

    memory: int = 1 << 30
    seconds: float = 10.0


def pack(value: object) -> bytes:
    """A value as it travels."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes) -> object:
    """A value that travelled: our own plain data and nothing else, since strangers shape what is in it."""
    return _Plain(io.BytesIO(data)).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("wholestory.model.") or (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")


def receive(stream: BinaryIO | Any) -> bytes | None:
    """One message, its length before it; None where the stream ends."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (size,) = struct.unpack("!Q", head)
    if size > 4 * LARGEST:
        return None
    data: bytes = stream.read(size)
    return data if len(data) == size else None


def send(stream: BinaryIO | Any, data: bytes) -> None:
    """One message, as `receive` reads it."""
    stream.write(struct.pack("!Q", len(data)) + data)
    stream.flush()


def serve(source: BinaryIO, sink: BinaryIO, call: Callable[..., object], limits: Limits) -> None:
    """Do pieces of work until the source ends. The limits hold from after the imports on."""
    from wholestory.errors import Unreadable

    limit_time = _limit(limits)
    send(sink, b"ready")
    while (question := receive(source)) is not None:
        limit_time()
        if is_timed():
            signal.setitimer(signal.ITIMER_PROF, limits.seconds)
        args, options = pickle.loads(question)  # noqa: S301 - from our own parent
        try:
            answer: tuple[str | None, object] = (None, call(*args, **options))
        except Unreadable as error:
            answer = (error.code, str(error))
        except MemoryError:
            return
        except Exception as error:  # whatever an input does to a library, the next one is read
            answer = ("unreadable", f"it could not be read: {type(error).__name__}")
        send(sink, pack(answer))


def is_timed() -> bool:
    """Whether the system ends a process by the processor time it takes, whatever else the machine does."""
    return hasattr(signal, "setitimer")


def _limit(limits: Limits) -> Callable[[], None]:
    """Bound the address space for good, and give back what bounds the next piece's processor time, should
    the timer fail. Where the system has no such limits the parent's clock alone holds.
    """
    try:
        import resource
    except ImportError:
        return lambda: None
    _lower(resource, "RLIMIT_AS", limits.memory)
    _lower(resource, "RLIMIT_CORE", 0)

    def limit_time() -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource, "RLIMIT_CPU", int(used.ru_utime + used.ru_stime + limits.seconds) + 1)

    return limit_time


def _lower(resource: Any, name: str, value: int) -> None:
    """Set a soft limit, the hard one left as it is; not every system knows or grants each."""
    try:
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        unbounded = hard == resource.RLIM_INFINITY
        resource.setrlimit(kind, (value if unbounded else min(value, hard), hard))
    except (AttributeError, OSError, ValueError):
        return


def _named(path: str) -> Callable[..., object]:
    module, _, name = path.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), name)
    return found


def main() -> None:
    """Serve on the standard streams; what libraries print goes nowhere."""
    sink, sys.stdout = sys.stdout.buffer, sys.stderr
    memory, seconds, call, warm = sys.argv[1:5]
    work = _named(call)
    if warm:
        _named(warm)()
    serve(sys.stdin.buffer, sink, work, Limits(int(memory), float(seconds)))


if __name__ == "__main__":
    main()
