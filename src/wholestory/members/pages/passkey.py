"""The page on which a passkey signs in: what it is asked stands in the page, so that nothing is fetched."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache


@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The page; allauth takes what it sends."""
    if request.user.is_authenticated:
        return redirect("front")
    told = {"form": LoginWebAuthnForm(), "options": auth.begin_authentication(user=None)}
    return render(request, "members/passkey.html", told)
