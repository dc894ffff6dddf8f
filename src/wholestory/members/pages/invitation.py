"""The page on which a code is entered."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.core.internal import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholestory.members import invitations
from wholestory.members.words import gettext as _
from wholestory.members.words import gettext_lazy

RATES = {"invitation": "10/10m/user"}


class Code(forms.Form):
    """The code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def page(request: HttpRequest) -> HttpResponse:
    """Enter it, and the term runs."""
    form = Code(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "members/invitation.html", {"form": form})
    if not ratelimit.consume(request, app="wholestory.members", action="invitation", config=RATES):
        return ratelimit.respond_429(request)
    if invitations.enter(request.user, form.cleaned_data["code"], datetime.now(UTC)) is None:
        form.add_error("code", _("This code is not known, or was used already."))
        return render(request, "members/invitation.html", {"form": form})
    messages.success(request, _("Welcome: you may read everything now."))
    return redirect("you")
