"""What allauth asks of the site it signs members in to."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import override

from wholestory.members import addresses, mailing, speaking
from wholestory.members.oidc import Session

NAME = "Wholestory"
UNSAID = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")  # the page shows it


@dataclass(frozen=True, slots=True)
class Site:
    """How letters name us."""

    name: str
    domain: str


class Accounts(DefaultAccountAdapter):
    """Accounts: no redirect leads away, and letters name the public address and no other."""

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a member may be led there."""
        return bool(url) and addresses.is_ours(str(url))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *given: Any, **named: Any
    ) -> None:
        """Note what the next page says; not what it shows anyway."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *given, **named)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter, soon."""
        told = {name: _public(name, value) for name, value in context.items()}
        told["current_site"] = Site(NAME, addresses.host() or asked.request.get_host())
        send = partial(super().send_mail, template_prefix, email, told)
        mailing.post(partial(_in_language, speaking.of(context.get("user"), email), send))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The same under every name that the site has."""
        return f"login:{str(credentials.get('email', '')).lower()}"


def _in_language(language: str, send: Callable[[], None]) -> None:
    """A letter is written when it goes out, in the language of whom it is for."""
    with override(language):
        send()


def _public(name: str, value: Any) -> Any:
    return addresses.public(value) if name.endswith("_url") and isinstance(value, str) else value


class Passkeys(DefaultMFAAdapter):
    """Second factors: their secrets are kept locked, with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """Lock it."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Unlock it."""
        return _lock().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that passkeys are bound to: the public one, if any."""
        named = addresses.host() or asked.request.get_host()
        return {"id": named.partition(":")[0], "name": NAME}


@cache
def _lock() -> Fernet:
    key = sha256(b"second factors of members:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class Servers(DefaultSocialAccountAdapter):
    """Other servers to sign in at: asked through our one way out."""

    def get_requests_session(self) -> Session:
        """What asks them."""
        return Session()
