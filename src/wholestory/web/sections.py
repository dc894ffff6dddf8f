"""Sections: the stories of a topic, of a country's outlets, in a language."""

from __future__ import annotations

from babel import Locale
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.members.words import gettext as _
from wholestory.model import Brief, Section, SectionKind, StoryId, Topic
from wholestory.web import wording
from wholestory.web.keeping import same_for_visitors

MOST = 24


@same_for_visitors
def page(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """The hottest stories of a section."""
    section = _section(kind, name)
    found = own.newsroom().stories(most=MOST, section=section, before=_brief(request.GET.get("before", "")))
    told = {
        "here": f"{kind}/{name}",
        "name": wording.section(section),
        "cards": own.newsroom().cards([brief.id for brief in found]),
        "more": found[-1].id if len(found) == MOST else "",
    }
    return render(request, "section.html", told)


def index(request: HttpRequest) -> HttpResponse:
    """All sections that have stories."""
    held = own.newsroom().sections()
    titles = {
        SectionKind.TOPIC: _("Topics"),
        SectionKind.COUNTRY: _("Countries"),
        SectionKind.LANGUAGE: _("Languages"),
    }
    lists = [
        (title, kind.value, sorted((wording.section(s), s.name) for s in held if s.kind is kind))
        for kind, title in titles.items()
    ]
    return render(request, "sections.html", {"here": "sections", "lists": lists})


def _section(kind: str, name: str) -> Section:
    """The section of an address. Raises `Http404` for what cannot be one."""
    known = {
        "topic": name in {topic.value for topic in Topic},
        "country": name.upper() in Locale("en").territories and len(name) == 2,
        "language": name in Locale("en").languages,
    }
    if not known.get(kind, False):
        raise Http404
    return Section(SectionKind(kind), name)


def _brief(story: str) -> Brief | None:
    """Where a list goes on after a story; from its beginning where there is no such story."""
    found = own.newsroom().cards([StoryId(story)]) if story else ()
    return found[0].brief if found else None
