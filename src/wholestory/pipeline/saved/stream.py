"""A file's bytes in order, plain or gzipped, never more of them at a time than somebody asks for.

In a gzipped archive each record is a stream of its own: after a broken one, reading goes on at the next.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO, Protocol

from wholestory.errors import BadRecord, CutShort, TooLarge, Unreadable

PIECE = 16 << 10
GZIP = b"\x1f\x8b\x08"
_SWOLLEN = 256 << 20  # bytes of one stream from which on it is compared with what it was pressed into
_RATIO = 200  # pages are pressed to a tenth
_TRIED = 4096
_FALSE = 10_000  # places that only look like a beginning; no honest file has so many


class Pull(Protocol):
    """Gives bytes piece by piece, b"" at the end. Raises Unreadable where there are none to be had."""

    def piece(self) -> bytes:
        """The next bytes."""
        ...

    def is_between(self) -> bool:
        """Whether what was given so far is whole: what fails from here on is the next record."""
        ...

    def recover(self, mark: bytes) -> bool:
        """Go to where a record that begins with `mark` may begin; whether there is such a place."""
        ...


class Plain:
    """A file as it is."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def piece(self) -> bytes:
        """As `Pull.piece`."""
        return self._file.read(PIECE)

    def is_between(self) -> bool:
        """As `Pull.is_between`."""
        return False

    def recover(self, mark: bytes) -> bool:
        """As `Pull.recover`: the next bytes are as good as any."""
        return True


class Gzipped:
    """A file of one or more gzip streams."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._raw = self._begun = b""
        self._stream: zlib._Decompress | None = None
        self._taken = self._given = 0

    def piece(self) -> bytes:
        """As `Pull.piece`."""
        while self._stream is not None or self._begin():
            assert self._stream is not None
            if not self._raw:
                self._raw = self._file.read(PIECE)
            last = not self._raw
            if out := self._inflate(self._stream):
                return out
            if last and self._stream is not None:
                raise CutShort("the file ends within gzip data: it was cut off")
        return b""

    def _begin(self) -> bool:
        """Begin the next stream; False at the end of the file, zeros that fill a block passed over."""
        while len(self._raw) < 3 and (more := self._file.read(PIECE)):
            self._raw = (self._raw + more).lstrip(b"\0")
        self._raw = self._raw.lstrip(b"\0")
        if not self._raw:
            return False
        self._begun, self._taken, self._given = b"", 0, 0
        if not self._raw.startswith(GZIP):
            raise BadRecord("no gzip data where a record should begin")
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._begun = self._raw
        return True

    def _inflate(self, stream: zlib._Decompress) -> bytes:
        try:
            out = stream.decompress(self._raw, PIECE)
        except zlib.error as error:
            raise BadRecord("its gzip data is broken") from error
        rest = stream.unused_data if stream.eof else stream.unconsumed_tail
        self._taken, self._given = self._taken + len(self._raw) - len(rest), self._given + len(out)
        self._raw = rest
        if stream.eof:
            self._stream = None
        if self._given > _SWOLLEN and self._given > _RATIO * self._taken:
            raise TooLarge(f"{self._given >> 20} MB and more out of {self._taken / 1e6:.1f} MB of gzip data")
        return out

    def is_between(self) -> bool:
        """As `Pull.is_between`."""
        return self._stream is None or self._given == 0

    def recover(self, mark: bytes) -> bool:
        """As `Pull.recover`: the next place that looks like a stream's beginning and is one."""
        self._stream = None
        if self._taken <= len(self._begun):  # a broken stream may have taken the next ones in
            self._raw = self._begun + self._raw if self._taken == len(self._begun) else self._begun
        self._raw = self._raw[1:]
        left = _FALSE
        while left > 0:
            at = self._raw.find(GZIP)
            self._raw = self._raw[at:] if at >= 0 else self._raw[-2:]
            if at < 0 or len(self._raw) < _TRIED:
                more = self._file.read(PIECE)
                self._raw += more
                if not more and at < 0:
                    return False
                if more:
                    continue
            if self._holds(mark):
                return True
            self._raw = self._raw[1:]
            left -= 1
        return False

    def _holds(self, mark: bytes) -> bool:
        try:
            tried = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(self._raw[:_TRIED], len(mark))
        except zlib.error:
            return False
        return tried == mark


class Source:
    """The bytes of a file with a look ahead."""

    def __init__(self, pull: Pull) -> None:
        self._pull = pull
        self._held = b""
        self._at = 0
        self._ended = False
        self._new = 0
        self._error: Unreadable | None = None

    def take(self, count: int) -> bytes:
        """The next `count` bytes; fewer at the end."""
        parts = []
        while count > 0 and self._fill():
            part = self._held[self._at : self._at + count]
            self._at += len(part)
            count -= len(part)
            parts.append(part)
        return b"".join(parts)

    def line(self, most: int) -> bytes:
        """The next line with its end, or `most` bytes of it; b"" at the end."""
        parts: list[bytes] = []
        while most > 0 and self._fill():
            end = self._held.find(b"\n", self._at, self._at + most) + 1
            part = self._held[self._at : end or self._at + most]
            self._at += len(part)
            most -= len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def skip_blank(self) -> None:
        """Go on to what is no line's end and no space."""
        while self.peek(1):
            rest = self._held[self._at :].lstrip(b"\r\n\t ")
            self._at = len(self._held) - len(rest)
            if rest:
                return

    def peek(self, count: int) -> bytes:
        """The next `count` bytes, or fewer at the end, still to be taken.

        Where the next record cannot even begin, whoever takes next is told; the one before is whole.
        """
        while len(self._held) - self._at < count:
            before, self._held, self._at = self._held[self._at :], b"", 0
            try:
                filled = self._fill()
            except Unreadable as error:
                if not self._pull.is_between():
                    raise
                self._error, filled = error, False
            self._held = before + self._held
            if not filled:
                break
        return self._held[self._at : self._at + count]

    def give_back(self, taken: bytes) -> None:
        """Have what was taken to take again, unless that has been done with as much as was ever read."""
        if len(taken) <= self._new:
            self._new -= len(taken)
            self._held, self._at = taken + self._held[self._at :], 0

    def recover(self, mark: bytes) -> bool:
        """Go to the next place that begins with `mark`; False where there is none."""
        self._error = None
        self._held, self._at = b"\n" + self._held[self._at :], 0  # lines and streams are taken whole
        while True:
            try:
                found = self._find(b"\n" + mark)
                self._at += found
                return found
            except Unreadable:
                self._held, self._at = b"", 0
                if not self._pull.recover(mark):
                    return False
                self._held = b"\n"

    def _find(self, mark: bytes) -> bool:
        while (found := self._held.find(mark, self._at)) < 0:
            kept = self._held[max(self._at, len(self._held) - len(mark) + 1) :]
            self._held, self._at = b"", 0
            if not self._fill():
                return False
            self._held = kept + self._held
        self._at = found
        return True

    def _fill(self) -> bool:
        """Have something to take, unless all is taken."""
        if self._at < len(self._held):
            return True
        if self._error is not None:
            error, self._error = self._error, None
            raise error
        self._held, self._at = b"", 0
        if not self._ended:
            self._held = self._pull.piece()
            self._new += len(self._held)
            self._ended = not self._held
        return bool(self._held)
