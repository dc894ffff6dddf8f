"""Members and invitations, as admins look after them."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.desk import refusals
from wholestory.errors import WholestoryError
from wholestory.members import acts, invitations, numbers, terms
from wholestory.members.models import Member, Role
from wholestory.members.words import gettext as _

MOST = 100
DIGITS = 9


def page(request: HttpRequest) -> HttpResponse:
    """Members by address, a part at a time, each with its standing."""
    wanted, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    found = Member.objects.filter(email__gt=after, email__icontains=wanted).order_by("email")[:MOST]
    now = datetime.now(UTC)
    told = [(member, terms.state(member, now)) for member in found]
    more = told[-1][0].email if len(told) == MOST else ""
    return render(
        request, "desk/members.html", {"members": told, "wanted": wanted, "more": more, "roles": Role.values}
    )


def add(request: HttpRequest) -> HttpResponse:
    """Make a member, or give one who is there a term."""
    try:
        made = terms.add(request.POST.get("email", ""), days=_days(request), by=request.user.email)
    except WholestoryError as error:
        messages.error(request, refusals.words(error))
    else:
        acts.note(request.user, "added", made.email)
        messages.success(request, _("They are a member; they choose a password by asking for a new one."))
    return redirect("desk_members")


def change(request: HttpRequest) -> HttpResponse:
    """Give a member another role, a term, or end what was granted."""
    member = Member.objects.filter(pk=numbers.read(request.POST.get("member", ""), digits=DIGITS)).first()
    if member is None:
        raise Http404
    what = request.POST.get("what", "")
    try:
        _changed(request, member, what)
    except WholestoryError as error:
        messages.error(request, refusals.words(error))
    else:
        acts.note(request.user, what, member.email)
    return redirect("desk_members")


def _changed(request: HttpRequest, member: Member, what: str) -> None:
    if what == "grant":
        terms.grant(member, days=_days(request), by=request.user.email)
    elif what == "revoke":
        terms.revoke(member)
    elif what in Role.values and member.pk != request.user.pk:  # nobody locks the last admin out by mistake
        Member.objects.filter(pk=member.pk).update(role=what)
    else:
        raise Http404


def invite(request: HttpRequest) -> HttpResponse:
    """Make a code; it is shown once, on the page that answers."""
    code = ""
    if request.method == "POST":
        uses = numbers.read(request.POST.get("uses", "1"), digits=DIGITS) or 0
        note = request.POST.get("note", "")
        try:
            code = invitations.make(by=request.user, days=_days(request), uses=uses, note=note)
        except WholestoryError as error:
            messages.error(request, refusals.words(error))
        else:
            acts.note(request.user, "invited", note)
    return render(request, "desk/invite.html", {"code": code})


def _days(request: HttpRequest) -> int | None:
    """The days that a form names; none for ever."""
    given = request.POST.get("days", "").strip()
    return None if not given else numbers.read(given, digits=DIGITS) or 0
