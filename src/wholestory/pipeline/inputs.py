"""Paths in, inputs out: which files hold articles, and of what form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from wholestory import errors, extract
from wholestory.model import ArticleId, Failure

MOST_BYTES = 10 * 2**20  # of one article; a file of records may be larger
SUFFIXES = {".txt": "text", ".html": "page", ".htm": "page", ".jsonl": "records", ".ndjson": "records"}


class Form(StrEnum):
    """How an input holds its article."""

    TEXT = "text"
    PAGE = "page"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Input:
    """One article still to be read: its bytes, its form, and the path it is shown under."""

    id: ArticleId
    path: str
    form: Form
    data: bytes


def read(paths: Iterable[str | Path]) -> Iterator[Input | Failure]:
    """Every article that `paths` hold, in order of path; whatever cannot be read as a Failure.

    Folders are searched through for .txt, .html, .htm, .jsonl and .ndjson. An id is made from the
    content, so it stays whatever the order and the place; the same content twice gets a suffix.
    """
    seen: dict[str, int] = {}
    for file in _files(paths):
        if isinstance(file, Failure):
            yield file
            continue
        for found in _load(file):
            yield _identify(found, seen) if isinstance(found, Input) else found


def _files(paths: Iterable[str | Path]) -> Iterator[Path | Failure]:
    chosen: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES and f.is_file())
            if not inside:
                yield _failure(path, errors.NoArticle(f"no {', '.join(SUFFIXES)} file in this folder"))
            chosen.update(dict.fromkeys(inside))
        elif path.exists():
            chosen[path] = None
        else:
            yield _failure(path, errors.Missing("no such file or folder"))
    yield from sorted(chosen)


def _load(file: Path) -> Iterator[Input | Failure]:
    kind = SUFFIXES.get(file.suffix.lower(), "text")
    try:
        if kind == "records":
            yield from _records(file)
            return
        if file.stat().st_size > MOST_BYTES:
            raise errors.TooLarge(
                f"{file.stat().st_size // 2**20} MB; an article has at most {MOST_BYTES // 2**20}"
            )
        yield Input(ArticleId(""), str(file), Form(kind), file.read_bytes())
    except errors.Unreadable as error:
        yield _failure(file, error)
    except OSError as error:
        yield Failure(str(file), "unreadable", error.strerror or "could not be read")


def _records(file: Path) -> Iterator[Input | Failure]:
    held = False
    with file.open("rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(MOST_BYTES + 1), b""), 1):
            path = f"{file}:{number}"
            if len(line) > MOST_BYTES:
                yield _failure(file, errors.TooLarge(f"line {number} is longer than an article can be"))
                return
            if line.strip():
                held = True
                yield Input(ArticleId(""), path, Form.RECORD, line)
    if not held:
        yield _failure(file, errors.Empty("empty"))


def _identify(found: Input, seen: dict[str, int]) -> Input:
    digest = sha256(found.data).hexdigest()[:12]
    seen[digest] = seen.get(digest, 0) + 1
    name = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
    return Input(ArticleId(name), found.path, found.form, found.data)


def _failure(path: Path, error: errors.WholestoryError) -> Failure:
    return Failure(str(path), error.code, str(error))


def record(data: bytes) -> dict[str, object]:
    """One JSON line as a mapping. Raises BadRecord."""
    try:
        value = json.loads(extract.decode(data))
    except (ValueError, RecursionError) as error:
        raise errors.BadRecord("this line is not JSON") from error
    if not isinstance(value, dict):
        raise errors.BadRecord("this line is no JSON object")
    return value
