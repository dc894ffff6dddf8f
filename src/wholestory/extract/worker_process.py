"""The process that reads pages for `worker.pages`: limits itself, then answers until its input ends."""

from __future__ import annotations

import io
import pickle
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

LARGEST = 64 << 20  # bytes; the page itself is measured against a far smaller limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take: bytes of address space, and seconds."""

    memory: int = 1 << 30
    seconds: float = 10.0


def pack(value: object) -> bytes:
    """A value as it travels."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes) -> object:
    """A value that travelled: our own plain data and nothing else, since pages shape what is in it."""
    return _Plain(io.BytesIO(data)).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("wholestory.model."):
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


def serve(source: BinaryIO, sink: BinaryIO, limits: Limits) -> None:
    """Read pages until the source ends. The limits hold from after the imports on."""
    from wholestory.errors import Unreadable
    from wholestory.extract.page import page, warm

    warm()
    limit_time = _limit(limits)
    send(sink, b"ready")
    while (question := receive(source)) is not None:
        limit_time()
        data, id, path, url = pickle.loads(question)  # noqa: S301 - from our own parent
        try:
            answer: object = page(data, id=id, path=path, url=url)
        except Unreadable as error:
            answer = (error.code, str(error))
        except MemoryError:
            return
        except Exception as error:  # whatever a page does to a library, the next page is read
            answer = ("unreadable", f"the page could not be read: {type(error).__name__}")
        send(sink, pack(answer))


def _limit(limits: Limits) -> Callable[[], None]:
    """Bound the address space for good, and give back what bounds the next page's processor time.

    Where the system has no such limits the parent's clock alone holds.
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


def main() -> None:
    """Serve on the standard streams; what libraries print goes nowhere."""
    sink, sys.stdout = sys.stdout.buffer, sys.stderr
    serve(sys.stdin.buffer, sink, Limits(int(sys.argv[1]), float(sys.argv[2])))


if __name__ == "__main__":
    main()
