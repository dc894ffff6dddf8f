"""Where a member is signed in, and ending that."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from wholestory.members import numbers


def page(request: HttpRequest) -> HttpResponse:
    """The list; sent, it ends the session of the number `end`, or all others."""
    if request.method == "POST":
        _end(request)
        return HttpResponseRedirect(reverse("usersessions_list"))
    alive = set(Session.objects.values_list("session_key", flat=True).filter(session_key__in=_keys(request)))
    found = [each for each in _mine(request) if each.session_key in alive]
    return render(request, "members/sessions.html", {"sessions": found, "here": request.session.session_key})


def _end(request: HttpRequest) -> None:
    found = _mine(request).exclude(session_key=request.session.session_key)
    if named := request.POST.get("end"):
        number = numbers.read(named)
        found = found.none() if number is None else found.filter(id=number)
    for each in found:
        SessionStore().delete(each.session_key)
        each.delete()


def _keys(request: HttpRequest) -> list[str]:
    return list(_mine(request).values_list("session_key", flat=True))


def _mine(request: HttpRequest) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user=request.user).order_by("-last_seen_at")
