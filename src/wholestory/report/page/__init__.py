"""A telling as one self-contained page: no script, no request, every value a link to its sentence."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from wholestory.model import Telling
from wholestory.report.page import laying
from wholestory.report.page.environment import environment
from wholestory.report.page.links import Alone

STYLES = ("tokens", "ground", "marks", "front", "story", "parts", "narrow", "print")


def html(telling: Telling, *, as_of: datetime | None = None, version: str) -> str:
    """The page, as text to be written in UTF-8; the same bytes for the same arguments.

    `as_of` is when the articles were gathered, shown as given; `version` stands in the foot. Several
    stories get a front page before them. Sentences only: no article is reprinted.
    """
    style = "\n".join(_style(name) for name in STYLES)
    page = environment().get_template("page.html")
    return page.render(
        style=Markup(style),  # noqa: S704  our own files
        digest=_digest(style),
        telling=telling,
        as_of=as_of,
        version=version,
        **laying.out(telling, Alone),
    )


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()


def _style(name: str) -> str:
    return (files(__package__) / "css" / f"{name}.css").read_text(encoding="utf-8")
