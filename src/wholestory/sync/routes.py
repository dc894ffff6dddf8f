"""The addresses of what programs ask, each with its rule."""

from __future__ import annotations

from django.urls import URLPattern

from wholestory.members.rules import Rule, route
from wholestory.sync.rest import operation, page, refusals

READ = ("GET", "HEAD", "OPTIONS")

refusals.answer()
described = operation.answered(page.described, READ)
ROUTES: list[URLPattern] = [
    route("api/", page.page, name="api", rule=Rule.ANYONE),
    route("api/v1/openapi.json", described, name="api_document", rule=Rule.ANYONE, methods=READ),
    *operation.routes(),
]
