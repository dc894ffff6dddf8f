"""The static files as served: under names that hold a hash of their content, so they may be kept for ever.

The style sheet is the report's files and the app's, joined in one order (`SHEETS`); no tool runs before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from json import dumps

STATIC = files(__package__) / "static"
REPORT = "report"
APP = "app"

# The app's file of a name comes right after the report's, to refine it; widths and paper come last.
SHEETS: tuple[tuple[str, str], ...] = (
    (REPORT, "tokens"),
    (APP, "theme"),
    (APP, "faces"),
    (REPORT, "ground"),
    (APP, "ground"),
    (APP, "masthead"),
    (REPORT, "marks"),
    (APP, "marks"),
    (REPORT, "front"),
    (APP, "front"),
    (REPORT, "story"),
    (APP, "story"),
    (REPORT, "parts"),
    (APP, "parts"),
    (APP, "article"),
    (APP, "pages"),
    (APP, "forms"),
    (APP, "desk"),
    (APP, "states"),
    (APP, "directions"),
    (REPORT, "narrow"),
    (APP, "narrow"),
    (APP, "dense"),
    (REPORT, "print"),
    (APP, "print"),
)

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}
WORKER = "worker.js"
SCRIPT = ("outbox.js", "app.js")
JOINED = {*SCRIPT, WORKER}
# What the service worker keeps from the start: what every page needs.
SHELL = ("wholestory.css", "app.js", "fonts/serif-latin.woff2", "fonts/sans-latin.woff2", "fonts/marks.woff2")
PREFIX = "/static/"

_URL = re.compile(r'url\("\.\./([^"]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.S)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: the name it is served under, which holds a hash of its bytes; its bytes; its media type."""

    name: str
    body: bytes
    type: str


@cache
def all_assets() -> Mapping[str, Asset]:
    """Every file of ours by its plain name: `wholestory.css`, `app.js`, `fonts/arabic.woff2`.

    The service worker is not among them (see `worker`): its address must stay.
    """
    found = {name: _hashed(name, file.read_bytes()) for name, file in _walk(STATIC) if name not in JOINED}
    made = {"wholestory.css": style(found), "app.js": _script(*SCRIPT)}
    return found | {name: _hashed(name, body.encode()) for name, body in made.items()}


@cache
def by_address() -> Mapping[str, Asset]:
    """Every file of ours by the name it is served under."""
    return {asset.name: asset for asset in all_assets().values()}


def address(name: str) -> str:
    """Where a file is served. Raises KeyError where there is none of that name."""
    return PREFIX + all_assets()[name].name


def text(name: str) -> str:
    """What stands in a file of text (`icons.svg`: the sprite). Raises KeyError where there is none."""
    return all_assets()[name].body.decode("utf-8").strip()


@cache
def worker() -> Asset:
    """The service worker, told what to keep; to be served at `/worker.js` and asked for anew each time."""
    shell = [address(name) for name in SHELL]
    told = {"PREFIX": PREFIX, "SHELL": shell, "ICON": address("icons/192.png")}
    lines = '"use strict";\n' + "".join(f"const {name} = {dumps(value)};\n" for name, value in told.items())
    return Asset(WORKER, (lines + _script("outbox.js", WORKER)).encode(), TYPES["js"])


def style(assets: Mapping[str, Asset]) -> str:
    """The one style sheet, its addresses replaced by the hashed names of `assets`.

    Raises KeyError where a sheet names a file that is not there.
    """
    joined = "".join(_sheet(room, name) for room, name in SHEETS)
    return _URL.sub(lambda m: f'url("{assets[m[1]].name}")', _COMMENT.sub("", joined))


def _sheet(room: str, name: str) -> str:
    folder = files("wholestory.report.page") if room == REPORT else STATIC
    return (folder / "css" / f"{name}.css").read_text(encoding="utf-8")


def _script(*names: str) -> str:
    """Files of script as one, without their indentation: no text of ours runs over a line's end."""
    text = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def _hashed(name: str, body: bytes) -> Asset:
    stem, _, ending = name.rpartition(".")
    return Asset(f"{stem}.{sha256(body).hexdigest()[:12]}.{ending}", body, TYPES[ending])


def _walk(folder: Traversable, at: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _walk(entry, f"{at}{entry.name}/") if entry.name != "css" else ()
        elif entry.name.rpartition(".")[2] in TYPES:
            yield f"{at}{entry.name}", entry
