"""The page of a story, the same for everyone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.jobs import own
from wholestory.model import StoryId
from wholestory.web.keeping import same_for_visitors


@same_for_visitors
def page(request: HttpRequest, id: str) -> HttpResponse:
    """A story's accounts, compared; the old id of a merged story leads to the one it is part of."""
    whole = own.newsroom().story(StoryId(id))
    if whole is None:
        raise Http404
    if whole.brief.id != id:
        return redirect("story", whole.brief.id, permanent=True)
    return render(request, "story.html", {"whole": whole})
