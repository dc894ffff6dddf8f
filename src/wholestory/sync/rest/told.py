"""Told: the JSON contract as whoever asks may see it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.http import HttpRequest

from wholestory import telling as tellings
from wholestory.members import reading
from wholestory.model import Edition, KeptArticle, Telling, WholeStory, WholeThread
from wholestory.report import contract, shown

_BEHIND_THE_WALL: dict[str, Any] = {"text": "", "blocks": [], "captions": [], "removed": []}


def of(
    request: HttpRequest, stories: Iterable[WholeStory], threads: Iterable[WholeThread] = ()
) -> dict[str, Any] | None:
    """The contract of stories; None where none is told."""
    telling = tellings.kept(stories, threads)
    return _seen(request, telling) if telling.stories else None


def alone(request: HttpRequest, kept: KeptArticle) -> dict[str, Any]:
    """The contract of one article."""
    telling = Telling(
        articles=(kept.article,),
        analyses=(kept.analysis,),
        stories=(),
        threads=(),
        coverages=(),
        edition=Edition(()),
        failures=(),
    )
    return _seen(request, telling)


def _seen(request: HttpRequest, telling: Telling) -> dict[str, Any]:
    """As it is seen by whoever asks: no places of this machine's, no addresses that act, no text unpaid."""
    found: dict[str, Any] = contract.data(telling)
    whole = reading.whole(request, (article.id for article in telling.articles))
    for each in found["articles"]:
        each["url"] = shown.link(each["url"])
        each["path"] = PurePath(each["path"]).name if each["path"] else None
        if each["id"] not in whole:
            each.update(_BEHIND_THE_WALL)
    return found
