"""Every word of ours that readers see: in templates, in code, in the lists of fixed words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import ModuleType

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from jinja2.ext import babel_extract

SRC = Path(__file__).resolve().parents[2] / "src" / "wholestory"
TEMPLATES = tuple(SRC / room / "templates" for room in ("web", "desk", "members", "sync", "report/page"))
CODE = tuple(SRC / room for room in ("web", "desk", "members", "sync"))
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
OPTIONS = {
    "extensions": "jinja2.ext.do,jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
NO_WORDS = {"OURS", "MONTHS", "CARRIED_BY"}  # of the labels: a code, what Babel knows, what the pages count

Message = str | tuple[str, str]


def collected() -> Catalog:
    """All of them, none translated."""
    found = Catalog(fuzzy=False)
    for message, where in (*_templates(), *_code(), *_lists()):
        found.add(message, locations=[(where, 1)])
    return found


def _templates() -> Iterator[tuple[Message, str]]:
    for folder in TEMPLATES:
        for file in sorted((*folder.rglob("*.html"), *folder.rglob("*.txt"))):
            source = BytesIO(file.read_bytes())
            for _, name, message, _ in babel_extract(source, tuple(KEYWORDS), (), OPTIONS):
                yield from _whole(name, message, file.name)


def _code() -> Iterator[tuple[Message, str]]:
    for folder in CODE:
        for file in sorted(folder.rglob("*.py")):
            with file.open("rb") as source:
                for _, message, _, _ in extract("python", source, KEYWORDS):
                    yield from _whole("ngettext" if isinstance(message, tuple) else "_", message, file.name)


def _whole(name: str | None, message: object, where: str) -> Iterator[tuple[Message, str]]:
    """A call's message; none where it is looked up by a value, which is of a list."""
    given = message if isinstance(message, tuple) else (message,)
    if name == "ngettext":
        if all(isinstance(each, str) for each in given[:2]):
            yield (given[0], given[1]), where
    elif isinstance(given[0], str):
        yield given[0], where


def _lists() -> Iterator[tuple[Message, str]]:
    """Words that stand in tables, and are looked up by what they are of."""
    from wholestory.desk.words import KNOWN, REFUSED
    from wholestory.rank.wording import ONE, WORDS
    from wholestory.report import labels
    from wholestory.web.wording import KINDS, TOPICS, WHY

    lists = (
        *TOPICS.values(),
        *KINDS.values(),
        *WORDS.values(),
        *ONE.values(),
        *WHY,
        *KNOWN,
        *REFUSED.values(),
    )
    yield from ((message, "lists") for message in lists)
    yield from ((message, "labels") for message in _labels(labels))


def _labels(module: ModuleType) -> Iterator[Message]:
    """All that a report says, by the names of its labels."""
    for name, value in sorted(vars(module).items()):
        if name.isupper() and not name.startswith("_") and name not in NO_WORDS:
            yield from [value] if name.startswith("N_") else _words(value)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if value else []
    elif isinstance(value, Mapping):
        yield from filter(None, value.values())
    elif isinstance(value, Iterable):
        yield from sorted(value)
