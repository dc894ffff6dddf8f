"""WARC 1.0 and 1.1, plain or gzipped, record by record: pages out, broken records told and passed over.

ISO 28500. A record counts once what follows it is a record or the end: so a length that is wrong is noticed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from wholestory.errors import BadRecord, CutShort, TooLarge, Unreadable
from wholestory.pipeline.saved import answers
from wholestory.pipeline.saved.stream import GZIP, Gzipped, Plain, Source
from wholestory.pipeline.saved.taken import PAGES, Broken, Taken, declared, media_type, moment
from wholestory.text import urls
from wholestory.text.urls import RawUrl

MARK = b"WARC/"
_VERSION = re.compile(rb"WARC/(?:0\.\d{1,2}|1\.[01])\s*$")
_LINES, _LINE = 200, 32 << 10
_PIECE = 1 << 20
_HASHES = {"sha1", "sha256", "sha512", "md5"}


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    headers: dict[str, str]
    length: int

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "").strip().lower()


def is_one(head: bytes) -> bool:
    """Whether a file that begins so is a WARC file, plain or gzipped."""
    if not head.startswith(b"\x1f\x8b"):
        return head.startswith(MARK)
    try:
        return Gzipped(BytesIO(head)).piece()[: len(MARK)] == MARK
    except Unreadable:
        return False


def read(file: BinaryIO, *, most: int) -> Iterator[Taken | Broken]:
    """The pages of a file, each of at most `most` bytes, as they come; memory for one of them at a time.

    Pages are the HTML of `response` (with status 200), `resource` and `conversion` records that came from
    the web, and the plain text of conversions. Everything else is passed over. Broken records are told.
    """
    head = file.read(64 << 10)
    zipped = not head.startswith(MARK) and GZIP in head  # its first bytes may be what is damaged
    file.seek(0)
    source = Source(Gzipped(file) if zipped else Plain(file))
    number = 0
    while True:
        number += 1
        try:
            record = _head(source, number)
            if record is None:
                return
            found = _page(source, record, most)
        except Unreadable as error:
            yield Broken(number, error)
            if not source.recover(MARK):
                return
            continue
        if found is not None:
            yield found


def _head(source: Source, number: int) -> _Record | None:
    source.skip_blank()
    first = source.line(_LINE)
    if not first:
        return None
    if not _VERSION.match(first):
        raise BadRecord("no WARC record where one should begin")
    lines = []
    while (line := source.line(_LINE)).strip():
        lines.append(line.rstrip(b"\r\n"))
        if len(lines) > _LINES or not line.endswith(b"\n"):
            raise BadRecord("a record whose headers never end")
    if not line:
        raise CutShort("the file ends within a record's headers: it was cut off")
    headers = answers.fields(lines)
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise BadRecord("a record without its length")
    return _Record(number, headers, int(length))


def _page(source: Source, record: _Record, most: int) -> Taken | None:
    """The page of a record whose block comes next; None where it has none. The block is taken."""
    begin = source.take(min(record.length, answers.HEAD))
    url = _address(record)
    wanted = _wanted(record, begin) if url else None
    if wanted is None:
        _pass(source, begin, record)
        _check_end(source)
        return None
    if record.length > most + answers.HEAD:
        raise TooLarge(f"a page of {record.length / 2**20:.0f} MB; no article is so long")
    block = begin + source.take(record.length - len(begin))
    try:
        _check(record, block)
        _check_end(source)
    except Unreadable:
        source.give_back(block)  # a length that is too long takes the next record in
        raise
    return Taken(
        number=record.number,
        data=wanted.page(block, most),
        url=url,
        at=moment(record.headers.get("warc-date")),
        is_text=wanted.is_text,
    )


def _address(record: _Record) -> str | None:
    target = record.headers.get("warc-target-uri", "").strip().strip("<>")
    return urls.parse(RawUrl(target)) if target else None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How the page stands in a block: behind an HTTP head or bare."""

    head: answers.Head | None
    begins: int
    charset: str | None
    is_text: bool = False

    def page(self, block: bytes, most: int) -> bytes:
        raw = block[self.begins :]
        if self.head is not None:
            raw = answers.body(self.head, raw, most=most)
        if len(raw) > most:
            raise TooLarge(f"more than {most >> 20} MB; no article is so long")
        return declared(raw, self.charset)


def _wanted(record: _Record, begin: bytes) -> _Wanted | None:
    if record.kind in ("resource", "conversion"):
        type, charset = media_type(record.headers)
        is_text = record.kind == "conversion" and type == "text/plain"
        return _Wanted(None, 0, charset, is_text) if is_text or type in PAGES else None
    if record.kind != "response" or "http" not in record.headers.get("content-type", "http").lower():
        return None
    head, begins = answers.head(begin)
    type, charset = media_type(head.headers)
    return _Wanted(head, begins, charset) if head.is_ok and type in PAGES else None


def _check(record: _Record, block: bytes) -> None:
    """Raise where the archive itself says that a block is not what was there."""
    if len(block) < record.length:
        raise CutShort("the file ends within a record: it was cut off")
    if said := record.headers.get("warc-truncated"):
        raise CutShort(f"the archive holds only the page's beginning ({said[:40]})")
    name, _, printed = record.headers.get("warc-block-digest", "").strip().partition(":")
    if name.lower() in _HASHES and printed:
        made = hashlib.new(name.lower(), block, usedforsecurity=False).digest()
        if _digest(printed, len(made)) not in (made, None):
            raise BadRecord("its digest is of something else: the record is damaged")


def _digest(printed: str, length: int) -> bytes | None:
    """A digest's bytes, printed in base 16 or 32; None where it is in neither."""
    try:
        if len(printed) == 2 * length:
            return bytes.fromhex(printed)
        return base64.b32decode(printed.upper() + "=" * (-len(printed) % 8))
    except (ValueError, binascii.Error):
        return None


def _pass(source: Source, begin: bytes, record: _Record) -> None:
    left = record.length - len(begin)
    if left and len(begin) < answers.HEAD:
        raise CutShort("the file ends within a record: it was cut off")
    while left > 0:
        part = source.take(min(left, _PIECE))
        if not part:
            raise CutShort("the file ends within a record: it was cut off")
        left -= len(part)


def _check_end(source: Source) -> None:
    ends = source.peek(4) == b"\r\n\r\n"
    source.skip_blank()  # also what shows whether a gzip stream is whole
    if not ends and source.peek(len(MARK)) not in (MARK, b""):
        raise BadRecord("its length is wrong: no record follows it")
