"""Refusals: what operations raise, as the problems they are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from wholestory.errors import BadMember, DatabaseUnusable
from wholestory.members import problems
from wholestory.sync.rest.operation import API

KNOWN = {"limit", "cursor", "id", "kind", "of", "q", "name", "order", "topic", "language", "country", "words"}


class Refused(Exception):
    """What was asked for cannot be, for the reason that a code names."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answer() -> None:
    """Have the API answer so from now on. What else is raised goes on, and is answered as broken."""
    API.add_exception_handler(Refused, _refused)
    API.add_exception_handler(Http404, lambda request, error: problems.answer("not_there"))
    API.add_exception_handler(BadMember, lambda request, error: problems.answer("bad_member"))
    API.add_exception_handler(DatabaseUnusable, _unusable)
    API.add_exception_handler(ValidationError, _invalid)
    API.add_exception_handler(HttpError, lambda request, error: problems.answer("bad_request"))


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.answer(error.code)


def _unusable(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.answer(error.code if error.code in problems.CODES else DatabaseUnusable.code)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.answer("invalid", errors=[_told(each) for each in error.errors])


def _told(error: Mapping[str, Any]) -> dict[str, str]:
    """Where it is, and what it should be; pydantic's words name what is expected, never what came."""
    source, *names = (str(each) for each in error["loc"])
    where = ".".join([source, *(name for name in names if name in KNOWN)])
    return {"where": where, "what": str(error["msg"])}
