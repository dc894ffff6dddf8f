"""The page on which a member makes tokens for programs of their own, sees when they were used, ends them."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.account.decorators import reauthentication_required
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.errors import BadMember
from wholestory.members import tokens
from wholestory.members.words import gettext as _
from wholestory.members.words import gettext_lazy

FOREVER = ""
DAYS = (FOREVER, "7", "30", "90", "365")


class New(forms.Form):
    """A new one."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=tokens.LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(choices=tokens.Scope.choices)
    days = forms.ChoiceField(choices=[(each, each) for each in DAYS], required=False)


def page(request: HttpRequest) -> HttpResponse:
    """The list and the form; sent, the answer is the only page that ever shows the new one."""
    return _sent(request) if request.method == "POST" else _shown(request, New())


@reauthentication_required
def _sent(request: HttpRequest) -> HttpResponse:
    """Asked for the password once more before: whoever has a token has it for long."""
    form = New(request.POST)
    made = _made(request, form) if form.is_valid() else None
    return _shown(request, New() if made else form, made)


def _shown(request: HttpRequest, form: New, made: tokens.Made | None = None) -> HttpResponse:
    told = {
        "form": form,
        "days": DAYS,
        "made": made,
        "tokens": tokens.listed(request.user),
        "now": datetime.now(UTC),
    }
    return render(request, "members/tokens.html", told)


def end(request: HttpRequest) -> HttpResponse:
    """End the one of the number `end`."""
    number = request.POST.get("end", "")
    if number.isascii() and number.isdecimal() and len(number) < 19:
        tokens.end(request.user, int(number))
    return redirect("you_tokens")


def _made(request: HttpRequest, form: New) -> tokens.Made | None:
    given = form.cleaned_data
    days = int(given["days"]) if given["days"] else None
    try:
        name, scope, now = given["name"], given["scope"], datetime.now(UTC)
        made: tokens.Made = tokens.make(request.user, name=name, scope=scope, days=days, now=now)
    except BadMember:
        form.add_error(None, _("This cannot be done."))
        return None
    return made
