"""Every word of ours that readers see: in templates, in code, in the lists of fixed words."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from jinja2.ext import babel_extract

SRC = Path(__file__).resolve().parents[2] / "src" / "wholestory"
TEMPLATES = tuple(SRC / room / "templates" for room in ("web", "desk", "members", "report/page"))
CODE = (SRC / "web", SRC / "desk", SRC / "members")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"extensions": "jinja2.ext.do,jinja2.ext.i18n", "trimmed": "true", "silent": "false"}

Message = str | tuple[str, str]


def collected() -> Catalog:
    """All of them, none translated."""
    found = Catalog()
    for message, where in (*_templates(), *_code(), *_lists()):
        found.add(message, locations=[(where, 1)])
    return found


def _templates() -> Iterator[tuple[Message, str]]:
    for folder in TEMPLATES:
        for file in sorted(folder.rglob("*.html")):
            source = BytesIO(file.read_bytes())
            for _, _, message, _ in babel_extract(source, ("_", "gettext", "ngettext"), (), OPTIONS):
                yield _whole(message), file.name


def _code() -> Iterator[tuple[Message, str]]:
    for folder in CODE:
        for file in sorted(folder.rglob("*.py")):
            with file.open("rb") as source:
                for _, message, _, _ in extract("python", source, KEYWORDS):
                    yield _whole(message), file.name


def _whole(message: object) -> Message:
    if isinstance(message, tuple):
        one, many = (str(each) for each in message[:2])
        return one, many
    return str(message)


def _lists() -> Iterator[tuple[Message, str]]:
    """Words that stand in tables, and are looked up by what they are of."""
    from wholestory.rank.wording import ONE, WORDS
    from wholestory.web.wording import KINDS, TOPICS

    for message in (*TOPICS.values(), *KINDS.values(), *WORDS.values(), *ONE.values()):
        yield message, "lists"
