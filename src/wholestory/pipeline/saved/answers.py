"""An answer of HTTP as an archive keeps it -> the page in it, freed of its codings within bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wholestory.errors import BadRecord, CutShort, TooLarge
from wholestory.fetch.decoding import Body, Truncated, Undecodable
from wholestory.fetch.decoding import TooLarge as NoRoom

HEAD = 64 << 10  # bytes
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?:[ \t]|$)")
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_OK = 200
_CODED = {b"gzip": b"\x1f\x8b", b"zstd": b"\x28\xb5\x2f\xfd"}


@dataclass(frozen=True, slots=True)
class Head:
    """A status and headers, names in lower case; of several of one name the first."""

    status: int
    headers: dict[str, str]

    @property
    def is_ok(self) -> bool:
        """Whether it leads a page, not an error, a redirect or a part."""
        return self.status == _OK


def head(block: bytes) -> tuple[Head, int]:
    """The head of an answer and where its body begins. Raises BadRecord."""
    found = re.search(rb"\r?\n\r?\n", block[:HEAD])
    if found is None:
        raise BadRecord("an answer of HTTP whose headers never end")
    status, *rest = block[: found.start()].splitlines() or [b""]
    said = _STATUS.match(status)
    if said is None:
        raise BadRecord("no answer of HTTP, as it says it is")
    return Head(int(said[1]), fields(rest)), found.end()


def fields(lines: list[bytes]) -> dict[str, str]:
    """Header lines by name in lower case, those that go on joined; of several of one name the first."""
    joined: list[bytes] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and joined:
            joined[-1] += b" " + line.strip()
        else:
            joined.append(line)
    found: dict[str, str] = {}
    for line in joined:
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(name.strip().decode("latin-1").lower(), _text(value.strip()))
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def body(head: Head, raw: bytes, *, most: int) -> bytes:
    """The body freed of chunks and content coding, where it still has those that its head names.

    Raises TooLarge past `most` bytes, CutShort, BadRecord.
    """
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        raw = _unchunked(raw)
    coding = head.headers.get("content-encoding", "").strip().lower()
    if _is_decoded_already(coding, raw):
        coding = ""
    try:
        return _decoded(coding, raw, most)
    except Undecodable as error:
        if raw.lstrip()[:1] == b"<":
            return _decoded("", raw, most)
        raise BadRecord(f"its {coding[:40]} coding is broken") from error


def _is_decoded_already(coding: str, raw: bytes) -> bool:
    """Many archives keep the header and decode the body."""
    mark = _CODED.get(coding.removeprefix("x-").encode(errors="replace"))
    return mark is not None and not raw.startswith(mark)


def _decoded(coding: str, raw: bytes, most: int) -> bytes:
    found = Body(coding, largest=most)
    try:
        found.add(raw)
        return found.whole()
    except NoRoom:
        raise TooLarge(f"more than {most >> 20} MB; no article is so long") from None
    except Truncated:
        raise CutShort("its page is cut off") from None


def _unchunked(raw: bytes) -> bytes:
    """The chunks joined; the bytes as they are where they are no chunks, as archives often keep them."""
    parts: list[bytes] = []
    at = 0
    while (size := _SIZE.match(raw, at)) is not None:
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        part = raw[size.end() : size.end() + length]
        if len(part) < length:
            break
        parts.append(part)
        at = size.end() + length
        at += 2 if raw.startswith(b"\r\n", at) else raw.startswith(b"\n", at)
    if not parts:
        return raw
    if at >= len(raw):
        return b"".join(parts)
    raise CutShort("its chunks are cut off or broken")
