"""Letters in a mailbox on this machine, newest last; nothing there is moved, marked or locked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from wholestory.errors import Missing, NotAFeed, Unreadable
from wholestory.fetch.imap import Post

LARGEST = 10 << 20
_FIRST = 500  # letters of a mailbox that is new to us
_MOST = 5000
_OVERLAP = 86_400 * 10**9  # nanoseconds: a letter may be put there with an older time


def read(path: Path, mark: str | None) -> Post:
    """What came into a Maildir, an mbox file or a folder of .eml files since `mark`; at first the latest 500.

    Letters that were given before may come again. Raises Missing, NotAFeed, Unreadable.
    """
    since = int(mark) if mark and mark.isdecimal() else 0
    try:
        if path.is_dir():
            return _folder(path, since)
        return _file(path, since)
    except FileNotFoundError as error:
        raise Missing(f"{path}: no such file or folder") from error
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror or error}") from error


def _folder(path: Path, since: int) -> Post:
    is_maildir = (path / "cur").is_dir() and (path / "new").is_dir()
    found = sorted(_found((path / "cur", path / "new") if is_maildir else (path,), is_maildir))
    if not found and not is_maildir:
        raise NotAFeed(f"{path}: no mailbox: neither a Maildir nor a folder of .eml files")
    new = [each for each in found if each[0] >= since - _OVERLAP][-(_MOST if since else _FIRST) :]
    letters = [_bytes(each) for _, each in new]
    kept = tuple(each for each in letters if each is not None)
    return Post(kept, str(max((at for at, _ in found), default=since)), len(letters) - len(kept))


def _found(folders: tuple[Path, ...], is_maildir: bool) -> Iterator[tuple[int, Path]]:
    for folder in folders:
        with os.scandir(folder) as listed:
            for each in listed:
                fits = is_maildir or each.name.lower().endswith(".eml")
                if fits and not each.name.startswith(".") and each.is_file():
                    yield each.stat().st_mtime_ns, Path(each.path)


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:  # read by somebody meanwhile, who moved it
        return b""
    return data if len(data) <= LARGEST else None


def _file(path: Path, since: int) -> Post:
    changed = path.stat().st_mtime_ns
    if since and changed <= since:
        return Post((), str(since))
    if path.suffix.lower() == ".eml":
        data = _bytes(path)
        return Post((data,) if data else (), str(changed), int(data is None))
    with path.open("rb") as file:
        if not file.read(5) == b"From ":
            raise NotAFeed(f"{path}: no mailbox: an mbox file begins with 'From '")
    found: list[bytes] = []
    too_large = 0
    for letter in _split(path):
        too_large += letter is None
        found = [*found[-(_FIRST - 1) :], letter] if letter else found
    return Post(tuple(found), str(changed), too_large)


def _split(path: Path) -> Iterator[bytes | None]:
    """The letters of an mbox file in order; None for one that is too large."""
    lines: list[bytes] = []
    size, blank = 0, True
    with path.open("rb") as file:
        while line := file.readline(1 << 20):
            if blank and line.startswith(b"From "):
                if size:
                    yield b"".join(lines) if size <= LARGEST else None
                lines, size = [], 0
                continue
            blank = not line.strip()
            size += len(line)
            if size <= LARGEST:
                lines.append(
                    line[1:] if line.lstrip(b">").startswith(b"From ") and line[:1] == b">" else line
                )
    if size:
        yield b"".join(lines) if size <= LARGEST else None
