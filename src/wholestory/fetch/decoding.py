"""Bodies freed of their content coding, within bounds, and only when they are whole.

1.6 kB of brotli can hold 1 GiB, and clients that read and then look at the size have read it by then; a
gzip stream cut inside a correct Content-Length passes for whole with all of them. So each piece is decoded
into the room that is left, and the end of the coded stream has to be seen.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MEMBERS = 64  # concatenated streams in one body; legal, and costly by the hundred thousand
_ZSTD_WINDOW = 23  # 8 MiB, what RFC 9659 grants to HTTP


class TooLarge(Exception):
    """More than there is room for."""


class Truncated(Exception):
    """The stream stops before its end."""


class Undecodable(Exception):
    """A coding we do not know, or bytes that are not in it."""


class Decoder(Protocol):
    """One content coding."""

    def decode(self, data: bytes, room: int) -> bytes:
        """What `data` holds: at most `room` bytes and one more, which says that there are more.

        Raises Undecodable.
        """
        ...

    def is_whole(self) -> bool:
        """Whether the coded stream has come to its end."""
        ...


class Body:
    """A body as it arrives."""

    def __init__(self, coding: str, *, largest: int) -> None:
        """`coding` is the Content-Encoding header or "". Raises Undecodable for unknown or repeated ones."""
        self._decoder = _decoder(coding)
        self._largest = largest
        self._parts: list[bytes] = []
        self._size = 0
        self._begun = False

    def add(self, raw: bytes) -> None:
        """The next bytes from the network. Raises TooLarge or Undecodable."""
        self._begun = self._begun or bool(raw)
        room = self._largest - self._size
        part = raw if self._decoder is None else self._decoder.decode(raw, room)
        self._parts.append(part[:room])
        self._size += len(part)
        if len(part) > room:
            raise TooLarge

    def so_far(self) -> bytes:
        """What has been decoded."""
        return b"".join(self._parts)

    def whole(self) -> bytes:
        """All of it. Raises Truncated."""
        if self._begun and self._decoder is not None and not self._decoder.is_whole():
            raise Truncated
        return self.so_far()


def _decoder(coding: str) -> Decoder | None:
    names = [
        name for name in (part.strip().lower() for part in coding.split(",")) if name not in ("", "identity")
    ]
    if not names:
        return None
    if len(names) > 1 or names[0] not in _CODINGS:
        raise Undecodable(f"content coding {coding[:60]!r}")
    return _CODINGS[names[0]]()


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._members = 1

    def decode(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data and len(out) <= room:
            if self._stream.eof:
                if not data.startswith(b"\x1f"):
                    break  # filling after the end, which browsers pass over
                self._begin_another()
            out += _inflate(self._stream, data, room - len(out))
            data = self._stream.unused_data
        return bytes(out)

    def _begin_another(self) -> None:
        self._members += 1
        if self._members > _MEMBERS:
            raise Undecodable("too many gzip streams in one body")
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def is_whole(self) -> bool:
        return self._stream.eof


class _Deflate:
    """Deflate with the zlib header that RFC 9110 asks for, or without, as many servers send it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._held = b""

    def decode(self, data: bytes, room: int) -> bytes:
        if self._stream is None:
            self._held += data
            if len(self._held) < 2:
                return b""
            data, self._held = self._held, b""
            headed = data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)
        return b"" if self._stream.eof else _inflate(self._stream, data, room)

    def is_whole(self) -> bool:
        return self._stream is not None and self._stream.eof


def _inflate(stream: zlib._Decompress, data: bytes, room: int) -> bytes:
    try:
        return stream.decompress(data, room + 1)  # 0 would mean no bound
    except zlib.error as error:
        raise Undecodable(str(error)) from None


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def decode(self, data: bytes, room: int) -> bytes:
        if self._stream.is_finished():
            return b""
        out = bytearray()
        try:
            out += self._stream.process(data, output_buffer_limit=room + 1)
            while len(out) <= room and not self._stream.can_accept_more_data():
                out += self._stream.process(b"", output_buffer_limit=room + 1 - len(out))
        except brotli.error as error:
            raise Undecodable(str(error)) from None
        return bytes(out)

    def is_whole(self) -> bool:
        return bool(self._stream.is_finished())


class _Zstd:
    def __init__(self) -> None:
        self._members = 0
        self._begin_another()

    def _begin_another(self) -> None:
        self._members += 1
        if self._members > _MEMBERS:
            raise Undecodable("too many zstd frames in one body")
        self._stream = zstd.ZstdDecompressor(
            options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW}
        )

    def decode(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data and len(out) <= room:
            if self._stream.eof:
                self._begin_another()
            try:
                out += self._stream.decompress(data, room + 1 - len(out))
            except zstd.ZstdError as error:
                raise Undecodable(str(error)) from None
            data = self._stream.unused_data
        return bytes(out)

    def is_whole(self) -> bool:
        return self._stream.eof


_CODINGS: dict[str, Callable[[], Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
