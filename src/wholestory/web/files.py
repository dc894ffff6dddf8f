"""The site's own files, served from memory under names that never change their content."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from wholestory.web import assets

FOR_EVER = "public, max-age=31536000, immutable"


def static(request: HttpRequest, name: str) -> HttpResponse:
    """One of our files."""
    found = assets.by_address().get(name)
    if found is None:
        raise Http404
    return HttpResponse(found.body, content_type=found.type, headers={"Cache-Control": FOR_EVER})
