"""Operations: what the API is asked, each with its rule of who may; all of one address have the same rule."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI

from wholestory.members import bearing, problems
from wholestory.members.rules import Rule, route
from wholestory.sync.rest.pace import Pace, who

API = NinjaAPI(title="Wholestory", version="1", docs_url=None, openapi_url=None)
RULES: dict[str, Rule] = {}
"""The rule of each address."""
METHODS: dict[str, list[str]] = {}
PACE = Pace()

View = Callable[..., Any]
Decorator = Callable[[View], View]


def get(path: str, *, rule: Rule, answer: Any, tag: str) -> Decorator:
    """An operation that reads. Its summary is the first line of its docstring."""
    return _operation("GET", path, rule, {200: answer}, tag)


def put(path: str, *, rule: Rule, tag: str) -> Decorator:
    """An operation after which something is there, however often it is asked; answered with nothing."""
    return _operation("PUT", path, rule, {204: None}, tag)


def delete(path: str, *, rule: Rule, tag: str) -> Decorator:
    """An operation after which something is not there; answered with nothing."""
    return _operation("DELETE", path, rule, {204: None}, tag)


def _operation(method: str, path: str, rule: Rule, answers: dict[int, Any], tag: str) -> Decorator:
    """There is no POST: a form of another site can send no other method without asking first, in vain."""
    if RULES.setdefault(path, rule) is not rule:
        raise ValueError(f"{path} has the rule {RULES[path]} already")
    METHODS.setdefault(path, []).append(method)

    def registered(view: View) -> View:
        first, _, rest = (view.__doc__ or "").partition("\n")
        return API.api_operation(
            [method],
            path,
            response=answers,
            summary=first.strip(),
            description=" ".join(rest.split()) or None,
            operation_id=view.__name__,
            tags=[tag],
            url_name=f"api_{view.__name__}",
        )(view)

    return registered


def routes() -> list[URLPattern]:
    """The addresses of all operations, each with its rule; of each, once."""
    views = {f"/{each.pattern}": each for each in API.urls[0] if each.name != "api-root"}
    found = []
    for path, rule in RULES.items():
        pattern = views[_as_django(path)]
        allowed = (*METHODS[path], *(["HEAD"] if "GET" in METHODS[path] else []), "OPTIONS")
        view = answered(pattern.callback, allowed)
        found.append(
            route(
                f"{bearing.UNDER[1:]}{pattern.pattern}", view, name=pattern.name, rule=rule, methods=allowed
            )
        )
    return found


def _as_django(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")


def answered(view: View, allowed: tuple[str, ...]) -> View:
    """A view at its pace, which says what it allows; whoever asks for the head alone asks for all of it."""

    def paced(request: HttpRequest, **named: Any) -> HttpResponse:
        if wait := PACE.wait(who(request)):
            return problems.answer("too_many", headers={"Retry-After": str(math.ceil(wait))})
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        try:
            return view(request, **named)
        finally:
            request.method = asked

    return paced
