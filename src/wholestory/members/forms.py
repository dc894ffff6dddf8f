"""Forms whose answers take as long for a known address as for an unknown one: one hash each."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm, SignupForm
from django.http import HttpRequest

from wholestory.members.models import Member


class SignUp(SignupForm):
    """The form to sign up."""

    def try_save(self, request: HttpRequest) -> Any:
        """Make the member, unless there is one of this address: who is told by letter alone."""
        if self.account_already_exists:
            Member().set_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ResetPassword(ResetPasswordForm):
    """The form to ask for a new password."""

    def save(self, request: HttpRequest, **named: Any) -> str:
        """Send a letter; the hash drowns what else differs between a known address and another."""
        Member().set_password(self.cleaned_data["email"])
        sent: str = super().save(request, **named)
        return sent
