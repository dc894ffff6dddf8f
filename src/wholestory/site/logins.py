"""How members sign in, by which server letters go out, and at which server else they may sign in."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import SELF

from wholestory.settings import Settings

ACCOUNT_ADAPTER = "wholestory.members.adapters.Accounts"
ACCOUNT_FORMS = {
    "signup": "wholestory.members.forms.SignUp",
    "reset_password": "wholestory.members.forms.ResetPassword",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and in no other
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True  # one address each, which is changed once the new one is verified
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True

MFA_ADAPTER = "wholestory.members.adapters.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wholestory"
MFA_TOTP_TOLERANCE = 1

SOCIALACCOUNT_ADAPTER = "wholestory.members.adapters.Servers"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # a server's word about an address opens nobody's account here

SMTP_PORT, SMTPS_PORT = 587, 465
SECONDS = 20  # for the mail server


def mail(ours: Settings) -> dict[str, Any]:
    """Django's settings of the mail server; without one, letters are printed."""
    host = urlsplit(ours.public).hostname or "localhost"
    sender = {"DEFAULT_FROM_EMAIL": ours.mail_from or f"Wholestory <wholestory@{host}>"}
    if not ours.mail_server:
        return {"EMAIL_BACKEND": "wholestory.members.printing.Printed", **sender}
    parts = urlsplit(ours.mail_server)
    is_wrapped = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (SMTPS_PORT if is_wrapped else SMTP_PORT),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_wrapped,
        "EMAIL_USE_TLS": not is_wrapped,
        "EMAIL_TIMEOUT": SECONDS,
        **sender,
    }


def provider_apps(ours: Settings) -> list[str]:
    """The apps of the server to sign in at, where one is set."""
    return ["allauth.socialaccount.providers.openid_connect"] if ours.oidc_server else []


def providers(ours: Settings) -> dict[str, Any]:
    """That server, as allauth wants to know it."""
    if not ours.oidc_server:
        return {}
    app = {
        "provider_id": "server",
        "name": urlsplit(ours.oidc_server).hostname,
        "client_id": ours.oidc_id,
        "secret": ours.oidc_secret,
        "settings": {
            "server_url": ours.oidc_server.rstrip("/"),
            "fetch_userinfo": False,  # the token says it all, and is read where it was asked for
            "token_auth_method": "client_secret_post",
        },
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def forms(ours: Settings) -> dict[str, list[str]]:
    """Where forms may lead: the form that begins a sign-in there is answered with a way to that server."""
    if not ours.oidc_server:
        return {}
    parts = urlsplit(ours.oidc_server)
    return {"form-action": [SELF, f"{parts.scheme}://{parts.netloc}"]}
