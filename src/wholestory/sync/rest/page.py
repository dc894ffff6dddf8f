"""What the API is, for people: a page of ours, made from its document; and the document itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.members import problems
from wholestory.sync.rest import document


def page(request: HttpRequest) -> HttpResponse:
    """All operations and all codes."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in document.document()["paths"].items():
        for method, each in operations.items():
            groups.setdefault(each["tags"][0], []).append({"path": path, "method": method.upper(), **each})
    told = {"groups": groups, "codes": problems.CODES, "what": document.WHAT}
    return render(request, "sync/api.html", told)


def described(request: HttpRequest) -> HttpResponse:
    """The document."""
    return HttpResponse(document.text(), content_type="application/json")
