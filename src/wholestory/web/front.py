"""The front page: a finite edition with an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from wholestory.jobs import own
from wholestory.members import picks, readers
from wholestory.members.standing import Standing
from wholestory.web import placing, wording
from wholestory.web.keeping import MEMBERS, NEWSROOM, same_for_visitors, seamed
from wholestory.web.remembered import remembered

ALL_PICKS = 50
LONGEST = timedelta(days=3)  # that a page may stand open and still ask what is new


@same_for_visitors
def page(request: HttpRequest) -> HttpResponse:
    """Top stories, those for its reader, our picks, sections; each story once."""
    is_visitor = request.standing is Standing.ANONYMOUS
    told = _for_visitors(request) if is_visitor else _edition(request)
    return render(request, "front.html", {"here": "front", **told})


@remembered(NEWSROOM, MEMBERS)
def _for_visitors(request: HttpRequest) -> dict[str, object]:
    return _edition(request)


def _edition(request: HttpRequest) -> dict[str, object]:
    """What the page shows, with its body written out already: of all pages it is asked for most."""
    newsroom, now = own.newsroom(), datetime.now(UTC)
    edition = newsroom.edition(readers.of(request))
    chosen = picks.running(now)
    cards = {card.brief.id: card for card in newsroom.cards([*edition.stories, *(p.story for p in chosen)])}
    picked = [pick for pick in chosen if pick.story in cards]
    elsewhere = frozenset(pick.story for pick in picked)
    at = placing.placed(edition, cards, elsewhere)
    lead = at.lead.story if at.lead else None
    told = {
        "edition": edition,
        "cards": cards,
        "at": at,
        "elsewhere": elsewhere,
        "led_by": next((pick for pick in picked if pick.story == lead), None),
        "picks": [pick for pick in picked if pick.story != lead],
    }
    return {
        "at": now,
        "count": len(cards),
        "minutes": placing.minutes([cards[story] for story in edition.stories if story in cards]),
        "today": wording.today(now),
        "since": now.isoformat(timespec="seconds"),
        "fresh": 0,
        "stories": seamed(render_to_string("edition.html", told, request)),
    }


@same_for_visitors
def picked(request: HttpRequest) -> HttpResponse:
    """Our picks alone."""
    chosen = picks.running(datetime.now(UTC), most=ALL_PICKS)
    cards = {card.brief.id: card for card in own.newsroom().cards([pick.story for pick in chosen])}
    told = {"here": "picks", "cards": cards, "picks": [pick for pick in chosen if pick.story in cards]}
    return render(request, "picks.html", told)


def fresh(request: HttpRequest) -> HttpResponse:
    """How many stories changed since a page was made: the line that its front page shows."""
    since = _since(request.GET.get("since", ""))
    told = {"since": since.isoformat(timespec="seconds"), "fresh": own.newsroom().fresh(since)}
    return render(request, "fresh.html", told)


def _since(given: str) -> datetime:
    """The time that a page names, none of the future and none too old."""
    now = datetime.now(UTC)
    try:
        found = datetime.fromisoformat(given.replace(" ", "+"))
    except ValueError:
        return now
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return max(now - LONGEST, min(now, found))
