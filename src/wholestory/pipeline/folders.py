"""Paths in, files out: what folders hold, and why a path cannot be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from wholestory import errors
from wholestory.model import Failure

SUFFIXES = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".jsonl": "records",
    ".ndjson": "records",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
}
_OURS = b'<meta name="generator" content="Wholestory'
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def files(paths: Iterable[str | Path]) -> Iterator[Path | Failure]:
    """The files that `paths` name or hold, each once, in order; whatever cannot be read as a Failure.

    Folders are searched through, except for what is hidden, linked folders inside them (which may run in
    circles), the parts that a browser saved beside a page ("Page_files" beside "Page.html") and our own
    reports.
    """
    chosen: dict[Path, None] = {}
    for path in map(Path, paths):
        for found in _found(path):
            if isinstance(found, Failure):
                yield found
            else:
                chosen[found] = None
    yield from sorted(chosen)


def kind(path: Path) -> str | None:
    """What a file of that name holds, as `SUFFIXES` has it; None for any other name."""
    name = path.name.lower()
    return next((SUFFIXES[suffix] for suffix in SUFFIXES if name.endswith(suffix)), None)


def shown(path: Path) -> str:
    """A path as text that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def failure(path: Path, error: errors.WholestoryError) -> Failure:
    """Why `path` gave no article."""
    return Failure(shown(path), error.code, str(error))


def denied(path: Path, error: OSError | ValueError) -> Failure:
    """What the system said when `path` was asked for."""
    reason = getattr(error, "strerror", None) or "not a path this system knows"
    return Failure(shown(path), errors.Unreadable.code, reason[:1].lower() + reason[1:])


def whole(path: Path, *, most: int) -> bytes:
    """The bytes of a file. Raises Missing, TooLarge past `most` bytes, Unreadable as the system says."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise errors.Missing(f"{shown(path)}: {_absent(path)}") from error
    except (OSError, ValueError) as error:
        raise errors.Unreadable(f"{shown(path)}: {denied(path, error).message}") from error
    if len(data) > most:
        raise errors.TooLarge(f"{shown(path)}: more than {most >> 20} MB")
    return data


def _found(path: Path) -> Iterator[Path | Failure]:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        yield failure(path, errors.Missing(_absent(path)))
    except (OSError, ValueError) as error:
        yield denied(path, error)
    else:
        if stat.S_ISDIR(mode):
            yield from _inside(path)
        elif stat.S_ISREG(mode):
            yield path
        else:
            kind = next((name for holds, name in _KINDS if holds(mode)), "something else")
            yield failure(path, errors.Unreadable(f"{kind}, not a file"))


def _absent(path: Path) -> str:
    return "a link that leads nowhere" if path.is_symlink() else "no such file or folder"


def _inside(folder: Path) -> Iterator[Path | Failure]:
    held = False
    for path in _walk(folder):
        held = True
        yield from [path] if isinstance(path, Failure) else _found(path)
    if not held:
        yield failure(folder, errors.NoArticle(f"no {', '.join(SUFFIXES)} file in this folder"))


def _walk(folder: Path) -> Iterator[Path | Failure]:
    barred: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=barred.append):
        pages = {Path(name).stem for name in names if kind(Path(name)) == "page"}
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is_saved_part(f, pages))
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and kind(path) and not _is_report(path):
                yield path
    for error in barred:
        yield denied(Path(os.fsdecode(error.filename)), error)


def _is_report(path: Path) -> bool:
    """Whether this is what an earlier telling wrote into the folder."""
    if kind(path) != "page" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return _OURS in file.read(2048)
    except OSError:
        return False


def _is_saved_part(folder: str, pages: set[str]) -> bool:
    return folder.endswith("_files") and folder.removesuffix("_files") in pages
