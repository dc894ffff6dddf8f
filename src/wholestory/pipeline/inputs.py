"""Files in, inputs out: one article each, still to be read."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from wholestory import errors, extract
from wholestory.model import Article, ArticleId, Basis, Failure, Granularity, Published
from wholestory.pipeline import folders

if TYPE_CHECKING:
    from wholestory.pipeline.saved import Taken

MOST_BYTES = 10 * 2**20  # of one article as it comes in; a file of records may be larger
MOST_LETTERS = 1_000_000  # of its text: a long novel; the longest articles have a tenth

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype html|html)\b", re.I)  # whatever its name says


class Form(StrEnum):
    """How an input holds its article."""

    TEXT = "text"
    PAGE = "page"
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an article from elsewhere, as from its feed; what it says itself stands.

    `taken_at` is when an archive took its page: it appeared then or before.
    """

    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: Published | None = None
    taken_at: datetime | None = None

    def complete(self, article: Article) -> Article:
        """The article with what it does not say itself."""
        return replace(
            article,
            path=None if self.url else article.path,
            url=article.url or self.url,
            outlet=article.outlet or self.outlet,
            byline=article.byline or self.byline,
            published=article.published or self.published or self._until(),
        )

    def _until(self) -> Published | None:
        if self.taken_at is None:
            return None
        return Published(None, None, self.taken_at.date().isoformat(), Granularity.DAY, Basis.COLLECTION)


@dataclass(frozen=True, slots=True)
class Input:
    """One article still to be read: its bytes, its form, and the path it is shown under.

    `instead` is read where this one cannot be, `url` is where a page came from.
    """

    id: ArticleId
    path: str
    form: Form
    data: bytes
    url: str | None = None
    known: Known = Known()
    instead: Input | None = None


def read(paths: Iterable[str | Path]) -> Iterator[Input | Failure]:
    """Every article that `paths` hold, in order of path; whatever cannot be read as a Failure.

    Folders are searched through for the names of `folders.SUFFIXES`. An id is made from the content, so it
    stays whatever the order and the place; the same content twice gets a suffix.
    """
    seen: dict[str, int] = {}
    for file in folders.files(paths):
        if isinstance(file, Failure):
            yield file
            continue
        for found in _load(file):
            yield _identify(found, seen) if isinstance(found, Input) else found


def _load(file: Path) -> Iterator[Input | Failure]:
    try:
        kind = folders.kind(file) or _recognised(file)
        match kind:
            case "records":
                yield from _records(file)
            case "warc":
                yield from _archived(file)
            case "mhtml":
                yield _saved(file)
            case _:
                data = _bytes(file)
                form = Form.PAGE if _PAGE.match(data) else Form(kind)
                yield Input(ArticleId(""), folders.shown(file), form, data)
    except errors.Unreadable as error:
        yield folders.failure(file, error)
    except OSError as error:
        yield folders.denied(file, error)


def _recognised(file: Path) -> str:
    """What a file of any other name holds: an archive where it begins like one, else text."""
    with file.open("rb") as open_file:
        head = open_file.read(4096)
    if head.startswith(b"filedesc://"):
        raise errors.NotText("an ARC archive, the form before WARC, which we do not read")
    if not head.startswith((b"WARC/", b"\x1f\x8b")) and b"multipart/" not in head.lower():
        return "text"
    from wholestory.pipeline.saved import mhtml, warc  # here, so that other files need not wait for it

    return "warc" if warc.is_one(head) else "mhtml" if mhtml.is_one(head) else "text"


def _archived(file: Path) -> Iterator[Input | Failure]:
    """One input for each page of a WARC file. Raises NoArticle where it holds none."""
    from wholestory.pipeline.saved import Broken, warc

    held = False
    with file.open("rb") as records:
        for found in warc.read(records, most=MOST_BYTES):
            held = True
            path = f"{folders.shown(file)}:{found.number}"
            if isinstance(found, Broken):
                yield Failure(path, found.error.code, str(found.error))
            else:
                yield _taken(path, found)
    if not held:
        raise errors.NoArticle("no page in this archive")


def _saved(file: Path) -> Input:
    from wholestory.pipeline.saved import mhtml

    with file.open("rb") as parts:
        return _taken(folders.shown(file), mhtml.read(parts, most=MOST_BYTES))


def _taken(path: str, found: Taken) -> Input:
    form = Form.TEXT if found.is_text else Form.PAGE
    return Input(
        ArticleId(""),
        path,
        form,
        found.data,
        url=found.url,
        known=Known(url=found.url if found.is_text else None, taken_at=found.at),
    )


def _bytes(file: Path) -> bytes:
    with file.open("rb") as open_file:
        data = open_file.read(MOST_BYTES + 1)  # never more, whatever size the file says it has
    if len(data) > MOST_BYTES:
        size = max(file.stat().st_size, len(data)) / 2**20
        raise errors.TooLarge(f"{size:.0f} MB; an article has at most {MOST_BYTES // 2**20}")
    return data


def _records(file: Path) -> Iterator[Input | Failure]:
    """One input a line. Raises NotText where the file holds no lines at all."""
    held = False
    with file.open("rb") as lines:
        _check_head(lines.read(4096))
        lines.seek(0)
        for number, line in enumerate(_lines(lines), 1):
            path = f"{folders.shown(file)}:{number}"
            held = held or bool(line.strip())
            if len(line) > MOST_BYTES:
                message = f"a line of more than {MOST_BYTES // 2**20} MB; no article is so long"
                yield Failure(path, errors.TooLarge.code, message)
            elif line.strip():
                yield Input(ArticleId(""), path, Form.RECORD, line)
    if not held:
        raise errors.Empty("no record in it")


def _check_head(head: bytes) -> None:
    """One failure for a file of another kind, rather than one for each stretch between its newlines."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise errors.NotText("UTF-16; JSON lines are read as UTF-8")
    if head.strip() and not any(line.lstrip().startswith(b"{") for line in head.splitlines()):
        extract.decode(head)


def _lines(file: BufferedReader) -> Iterator[bytes]:
    """The lines of a file; of one that is too long only the beginning."""
    while line := file.readline(MOST_BYTES + 1):
        yield line
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MOST_BYTES + 1)


def _identify(found: Input, seen: dict[str, int]) -> Input:
    digest = sha256(found.data).hexdigest()[:12]
    seen[digest] = seen.get(digest, 0) + 1
    name = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
    return replace(found, id=ArticleId(name))


def bounded(text: str) -> str:
    """The same text. Raises TooLarge where no article is so long."""
    if len(text) > MOST_LETTERS:
        millions = f"{len(text) / 1e6:.1f} million letters"
        raise errors.TooLarge(f"{millions}; an article has at most {MOST_LETTERS // 10**6} million")
    return text


def record(data: bytes) -> dict[str, object]:
    """One JSON line as a mapping, halves of letters (which JSON can escape) replaced. Raises BadRecord."""
    try:
        value = _whole(json.loads(extract.decode(data)))
    except (ValueError, RecursionError) as error:
        raise errors.BadRecord("this line is not JSON") from error
    if not isinstance(value, dict):
        raise errors.BadRecord("this line is no JSON object")
    return value


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value
