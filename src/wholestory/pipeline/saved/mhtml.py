"""MHTML (RFC 2557), as browsers and mail programs save a page with its parts: the page alone is read."""

from __future__ import annotations

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime
from email.message import Message
from typing import BinaryIO

from wholestory.errors import BadRecord, CutShort, NoArticle, TooLarge
from wholestory.pipeline.saved import answers
from wholestory.pipeline.saved.stream import Plain, Source
from wholestory.pipeline.saved.taken import PAGES, Taken, declared, media_type, moment
from wholestory.text import urls
from wholestory.text.urls import RawUrl

_LINES, _LINE = 200, 32 << 10
_DEEPEST = 8  # multiparts in multiparts
_MOST_PARTS = 10_000
_HEADER = re.compile(rb"(?:mime-version|from|subject|date|snapshot-content-location|content-type)\s*:", re.I)


def is_one(head: bytes) -> bool:
    """Whether a file that begins so is a mail or an MHTML file."""
    return bool(_HEADER.match(head.lstrip())) and b"multipart/" in head.lower()


def read(file: BinaryIO, *, most: int) -> Taken:
    """The page of a file, of at most `most` bytes; the parts beside it are passed over as they come.

    It is the part that the file names as its start, else the first that is HTML. Raises BadRecord, CutShort,
    NoArticle, TooLarge.
    """
    source = Source(Plain(file))
    source.skip_blank()
    top = _fields(source)
    kind, charset = media_type(top)
    start = _parameter(top, "start")
    if kind in PAGES:
        return _taken(top, top, b"".join(_part(source, [], most)), charset, most)
    boundary = _parameter(top, "boundary")
    if not kind.startswith("multipart/") or not boundary:
        raise BadRecord("no MHTML: no part of it is announced")
    found = _found(source, [boundary.encode("latin-1", "replace")], start, most)
    if found is None:
        raise NoArticle("no page among its parts")
    own, raw = found
    return _taken(top, own, raw, media_type(own)[1], most)


def _found(
    source: Source, open_: list[bytes], start: str | None, most: int
) -> tuple[dict[str, str], bytes] | None:
    """The headers and bytes of the part that is the page; where `start` names none, of the first."""
    first: tuple[dict[str, str], bytes] | None = None
    for own in _parts(source, open_):
        kind, _ = media_type(own)
        if kind in PAGES and (first is None or start is not None):
            is_start = start is None or own.get("content-id", "").strip() == start.strip()
            if first is None or is_start:
                first = own, b"".join(_part(source, open_, most))
            if is_start:
                return first
    return first


def _parts(source: Source, open_: list[bytes]) -> Iterator[dict[str, str]]:
    """The headers of each part, parts within parts among them; its bytes may be taken before going on."""
    for _ in range(_MOST_PARTS):
        if not _go_on(source, open_):
            return
        own = _fields(source)
        boundary = _parameter(own, "boundary")
        if media_type(own)[0].startswith("multipart/") and boundary and len(open_) < _DEEPEST:
            open_.append(boundary.encode("latin-1", "replace"))
        else:
            yield own


def _go_on(source: Source, open_: list[bytes]) -> bool:
    """Go past the line that begins the next part; False where there is none."""
    while line := source.line(_LINE):
        if (found := _ends(line, open_)) is not None:
            depth, closes = found
            del open_[depth + 1 :]
            if not closes:
                return True
            open_.pop()
            if not open_:
                return False
    return False


def _ends(line: bytes, open_: list[bytes]) -> tuple[int, bool] | None:
    """Which open multipart's boundary a line is, and whether it closes it."""
    if not line.startswith(b"--"):
        return None
    text = line.strip()[2:]
    for depth, boundary in enumerate(open_):
        if text in (boundary, boundary + b"--"):
            return depth, text != boundary
    return None


def _part(source: Source, open_: list[bytes], most: int) -> Iterator[bytes]:
    """The lines of a part, its boundary left to be read. Raises TooLarge; CutShort where none comes."""
    taken = 0
    at_line = True
    while True:
        if at_line and source.peek(2) == b"--" and _ends(source.peek(200).partition(b"\n")[0], open_):
            return
        line = source.line(_LINE)
        if not line:
            break
        at_line = line.endswith(b"\n")
        taken += len(line)
        if taken > 4 * most:  # no transfer encoding makes more of it than three bytes of one
            raise TooLarge(f"more than {most >> 20} MB; no article is so long")
        yield line
    if open_:
        raise CutShort("the file ends within its page: it was cut off")


def _fields(source: Source) -> dict[str, str]:
    lines = []
    while (line := source.line(_LINE)).strip():
        lines.append(line.rstrip(b"\r\n"))
        if len(lines) > _LINES:
            raise BadRecord("a part whose headers never end")
    return answers.fields(lines)


def _parameter(headers: dict[str, str], name: str) -> str | None:
    typed = Message()
    typed["content-type"] = headers.get("content-type", "")[:1000].replace("\r", " ").replace("\n", " ")
    found = typed.get_param(name)
    return found if isinstance(found, str) and found else None


def _taken(top: dict[str, str], own: dict[str, str], raw: bytes, charset: str | None, most: int) -> Taken:
    data = _decoded(own.get("content-transfer-encoding", "").strip().lower(), raw)
    if len(data) > most:
        raise TooLarge(f"more than {most >> 20} MB; no article is so long")
    return Taken(number=1, data=declared(data, charset), url=_address(top, own), at=_at(top))


def _decoded(coding: str, raw: bytes) -> bytes:
    if coding == "quoted-printable":
        return quopri.decodestring(raw)
    if coding == "base64":
        try:
            return b64decode(raw)
        except binascii.Error as error:
            raise BadRecord("its base64 is broken") from error
    return raw


def _address(top: dict[str, str], own: dict[str, str]) -> str | None:
    """Where the page was saved from: an address on the web, or None."""
    given = (top.get("snapshot-content-location"), own.get("content-location"), top.get("content-location"))
    found = (urls.parse(RawUrl("".join(each.split()))) for each in given if each)
    return next((each for each in found if each), None)


def _at(top: dict[str, str]) -> datetime | None:
    return moment(top.get("date"))
