"""Rules: who may ask for an address. A route without a rule answers nobody (a test walks them all)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path

from wholestory.members import bearing, problems, standing
from wholestory.members.standing import Standing

View = Callable[..., HttpResponse]


class Rule(StrEnum):
    """Who may."""

    ANYONE = "anyone"
    VISITOR = "visitor"  # who is not signed in yet; others are led on by the view
    MEMBER = "member"  # who is signed in, whatever the membership
    READER = "reader"  # anyone, but what is read is counted where no term runs
    EDITOR = "editor"
    ADMIN = "admin"
    SIGNED = "signed"  # whoever holds the secret that the address or the body is signed with


LOGINS = {
    Rule.VISITOR: """
        account_login account_signup account_logout account_inactive account_confirm_email
        account_email_verification_sent account_confirm_login_code account_reset_password
        account_reset_password_done account_reset_password_from_key account_reset_password_from_key_done
        mfa_authenticate mfa_login_webauthn mfa_signup_webauthn
        openid_connect_login openid_connect_callback socialaccount_login_cancelled
        socialaccount_login_error socialaccount_signup""",
    Rule.MEMBER: """
        account_reauthenticate account_change_password account_set_password account_email
        mfa_reauthenticate mfa_reauthenticate_webauthn mfa_index mfa_activate_totp mfa_deactivate_totp
        mfa_view_recovery_codes mfa_download_recovery_codes mfa_generate_recovery_codes mfa_list_webauthn
        mfa_add_webauthn mfa_remove_webauthn mfa_edit_webauthn socialaccount_connections""",
}
"""The rules of addresses that are allauth's, by their names; it asks for passwords and tokens itself."""

_OF_LOGINS = {name: rule for rule, names in LOGINS.items() for name in names.split()}


SAFE = ("GET", "HEAD")


def route(address: str, view: View, *, name: str, rule: Rule, methods: tuple[str, ...] = SAFE) -> URLPattern:
    """An address of ours with the rule of who may ask for it, and how.

    What is signed needs no token of ours besides: who brings it holds no cookies. Nor does what stands under
    the API's address (`bearing`): no cookie says there who asks.
    """
    borne = address.startswith(bearing.UNDER.lstrip("/"))

    def ruled(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if borne and (refused := bearing.refused(request)):
            return refused
        return view(request, *args, **named)

    ruled.rule, ruled.csrf_exempt = rule, borne or rule is Rule.SIGNED  # type: ignore[attr-defined]
    ruled.borne, ruled.methods = borne, methods  # type: ignore[attr-defined]
    ruled.__name__, ruled.__doc__ = getattr(view, "__name__", name), view.__doc__
    return path(address, ruled, name=name)


def of(view: Any, name: str) -> Rule | None:
    """The rule of a view, of our own or of a login's; None where nobody gave it one."""
    return getattr(view, "rule", None) or _OF_LOGINS.get(name)


def allows(rule: Rule, who: Standing) -> bool:
    """Whether somebody of that standing may ask."""
    match rule:
        case Rule.MEMBER:
            return who.is_signed_in
        case Rule.EDITOR:
            return who.edits
        case Rule.ADMIN:
            return who is Standing.ADMIN
        case _:
            return True


class Ruled:
    """Middleware: finds the standing of who asks (`request.standing`) and holds each route's rule."""

    def __init__(self, answer: View) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, and let nothing that is somebody's own be kept on the way."""
        request.standing = standing.of(request.user, datetime.now(UTC))
        response = self._answer(request)
        if request.standing.is_signed_in:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, named: Any) -> HttpResponse | None:
        """None where the rule is kept. Raises `Http404` and `PermissionDenied` where it is not."""
        match = request.resolver_match
        rule = of(view, match.view_name if match else "")
        who: Standing = request.standing
        if rule is None:
            raise Http404
        borne = getattr(view, "borne", False)
        if allows(rule, who) or (borne and request.method not in getattr(view, "methods", ())):
            return None  # where there is no such method, the view itself says so
        if borne:
            return problems.answer("not_open") if who.is_signed_in else bearing.unknown()
        if not who.is_signed_in and request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
