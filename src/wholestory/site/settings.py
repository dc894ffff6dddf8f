"""Django's settings, derived from ours: nothing here is to be set by hand."""

from __future__ import annotations

from pathlib import Path

from wholestory import settings
from wholestory.members.push import keys
from wholestory.site import logins, policy, secrets
from wholestory.site.logins import *  # noqa: F403 - the names that allauth asks for
from wholestory.store.engine import database

OURS = settings.read(Path.cwd())
NEWSROOM = settings.file(OURS.database).absolute()
MEMBERS = settings.members(NEWSROOM)

SECRET_KEY = secrets.kept(NEWSROOM.with_name(f"{NEWSROOM.stem}.secret"))
PUSH_KEY = secrets.kept(NEWSROOM.with_name(f"{NEWSROOM.stem}.push"), keys.made)  # push services know it
DEBUG = False
ALLOWED_HOSTS = policy.hosts(OURS.public)
ROOT_URLCONF = "wholestory.site.urls"
WSGI_APPLICATION = "wholestory.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    *logins.provider_apps(OURS),
    "allauth.mfa",
    "allauth.usersessions",
    "wholestory.store",
    "wholestory.members",
    "wholestory.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "wholestory.sync.rest.plainly.Plainly",
    "wholestory.members.bearing.Cookieless",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wholestory.members.alone.Alone",
    "wholestory.members.bearing.Borne",
    "wholestory.members.speaking.Spoken",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "wholestory.members.rules.Ruled",
    "wholestory.web.offline.Offline",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "pages",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "wholestory.web.environment.made",
            "context_processors": ["wholestory.web.environment.context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "mails",  # and pages of allauth that we have none of our own for
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": database(MEMBERS)}
DATABASE_ROUTERS = ["wholestory.site.routing.Routing"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

USE_TZ, TIME_ZONE = True, "UTC"
USE_I18N, LANGUAGE_CODE = True, "en"
LANGUAGES = [(code, name) for code, name in policy.LANGUAGES.items()]

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "/", "/"
PASSWORD_RESET_TIMEOUT = 3600  # seconds
SOCIALACCOUNT_PROVIDERS = logins.providers(OURS)
globals().update(logins.mail(OURS))

IS_SECURE = OURS.public.startswith("https://")
SESSION_COOKIE_NAME = "__Host-session" if IS_SECURE else "session"
CSRF_COOKIE_NAME = "__Host-token" if IS_SECURE else "token"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [OURS.public.rstrip("/")] if OURS.public else []
CSRF_FAILURE_VIEW = "wholestory.web.errors.untrusted"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
ALLAUTH_TRUSTED_PROXY_COUNT = (
    1 if IS_SECURE else 0
)  # we speak no TLS: it is a proxy who does, and tells who asks
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.CONTENT | logins.forms(OURS)}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
